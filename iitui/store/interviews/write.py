"""Writes interviews, with their status, impressions, takeaways and checklists."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select

from iitui.domain.checks import FieldErrors
from iitui.domain.dates.calendar import end_of_day, say_when
from iitui.domain.interviews import (
    ChecklistItem,
    ChecklistItemDraft,
    Interview,
    InterviewDraft,
    Status,
)
from iitui.domain.takeaways import TakeawayDraft
from iitui.domain.text import several
from iitui.store.interviews.checklists import add_checklist, add_item, change_checklist, item_of
from iitui.store.interviews.write_rows import add_takeaway, set_day_end, whole_interview
from iitui.store.occupations.names import occupation_named
from iitui.store.schema.tables import ContactRow, InterviewRow, PreparationRow, TakeawayRow
from iitui.store.transaction.edit_conflicts import INTERVIEW, refuse_overwriting, refuse_overwriting_text
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, add, find, find_all


class InterviewWriter(Writer):
    """Writes interviews; each public method is one act."""

    def plan(self, draft: InterviewDraft) -> Interview:
        """Plan an interview, with the checklist for its medium.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such contact.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            contact = find(transaction, ContactRow, checked.contact_id, "contact")
            transaction.name = f"Planned the interview with {contact.name} on {_when(checked, transaction)}"
            row = InterviewRow.model_validate(
                {**interview_fields(transaction, checked, transaction.now), "status": Status.PLANNED}
            )
            number = add(transaction, row)
            add_checklist(transaction, number, checked.medium)
            return whole_interview(transaction, number)

    def edit(self, interview_id: int, draft: InterviewDraft, *, seen: Interview | None = None) -> Interview:
        """Change an interview to a draft; a new time counts as planning it again.

        A form passes what it was filled from as `seen`. The impression after the interview is not changed.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview or contact.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            contact = find(transaction, ContactRow, checked.contact_id, "contact")
            if seen is not None:
                refuse_overwriting(
                    f"The interview with {contact.name}",
                    seen,
                    whole_interview(transaction, interview_id),
                    checked,
                    INTERVIEW,
                )
                checked = replace(checked, after=row.after)
            moved = row.start != checked.start
            transaction.name = (
                f"Moved the interview with {contact.name} to {_when(checked, transaction)}"
                if moved
                else f"Changed the interview with {contact.name}"
            )
            if row.medium != checked.medium:
                change_checklist(transaction, interview_id, checked.medium)
            if row.contact_id != checked.contact_id:
                _pass_takeaways(transaction, interview_id, checked.contact_id)
            row.sqlmodel_update(
                interview_fields(transaction, checked, transaction.now if moved else row.planned_at)
            )
            if moved and row.status is Status.PLANNED:
                _take_back_start(row)
            set_day_end(row)
            transaction.session.add(row)
            return whole_interview(transaction, interview_id)

    def mark(self, interview_ids: Sequence[int], status: Status) -> None:
        """Set the status of interviews: held, cancelled, missed, or planned again.

        Raises:
            NotFoundError: one of them does not exist; none is changed.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, InterviewRow, interview_ids, "interview")
            for row in rows:
                row.status = status
                if status is Status.PLANNED:
                    _take_back_start(row)
                transaction.session.add(row)
            transaction.name = f"Marked {_which(transaction, rows)} as {status.value}"

    def delete(self, interview_ids: Sequence[int]) -> None:
        """Delete interviews with their plans and answers.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, InterviewRow, interview_ids, "interview")
            transaction.name = f"Deleted {_which(transaction, rows)}"
            for row in rows:
                transaction.session.delete(row)

    def impressions(
        self,
        interview_id: int,
        *,
        before: str | None = None,
        after: str | None = None,
        seen: Interview | None = None,
    ) -> Interview:
        """Set the impressions before and after an interview; None leaves a text as it is.

        A form passes what it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: a text is too long.
            NotFoundError: there is no such interview.
        """
        with FieldErrors() as errors:
            before = before and errors.text("before", before, "What you thought before")
            after = after and errors.text("after", after, "What you think now")
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            what = _which(transaction, [row])
            if before is not None:
                refuse_overwriting_text(
                    what, "what you thought before", seen.before if seen else None, row.before, before
                )
                row.before = before
            if after is not None:
                refuse_overwriting_text(
                    what, "what you think now", seen.after if seen else None, row.after, after
                )
                row.after = after
            transaction.session.add(row)
            transaction.name = f"Impressions of {what}"
            return whole_interview(transaction, interview_id)

    def take_away(self, draft: TakeawayDraft) -> int:
        """Add a takeaway of an interview and return its ID.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            interview = find(transaction, InterviewRow, checked.interview_id, "interview")
            number = add_takeaway(transaction, interview, checked)
            transaction.name = f"Noted: {checked.kind.value} from {_which(transaction, [interview])}"
            return number

    def tick(self, item_id: int, *, ticked: bool = True) -> ChecklistItem:
        """Tick an item of a checklist, or untick it.

        Raises:
            NotFoundError: there is no such item.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, PreparationRow, item_id, "checklist item")
            row.ticked_at = (row.ticked_at or transaction.now) if ticked else None
            transaction.session.add(row)
            transaction.name = f"{'Checked off' if ticked else 'Unchecked'}: {row.text}"
            return item_of(transaction, row)

    def prepare(self, interview_id: int, draft: ChecklistItemDraft) -> ChecklistItem:
        """Add an item of the user's own to the checklist of an interview.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Added to the checklist: {checked.text}") as transaction:
            find(transaction, InterviewRow, interview_id, "interview")
            return add_item(transaction, interview_id, checked)


def interview_fields(
    transaction: Transaction, draft: InterviewDraft, planned_at: datetime
) -> dict[str, object]:
    """Return the values of the columns of an interview, from a checked draft."""
    zone = ZoneInfo(draft.zone)
    return {
        **asdict(draft),  # the name of the occupation is no column, and is ignored
        "occupation_id": occupation_named(transaction, draft.occupation),
        "planned_at": planned_at,
        "planned_day_end": end_of_day(planned_at, zone),
        "day_end": end_of_day(draft.start + timedelta(minutes=draft.minutes), zone),
    }


def _take_back_start(row: InterviewRow) -> None:
    """Let an interview that is planned again be one that has not begun."""
    row.started_at = row.ended_at = None
    row.added_minutes = 0
    set_day_end(row)


def _pass_takeaways(transaction: Transaction, interview_id: int, contact_id: int) -> None:
    for row in transaction.session.exec(select(TakeawayRow).where(TakeawayRow.interview_id == interview_id)):
        row.contact_id = contact_id
        transaction.session.add(row)


def _when(draft: InterviewDraft, transaction: Transaction) -> str:
    return say_when(draft.start, ZoneInfo(draft.zone), transaction.now)


def _which(transaction: Transaction, rows: Sequence[InterviewRow]) -> str:
    if len(rows) != 1:
        return several(len(rows), "interview")
    return f"the interview with {find(transaction, ContactRow, rows[0].contact_id, 'contact').name}"
