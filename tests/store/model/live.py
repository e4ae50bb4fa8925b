# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""The model of what comes of an interview: its clock, notes, debrief, transcripts and themes."""

from collections.abc import Sequence
from dataclasses import astuple

from iitui.domain.contacts import NamePermission
from iitui.domain.debriefs import DebriefDraft, NamedPerson
from iitui.domain.interviews import Interview, Status
from iitui.domain.live import NOTES
from iitui.domain.questions import Asked, Phase, PlanItem, QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.text import fold
from iitui.domain.themes import Passage, PassageDraft
from iitui.domain.transcripts import Transcript, TranscriptDraft
from iitui.store.live.write import AnswerNote
from tests.store.model.contacts import ContactModel, FactsModel
from tests.store.model.facts import (
    ContactFact,
    PassageFact,
    PlanItemFact,
    QuestionFact,
    TakeawayFact,
)
from tests.store.model.interviews import InterviewModel, PlanModel


class LiveModel(PlanModel):
    def live_begin(self, result: Interview, interview_id: int) -> None:
        interviews = self.facts.interviews
        assert not [
            number for number, each in interviews.items() if each.is_going_on and number != interview_id
        ]
        interview = interviews[interview_id]
        interview.started_at = interview.started_at or self.clock.now
        interview.ended_at = None
        if interview.status in (Status.CANCELLED, Status.MISSED):
            interview.status = Status.PLANNED

    def live_begin_without_plan(self, result: Interview, interview_id: int) -> None:
        self.live_begin(result, interview_id)
        made = [item for item in self.reader().questions.plan(interview_id) if item.question.text == NOTES]
        number = made[-1].question.id
        if number not in self.facts.questions:
            self.facts.questions[number] = QuestionFact(None, NOTES, Phase.CORE, retired=True)
        self.live_add_item(made[-1], interview_id, number)

    def live_add_item(self, result: PlanItem, interview_id: int, question_id: int) -> None:
        plan = self.facts.interviews[interview_id].plan
        if question_id not in [item.question for item in plan]:
            plan.append(PlanItemFact(result.id, question_id))

    def live_end(self, result: Interview, interview_id: int) -> None:
        interview = self.facts.interviews[interview_id]
        assert interview.started_at is not None
        interview.ended_at, interview.status = self.clock.now, Status.HELD
        interview.start = min(interview.start, interview.started_at)

    def live_add_minutes(self, result: Interview, interview_id: int, minutes: int) -> None:
        self.facts.interviews[interview_id].added_minutes += minutes

    def live_note(self, result: PlanItem, item_id: int, note: AnswerNote) -> None:
        item = self._find(item_id)[1]
        item.answer = item.answer if note.answer is None else note.answer
        item.state = note.state or item.state
        item.off_record = item.off_record if note.off_record is None else note.off_record
        item.seconds = item.seconds if note.seconds is None else note.seconds

    def live_make_up(
        self, result: PlanItem, interview_id: int, draft: QuestionDraft, *, after: int | None
    ) -> None:
        number = result.question.id
        self.facts.questions[number] = QuestionFact(None, draft.text, draft.phase, retired=True)
        plan = self.facts.interviews[interview_id].plan
        places = [place for place, item in enumerate(plan) if item.id == after]
        plan.insert(places[0] + 1 if places else len(plan), PlanItemFact(result.id, number))


