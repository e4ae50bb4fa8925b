"""What each verb should do to the facts of a journal, and what then is owed and how far things are with people.

Written from the words of the design, not from the code of the store. Where a verb chooses by rules that have
tests of their own (whom an import finds again, the next date of a reminder), its choice is taken over.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from iitui.domain.drafts import (
    ContactDraft,
    InterviewDraft,
    OccupationDraft,
    QuestionDraft,
    ReminderDraft,
    TakeawayDraft,
    TouchDraft,
)
from iitui.domain.enums import Asked, Kind, Phase, Standing, Status, Verdict
from iitui.domain.imports import Record
from iitui.domain.library import COMPUTED_QUESTIONS
from iitui.domain.matching import ImportAction, ImportPlan, append_notes
from iitui.domain.text import fold
from iitui.domain.values.briefs import ChecklistItem
from iitui.domain.values.contacts import Contact, Touch
from iitui.domain.values.follow_ups import FollowUp, FollowUpId
from iitui.domain.values.interviews import Interview
from iitui.domain.values.questions import PlanItem, Question
from iitui.store.glance import Glance
from iitui.store.library import load_checklist, load_plans
from tests.conftest import MovableClock
from tests.store.facts import (
    Asking,
    Check,
    Facts,
    Noted,
    Person,
    Planned,
    Reminding,
    Said,
    SaidOf,
    Taken,
    Talk,
)

T = TypeVar("T")

PHASES = list(Phase)


def forget(things: dict[int, T], gone: Callable[[T], bool]) -> list[int]:
    """Drop what is gone and return its numbers."""
    numbers = [number for number, thing in things.items() if gone(thing)]
    for number in numbers:
        del things[number]
    return numbers


def unlike(texts: Iterable[str]) -> list[str]:
    """Texts that differ by more than case, the first of each."""
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(text.casefold(), text)
    return list(kept.values())


class _Telling:
    """What all parts of the model share.

    Attributes:
        facts: what the journal should hold; replaced whole where an act is taken back.
        glance: reads what the act under way has made, for the few choices that are taken over.
    """

    facts: Facts
    glance: Callable[[], Glance]
    clock: MovableClock

    def silence(self, about: Callable[[SaidOf], bool]) -> None:
        """Drop what was said of follow-ups that are gone for good."""
        for name in [name for name in self.facts.said if about(name)]:
            del self.facts.said[name]

    def forget_reminders(self, gone: Callable[[Reminding], bool]) -> None:
        numbers = forget(self.facts.reminders, gone)
        self.silence(lambda name: name[0] is Kind.REMINDER and name[1] in numbers)

    def forget_talks(self, gone: Callable[[Talk], bool]) -> None:
        items = [item for talk in self.facts.talks.values() if gone(talk) for item in talk.checklist]
        numbers = forget(self.facts.talks, gone)
        self.forget_reminders(lambda reminder: reminder.interview in numbers)
        self.silence(lambda name: name[0] is Kind.PREPARATION and name[1] in items)
        of_talks = (Kind.THANK_YOU, Kind.DEBRIEF, Kind.CONFIRM)
        self.silence(lambda name: name[0] in of_talks and name[1] in numbers)
        for taken in self.facts.takeaways.values():
            taken.interview = None if taken.interview in numbers else taken.interview


class _Contacts(_Telling):
    def contacts_add(self, result: Contact, draft: ContactDraft) -> None:
        self.facts.people[result.id] = Person(draft.name)
        self._fill(result.id, draft)
        self._refer(result.id, draft, result.referred_by_id)

    def contacts_edit(self, result: Contact, contact_id: int, draft: ContactDraft) -> None:
        before = self.facts.people[contact_id].organization
        self._refer(contact_id, draft, result.referred_by_id)
        self._fill(contact_id, draft)
        self._drop_organizations([before])

    def _fill(self, contact_id: int, draft: ContactDraft) -> None:
        person = self.facts.people[contact_id]
        person.name, person.role, person.notes = draft.name, draft.role, draft.notes
        person.organization = self._organization(draft.organization)
        person.tags = set(map(fold, draft.tags))
        person.emails = unlike(channel.value for channel in draft.channels)

    def _refer(self, contact_id: int, draft: ContactDraft, referrer: int | None) -> None:
        assert (referrer is None) == (not draft.referred_by)
        if referrer is not None:
            named = self.facts.people.setdefault(referrer, Person(draft.referred_by))
            assert fold(named.name) == fold(draft.referred_by)
        self.facts.people[contact_id].referred_by = referrer

    def _organization(self, name: str) -> str:
        if name:
            self.facts.organizations.setdefault(fold(name), (name, ""))
        return fold(name)

    def _drop_organizations(self, keys: Iterable[str]) -> None:
        used = {person.organization for person in self.facts.people.values()}
        for key in set(keys) - used - {""}:
            if not self.facts.organizations[key][1]:
                del self.facts.organizations[key]

    def contacts_archive(self, _: None, contact_ids: Sequence[int], *, archived: bool) -> None:
        for number in contact_ids:
            self.facts.people[number].archived = archived

    def contacts_delete(self, _: None, contact_ids: Sequence[int]) -> None:
        gone = set(contact_ids)
        self.forget_talks(lambda talk: talk.contact in gone)
        self.forget_reminders(lambda reminder: reminder.contact in gone)
        forget(self.facts.touches, lambda touch: touch.contact in gone)
        forget(self.facts.takeaways, lambda taken: taken.contact in gone)
        keys = [self.facts.people.pop(number).organization for number in gone]
        for person in self.facts.people.values():
            person.referred_by = None if person.referred_by in gone else person.referred_by
        self._drop_organizations(keys)

    def contacts_log(self, result: Touch, draft: TouchDraft) -> None:
        self.facts.touches[result.id] = Noted(draft.contact_id, draft.at, draft.text, draft.outcome)

    def contacts_research(self, _: None, organization: str, notes: str) -> None:
        key = self._organization(organization)
        self.facts.organizations[key] = (self.facts.organizations[key][0], notes)
        self._drop_organizations([key])

    def imports_run(self, result: ImportPlan, records: Sequence[Record], source: str) -> None:
        assert len(result.steps) == len(records)
        numbers = sorted({known.id for known in self.glance().contacts.known()} - set(self.facts.people))
        added: dict[int, int] = {}
        for index, step in enumerate(result.steps):
            if step.action is ImportAction.ADD:
                number = added[index] = numbers.pop(0)
                self.facts.people[number] = Person(step.draft.name)
                self._fill(number, step.draft)
                continue
            number = step.contact_id or added[step.joins or 0]
            person, more = self.facts.people[number], step.additions
            person.organization = person.organization or self._organization(more.organization)
            person.role = person.role or more.role
            person.emails += [channel.value for channel in more.channels]
            person.tags |= set(map(fold, more.tags))
            person.notes = append_notes(person.notes, more.notes) if more.notes else person.notes
        self._refer_imported(result, added, numbers)

    def _refer_imported(self, plan: ImportPlan, added: dict[int, int], numbers: list[int]) -> None:
        for index, number in added.items():
            draft = plan.steps[index].draft
            named = [n for n, person in self.facts.people.items() if fold(person.name) == fold(draft.referred_by)]
            if draft.referred_by and not named:
                named = [numbers.pop(0)]
            self._refer(number, draft, named[0] if named else None)
        assert not numbers, "nobody was added whom the file does not name"


class _Interviews(_Telling):
    def interviews_plan(self, result: Interview, draft: InterviewDraft) -> None:
        self.facts.talks[result.id] = self._talk(draft, self.clock.now)
        self._list(result.id)

    def _talk(self, draft: InterviewDraft, planned_at: datetime) -> Talk:
        if draft.occupation:
            new = (draft.occupation, "", Standing.EXPLORING)
            self.facts.occupations.setdefault(fold(draft.occupation), new)
        return Talk(
            draft.contact_id, draft.start, draft.minutes, draft.zone, draft.medium, fold(draft.occupation),
            draft.before, draft.after, planned_at,
        )  # fmt: skip

    def _list(self, interview_id: int) -> None:
        """Give a talk the items that go with its medium; those of another that are still open go."""
        talk = self.facts.talks[interview_id]
        media = {item.slug: item for item in load_checklist()}
        gone = [
            number
            for number, item in talk.checklist.items()
            if item.slug and not item.ticked and not media[item.slug].applies_to(talk.medium)
        ]
        for number in gone:
            del talk.checklist[number]
        self.silence(lambda name: name[0] is Kind.PREPARATION and name[1] in gone)
        missing = {slug for slug, item in media.items() if item.applies_to(talk.medium)}
        missing -= {item.slug for item in talk.checklist.values()}
        for made in self.glance().briefs.checklist(interview_id):
            if made.id not in talk.checklist:
                missing.remove(made.slug)
                talk.checklist[made.id] = Check(made.slug, media[made.slug].text)
        assert not missing

    def interviews_edit(self, result: Interview, interview_id: int, draft: InterviewDraft) -> None:
        before = self.facts.talks[interview_id]
        moved = before.start != draft.start
        talk = self._talk(draft, self.clock.now if moved else before.planned_at)
        talk.status, talk.plan, talk.checklist = before.status, before.plan, before.checklist
        self.facts.talks[interview_id] = talk
        if before.medium != talk.medium:
            self._list(interview_id)
        for taken in self.facts.takeaways.values():
            taken.contact = talk.contact if taken.interview == interview_id else taken.contact

    def interviews_mark(self, _: None, interview_ids: Sequence[int], status: Status) -> None:
        for number in interview_ids:
            self.facts.talks[number].status = status

    def interviews_delete(self, _: None, interview_ids: Sequence[int]) -> None:
        gone = [self.facts.talks[number] for number in interview_ids]
        self.forget_talks(lambda talk: any(talk is one for one in gone))

    def interviews_impressions(
        self, result: Interview, interview_id: int, *, before: str | None, after: str | None
    ) -> None:
        talk = self.facts.talks[interview_id]
        talk.before = talk.before if before is None else before
        talk.after = talk.after if after is None else after

    def interviews_take_away(self, result: int, draft: TakeawayDraft) -> None:
        who = self.facts.talks[draft.interview_id].contact
        self.facts.takeaways[result] = Taken(who, draft.interview_id, draft.text)

    def interviews_tick(self, result: ChecklistItem, item_id: int, *, ticked: bool) -> None:
        self.facts.talks[result.interview_id].checklist[item_id].ticked = ticked

    def interviews_prepare(self, result: ChecklistItem, interview_id: int, text: str, lead_days: int) -> None:
        self.facts.talks[interview_id].checklist[result.id] = Check("", text)

    def interviews_keep_occupation(
        self, result: object, draft: OccupationDraft, standing: Standing | None
    ) -> None:
        kept = self.facts.occupations.get(fold(draft.name), ("", "", Standing.EXPLORING))
        self.facts.occupations[fold(draft.name)] = (draft.name, draft.research, standing or kept[2])


class _Questions(_Telling):
    def questions_add(self, result: Question, draft: QuestionDraft) -> None:
        self.facts.questions[result.id] = Asking(None, draft.text, draft.phase)

    def questions_edit(self, result: Question, question_id: int, draft: QuestionDraft) -> None:
        question = self.facts.questions[question_id]
        assert question.slug is None, "built-in questions stay as they are"
        question.text, question.phase = draft.text, draft.phase

    def questions_delete(self, _: None, question_ids: Sequence[int]) -> None:
        used = {item.question for talk in self.facts.talks.values() for item in talk.plan}
        for number in question_ids:
            if number not in self.facts.questions:
                continue  # named twice
            if self.facts.questions[number].slug is None and number not in used:
                del self.facts.questions[number]
            else:
                self.facts.questions[number].retired = True

    def questions_restore(self, _: None) -> None:
        for question in self.facts.questions.values():
            question.retired = question.retired and question.slug is None

    def questions_pick(self, result: list[PlanItem], interview_id: int, question_ids: Sequence[int]) -> None:
        plan = self.facts.talks[interview_id].plan
        for number in question_ids:
            if number not in [item.question for item in plan]:
                later = [place for place, item in enumerate(plan) if self._phase(item.question) > self._phase(number)]
                plan.insert(later[0] if later else len(plan), Planned(0, number))
        self._number(plan, result)

    def _phase(self, question: int) -> int:
        return PHASES.index(self.facts.questions[question].phase)

    def _number(self, plan: list[Planned], result: list[PlanItem]) -> None:
        """Take over the numbers of new items, and nothing else."""
        assert [item.question for item in plan] == [item.question.id for item in result]
        for item, made in zip(plan, result, strict=True):
            assert item.id in (0, made.id)
            item.id = made.id

    def questions_take_plan(self, result: list[PlanItem], interview_id: int, slug: str) -> None:
        talk = self.facts.talks[interview_id]
        talk.plan = [item for item in talk.plan if item.state is not Asked.TO_ASK or item.answer]
        kept = [item.question for item in talk.plan]
        offered = {q.slug: number for number, q in self.facts.questions.items() if not q.retired}
        ready = next(plan for plan in load_plans() if plan.slug == slug)
        wanted = [offered[name] for name in ready.questions if name in offered]
        if ready.computed is not None:
            wanted = [item.question.id for item in result[len(kept) :]]
            assert len(wanted) <= COMPUTED_QUESTIONS
            assert all(not self.facts.questions[number].retired for number in wanted)
        talk.plan += [Planned(0, number) for number in wanted if number not in kept]
        self._number(talk.plan, result)

    def questions_drop(self, _: None, item_ids: Sequence[int]) -> None:
        for talk in self.facts.talks.values():
            talk.plan = [item for item in talk.plan if item.id not in item_ids]

    def _find(self, item_id: int) -> tuple[list[Planned], Planned]:
        return next(
            (talk.plan, item) for talk in self.facts.talks.values() for item in talk.plan if item.id == item_id
        )

    def questions_move(self, _: None, item_id: int, by: int) -> None:
        plan, item = self._find(item_id)
        place = plan.index(item)
        plan.remove(item)
        plan.insert(max(0, place + by), item)

    def questions_answer(
        self, _: None, item_id: int, text: str, *, state: Asked, off_record: bool | None
    ) -> None:
        _, item = self._find(item_id)
        item.answer, item.state = text, state
        item.off_record = item.off_record if off_record is None else off_record


class _FollowUps(_Telling):
    def follow_ups_done(self, result: list[FollowUp], names: Sequence[FollowUpId]) -> None:
        for name in names:
            if name.kind is Kind.PREPARATION:
                talk = next(talk for talk in self.facts.talks.values() if name.subject in talk.checklist)
                talk.checklist[name.subject].ticked = True
            else:
                self._say(name, Verdict.DONE)

    def follow_ups_waive(self, result: list[FollowUp], names: Sequence[FollowUpId]) -> None:
        for name in names:
            self._say(name, Verdict.WAIVED)

    def follow_ups_snooze(
        self, result: list[FollowUp], names: Sequence[FollowUpId], until: datetime
    ) -> None:
        for name in names:
            self._say(name, Verdict.SNOOZED)

    def _say(self, name: FollowUpId, verdict: Verdict) -> None:
        self.facts.said[said_of(self.facts, name)] = Said(verdict, self.clock.now)
        if name.kind is Kind.REMINDER and verdict is not Verdict.SNOOZED:
            self._move_on(name.subject)

    def _move_on(self, reminder_id: int) -> None:
        """A reminder that repeats has a next date: after this one on the calendar, or after today."""
        reminder = self.facts.reminders[reminder_id]
        kept = self.glance().follow_ups.reminder(reminder_id)
        assert kept is not None
        if reminder.every is not None:
            assert kept.due_at > (self.clock.now if reminder.after_done else max(self.clock.now, reminder.due))
            reminder.due = kept.due_at

    def follow_ups_remind(self, result: int, draft: ReminderDraft) -> None:
        self.facts.reminders[result] = Reminding(
            draft.contact_id, draft.interview_id, draft.text, draft.due_at, draft.every, draft.after_done,
            self.clock.now,
        )  # fmt: skip

    def follow_ups_delete_reminders(self, _: None, reminder_ids: Sequence[int]) -> None:
        gone = [self.facts.reminders[number] for number in reminder_ids]
        self.forget_reminders(lambda reminder: any(reminder is one for one in gone))


def said_of(facts: Facts, name: FollowUpId) -> SaidOf:
    """By what a word about a follow-up is kept: a talk that moves makes its preparation owed anew."""
    occurrence = None
    if name.kind is Kind.CONFIRM:
        occurrence = facts.talks[name.subject].start
    elif name.kind is Kind.PREPARATION:
        occurrence = next(talk.start for talk in facts.talks.values() if name.subject in talk.checklist)
    elif name.kind is Kind.REMINDER:
        occurrence = facts.reminders[name.subject].due
    return name.kind, name.subject, occurrence


class Model(_Contacts, _Interviews, _Questions, _FollowUps):
    """What the journal should hold; each method is told what one verb was given and what it returned."""

    def __init__(self, facts: Facts, glance: Callable[[], Glance], clock: MovableClock) -> None:
        self.facts = facts
        self.glance = glance
        self.clock = clock
