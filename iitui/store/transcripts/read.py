"""Reads transcripts, and notes made elsewhere."""

import sqlite3

from iitui.domain.transcripts import Transcript, TranscriptFormat
from iitui.store.row_reader import Reader, instant


def _transcript(row: sqlite3.Row) -> Transcript:
    return Transcript(
        id=row["id"],
        interview_id=row["interview_id"],
        name=row["name"],
        format=TranscriptFormat(row["format"]),
        text=row["text"],
        added_at=instant(row["added_at"]),
    )


class TranscriptReader(Reader):
    """Reads the transcripts of interviews."""

    def get(self, transcript_id: int) -> Transcript | None:
        """Return a transcript; None if there is none with that ID."""
        row = self._first("SELECT * FROM transcript WHERE id = :id", {"id": transcript_id})
        return None if row is None else _transcript(row)

    def of_interview(self, interview_id: int) -> list[Transcript]:
        """Return the transcripts of an interview, in the order in which they were attached."""
        rows = self._all(
            "SELECT * FROM transcript WHERE interview_id = :id ORDER BY id", {"id": interview_id}
        )
        return [_transcript(row) for row in rows]
