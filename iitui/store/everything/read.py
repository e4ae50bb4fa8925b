"""Reads the whole journal as JSON that SQLite itself makes, a record at a time.

Nothing of it passes through objects of Python, so that it takes little longer than writing the text.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from iitui import __version__
from iitui.store.everything.layout import (
    FORMAT,
    NESTED_BY_UID,
    SCALARS,
    VERSION,
    WORDS,
    CellKind,
    DocumentColumn,
    DocumentTable,
    layout,
    lists,
)
from iitui.store.row_reader import Reader

if TYPE_CHECKING:
    from iitui.store.everything.document import Document
    from iitui.store.everything.plan import JournalPlan

_WHISPERED = "p.off_record AND p.answer <> ''"
_OPEN_TRANSCRIPTS = (
    f" WHERE NOT EXISTS (SELECT 1 FROM plan_item p WHERE p.interview_id = t.interview_id AND {_WHISPERED})"
)


class EverythingReader(Reader):
    """Reads all records; with what is off the record only if that is asked for."""

    def count(self) -> int:
        """Return how many records there are that stand in lists of their own."""
        return sum(self._number(f"SELECT count(*) FROM {table.name}") for table in lists())

    def count_off_record(self) -> tuple[int, int]:
        """Return how many answers are off the record, and how many transcripts their interviews have."""
        answers = self._number(f"SELECT count(*) FROM plan_item p WHERE {_WHISPERED}")
        transcripts = self._number("SELECT count(*) FROM transcript")
        kept = self._number(f"SELECT count(*) FROM transcript t {_OPEN_TRANSCRIPTS}")
        return answers, transcripts - kept

    def compare(self, document: "Document") -> "JournalPlan":
        """Return what importing a whole journal would do, without doing it.

        Raises:
            UnreadableError: a record refers to one that is not there.
        """
        from iitui.store.everything.plan import plan_journal

        return plan_journal(self._connection, document)

    def parts(self, now: datetime, *, with_off_record: bool) -> Iterator[str]:
        """Yield the text of the file, which is one JSON object, a line for each record.

        Args:
            now: when it is written.
            with_off_record: whether answers off the record and the transcripts that hold them go along.
        """
        head = {
            "format": FORMAT,
            "version": VERSION,
            "program": f"iitui {__version__}",
            "exported_at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "off_record": with_off_record,
        }
        yield json.dumps(head, separators=(",", ":"))[:-1]
        for table in lists():
            before = f',\n"{table.key}":[\n'
            which = _OPEN_TRANSCRIPTS if table.name == "transcript" and not with_off_record else ""
            query = f"SELECT {_object(table, 't', with_off_record)} FROM {table.name} t{which} ORDER BY t.id"
            for row in self._each(query):
                yield before + row[0]
                before = ",\n"
            yield "\n]" if before == ",\n" else f"{before}]"
        yield "\n}\n"


def _object(table: DocumentTable, alias: str, with_off_record: bool) -> str:
    """Return the SQL that makes an object of a row."""
    pairs = [f"'{column.key}', {_value(table, column, alias, with_off_record)}" for column in table.columns]
    for name, link in table.children:
        child = layout()[name]
        pairs.append(f"'{child.key}', {_nested(child, link, table, alias, with_off_record)}")
    return f"json_object({', '.join(pairs)})"


def _value(table: DocumentTable, column: DocumentColumn, alias: str, with_off_record: bool) -> str:
    name = f"{alias}.{column.name}"
    if column.kind is CellKind.REFERENCE and column.target == WORDS:
        return f"(SELECT name FROM {WORDS} WHERE id = {name})"
    if column.kind is CellKind.REFERENCE:
        return f"(SELECT uid FROM {column.target} WHERE id = {name})"
    if column.kind is CellKind.INSTANT:
        return f"strftime('%Y-%m-%dT%H:%M:%SZ', {name}, 'unixepoch')"
    if column.kind is CellKind.BOOLEAN:
        return f"json(iif({name}, 'true', 'false'))"
    if (table.name, column.name) == ("plan_item", "answer") and not with_off_record:
        return f"iif({alias}.off_record AND {name} <> '', NULL, {name})"
    return name


def _nested(child: DocumentTable, link: str, owner: DocumentTable, alias: str, with_off_record: bool) -> str:
    """Return the SQL that makes a list, an object or a value of the rows that belong to a row."""
    own = f"{alias}_{child.name}"
    where = f"{link} = {alias}.{owner.number}"
    if child.name in NESTED_BY_UID and not with_off_record:
        where += f" AND NOT {alias}.off_record"
    if child.name in SCALARS:
        column = next(each for each in child.columns if each.name == SCALARS[child.name])
        made = _value(child, column, own, with_off_record)
    else:
        made = _object(child, own, with_off_record)
    if child.is_single:
        single = f"(SELECT {made} FROM {child.name} {own} WHERE {own}.{where})"
        return f"coalesce({single}, '')" if child.name in SCALARS else f"json({single})"
    order = "position, id" if child.is_ordered else "id"
    rows = f"SELECT * FROM {child.name} WHERE {where} ORDER BY {order}"
    return f"json((SELECT json_group_array({made}) FROM ({rows}) {own}))"
