# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""What each verb should do to the facts of a journal.

Written from the words of the design, not from the code of the store. Where a verb chooses by rules that have
tests of their own (whom an import finds again, the next date of a reminder), its choice is taken over.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.calendar_plan import CalendarPlan, EventAction
from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.debriefs import NamedPerson
from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind, ReminderDraft, Verdict
from iitui.domain.interviews import Status
from iitui.domain.mail.plan import MailPlan
from iitui.domain.takeaways import TRIED_KINDS
from iitui.domain.touches import Outcome, Touch, TouchDraft
from iitui.store.mail.write import MailResult
from iitui.store.reader import JournalReader
from tests.clock import MovableClock
from tests.store.model.contacts import FactsModel
from tests.store.model.facts import (
    ContactFact,
    Facts,
    ReminderFact,
    SettlementFact,
    TouchFact,
)
from tests.store.model.lists import OccupationModel, OrganizationModel
from tests.store.model.live import DebriefModel, LiveModel, TakeawayModel, ThemeModel, TranscriptModel
from tests.store.model.rules import Duty, duties


class _FollowUpModel(FactsModel):
    def follow_ups_done(
        self, result: list[FollowUp], names: Sequence[FollowUpId], *, by: int | None = None
    ) -> None:
        self.settle(names, SettlementFact(Verdict.DONE, self.clock.now, done_by=by))

    def follow_ups_waive(self, result: list[FollowUp], names: Sequence[FollowUpId], reason: str = "") -> None:
        self.settle(names, SettlementFact(Verdict.WAIVED, self.clock.now, reason=reason))

    def follow_ups_snooze(self, result: list[FollowUp], names: Sequence[FollowUpId], until: datetime) -> None:
        self.settle(names, SettlementFact(Verdict.SNOOZED, self.clock.now, until=until))

    def settle(self, names: Sequence[FollowUpId], said: SettlementFact) -> None:
        """Say the same of follow-ups that the facts ask for."""
        asked = duties(self.facts)
        self.say({name: asked[name] for name in names}, said)

    def say(self, asked: Mapping[FollowUpId, Duty], said: SettlementFact) -> None:
        for name, duty in asked.items():
            if name.kind is Kind.PREPARATION and said.verdict is Verdict.DONE:
                self._tick(name.subject)
                continue
            self.facts.settlements[name.kind, name.subject, duty.occurrence] = replace(said)
            if name.kind is Kind.REMINDER and said.verdict is not Verdict.SNOOZED:
                self._move_on(name.subject)
            if name.kind is Kind.REPORT_BACK and said.verdict is Verdict.DONE:
                self._tell_advice(name.subject)

    def _tick(self, item_id: int) -> None:
        for interview in self.facts.interviews.values():
            if item_id in interview.checklist:
                interview.checklist[item_id].ticked = True

    def _tell_advice(self, interview_id: int) -> None:
        for taken in self.facts.takeaways.values():
            if taken.interview == interview_id and taken.kind in TRIED_KINDS:
                taken.told_at = taken.told_at or self.clock.now

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


class _TouchModel(_FollowUpModel, DebriefModel):
    def touches_log(self, result: Touch, draft: TouchDraft, settles: Sequence[FollowUpId] = ()) -> None:
        asked = duties(self.facts)
        self.facts.touches[result.id] = _touch(draft)
        said = SettlementFact(Verdict.DONE, self.clock.now, done_by=result.id)
        self.say({name: asked[name] for name in settles}, said)

    def touches_edit(self, result: Touch, touch_id: int, draft: TouchDraft) -> None:
        self.facts.touches[touch_id] = _touch(draft)

    def touches_answer(
        self,
        result: Touch,
        touch_id: int,
        outcome: Outcome,
        *,
        answered_at: datetime | None = None,
        ask_again_at: datetime | None = None,
    ) -> None:
        touch = self.facts.touches[touch_id]
        assert touch.is_request
        touch.outcome = outcome
        touch.answered_at = None if outcome is Outcome.NO_REPLY else answered_at or self.clock.now
        touch.ask_again = ask_again_at if outcome is Outcome.TOO_BUSY else None

    def touches_log_answer(
        self,
        result: tuple[Touch, Touch],
        request_id: int,
        draft: TouchDraft,
        settles: Sequence[FollowUpId] = (),
    ) -> None:
        logged, request = result
        plain = replace(draft, is_request=False, outcome=None, ask_again_at=None, answered_at=None)
        self.touches_log(logged, plain, settles)
        outcome = draft.outcome or Outcome.NO_REPLY
        self.touches_answer(
            request, request_id, outcome, answered_at=draft.at, ask_again_at=draft.ask_again_at
        )

    def touches_sent_on(
        self, result: Contact, touch_id: int, person: ContactDraft, *, ask_again_at: datetime | None = None
    ) -> None:
        touch = self.facts.touches[touch_id]
        assert touch.is_request
        touch.outcome, touch.answered_at, touch.ask_again = Outcome.SENT_ON, self.clock.now, None
        new_people = sorted({each.id for each in self.reader().contacts.known()} - set(self.facts.contacts))
        number = self._person(NamedPerson(contact=person), touch.contact, new_people)
        assert (number, new_people) == (result.id, [])

    def touches_delete(self, _: None, touch_ids: Sequence[int]) -> None:
        gone = [self.facts.touches[number] for number in touch_ids]
        self.forget_touches(lambda touch: any(touch is one for one in gone))


