"""Writes transcripts, and notes made elsewhere, that belong to interviews."""

from iitui.domain.errors import NotFoundError
from iitui.domain.transcripts import Transcript, TranscriptDraft
from iitui.store.schema.tables import ContactRow, InterviewRow, TranscriptRow
from iitui.store.transaction.writer import Writer, find, numbered
from iitui.store.transcripts.read import TranscriptReader


class TranscriptWriter(Writer):
    """Writes transcripts; each public method is one act."""

    def attach(self, draft: TranscriptDraft) -> Transcript:
        """Attach a transcript to an interview; one of the same name is replaced.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            interview = find(transaction, InterviewRow, checked.interview_id, "interview")
            who = find(transaction, ContactRow, interview.contact_id, "contact").name
            transaction.name = f"Attached {checked.name} to the interview with {who}"
            present = TranscriptReader(transaction.connection).of_interview(checked.interview_id)
            same = next((transcript.id for transcript in present if transcript.name == checked.name), None)
            fields = {
                "interview_id": checked.interview_id,
                "name": checked.name,
                "format": checked.format,
                "text": checked.text,
                "added_at": transaction.now,
            }
            row = (
                TranscriptRow.model_validate(fields)
                if same is None
                else find(transaction, TranscriptRow, same, "transcript").sqlmodel_update(fields)
            )
            transaction.session.add(row)
            transaction.session.flush()
            kept = TranscriptReader(transaction.connection).get(numbered(row.id))
            if kept is None:
                raise NotFoundError(f"There is no transcript {row.id}.")
            return kept

    def delete(self, transcript_id: int) -> None:
        """Delete a transcript; answers taken from it stay.

        Raises:
            NotFoundError: there is no such transcript.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TranscriptRow, transcript_id, "transcript")
            transaction.name = f"Deleted {row.name}"
            transaction.session.delete(row)
