"""Writes what calendars were told and which files lie in a folder, apart from all acts: undo keeps it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.calendar_items import CalendarFile, CalendarItem, dump_facts, retell
from iitui.store.calendar.read import ArriveBy, CalendarReader, memo_of
from iitui.store.row_reader import seconds
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer

_TELL = """
    INSERT INTO calendar_item (uid, subject, sequence, modified_at, facts) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (uid) DO UPDATE SET subject = excluded.subject, sequence = max(sequence, excluded.sequence),
        modified_at = excluded.modified_at, facts = excluded.facts
"""
_FILE = """
    INSERT INTO calendar_file (folder, uid, name, sequence, stamp, digest, facts) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (folder, uid) DO UPDATE SET name = excluded.name, sequence = excluded.sequence,
        stamp = excluded.stamp, digest = excluded.digest, facts = excluded.facts
"""


class CalendarWriter(Writer):
    """Writes what calendars know; none of this is an act, since nothing of it is taken back."""

    def tell(
        self, now: datetime, day_end: datetime, zone: ZoneInfo, arrive_by: ArriveBy
    ) -> list[CalendarItem]:
        """Return what calendars are to be told now, and remember that they were; see `retell`."""
        self._unit_of_work.require_whole()
        with self._unit_of_work.transaction() as transaction:
            reader = CalendarReader(transaction.connection)
            told = reader.told()
            present = reader.present(now, day_end, zone, arrive_by)
            items = retell(present, told, reader.done() if told else frozenset(), now)
            remember(transaction, [item for item in items if told.get(item.uid) != item])
            return items

    def keep_files(
        self,
        folder: str,
        files: Sequence[CalendarFile],
        gone: Iterable[str] = (),
        *,
        circumstances: str | None = None,
    ) -> None:
        """Remember the files that were written to a folder or read from it.

        Args:
            folder: its absolute path.
            files: those that changed.
            gone: the UIDs of items that have no file there any more.
            circumstances: as for `CalendarReader.is_unchanged`, if the folder is up to date now; else None.
        """
        with self._unit_of_work.transaction() as transaction:
            connection = transaction.connection
            connection.executemany(
                "DELETE FROM calendar_file WHERE folder = ? AND uid = ?", [(folder, uid) for uid in gone]
            )
            connection.executemany(
                _FILE,
                [
                    (folder, one.uid, one.name, one.sequence, one.stamp, one.digest, dump_facts(one.facts))
                    for one in files
                ],
            )
            connection.execute("DELETE FROM memo WHERE name = ?", (memo_of(folder),))
            if circumstances is not None:
                summary = CalendarReader(connection).summary(circumstances, transaction.now)
                connection.execute("INSERT INTO memo VALUES (?, ?)", (memo_of(folder), summary))


def remember(transaction: Transaction, items: Iterable[CalendarItem]) -> None:
    """Write what calendars were told."""
    transaction.connection.executemany(
        _TELL,
        [
            (item.uid, item.subject, item.sequence, seconds(item.modified), dump_facts(item.facts))
            for item in items
        ],
    )
