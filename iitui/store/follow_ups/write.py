"""Verbs about what is owed: settling it, and reminders of one's own."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import select

from iitui.domain.checks import check_instant, check_reminder
from iitui.domain.dates.calendar import next_occurrence
from iitui.domain.drafts import ReminderDraft
from iitui.domain.enums.follow_ups import Kind, Verdict
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.values.follow_ups import FollowUp, FollowUpId
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.schema.tables import ContactRecord, InterviewRow, PreparationRow, ReminderRow, SettlementRow
from iitui.store.transaction.commands import Verbs, find, numbered, several
from iitui.store.transaction.unit_of_work import Work

_SAID = {Verdict.DONE: "Done", Verdict.SNOOZED: "Snoozed", Verdict.WAIVED: "Waived"}

_BY_START = (Kind.CONFIRM, Kind.PREPARATION)
"""Kinds that a new time of the interview makes owed anew."""


class FollowUpVerbs(Verbs):
    """What can be said of follow-ups."""

    def done(self, names: Sequence[FollowUpId]) -> list[FollowUp]:
        """Say that follow-ups are done; an item of a checklist is ticked, a repeating reminder moves on.

        Raises:
            NotFoundError: one of them is not owed; none is settled.
        """
        return self._settle(names, Verdict.DONE, None)

    def waive(self, names: Sequence[FollowUpId]) -> list[FollowUp]:
        """Say that follow-ups need not be done.

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
        """Make a reminder and return its number.

        Raises:
            BadInputError: words per field.
            NotFoundError: there is no such contact or interview.
        """
        checked = check_reminder(draft)
        with self._units.act(f"Reminder: {checked.text}") as work:
            if checked.contact_id is not None:
                find(work, ContactRecord, checked.contact_id, "contact")
            if checked.interview_id is not None:
                find(work, InterviewRow, checked.interview_id, "interview")
            row = ReminderRow.model_validate(
                {
                    "contact_id": checked.contact_id,
                    "interview_id": checked.interview_id,
                    "text": checked.text,
                    "due_at": checked.due_at,
                    "anchor_at": checked.due_at,
                    "zone": checked.zone,
                    "every": checked.every,
                    "unit": checked.unit,
                    "after_done": checked.after_done,
                    "created_at": work.now,
                }
            )
            work.session.add(row)
            work.session.flush()
            return numbered(row.id)

    def delete_reminders(self, reminder_ids: Sequence[int]) -> None:
        """Delete reminders.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._units.act("") as work:
            rows = [find(work, ReminderRow, number, "reminder") for number in reminder_ids]
            one = f"the reminder “{rows[0].text}”" if len(rows) == 1 else several(len(rows), "reminder")
            work.name = f"Deleted {one}"
            for row in rows:
                work.session.delete(row)

    def _settle(
        self, names: Sequence[FollowUpId], verdict: Verdict, until: datetime | None
    ) -> list[FollowUp]:
        if until is not None:
            until = check_instant("until", until, "The time to snooze until")
        with self._units.act("") as work:
            if until is not None and until <= work.now:
                raise BadInputError({"until": "The time to snooze until has passed already."})
            found = [_owed(work, name) for name in dict.fromkeys(names)]
            for follow_up in found:
                _say(work, follow_up, verdict, until)
            what = found[0].what if len(found) == 1 else several(len(found), "follow-up")
            work.name = f"{_SAID[verdict]}: {what}"
            return found


def _owed(work: Work, name: FollowUpId) -> FollowUp:
    found = FollowUpReader(work.connection).find(name, work.now, work.now)
    if found is None:
        raise NotFoundError(f"Nothing is owed by the name {name}.")
    if found.verdict in (Verdict.DONE, Verdict.WAIVED):
        raise NotFoundError(f"{name} ({found.what}) is settled already.")
    return found


def _say(work: Work, follow_up: FollowUp, verdict: Verdict, until: datetime | None) -> None:
    kind, subject = follow_up.id.kind, follow_up.id.subject
    if kind is Kind.PREPARATION and verdict is Verdict.DONE:
        item = find(work, PreparationRow, subject, "checklist item")
        item.ticked_at = work.now
        work.session.add(item)
        return
    occurrence = _occurrence(work, follow_up)
    row = work.session.exec(
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
        "interview_id": subject if kind in (Kind.THANK_YOU, Kind.DEBRIEF, Kind.CONFIRM) else None,
        "preparation_id": subject if kind is Kind.PREPARATION else None,
        "reminder_id": subject if kind is Kind.REMINDER else None,
        "verdict": verdict,
        "until": until,
        "at": work.now,
    }
    if row is None:
        row = SettlementRow.model_validate(fields)
    else:
        row.sqlmodel_update(fields)
    work.session.add(row)
    if kind is Kind.REMINDER and verdict is not Verdict.SNOOZED:
        _move_on(work, subject)


def _occurrence(work: Work, follow_up: FollowUp) -> int:
    if follow_up.id.kind in _BY_START and follow_up.interview_id is not None:
        return int(find(work, InterviewRow, follow_up.interview_id, "interview").start.timestamp())
    if follow_up.id.kind is Kind.REMINDER:
        return int(find(work, ReminderRow, follow_up.id.subject, "reminder").due_at.timestamp())
    return 0


def _move_on(work: Work, reminder_id: int) -> None:
    """Set a repeating reminder to its next date: on the calendar, or so long after today."""
    row = find(work, ReminderRow, reminder_id, "reminder")
    if row.every is None:
        return
    zone = ZoneInfo(row.zone)
    if row.after_done:
        wall = row.due_at.astimezone(zone).timetz()
        today = work.now.astimezone(zone).replace(hour=wall.hour, minute=wall.minute, second=0, microsecond=0)
        row.due_at = next_occurrence(today, today, zone, row.every, row.unit)
    else:
        later = max(work.now, row.due_at)
        row.due_at = next_occurrence(row.due_at, later, zone, row.every, row.unit, anchor=row.anchor_at)
    work.session.add(row)
