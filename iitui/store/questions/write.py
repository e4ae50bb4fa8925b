"""Verbs about questions: one's own in the bank, and the plans of interviews."""

from collections.abc import Sequence

from sqlmodel import col, func, select

from iitui.domain.built_in import COMPUTED_QUESTIONS, Computed
from iitui.domain.checks import check_question, check_text
from iitui.domain.drafts import QuestionDraft
from iitui.domain.enums.questions import Asked, Origin, Phase
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.values.questions import PlanItem, Question
from iitui.store.questions.read import QuestionReader
from iitui.store.schema.tables import ContactRecord, InterviewRow, PlanItemRow, QuestionRow
from iitui.store.transaction.commands import Verbs, find, numbered, several
from iitui.store.transaction.edit_conflicts import ANSWER, QUESTION, Answer, refuse_overwriting
from iitui.store.transaction.unit_of_work import Work

_PHASES = list(Phase)


class QuestionVerbs(Verbs):
    """What can be done with questions and plans."""

    def add(self, draft: QuestionDraft) -> Question:
        """Add a question of one's own.

        Raises:
            BadInputError: words per field.
        """
        checked = check_question(draft)
        with self._units.act(f"Added the question “{checked.text}”") as work:
            last = work.session.exec(select(func.max(QuestionRow.position))).one()
            row = QuestionRow.model_validate(
                {**_fields(checked), "origin": Origin.MINE, "position": (last or 0) + 1}
            )
            work.session.add(row)
            work.session.flush()
            return _whole(work, numbered(row.id))

    def edit(self, question_id: int, draft: QuestionDraft, *, seen: Question | None = None) -> Question:
        """Reword a question of one's own.

        A draft from a form comes with what that was filled from, `seen`.

        Raises:
            ChangedElsewhereError: it is no longer what was seen; nothing is changed.
            BadInputError: words per field, or the question is built in.
            NotFoundError: there is no such question.
        """
        checked = check_question(draft)
        with self._units.act(f"Changed the question “{checked.text}”") as work:
            row = find(work, QuestionRow, question_id, "question")
            if row.origin is Origin.BUILT_IN:
                raise BadInputError(
                    {"text": "A built-in question stays as it is; add your own wording as a new one."}
                )
            refuse_overwriting("The question", seen, row, checked, QUESTION)
            row.sqlmodel_update(_fields(checked))
            work.session.add(row)
            work.session.flush()
            return _whole(work, question_id)

    def delete(self, question_ids: Sequence[int]) -> None:
        """Take questions out of the bank; those that a plan holds stay there, with their answers.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._units.act("") as work:
            rows = [find(work, QuestionRow, number, "question") for number in dict.fromkeys(question_ids)]
            for row in rows:
                used = work.session.exec(
                    select(PlanItemRow.id).where(PlanItemRow.question_id == row.id)
                ).first()
                if used is None and row.origin is Origin.MINE:
                    work.session.delete(row)
                else:
                    row.retired = True
                    work.session.add(row)
            what = f"the question “{rows[0].text}”" if len(rows) == 1 else several(len(rows), "question")
            work.name = f"Took {what} out of the bank"

    def restore(self) -> None:
        """Offer all built-in questions again that were taken out of the bank."""
        with self._units.act("Brought the built-in questions back") as work:
            for row in work.session.exec(
                select(QuestionRow).where(QuestionRow.retired, QuestionRow.origin == Origin.BUILT_IN)
            ):
                row.retired = False
                work.session.add(row)

    def pick(self, interview_id: int, question_ids: Sequence[int]) -> list[PlanItem]:
        """Add questions to the plan of an interview, each at the end of its phase; picked ones stay.

        Raises:
            NotFoundError: there is no such interview or question; nothing is added.
        """
        with self._units.act("") as work:
            who = _with_whom(work, interview_id)
            added = _pick(work, interview_id, question_ids)
            work.name = f"Picked {several(added, 'question')} for {who}"
            return QuestionReader(work.connection).plan(interview_id)

    def take_plan(self, interview_id: int, slug: str) -> list[PlanItem]:
        """Replace what is still to ask in the plan of an interview by a ready-made plan.

        Raises:
            NotFoundError: there is no such interview or plan.
        """
        from iitui.store.built_in import load_plans  # most runs take none

        ready = next((plan for plan in load_plans() if plan.slug == slug), None)
        if ready is None:
            raise NotFoundError(f"There is no ready-made plan '{slug}'.")
        with self._units.act("") as work:
            who = _with_whom(work, interview_id)
            if ready.computed is Computed.UNANSWERED:
                wanted = [q.id for q in QuestionReader(work.connection).unanswered(interview_id)][
                    :COMPUTED_QUESTIONS
                ]
            else:
                offered = select(QuestionRow.slug, QuestionRow.id).where(col(QuestionRow.retired).is_(False))
                ids = dict(work.session.exec(offered).all())
                wanted = [number for slug in ready.questions if (number := ids.get(slug)) is not None]
            for row in _rows(work, interview_id):
                if row.state is Asked.TO_ASK and not row.answer:
                    work.session.delete(row)
            work.session.flush()
            _pick(work, interview_id, wanted, by_phase=False)
            work.name = f"Took the plan “{ready.name}” for {who}"
            return QuestionReader(work.connection).plan(interview_id)

    def drop(self, item_ids: Sequence[int]) -> None:
        """Take questions out of a plan.

        Raises:
            NotFoundError: one of them does not exist; none is dropped.
        """
        with self._units.act("") as work:
            rows = [find(work, PlanItemRow, number, "planned question") for number in item_ids]
            for row in rows:
                work.session.delete(row)
            work.session.flush()
            for interview_id in {row.interview_id for row in rows}:
                _number(work, _rows(work, interview_id))
            work.name = f"Dropped {several(len(rows), 'question')} from a plan"

    def move(self, item_id: int, by: int) -> None:
        """Move a question within its plan, up (negative) or down; it stops at either end.

        Raises:
            NotFoundError: there is no such planned question.
        """
        with self._units.act("Ordered a plan") as work:
            moved = find(work, PlanItemRow, item_id, "planned question")
            rows = _rows(work, moved.interview_id)
            place = next(place for place, row in enumerate(rows) if row.id == item_id)
            rows.insert(max(0, min(len(rows) - 1, place + by)), rows.pop(place))
            _number(work, rows)

    def answer(
        self,
        item_id: int,
        text: str | None,
        *,
        state: Asked = Asked.ASKED,
        off_record: bool | None = None,
        seen: PlanItem | None = None,
    ) -> None:
        """Write down what was answered, and whether the question was asked or skipped.

        None leaves what is there. Text from a form comes with what that was filled from, `seen`.

        Raises:
            ChangedElsewhereError: it is no longer what was seen; nothing is changed.
            BadInputError: the answer is too long.
            NotFoundError: there is no such planned question.
        """
        cleaned = None if text is None else check_text("answer", text, "The answer")
        with self._units.act("") as work:
            row = find(work, PlanItemRow, item_id, "planned question")
            question = find(work, QuestionRow, row.question_id, "question")
            kept = row.off_record if off_record is None else off_record
            mine = Answer(row.answer if cleaned is None else cleaned, state, kept)
            refuse_overwriting("The answer", seen, row, mine, ANSWER)
            row.answer, row.state, row.off_record = mine
            work.session.add(row)
            work.name = f"Answer to “{question.text}”"


def _pick(work: Work, interview_id: int, question_ids: Sequence[int], *, by_phase: bool = True) -> int:
    rows = _rows(work, interview_id)
    picked = {row.question_id for row in rows}
    phases = {row.question_id: find(work, QuestionRow, row.question_id, "question").phase for row in rows}
    added = 0
    for number in question_ids:
        question = find(work, QuestionRow, number, "question")
        if number in picked:
            continue
        row = PlanItemRow.model_validate(
            {"interview_id": interview_id, "question_id": number, "position": 0, "state": Asked.TO_ASK}
        )
        phases[number] = question.phase
        later = (
            place
            for place, other in enumerate(rows)
            if _PHASES.index(phases[other.question_id]) > _PHASES.index(question.phase)
        )
        rows.insert(next(later, len(rows)) if by_phase else len(rows), row)
        picked.add(number)
        added += 1
    _number(work, rows)
    work.session.flush()
    return added


def _fields(draft: QuestionDraft) -> dict[str, object]:
    return {
        "text": draft.text,
        "category": draft.category,
        "phase": draft.phase,
        "sensitive": draft.sensitive,
        "researchable": draft.researchable,
        "level": draft.level,
        "minutes": draft.minutes,
    }


def _whole(work: Work, question_id: int) -> Question:
    question = QuestionReader(work.connection).get(question_id)
    if question is None:
        raise NotFoundError(f"There is no question {question_id}.")
    return question


def _with_whom(work: Work, interview_id: int) -> str:
    interview = find(work, InterviewRow, interview_id, "interview")
    return f"the interview with {find(work, ContactRecord, interview.contact_id, 'contact').name}"


def _rows(work: Work, interview_id: int) -> list[PlanItemRow]:
    query = select(PlanItemRow).where(PlanItemRow.interview_id == interview_id).order_by("position", "id")
    return list(work.session.exec(query).all())


def _number(work: Work, rows: Sequence[PlanItemRow]) -> None:
    for position, row in enumerate(rows):
        row.position = position
        work.session.add(row)
