"""Settles follow-ups, and writes reminders."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError
from iitui.domain.follow_ups import FollowUp, FollowUpId, ReminderDraft, Verdict
from iitui.domain.text import several
from iitui.store.follow_ups.settling import owed_follow_ups, settle
from iitui.store.schema.tables import ContactRow, InterviewRow, ReminderRow, TouchRow
from iitui.store.transaction.writer import Writer, add, find, find_all

_SAID = {Verdict.DONE: "Done", Verdict.SNOOZED: "Snoozed", Verdict.WAIVED: "Waived"}


class FollowUpWriter(Writer):
    """Writes follow-ups and reminders; each public method is one act."""

    def done(self, names: Sequence[FollowUpId], *, by: int | None = None) -> list[FollowUp]:
        """Mark follow-ups as done; this ticks checklist items and moves repeating reminders on.

        Args:
            names: the follow-ups.
            by: the touch that did it, if there is one.

        Raises:
            NotFoundError: one of them is not owed, or there is no such touch; none is settled.
        """
        return self._settle(names, Verdict.DONE, done_by=by)

    def waive(self, names: Sequence[FollowUpId], reason: str = "") -> list[FollowUp]:
        """Mark follow-ups as waived: they need not be done.

        Args:
            names: the follow-ups.
            reason: why not; may be empty.

        Raises:
            BadInputError: the reason is too long.
            NotFoundError: one of them is not owed; none is settled.
        """
        with FieldErrors() as errors:
            reason = errors.line("reason", reason, "The reason")
        return self._settle(names, Verdict.WAIVED, reason=reason)

    def snooze(self, names: Sequence[FollowUpId], until: datetime) -> list[FollowUp]:
        """Put follow-ups off until an instant.

        Raises:
            BadInputError: the instant has passed.
            NotFoundError: one of them is not owed; none is put off.
        """
        return self._settle(names, Verdict.SNOOZED, until=until)

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
        self,
        names: Sequence[FollowUpId],
        verdict: Verdict,
        *,
        until: datetime | None = None,
        reason: str = "",
        done_by: int | None = None,
    ) -> list[FollowUp]:
        if until is not None:
            with FieldErrors() as errors:
                until = errors.instant("until", until, "The time to snooze until")
        with self._unit_of_work.act("") as transaction:
            if until is not None and until <= transaction.now:
                raise BadInputError({"until": "The time to snooze until is in the past."})
            owed = owed_follow_ups(transaction, names)
            if done_by is not None:
                find(transaction, TouchRow, done_by, "touch")
            settle(transaction, owed, verdict, until=until, reason=reason, done_by=done_by)
            what = owed[0].what if len(owed) == 1 else several(len(owed), "follow-up")
            transaction.name = f"{_SAID[verdict]}: {what}"
            return owed
