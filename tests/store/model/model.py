# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""What each verb should do to the facts of a journal.

Written from the words of the design, not from the code of the store. Where a verb chooses by rules that have
tests of their own (whom an import finds again, the next date of a reminder), its choice is taken over.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind, ReminderDraft, Verdict
from iitui.store.reader import JournalReader
from tests.clock import MovableClock
from tests.store.model.contacts import FactsModel
from tests.store.model.facts import (
    Facts,
    ReminderFact,
    SettlementFact,
    SettlementKey,
)
from tests.store.model.lists import OccupationModel, OrganizationModel
from tests.store.model.live import DebriefModel, LiveModel, TakeawayModel, ThemeModel, TranscriptModel


class _FollowUpModel(FactsModel):
    def follow_ups_done(self, result: list[FollowUp], names: Sequence[FollowUpId]) -> None:
        for name in names:
            if name.kind is Kind.PREPARATION:
                interview = next(
                    interview
                    for interview in self.facts.interviews.values()
                    if name.subject in interview.checklist
                )
                interview.checklist[name.subject].ticked = True
            else:
                self._say(name, Verdict.DONE)

    def follow_ups_waive(self, result: list[FollowUp], names: Sequence[FollowUpId]) -> None:
        for name in names:
            self._say(name, Verdict.WAIVED)

    def follow_ups_snooze(self, result: list[FollowUp], names: Sequence[FollowUpId], until: datetime) -> None:
        for name in names:
            self._say(name, Verdict.SNOOZED)

    def _say(self, name: FollowUpId, verdict: Verdict) -> None:
        self.facts.settlements[settlement_key(self.facts, name)] = SettlementFact(verdict, self.clock.now)
        if name.kind is Kind.REMINDER and verdict is not Verdict.SNOOZED:
            self._move_on(name.subject)

    def _move_on(self, reminder_id: int) -> None:
        """A reminder that repeats has a next date: after this one on the calendar, or after today."""
        reminder = self.facts.reminders[reminder_id]
        kept = self.reader().follow_ups.reminder(reminder_id)
        assert kept is not None
        if reminder.every is not None:
            assert kept.due_at > (
                self.clock.now if reminder.after_done else max(self.clock.now, reminder.due)
            )
            reminder.due = kept.due_at

    def follow_ups_remind(self, result: int, draft: ReminderDraft) -> None:
        self.facts.reminders[result] = ReminderFact(
            draft.contact_id, draft.interview_id, draft.text, draft.due_at, draft.every, draft.after_done,
            self.clock.now,
        )  # fmt: skip

    def follow_ups_delete_reminders(self, _: None, reminder_ids: Sequence[int]) -> None:
        gone = [self.facts.reminders[number] for number in reminder_ids]
        self.forget_reminders(lambda reminder: any(reminder is one for one in gone))


def settlement_key(facts: Facts, name: FollowUpId) -> SettlementKey:
    """By what a word about a follow-up is kept: an interview that moves makes its preparation owed anew."""
    occurrence = None
    if name.kind is Kind.CONFIRM:
        occurrence = facts.interviews[name.subject].start
    elif name.kind is Kind.PREPARATION:
        occurrence = next(
            interview.start for interview in facts.interviews.values() if name.subject in interview.checklist
        )
    elif name.kind is Kind.REMINDER:
        occurrence = facts.reminders[name.subject].due
    return name.kind, name.subject, occurrence


class Model(
    OrganizationModel, DebriefModel, OccupationModel, LiveModel, ThemeModel, TranscriptModel, TakeawayModel,
    _FollowUpModel,
):  # fmt: skip
    """What the journal should hold; each method is told what one verb was given and what it returned."""

    def __init__(self, facts: Facts, reader: Callable[[], JournalReader], clock: MovableClock) -> None:
        self.facts = facts
        self.reader = reader
        self.clock = clock
