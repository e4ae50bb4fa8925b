"""Writes question sets: takes over what somebody handed out, and keeps plans to use again."""

from dataclasses import asdict

from sqlmodel import select

from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError
from iitui.domain.question_sets import (
    QuestionPlanDraft,
    QuestionSetChanges,
    QuestionSetReading,
    SetAction,
    SetStep,
    as_given,
    compare_set,
)
from iitui.domain.text import several
from iitui.store.questions.plan_rows import add_question
from iitui.store.questions.read import QuestionReader
from iitui.store.schema.tables import InterviewRow, QuestionPlanRow, QuestionRow, QuestionSetRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, add, find, present


def compare_with_journal(reading: QuestionSetReading, reader: QuestionReader) -> QuestionSetChanges:
    """Return what taking a set over would do to a journal."""
    sets = list(reader.sets().values())
    before = next((each for each in sets if each.uid == reading.about.uid), None)
    plans = [plan for set_id in (None, *(each.id for each in sets)) for plan in reader.plans_of(set_id)]
    return compare_set(reading, before, reader.known(), plans)


class QuestionSetWriter(Writer):
    """Writes question sets and ready-made plans; each public method is one act."""

    def take(self, reading: QuestionSetReading) -> QuestionSetChanges:
        """Take a set over; questions that the user has changed since the last time stay as they are."""
        with self._unit_of_work.act(f"Imported the question set “{reading.about.name}”") as transaction:
            changes = compare_with_journal(reading, QuestionReader(transaction.connection))
            if changes.writes_anything:
                set_id = _keep_set(transaction, changes)
                for step in changes.steps:
                    _take_question(transaction, step, set_id)
                for plan in changes.plans:
                    _keep_plan(transaction, plan, set_id)
            return changes

    def keep_plan(self, interview_id: int, name: str) -> QuestionPlanDraft:
        """Keep the questions of an interview as a ready-made plan of the user's own.

        A plan of the user's own with that name is replaced.

        Raises:
            BadInputError: the name is missing or too long, or nothing is planned.
            NotFoundError: there is no such interview.
        """
        with FieldErrors() as errors:
            called = errors.line("name", name, "The name of the plan", needed=True)
        with self._unit_of_work.act(f"Saved the plan “{called}”") as transaction:
            interview = find(transaction, InterviewRow, interview_id, "interview")
            reader = QuestionReader(transaction.connection)
            items = reader.plan(interview_id)
            if not items:
                raise BadInputError({"name": "No questions picked yet; pick some first."})
            same = (plan for plan in reader.plans_of(None) if plan.name.casefold() == called.casefold())
            uid = next((plan.uid for plan in same), "")
            draft = QuestionPlanDraft(
                uid=uid,
                name=called,
                description=f"{several(len(items), 'question')} that were planned before.",
                minutes=interview.minutes,
                questions=tuple(item.question.uid for item in items),
            ).checked()
            uid = _keep_plan(transaction, draft, None)
            return next(plan for plan in reader.plans_of(None) if plan.uid == uid)

    def remove_plan(self, uid: str) -> None:
        """Remove a ready-made plan from the journal; its questions stay.

        Raises:
            NotFoundError: there is no such plan; those that are built in are not in the journal.
        """
        with self._unit_of_work.act("") as transaction:
            row = present(_plan_row(transaction, uid), f"ready-made plan '{uid}' in the journal")
            transaction.name = f"Deleted the plan “{row.name}”"
            transaction.session.delete(row)


def _keep_set(transaction: Transaction, changes: QuestionSetChanges) -> int:
    fields = asdict(changes.about)
    if changes.before is None:
        return add(transaction, QuestionSetRow.model_validate(fields))
    row = find(transaction, QuestionSetRow, changes.before.id, "question set")
    row.sqlmodel_update(fields)
    transaction.session.add(row)
    return changes.before.id


def _take_question(transaction: Transaction, step: SetStep, set_id: int) -> None:
    given = {"set_id": set_id, "as_given": as_given(step.question.draft)}
    if step.action is SetAction.ADD:
        add_question(transaction, step.question.draft, given={"uid": step.question.uid, **given})
    elif step.action is SetAction.UPDATE and step.known is not None:
        row = find(transaction, QuestionRow, step.known.id, "question")
        row.sqlmodel_update({**asdict(step.question.draft), **given})
        transaction.session.add(row)


def _keep_plan(transaction: Transaction, draft: QuestionPlanDraft, set_id: int | None) -> str:
    """Write a plan, or its new version; return its UID."""
    fields = {**asdict(draft), "questions": " ".join(draft.questions), "set_id": set_id}
    row = _plan_row(transaction, draft.uid)
    if row is None:
        row = QuestionPlanRow.model_validate(fields)
    else:
        row.sqlmodel_update(fields)
    transaction.session.add(row)
    transaction.session.flush()
    return row.uid


def _plan_row(transaction: Transaction, uid: str) -> QuestionPlanRow | None:
    return transaction.session.exec(select(QuestionPlanRow).where(QuestionPlanRow.uid == uid)).first()
