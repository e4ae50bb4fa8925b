"""Writes questions: the user's own in the bank, and the plans of interviews."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlmodel import col, or_, select

from iitui.domain.built_in import Computed
from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError
from iitui.domain.questions import (
    Agreement,
    Asked,
    Origin,
    Phase,
    PlanItem,
    Question,
    QuestionDraft,
    names_of,
)
from iitui.domain.text import several
from iitui.store.questions.plan_rows import add_question, new_plan_row, number_rows, plan_rows
from iitui.store.questions.read import QuestionReader
from iitui.store.schema.tables import ContactRow, InterviewRow, PlanItemRow, QuestionRow
from iitui.store.transaction.edit_conflicts import ANSWER, QUESTION, AnswerChange, refuse_overwriting
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, find_all, present

_PHASES = list(Phase)


class QuestionWriter(Writer):
    """Writes questions and plans; each public method is one act."""

    def add(self, draft: QuestionDraft) -> Question:
        """Add a question of the user's own.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Added the question “{checked.text}”") as transaction:
            return _whole(transaction, add_question(transaction, checked))

    def edit(self, question_id: int, draft: QuestionDraft, *, seen: Question | None = None) -> Question:
        """Change a question of the user's own.

        A form passes what it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid, or the question is built in.
            NotFoundError: there is no such question.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Changed the question “{checked.text}”") as transaction:
            row = find(transaction, QuestionRow, question_id, "question")
            if row.origin is Origin.BUILT_IN:
                raise BadInputError(
                    {"text": "Built-in questions can't be edited; add your own version as a new question."}
                )
            refuse_overwriting("The question", seen, row, checked, QUESTION)
            row.sqlmodel_update(asdict(checked))
            transaction.session.add(row)
            transaction.session.flush()
            return _whole(transaction, question_id)

    def delete(self, question_ids: Sequence[int]) -> None:
        """Remove questions from the bank; plans that contain them keep them, with their answers.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, QuestionRow, dict.fromkeys(question_ids), "question")
            for row in rows:
                used = transaction.session.exec(
                    select(PlanItemRow.id).where(PlanItemRow.question_id == row.id)
                ).first()
                # What a set brought is remembered, or its next version would bring it again.
                if used is None and row.origin is Origin.MINE and row.set_id is None:
                    transaction.session.delete(row)
                else:
                    row.retired = True
                    transaction.session.add(row)
            what = f"the question “{rows[0].text}”" if len(rows) == 1 else several(len(rows), "question")
            transaction.name = f"Removed {what} from the bank"

    def restore(self) -> None:
        """Put all questions that were removed back into the bank: those built in, and those of sets."""
        with self._unit_of_work.act("Brought back the questions that were removed") as transaction:
            came_along = or_(QuestionRow.origin == Origin.BUILT_IN, col(QuestionRow.set_id).is_not(None))
            for row in transaction.session.exec(select(QuestionRow).where(QuestionRow.retired, came_along)):
                row.retired = False
                transaction.session.add(row)

    def offer(self, question_id: int) -> Question:
        """Put a question that was made up on the spot, or taken out, into the bank.

        Raises:
            NotFoundError: there is no such question.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, QuestionRow, question_id, "question")
            transaction.name = f"Added the question “{row.text}” to the bank"
            row.retired = False
            transaction.session.add(row)
            transaction.session.flush()
            return _whole(transaction, question_id)

    def judge(self, item_id: int, agreement: Agreement | None) -> None:
        """Say how an answer stands to those of others; None takes that back.

        Raises:
            BadInputError: the question was not answered.
            NotFoundError: there is no such planned question.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, PlanItemRow, item_id, "planned question")
            question = find(transaction, QuestionRow, row.question_id, "question")
            if agreement is not None and not row.answer:
                raise BadInputError({"agreement": "There's no answer to compare yet."})
            row.agreement = agreement
            transaction.session.add(row)
            transaction.name = f"Compared an answer to “{question.text}”"

    def pick(self, interview_id: int, question_ids: Sequence[int]) -> list[PlanItem]:
        """Add questions to the plan of an interview, each at the end of its phase; those in it stay.

        Raises:
            NotFoundError: there is no such interview or question; nothing is added.
        """
        with self._unit_of_work.act("") as transaction:
            who = _with_whom(transaction, interview_id)
            added = _pick(transaction, interview_id, question_ids)
            transaction.name = f"Picked {several(added, 'question')} for {who}"
            return QuestionReader(transaction.connection).plan(interview_id)

    def take_plan(self, interview_id: int, slug: str, *, ask_minutes: int | None = None) -> list[PlanItem]:
        """Replace the questions still to ask in the plan of an interview by a ready-made plan.

        Args:
            interview_id: the interview.
            slug: the name of the plan.
            ask_minutes: how long the user asks for, which a computed plan keeps to; None for no limit.

        Raises:
            NotFoundError: there is no such interview or plan.
        """
        from iitui.store.built_in import load_plans  # most runs use none

        with self._unit_of_work.act("") as transaction:
            reader = QuestionReader(transaction.connection)
            plans = {plan.slug: plan for plan in (*load_plans(), *reader.ready_plans())}
            ready = present(plans.get(slug), f"ready-made plan '{slug}'")
            who = _with_whom(transaction, interview_id)
            if ready.computed is Computed.UNANSWERED:
                wanted = [question.id for question in reader.second_opinion(interview_id, ask_minutes)]
            else:
                ids = {key: row.question.id for row in reader.bank() for key in names_of(row.question)}
                wanted = [number for key in ready.questions if (number := ids.get(key)) is not None]
            for row in plan_rows(transaction, interview_id):
                if row.state is Asked.TO_ASK and not row.answer:
                    transaction.session.delete(row)
            transaction.session.flush()
            _pick(transaction, interview_id, wanted, by_phase=False)
            transaction.name = f"Used the plan “{ready.name}” for {who}"
            return QuestionReader(transaction.connection).plan(interview_id)

    def drop(self, item_ids: Sequence[int]) -> None:
        """Remove questions from a plan.

        Raises:
            NotFoundError: one of them does not exist; none is removed.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, PlanItemRow, item_ids, "planned question")
            for row in rows:
                transaction.session.delete(row)
            transaction.session.flush()
            for interview_id in {row.interview_id for row in rows}:
                number_rows(transaction, plan_rows(transaction, interview_id))
            transaction.name = f"Dropped {several(len(rows), 'question')} from a plan"

    def move(self, item_id: int, by: int) -> None:
        """Move a question within its plan, up (negative) or down; it stops at either end.

        Raises:
            NotFoundError: there is no such planned question.
        """
        with self._unit_of_work.act("Reordered a plan") as transaction:
            moved = find(transaction, PlanItemRow, item_id, "planned question")
            rows = plan_rows(transaction, moved.interview_id)
            place = next(place for place, row in enumerate(rows) if row.id == item_id)
            rows.insert(max(0, min(len(rows) - 1, place + by)), rows.pop(place))
            number_rows(transaction, rows)

    def answer(
        self,
        item_id: int,
        text: str | None,
        *,
        state: Asked = Asked.ASKED,
        off_record: bool | None = None,
        seen: PlanItem | None = None,
    ) -> None:
        """Record the answer to a question, and whether it was asked or skipped.

        None leaves a value as it is. A form passes what it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: the answer is too long.
            NotFoundError: there is no such planned question.
        """
        with FieldErrors() as errors:
            cleaned = None if text is None else errors.text("answer", text, "The answer")
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, PlanItemRow, item_id, "planned question")
            question = find(transaction, QuestionRow, row.question_id, "question")
            kept = row.off_record if off_record is None else off_record
            mine = AnswerChange(row.answer if cleaned is None else cleaned, state, kept)
            refuse_overwriting("The answer", seen, row, mine, ANSWER)
            row.answer, row.state, row.off_record = mine
            transaction.session.add(row)
            transaction.name = f"Answer to “{question.text}”"


def _pick(
    transaction: Transaction, interview_id: int, question_ids: Sequence[int], *, by_phase: bool = True
) -> int:
    rows = plan_rows(transaction, interview_id)
    picked = {row.question_id for row in rows}
    phases = {
        row.question_id: find(transaction, QuestionRow, row.question_id, "question").phase for row in rows
    }
    added = 0
    for number in question_ids:
        question = find(transaction, QuestionRow, number, "question")
        if number in picked:
            continue
        row = new_plan_row(interview_id, number)
        phases[number] = question.phase
        later = (
            place
            for place, other in enumerate(rows)
            if _PHASES.index(phases[other.question_id]) > _PHASES.index(question.phase)
        )
        rows.insert(next(later, len(rows)) if by_phase else len(rows), row)
        picked.add(number)
        added += 1
    number_rows(transaction, rows)
    return added


def _whole(transaction: Transaction, question_id: int) -> Question:
    return present(QuestionReader(transaction.connection).get(question_id), f"question {question_id}")


def _with_whom(transaction: Transaction, interview_id: int) -> str:
    interview = find(transaction, InterviewRow, interview_id, "interview")
    return f"the interview with {find(transaction, ContactRow, interview.contact_id, 'contact').name}"
