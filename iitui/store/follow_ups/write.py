"""Settles follow-ups, and writes reminders."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import select

from iitui.domain.checks import FieldErrors
from iitui.domain.dates.calendar import next_occurrence
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.follow_ups import (
    FollowUp,
    FollowUpId,
    ReminderDraft,
    Subject,
    Verdict,
)
from iitui.domain.rules import RULES
from iitui.domain.text import several
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.schema.tables import ContactRow, InterviewRow, PreparationRow, ReminderRow, SettlementRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, add, find, find_all

_SAID = {Verdict.DONE: "Done", Verdict.SNOOZED: "Snoozed", Verdict.WAIVED: "Waived"}


class FollowUpWriter(Writer):
    """Writes follow-ups and reminders; each public method is one act."""

    def done(self, names: Sequence[FollowUpId]) -> list[FollowUp]:
        """Mark follow-ups as done; this ticks checklist items and moves repeating reminders on.

        Raises:
            NotFoundError: one of them is not owed; none is settled.
        """
        return self._settle(names, Verdict.DONE, None)

    def waive(self, names: Sequence[FollowUpId]) -> list[FollowUp]:
        """Mark follow-ups as waived: they need not be done.

        Raises:
            NotFoundError: one of them is not owed; none is settled.
        """
        return self._settle(names, Verdict.WAIVED, None)

    def snooze(self, names: Sequence[FollowUpId], until: datetime) -> list[FollowUp]:
        """Put follow-ups off until an instant.

        Raises:
            BadInputError: the instant has passed.
            NotFoundError: one of them is not owed; none is put off.
        """
        return self._settle(names, Verdict.SNOOZED, until)

    def remind(self, draft: ReminderDraft) -> int:
        """Add a reminder and return its ID.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such contact or interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Reminder: {checked.text}") as transaction:
            if checked.contact_id is not None:
                find(transaction, ContactRow, checked.contact_id, "contact")
            if checked.interview_id is not None:
                find(transaction, InterviewRow, checked.interview_id, "interview")
            row = ReminderRow.model_validate(
                {**asdict(checked), "anchor_at": checked.due_at, "created_at": transaction.now}
            )
            return add(transaction, row)

    def delete_reminders(self, reminder_ids: Sequence[int]) -> None:
        """Delete reminders.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, ReminderRow, reminder_ids, "reminder")
            one = f"the reminder “{rows[0].text}”" if len(rows) == 1 else several(len(rows), "reminder")
            transaction.name = f"Deleted {one}"
            for row in rows:
                transaction.session.delete(row)

    def _settle(
        self, names: Sequence[FollowUpId], verdict: Verdict, until: datetime | None
    ) -> list[FollowUp]:
        if until is not None:
            with FieldErrors() as errors:
                until = errors.instant("until", until, "The time to snooze until")
        with self._unit_of_work.act("") as transaction:
            if until is not None and until <= transaction.now:
                raise BadInputError({"until": "The time to snooze until is in the past."})
            found = [_owed(transaction, name) for name in dict.fromkeys(names)]
            for follow_up in found:
                _say(transaction, follow_up, verdict, until)
            what = found[0].what if len(found) == 1 else several(len(found), "follow-up")
            transaction.name = f"{_SAID[verdict]}: {what}"
            return found


def _owed(transaction: Transaction, name: FollowUpId) -> FollowUp:
    found = FollowUpReader(transaction.connection).find(name, transaction.now, transaction.now)
    if found is None:
        raise NotFoundError(f"There is no follow-up {name}.")
    if found.verdict in (Verdict.DONE, Verdict.WAIVED):
        raise NotFoundError(f"{name} ({found.what}) is already settled.")
    return found


def _say(transaction: Transaction, follow_up: FollowUp, verdict: Verdict, until: datetime | None) -> None:
    kind, subject = follow_up.id.kind, follow_up.id.subject
    about = Subject(RULES[kind].subject)
    if about is Subject.PREPARATION and verdict is Verdict.DONE:
        item = find(transaction, PreparationRow, subject, "checklist item")
        item.ticked_at = transaction.now
        transaction.session.add(item)
        return
    occurrence = FollowUpReader(transaction.connection).occurrence(follow_up.id)
    row = transaction.session.exec(
        select(SettlementRow).where(
            SettlementRow.kind == kind,
            SettlementRow.subject_id == subject,
            SettlementRow.occurrence == occurrence,
        )
    ).first()
    fields = {
        "kind": kind,
        "subject_id": subject,
        "occurrence": occurrence,
        **{f"{one}_id": subject if one is about else None for one in Subject},
        "verdict": verdict,
        "until": until,
        "at": transaction.now,
    }
    if row is None:
        row = SettlementRow.model_validate(fields)
    else:
        row.sqlmodel_update(fields)
    transaction.session.add(row)
    if about is Subject.REMINDER and verdict is not Verdict.SNOOZED:
        _move_on(transaction, subject)


def _move_on(transaction: Transaction, reminder_id: int) -> None:
    """Move a repeating reminder to its next date: on the calendar, or counted from today."""
    row = find(transaction, ReminderRow, reminder_id, "reminder")
    if row.every is None:
        return
    zone = ZoneInfo(row.zone)
    if row.after_done:
        wall = row.due_at.astimezone(zone).timetz()
        today = transaction.now.astimezone(zone).replace(
            hour=wall.hour, minute=wall.minute, second=0, microsecond=0
        )
        row.due_at = next_occurrence(today, today, zone, row.every, row.unit)
    else:
        later = max(transaction.now, row.due_at)
        row.due_at = next_occurrence(row.due_at, later, zone, row.every, row.unit, anchor=row.anchor_at)
    transaction.session.add(row)
