# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""The model of interviews: what verbs about interviews, checklists and plans should do to the facts."""

from collections.abc import Sequence
from datetime import datetime

from iitui.domain.built_in import COMPUTED_QUESTIONS
from iitui.domain.follow_ups import Kind
from iitui.domain.interviews import ChecklistItem, ChecklistItemDraft, Interview, InterviewDraft, Status
from iitui.domain.question_sets import QuestionPlanDraft, QuestionSetChanges, QuestionSetReading
from iitui.domain.questions import Agreement, Asked, Phase, PlanItem, Question, QuestionDraft
from iitui.domain.takeaways import TakeawayDraft
from iitui.domain.text import fold
from iitui.store.built_in import load_checklist, load_plans
from tests.store.model.contacts import FactsModel
from tests.store.model.facts import (
    ChecklistItemFact,
    InterviewFact,
    OccupationFact,
    PlanItemFact,
    QuestionFact,
    TakeawayFact,
)

PHASES = list(Phase)


class InterviewModel(FactsModel):
    def interviews_plan(self, result: Interview, draft: InterviewDraft) -> None:
        self.facts.interviews[result.id] = self._interview(draft, self.clock.now)
        self._list(result.id)

    def _interview(self, draft: InterviewDraft, planned_at: datetime) -> InterviewFact:
        if draft.occupation:
            self.facts.occupations.setdefault(fold(draft.occupation), OccupationFact(draft.occupation))
        return InterviewFact(
            draft.contact_id, draft.start, draft.minutes, draft.zone, draft.medium, fold(draft.occupation),
            draft.before, draft.after, planned_at, before_rating=draft.before_rating,
        )  # fmt: skip

    def _list(self, interview_id: int) -> None:
        """Give an interview the items that go with its medium; those of another that are still open go."""
        interview = self.facts.interviews[interview_id]
        media = {item.slug: item for item in load_checklist()}
        gone = [
            number
            for number, item in interview.checklist.items()
            if item.slug and not item.ticked and not media[item.slug].applies_to(interview.medium)
        ]
        for number in gone:
            del interview.checklist[number]
        self.silence(lambda name: name[0] is Kind.PREPARATION and name[1] in gone)
        missing = {slug for slug, item in media.items() if item.applies_to(interview.medium)}
        missing -= {item.slug for item in interview.checklist.values()}
        for made in self.reader().briefs.checklist(interview_id):
            if made.id not in interview.checklist:
                missing.remove(made.slug)
                interview.checklist[made.id] = ChecklistItemFact(made.slug, media[made.slug].text)
        assert not missing

    def interviews_edit(self, result: Interview, interview_id: int, draft: InterviewDraft) -> None:
        before = self.facts.interviews[interview_id]
        moved = before.start != draft.start
        interview = self._interview(draft, self.clock.now if moved else before.planned_at)
        for kept in ("status", "plan", "checklist", "after_rating", "debrief", "transcripts"):
            setattr(interview, kept, getattr(before, kept))
        if not (moved and interview.status is Status.PLANNED):
            interview.started_at, interview.ended_at = before.started_at, before.ended_at
            interview.added_minutes = before.added_minutes
        self.facts.interviews[interview_id] = interview
        if before.medium != interview.medium:
            self._list(interview_id)
        for taken in self.facts.takeaways.values():
            taken.contact = interview.contact if taken.interview == interview_id else taken.contact

    def interviews_mark(self, _: None, interview_ids: Sequence[int], status: Status) -> None:
        for number in interview_ids:
            interview = self.facts.interviews[number]
            interview.status = status
            if status is Status.PLANNED:
                interview.started_at = interview.ended_at = None
                interview.added_minutes = 0

    def interviews_delete(self, _: None, interview_ids: Sequence[int]) -> None:
        gone = [self.facts.interviews[number] for number in interview_ids]
        self.forget_interviews(lambda interview: any(interview is one for one in gone))

    def interviews_impressions(
        self, result: Interview, interview_id: int, *, before: str | None, after: str | None
    ) -> None:
        interview = self.facts.interviews[interview_id]
        interview.before = interview.before if before is None else before
        interview.after = interview.after if after is None else after

    def interviews_take_away(self, result: int, draft: TakeawayDraft) -> None:
        self.facts.takeaways[result] = self.taken_away(draft)

    def taken_away(self, draft: TakeawayDraft) -> TakeawayFact:
        """What is kept of a new takeaway."""
        who = self.facts.interviews[draft.interview_id].contact
        return TakeawayFact(
            who, draft.interview_id, draft.kind, draft.text, draft.due_at, draft.trial, draft.person_id,
            made=self.clock.now,
        )  # fmt: skip

    def interviews_tick(self, result: ChecklistItem, item_id: int, *, ticked: bool) -> None:
        self.facts.interviews[result.interview_id].checklist[item_id].ticked = ticked

    def interviews_prepare(self, result: ChecklistItem, interview_id: int, draft: ChecklistItemDraft) -> None:
        self.facts.interviews[interview_id].checklist[result.id] = ChecklistItemFact("", draft.text)