def _touch(draft: TouchDraft) -> TouchFact:
    return TouchFact(
        draft.contact_id, draft.at, draft.text, draft.outcome, draft.direction, draft.is_request,
        draft.ask_again_at, draft.answered_at, draft.subject,
    )  # fmt: skip


class Model(
    OrganizationModel, _TouchModel, OccupationModel, LiveModel, ThemeModel, TranscriptModel, TakeawayModel,
):  # fmt: skip
    """What the journal should hold; each method is told what one verb was given and what it returned."""

    def __init__(self, facts: Facts, reader: Callable[[], JournalReader], clock: MovableClock) -> None:
        self.facts = facts
        self.reader = reader
        self.clock = clock

    def calendar_take(self, _: None, plan: CalendarPlan, source: str) -> None:
        new = sorted(
            one.interview.id
            for one in self.reader()
            .calendar.known(self.clock.now, self.clock.now, ZoneInfo("UTC"), ())
            .interviews
            if one.interview.id not in self.facts.interviews
        )
        for step in plan.steps:
            if step.action is EventAction.PLAN and step.draft:
                number = new.pop(0)
                self.facts.interviews[number] = self._interview(step.draft, self.clock.now)
                self._list(number)
        for step in plan.steps:
            if step.action is EventAction.CHANGE and step.draft and step.interview_id:
                edited = self.reader().interviews.get(step.interview_id)
                assert edited is not None
                self.interviews_edit(edited, step.interview_id, step.draft)
        cancelled = [step.interview_id or 0 for step in plan.steps if step.action is EventAction.CANCEL]
        self.interviews_mark(None, cancelled, Status.CANCELLED)

    def mail_take(self, result: MailResult, plan: MailPlan, source: str) -> None:
        asked = duties(self.facts)
        reader = self.reader()
        new = sorted({known.id for known in reader.contacts.known()} - set(self.facts.contacts))
        numbers = dict(zip(plan.additions, new, strict=True))
        for negative, number in numbers.items():
            self.facts.contacts[number] = ContactFact(plan.additions[negative].name, made=self.clock.now)
            self._fill(number, plan.additions[negative])
        touches = {
            (known.contact_id, known.message_id): known.id
            for known in reader.mail.facts(self.clock.now).touches
        }
        for each in plan.touches:
            contact = numbers.get(each.draft.contact_id, each.draft.contact_id)
            if each.adopts is None:
                made = replace(each.draft, contact_id=contact)
                self.facts.touches[touches[contact, made.message_id]] = _touch(made)
            else:
                touch = self.facts.touches[each.adopts]
                touch.subject = touch.subject or each.draft.subject
        for answer in plan.answers:
            request = self.facts.touches[answer.request_id]
            request.answered_at = answer.answered_at
            if answer.outcome is not Outcome.NO_REPLY:
                request.outcome = answer.outcome
        for thanks in plan.thanks:
            name = FollowUpId(Kind.THANK_YOU, thanks.interview_id)
            done_by = touches[thanks.contact_id, thanks.message_id]
            self.say({name: asked[name]}, SettlementFact(Verdict.DONE, self.clock.now, done_by=done_by))
