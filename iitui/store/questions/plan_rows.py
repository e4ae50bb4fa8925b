"""Writes the rows of questions and plans, within an act."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlmodel import func, select

from iitui.domain.questions import Asked, Origin, PlanItem, QuestionDraft
from iitui.store.questions.read import QuestionReader
from iitui.store.schema.tables import PlanItemRow, QuestionRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import add, present


def add_question(
    transaction: Transaction,
    draft: QuestionDraft,
    *,
    retired: bool = False,
    given: Mapping[str, object] | None = None,
) -> int:
    """Write a question of the user's from a checked draft, after all others, and return its ID.

    Args:
        transaction: of the act.
        draft: the question.
        retired: whether it is for plans only, and not offered in the bank.
        given: further columns, if a set brings it.
    """
    last = transaction.session.exec(select(func.max(QuestionRow.position))).one()
    fields = {**asdict(draft), "origin": Origin.MINE, "position": (last or 0) + 1, "retired": retired}
    return add(transaction, QuestionRow.model_validate({**fields, **(given or {})}))


def plan_rows(transaction: Transaction, interview_id: int) -> list[PlanItemRow]:
    """Return the plan of an interview, in order."""
    query = select(PlanItemRow).where(PlanItemRow.interview_id == interview_id).order_by("position", "id")
    return list(transaction.session.exec(query).all())


def new_plan_row(interview_id: int, question_id: int) -> PlanItemRow:
    """Return a question to ask, which has no place in the plan yet; see `number_rows`."""
    return PlanItemRow.model_validate(
        {"interview_id": interview_id, "question_id": question_id, "position": 0, "state": Asked.TO_ASK}
    )


def planned_item(transaction: Transaction, interview_id: int, item_id: int) -> PlanItem:
    """Return a planned question as the current act has left it."""
    transaction.session.flush()
    plan = QuestionReader(transaction.connection).plan(interview_id)
    return present(next((item for item in plan if item.id == item_id), None), f"planned question {item_id}")


def number_rows(transaction: Transaction, rows: Sequence[PlanItemRow]) -> None:
    """Write the rows of a plan in the order in which they are given."""
    for position, row in enumerate(rows):
        row.position = position
        transaction.session.add(row)
    transaction.session.flush()
