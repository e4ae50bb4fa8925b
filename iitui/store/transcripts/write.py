"""Writes transcripts, and notes made elsewhere, that belong to interviews."""

from iitui.domain.checks import FieldErrors
from iitui.domain.questions import Asked, PlanItem
from iitui.domain.transcripts import Transcript, TranscriptDraft
from iitui.store.questions.plan_rows import planned_item
from iitui.store.schema.tables import ContactRow, InterviewRow, PlanItemRow, QuestionRow, TranscriptRow
from iitui.store.transaction.writer import Writer, add, find, present
from iitui.store.transcripts.read import TranscriptReader


class TranscriptWriter(Writer):
    """Writes transcripts; each public method is one act."""

    def attach(self, draft: TranscriptDraft) -> Transcript:
        """Attach a transcript to an interview; one of the same name is replaced, the same one left as it is.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            interview = find(transaction, InterviewRow, checked.interview_id, "interview")
            who = find(transaction, ContactRow, interview.contact_id, "contact").name
            transaction.name = f"Attached {checked.name} to the interview with {who}"
            attached = TranscriptReader(transaction.connection).of_interview(checked.interview_id)
            former = next((transcript for transcript in attached if transcript.name == checked.name), None)
            if former is not None and (former.text, former.format) == (checked.text, checked.format):
                return former
            fields = {
                "interview_id": checked.interview_id,
                "name": checked.name,
                "format": checked.format,
                "text": checked.text,
                "added_at": transaction.now,
            }
            row = (
                TranscriptRow.model_validate(fields)
                if former is None
                else find(transaction, TranscriptRow, former.id, "transcript").sqlmodel_update(fields)
            )
            number = add(transaction, row)
            return present(TranscriptReader(transaction.connection).get(number), f"transcript {number}")

    def take_passage(self, item_id: int, text: str, *, replaces: bool = False) -> PlanItem:
        """Take a passage over as the answer to a question, which was asked then.

        Args:
            item_id: the planned question.
            text: what was said.
            replaces: whether it replaces the answer that is there; otherwise it is added below it.

        Raises:
            BadInputError: the passage is empty, or the answer would be too long.
            NotFoundError: there is no such planned question.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, PlanItemRow, item_id, "planned question")
            question = find(transaction, QuestionRow, row.question_id, "question")
            with FieldErrors() as errors:
                passage = errors.text("answer", text, "The passage")
                if not passage:
                    errors.fields.setdefault("answer", "The passage is empty.")
                parts = [passage] if replaces or not row.answer else [row.answer, passage]
                row.answer = errors.text("answer", "\n\n".join(parts), "The answer")
            row.state = Asked.ASKED
            transaction.session.add(row)
            transaction.name = f"Took a passage over as the answer to “{question.text}”"
            return planned_item(transaction, row.interview_id, item_id)

    def delete(self, transcript_id: int) -> None:
        """Delete a transcript; answers taken from it stay.

        Raises:
            NotFoundError: there is no such transcript.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TranscriptRow, transcript_id, "transcript")
            transaction.name = f"Deleted {row.name}"
            transaction.session.delete(row)
