"""Writes what calendars were told and which files lie in a folder, apart from all acts: undo keeps it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.calendar_items import CalendarFile, CalendarItem, dump_facts, retell
from iitui.domain.calendar_plan import CalendarPlan, EventAction, EventStep, facts_of
from iitui.domain.interviews import Status
from iitui.domain.text import several
from iitui.store.calendar.read import PLACE, ArriveBy, CalendarReader, memo_of
from iitui.store.follow_ups.write import FollowUpWriter
from iitui.store.interviews.checklists import add_checklist
from iitui.store.interviews.write import InterviewWriter, interview_fields
from iitui.store.row_reader import seconds
from iitui.store.schema.tables import InterviewRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, numbered

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
            pending = reader.pending()
            items = retell(present, told, reader.done() if told else frozenset(), now, pending)
            remember(transaction, [item for item in items if told.get(item.uid) != item])
            if pending:
                transaction.connection.execute("UPDATE calendar_item SET pending = 0 WHERE pending")
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
            _keep_files(transaction, folder, files, gone)
            if circumstances is not None:
                summary = CalendarReader(transaction.connection).summary(circumstances, transaction.now)
                transaction.connection.execute("INSERT INTO memo VALUES (?, ?)", (memo_of(folder), summary))

    def keep_place(self, place: str) -> None:
        """Remember where the calendar was exported to."""
        with self._unit_of_work.transaction() as transaction:
            transaction.connection.execute("INSERT OR REPLACE INTO memo VALUES (?, ?)", (PLACE, place))

    def take(
        self,
        plan: CalendarPlan,
        source: str,
        folder: str = "",
        files: Sequence[CalendarFile] = (),
        gone: Iterable[str] = (),
    ) -> None:
        """Take over what calendars say, all as one act.

        Args:
            plan: what to do; nothing is decided here.
            source: what the history calls the calendar.
            folder: the folder that it lies in, if it is one.
            files: the files of that folder, as they are taken over.
            gone: the UIDs of items whose files are gone.

        Raises:
            NotFoundError: a follow-up or an interview is gone since it was planned; nothing is taken over.
        """
        with self._unit_of_work.act("") as transaction:
            transaction.name = _name_of(plan, source)
            _add_interviews(transaction, [step for step in plan.steps if step.action is EventAction.PLAN])
            interviews, follow_ups = InterviewWriter(self._unit_of_work), FollowUpWriter(self._unit_of_work)
            done = [step.follow_up.id for step in plan.steps if step.follow_up is not None]
            if done:  # first, for some are void once their interview was moved or cancelled
                follow_ups.done(done)
            for step in plan.steps:
                if step.action is EventAction.CHANGE and step.draft and step.interview_id:
                    interviews.edit(step.interview_id, step.draft)
            cancelled = _ids(plan, EventAction.CANCEL)
            if cancelled:
                interviews.mark(cancelled, Status.CANCELLED)
            _note_taken(transaction, plan)
            if folder:
                _keep_files(transaction, folder, files, gone)


def _keep_files(
    transaction: Transaction, folder: str, files: Sequence[CalendarFile], gone: Iterable[str]
) -> None:
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


def _ids(plan: CalendarPlan, action: EventAction) -> list[int]:
    return [step.interview_id for step in plan.steps if step.action is action and step.interview_id]


def _name_of(plan: CalendarPlan, source: str) -> str:
    """Return what the history calls it: "From calendar.ics: 2 interviews planned, 1 changed"."""
    counts = (
        (plan.count(EventAction.PLAN), "planned"),
        (plan.count(EventAction.CHANGE), "changed"),
        (plan.count(EventAction.CANCEL), "cancelled"),
    )
    parts = [f"{several(count, 'interview')} {done}" for count, done in counts if count]
    settled = plan.count(EventAction.SETTLE)
    parts += [f"{several(settled, 'follow-up')} done"] if settled else []
    return f"From {source}: {', '.join(parts)}"


def _add_interviews(transaction: Transaction, steps: Sequence[EventStep]) -> None:
    """Plan interviews; a row is written for each, then all of their checklists."""
    rows = []
    for step in steps:
        if step.draft is not None:
            fields = interview_fields(transaction, step.draft, transaction.now)
            rows.append(InterviewRow.model_validate({**fields, "status": Status.PLANNED, "uid": step.uid}))
    transaction.session.add_all(rows)
    transaction.session.flush()
    for row in rows:
        add_checklist(transaction, numbered(row.id), row.medium)
    transaction.session.flush()


def _note_taken(transaction: Transaction, plan: CalendarPlan) -> None:
    """Note what was taken over, so that the same file changes nothing again; see `plan_events`."""
    taken = []
    for step in plan.steps:
        if step.draft is not None and step.uid:
            facts = dump_facts(facts_of(step.draft))
            subject = f"interview:{step.interview_id or 0}"
            taken.append((step.uid, subject, step.sequence, seconds(transaction.now), facts, facts))
    transaction.connection.executemany(
        "INSERT INTO calendar_item"
        " (uid, subject, sequence, modified_at, facts, taken, pending, is_foreign)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, 1) ON CONFLICT (uid) DO UPDATE SET taken = excluded.taken,"
        " pending = 1, sequence = max(sequence, excluded.sequence)",
        taken,
    )


def remember(transaction: Transaction, items: Iterable[CalendarItem]) -> None:
    """Write what calendars were told."""
    transaction.connection.executemany(
        _TELL,
        [
            (item.uid, item.subject, item.sequence, seconds(item.modified), dump_facts(item.facts))
            for item in items
        ],
    )
