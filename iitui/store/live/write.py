"""Writes an interview while it goes on: its clock, answers as they are typed, questions made up meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError
from iitui.domain.interviews import Interview, InterviewGoingOnError, Status
from iitui.domain.live import NOTES
from iitui.domain.questions import Asked, PlanItem, QuestionDraft
from iitui.store.interviews.read import InterviewReader
from iitui.store.interviews.write_rows import set_day_end, whole_interview
from iitui.store.live.read import LiveReader
from iitui.store.questions.plan_rows import add_question, new_plan_row, number_rows, plan_rows, planned_item
from iitui.store.schema.tables import ContactRow, InterviewRow, PlanItemRow, QuestionRow
from iitui.store.transaction.edit_conflicts import ANSWER, AnswerChange, refuse_overwriting
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, numbered, present


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNote:
    """What is noted of an answer while the interview goes on; None leaves a value as it is.

    Attributes:
        seconds: how long the question has been in front so far.
    """

    answer: str | None = None
    state: Asked | None = None
    off_record: bool | None = None
    seconds: int | None = None


class LiveWriter(Writer):
    """Writes the interview that goes on; each public method is one act."""

    def begin(self, interview_id: int) -> Interview:
        """Let an interview begin, or go on if it had begun before; its clock counts from the first time.

        Raises:
            InterviewGoingOnError: another one is going on; the error says which.
            NotFoundError: there is no such interview.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            _refuse_two(transaction, interview_id)
            transaction.name = f"Started the interview with {_who(transaction, row)}"
            row.started_at = row.started_at or transaction.now
            row.ended_at = None
            if row.status in (Status.CANCELLED, Status.MISSED):
                row.status = Status.PLANNED
            set_day_end(row)
            transaction.session.add(row)
            return whole_interview(transaction, interview_id)

    def begin_without_plan(self, interview_id: int) -> Interview:
        """Let an interview begin whose plan is empty, with one question that holds the notes.

        Raises:
            InterviewGoingOnError: another one is going on; the error says which.
            NotFoundError: there is no such interview.
        """
        with self._unit_of_work.act("") as transaction:
            interview = self.begin(interview_id)
            transaction.name = f"Started the interview with {interview.who}"
            number = LiveReader(transaction.connection).notes_question()
            if number is None:
                self.make_up(interview_id, QuestionDraft(text=NOTES))
            else:
                self.add_item(interview_id, number)
            return interview

    def add_item(self, interview_id: int, question_id: int) -> PlanItem:
        """Put a question at the end of a plan, also one that is not in the bank; it stays where it is in it.

        Raises:
            NotFoundError: there is no such interview or question.
        """
        with self._unit_of_work.act("") as transaction:
            find(transaction, InterviewRow, interview_id, "interview")
            question = find(transaction, QuestionRow, question_id, "question")
            transaction.name = f"Added the question “{question.text}” to a plan"
            rows = plan_rows(transaction, interview_id)
            planned = next((row.id for row in rows if row.question_id == question_id), None)
            if planned is not None:
                return planned_item(transaction, interview_id, planned)
            return _insert(transaction, interview_id, question_id, None)

    def end(self, interview_id: int, at: datetime | None = None) -> Interview:
        """End an interview that goes on, which was held then; one that began early starts when it did.

        Args:
            interview_id: the interview.
            at: when it ended, not before it began; now by default.

        Raises:
            BadInputError: it has not begun, or not by then.
            NotFoundError: there is no such interview.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            ended = (at or transaction.now).replace(microsecond=0)
            if row.started_at is None or ended < row.started_at:
                raise BadInputError({"at": "The interview hadn't started by then."})
            transaction.name = f"Ended the interview with {_who(transaction, row)}"
            row.ended_at, row.status = ended, Status.HELD
            row.start = min(row.start, row.started_at)  # what is owed after it counts from there
            set_day_end(row)
            transaction.session.add(row)
            return whole_interview(transaction, interview_id)

    def add_minutes(self, interview_id: int, minutes: int) -> Interview:
        """Add minutes to those that were promised.

        Raises:
            NotFoundError: there is no such interview.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            transaction.name = f"Asked {_who(transaction, row)} for {minutes} more minutes"
            row.added_minutes += minutes
            transaction.session.add(row)
            return whole_interview(transaction, interview_id)

    def note(self, item_id: int, note: AnswerNote, *, seen: PlanItem | None = None) -> PlanItem:
        """Note an answer as it is typed; what is noted of it without another act between is one undo step.

        A screen passes what it showed before the user typed as `seen`.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: the answer is too long.
            NotFoundError: there is no such planned question.
        """
        with FieldErrors() as errors:
            cleaned = None if note.answer is None else errors.text("answer", note.answer, "The answer")
        name, interview_id = self._name_of(item_id)
        with self._unit_of_work.act(name, continues=("plan_item", item_id)) as transaction:
            row = find(transaction, PlanItemRow, item_id, "planned question")
            mine = AnswerChange(
                row.answer if cleaned is None else cleaned,
                note.state or row.state,
                row.off_record if note.off_record is None else note.off_record,
            )
            refuse_overwriting("The answer", seen, row, mine, ANSWER)
            row.answer, row.state, row.off_record = mine
            row.seconds = row.seconds if note.seconds is None else note.seconds
            transaction.session.add(row)
            return planned_item(transaction, interview_id, item_id)

    def _name_of(self, item_id: int) -> tuple[str, int]:
        """Return what the history calls notes on an answer, and the interview that it belongs to."""
        row = self._unit_of_work.connection.execute(
            "SELECT c.name, q.text, i.id FROM plan_item p JOIN question q ON q.id = p.question_id"
            " JOIN interview i ON i.id = p.interview_id JOIN contact c ON c.id = i.contact_id WHERE p.id = ?",
            (item_id,),
        ).fetchone()
        who, question, interview_id = present(row, f"planned question {item_id}")
        return f"Answer of {who} to “{question}”", int(interview_id)

    def make_up(self, interview_id: int, draft: QuestionDraft, *, after: int | None = None) -> PlanItem:
        """Ask a question that was made up on the spot; it is not in the bank until it joins it.

        Args:
            interview_id: the interview.
            draft: the question.
            after: the planned question that it follows; None for the end.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Made up the question “{checked.text}”") as transaction:
            find(transaction, InterviewRow, interview_id, "interview")
            question_id = add_question(transaction, checked, retired=True)
            return _insert(transaction, interview_id, question_id, after)


def _insert(transaction: Transaction, interview_id: int, question_id: int, after: int | None) -> PlanItem:
    """Put a question into a plan after one of its items; at the end for None."""
    rows, row = plan_rows(transaction, interview_id), new_plan_row(interview_id, question_id)
    places = [place for place, other in enumerate(rows) if other.id == after]
    rows.insert(places[0] + 1 if places else len(rows), row)
    number_rows(transaction, rows)
    return planned_item(transaction, interview_id, numbered(row.id))


def _refuse_two(transaction: Transaction, interview_id: int) -> None:
    other = InterviewReader(transaction.connection).going_on()
    if other is not None and other.id != interview_id:
        raise InterviewGoingOnError(other)


def _who(transaction: Transaction, row: InterviewRow) -> str:
    return find(transaction, ContactRow, row.contact_id, "contact").name
