"""Transcripts of interviews and notes made elsewhere."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from iitui.domain.checks import FieldErrors
from iitui.domain.text import clean

LONGEST_TRANSCRIPT = 5_000_000
"""Characters in a transcript; three hours of speech are about 200,000."""


class TranscriptFormat(StrEnum):
    """What kind of file a transcript was."""

    WEBVTT = "webvtt"
    SRT = "srt"
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptDraft:
    """A transcript that is to be attached to an interview.

    Attributes:
        name: of the file, without its folder.
        text: all that the file held, decoded.
    """

    interview_id: int
    name: str
    format: TranscriptFormat
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript of an interview, or notes made elsewhere.

    Attributes:
        text: all that the file held, decoded; `iitui.interchange.transcripts` divides it.
    """

    id: int
    interview_id: int
    name: str
    format: TranscriptFormat
    text: str
    added_at: datetime


def check_transcript(draft: TranscriptDraft) -> TranscriptDraft:
    """Return a transcript's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    errors = FieldErrors()
    text = clean(draft.text)
    if not text.strip():
        errors.fields["text"] = "The transcript is empty."
    elif len(text) > LONGEST_TRANSCRIPT:
        errors.fields["text"] = (
            f"The transcript is too long: {len(text)} characters, {LONGEST_TRANSCRIPT} are allowed."
        )
    name = errors.line("name", draft.name, "The name of the file", needed=True)
    errors.done()
    return replace(draft, name=name, text=text)