class PlanModel(FactsModel):
    def questions_add(self, result: Question, draft: QuestionDraft) -> None:
        self.facts.questions[result.id] = QuestionFact(None, draft.text, draft.phase)

    def questions_edit(self, result: Question, question_id: int, draft: QuestionDraft) -> None:
        question = self.facts.questions[question_id]
        assert question.slug is None, "built-in questions stay as they are"
        question.text, question.phase = draft.text, draft.phase

    def questions_delete(self, _: None, question_ids: Sequence[int]) -> None:
        used = {item.question for interview in self.facts.interviews.values() for item in interview.plan}
        for number in question_ids:
            if number not in self.facts.questions:
                continue  # named twice
            question = self.facts.questions[number]
            if question.slug is None and question.given is None and number not in used:
                del self.facts.questions[number]
            else:
                self.facts.questions[number].retired = True

    def questions_restore(self, _: None) -> None:
        for question in self.facts.questions.values():
            question.retired = question.retired and question.slug is None and question.given is None

    def question_sets_take(self, result: QuestionSetChanges, reading: QuestionSetReading) -> None:
        questions = self.facts.questions
        new = sorted({known.id for known in self.reader().questions.known()} - set(questions))
        names = {each.given[0]: number for number, each in questions.items() if each.given}
        words = {fold(each.text) for each in questions.values()}
        writes = bool(result.plans)
        for each in reading.questions:
            text, fact = each.draft.text, questions.get(names.get(each.uid, 0))
            if fact is None and fold(text) not in words:
                questions[new.pop(0)] = QuestionFact(None, text, each.draft.phase, given=(each.uid, text))
                writes = True
            elif fact is not None and fact.text != text and fact.given == (each.uid, fact.text):
                fact.text, fact.phase, fact.given = text, each.draft.phase, (each.uid, text)
                writes = True
        assert not new
        about, sets = (reading.about.name, reading.about.version), self.facts.question_sets
        if writes or reading.about.uid in sets:
            sets[reading.about.uid] = about
        for plan in reading.plans:
            self.facts.question_plans[plan.uid] = plan.name, len(plan.questions)

    def question_sets_keep_plan(self, result: QuestionPlanDraft, interview_id: int, name: str) -> None:
        self.facts.question_plans[result.uid] = name, len(self.facts.interviews[interview_id].plan)

    def question_sets_remove_plan(self, _: None, uid: str) -> None:
        del self.facts.question_plans[uid]

    def questions_offer(self, _: Question, question_id: int) -> None:
        self.facts.questions[question_id].retired = False

    def questions_judge(self, _: None, item_id: int, agreement: Agreement | None) -> None:
        self._find(item_id)[1].agreement = agreement

    def questions_pick(self, result: list[PlanItem], interview_id: int, question_ids: Sequence[int]) -> None:
        plan = self.facts.interviews[interview_id].plan
        for number in question_ids:
            if number not in [item.question for item in plan]:
                later = [
                    place
                    for place, item in enumerate(plan)
                    if self._phase(item.question) > self._phase(number)
                ]
                plan.insert(later[0] if later else len(plan), PlanItemFact(0, number))
        self._number(plan, result)

    def _phase(self, question: int) -> int:
        return PHASES.index(self.facts.questions[question].phase)

    def _number(self, plan: list[PlanItemFact], result: list[PlanItem]) -> None:
        """Take over the numbers of new items, and nothing else."""
        assert [item.question for item in plan] == [item.question.id for item in result]
        for item, made in zip(plan, result, strict=True):
            assert item.id in (0, made.id)
            item.id = made.id

    def questions_take_plan(self, result: list[PlanItem], interview_id: int, slug: str) -> None:
        interview = self.facts.interviews[interview_id]
        interview.plan = [item for item in interview.plan if item.state is not Asked.TO_ASK or item.answer]
        kept = [item.question for item in interview.plan]
        offered = {q.slug: number for number, q in self.facts.questions.items() if not q.retired}
        ready = next(plan for plan in load_plans() if plan.slug == slug)
        wanted = [offered[name] for name in ready.questions if name in offered]
        if ready.computed is not None:
            wanted = [item.question.id for item in result[len(kept) :]]
            assert len(wanted) <= COMPUTED_QUESTIONS
            assert all(not self.facts.questions[number].retired for number in wanted)
        interview.plan += [PlanItemFact(0, number) for number in wanted if number not in kept]
        self._number(interview.plan, result)

    def questions_drop(self, _: None, item_ids: Sequence[int]) -> None:
        for interview in self.facts.interviews.values():
            interview.plan = [item for item in interview.plan if item.id not in item_ids]

    def _find(self, item_id: int) -> tuple[list[PlanItemFact], PlanItemFact]:
        return next(
            (interview.plan, item)
            for interview in self.facts.interviews.values()
            for item in interview.plan
            if item.id == item_id
        )

    def questions_move(self, _: None, item_id: int, by: int) -> None:
        plan, item = self._find(item_id)
        place = plan.index(item)
        plan.remove(item)
        plan.insert(max(0, place + by), item)

    def questions_answer(
        self, _: None, item_id: int, text: str, *, state: Asked, off_record: bool | None
    ) -> None:
        item = self._find(item_id)[1]
        item.answer, item.state = text, state
        item.off_record = item.off_record if off_record is None else off_record