class DebriefModel(ContactModel, InterviewModel, PlanModel):
    def debriefs_write(self, result: Interview, interview_id: int, draft: DebriefDraft) -> None:
        interview = self.facts.interviews[interview_id]
        interview.after, interview.after_rating = draft.after, draft.after_rating
        interview.debrief = astuple(draft.debrief)
        if interview.status is Status.PLANNED:
            interview.status = Status.HELD
        taken = [t.id for t in self.reader().contacts.takeaways(interview.contact)]
        new_taken = sorted(set(taken) - set(self.facts.takeaways))
        new_people = sorted({each.id for each in self.reader().contacts.known()} - set(self.facts.contacts))
        people: dict[str, int] = {}
        for named in draft.people:
            number = people[fold(named.contact.name)] = self._person(named, interview.contact, new_people)
            if named.takeaway_id is not None:
                self.facts.takeaways[named.takeaway_id].person = number
                continue
            name = TakeawayDraft(
                interview_id=interview_id, kind=TakeawayKind.NAME, text=named.contact.name, person_id=number
            )
            self.facts.takeaways[new_taken.pop(0)] = self.taken_away(name)
        for answer in draft.answers:
            item = self._find(answer.item_id)[1]
            item.answer, item.state = answer.text, Asked.ASKED if answer.text else Asked.SKIPPED
        for noted in draft.takeaways:
            kept = self.taken_away(noted.takeaway)
            kept.person = self._offerer(noted.offered_by, people) if noted.offered_by else kept.person
            before = self.facts.takeaways.get(noted.id or 0, kept)
            kept.tried_at, kept.told_at, kept.made = before.tried_at, before.told_at, before.made
            self.facts.takeaways[noted.id or new_taken.pop(0)] = kept
        removed = [self.facts.takeaways[number] for number in draft.removed]
        self.forget_takeaways(lambda taken: any(taken is one for one in removed))
        assert not new_taken
        assert not new_people

    def _person(self, named: NamedPerson, referrer: int, new_people: list[int]) -> int:
        """The contact whom a name means: the only one of that name that may work there, or a new one."""
        draft, facts = named.contact, self.facts.contacts
        places = (
            {"", fold(draft.organization)} if draft.organization else set(self.facts.organizations) | {""}
        )
        meant = [
            number
            for number, person in facts.items()
            if fold(person.name) == fold(draft.name) and person.organization in places
        ]
        if len(meant) != 1:
            number = new_people.pop(0)
            facts[number] = ContactFact(draft.name, referred_by=referrer, made=self.clock.now)
            self._fill(number, draft)
            return number
        person, above = facts[meant[0]], [referrer]
        while (next_above := facts[above[-1]].referred_by) is not None:
            above.append(next_above)
        if person.referred_by is None and meant[0] not in above:
            person.referred_by = referrer
        if person.referred_by == referrer and draft.name_permission is not NamePermission.NOT_ASKED:
            person.permission = draft.name_permission
        return meant[0]

    def _offerer(self, name: str, people: dict[str, int]) -> int:
        if fold(name) in people:
            return people[fold(name)]
        [number] = [n for n, person in self.facts.contacts.items() if fold(person.name) == fold(name)]
        return number


class TakeawayModel(FactsModel):
    def takeaways_mark_tried(self, _: None, takeaway_id: int, *, tried: bool) -> None:
        takeaway = self._to_try(takeaway_id)
        takeaway.tried_at = (takeaway.tried_at or self.clock.now) if tried else None

    def takeaways_mark_told(self, _: None, takeaway_id: int, *, told: bool) -> None:
        takeaway = self._to_try(takeaway_id)
        takeaway.told_at = (takeaway.told_at or self.clock.now) if told else None

    def _to_try(self, takeaway_id: int) -> TakeawayFact:
        takeaway = self.facts.takeaways[takeaway_id]
        assert takeaway.kind in (TakeawayKind.ADVICE, TakeawayKind.TO_TRY)
        return takeaway


class TranscriptModel(PlanModel):
    def transcripts_attach(self, result: Transcript, draft: TranscriptDraft) -> None:
        transcripts = self.facts.interviews[draft.interview_id].transcripts
        same = [number for number, (name, _) in transcripts.items() if name == draft.name]
        assert same in ([], [result.id]), "one of the same name is replaced"
        transcripts[result.id] = draft.name, draft.text

    def transcripts_take_passage(self, result: PlanItem, item_id: int, text: str, *, replaces: bool) -> None:
        item = self._find(item_id)[1]
        item.answer = text if replaces or not item.answer else f"{item.answer}\n\n{text}"
        item.state = Asked.ASKED

    def transcripts_delete(self, _: None, transcript_id: int) -> None:
        for interview in self.facts.interviews.values():
            interview.transcripts.pop(transcript_id, None)


class ThemeModel(PlanModel):
    def themes_tag(self, result: Passage, draft: PassageDraft) -> None:
        key = fold(draft.theme)
        self.facts.themes.setdefault(key, draft.theme)
        item, words = self._find(draft.item_id)[1], draft.text.strip()
        start = item.answer.index(words, draft.start)
        item.passages[result.id] = PassageFact(key, start, words)

    def themes_untag(self, _: None, passage_ids: Sequence[int]) -> None:
        gone = {
            item.passages.pop(number).theme
            for item in self._items()
            for number in passage_ids
            if number in item.passages
        }
        used = {passage.theme for item in self._items() for passage in item.passages.values()}
        for key in gone - used:
            del self.facts.themes[key]

    def themes_rename(self, _: None, theme_id: int, name: str) -> None:
        key, other = self.theme_keys[theme_id], fold(name)
        known = self.facts.themes.pop(key)
        assert known
        self.facts.themes[other] = self.facts.themes.get(other, name)
        for item in self._items():
            for passage in item.passages.values():
                passage.theme = other if passage.theme == key else passage.theme

    def themes_delete(self, _: None, theme_id: int) -> None:
        key = self.theme_keys[theme_id]
        del self.facts.themes[key]
        for item in self._items():
            for number in [number for number, each in item.passages.items() if each.theme == key]:
                del item.passages[number]

    def _items(self) -> list[PlanItemFact]:
        return [item for interview in self.facts.interviews.values() for item in interview.plan]
