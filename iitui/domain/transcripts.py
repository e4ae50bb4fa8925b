"""Transcripts of interviews and notes made elsewhere."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.text import clean

LONGEST_TRANSCRIPT = 5_000_000
"""Characters in a transcript; three hours of speech are about 200,000."""


class TranscriptFormat(StrEnum):
    """The format of the file of a transcript."""

    WEBVTT = "webvtt"
    SRT = "srt"
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptDraft(Draft):
    """A transcript to attach to an interview.

    Attributes:
        name: the name of the file, without its folder.
        text: the whole content of the file, decoded.
    """

    interview_id: int
    name: str
    format: TranscriptFormat
    text: str

    def _cleaned(self, errors: FieldErrors) -> Self:
        text = clean(self.text)
        if not text.strip():
            errors.fields["text"] = "The transcript is empty."
        elif len(text) > LONGEST_TRANSCRIPT:
            errors.fields["text"] = (
                f"The transcript is too long: {len(text)} characters, {LONGEST_TRANSCRIPT} are allowed."
            )
        return replace(
            self, name=errors.line("name", self.name, "The name of the file", needed=True), text=text
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript of an interview, or notes made elsewhere.

    Attributes:
        text: the whole content of the file, decoded; `iitui.interchange.transcripts` divides it.
    """

    id: int
    interview_id: int
    name: str
    format: TranscriptFormat
    text: str
    added_at: datetime
