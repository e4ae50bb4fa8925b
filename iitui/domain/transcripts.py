"""Transcripts and notes made elsewhere, attached to an interview, as passages of a length that reads well."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.imports import ImportProblem
from iitui.domain.text import clean

LONGEST_TRANSCRIPT = 5_000_000
"""Characters in a transcript; three hours of speech are about 200,000."""

LONGEST_PAUSE = 3_000
"""How long one speaker may pause within a passage, in milliseconds."""
LONG_ENOUGH = 240
"""From this many characters on, the end of a sentence ends a passage."""
LONGEST = 480
"""A passage is not made longer than this by joining, in characters."""

_SPLIT_ABOVE = 800
_SPEAKING_TIME = 70
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_BREAK = re.compile(r"(?<=[.!?…])[ \t]+|(?<=[。！？])|\n\s*")


class TranscriptFormat(StrEnum):
    """The format of the file of a transcript."""

    WEBVTT = "webvtt"
    SRT = "srt"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def description(self) -> str:
        """What people call it."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    TranscriptFormat.WEBVTT: "WebVTT",
    TranscriptFormat.SRT: "SRT",
    TranscriptFormat.TEXT: "plain text",
    TranscriptFormat.MARKDOWN: "Markdown",
}


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
                f"The transcript is too long: {len(text)} characters; the limit is {LONGEST_TRANSCRIPT}."
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


@dataclass(frozen=True, slots=True)
class TranscriptPassage:
    """A part of a transcript that one speaker said without a long pause, or a paragraph of notes.

    Attributes:
        start: in milliseconds from the beginning of the recording; None if the file does not tell.
        end: the same.
        speaker: as the file names the person; empty if unknown.
        text: without the markup of its format, except that of Markdown.
    """

    start: int | None
    end: int | None
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class TranscriptReading:
    """What reading a transcript gave: all of its text, and what is wrong with it.

    Attributes:
        name: the name of the file.
        text: the whole file, decoded and without control characters; the passages can be read from it again.
        passages: in the order of the file.
        problems: one for each kind, at its first place.
    """

    name: str
    format: TranscriptFormat
    text: str
    passages: tuple[TranscriptPassage, ...]
    problems: tuple[ImportProblem, ...]


def say_offset(milliseconds: int) -> str:
    """Return a time from the beginning of a recording: "0:03", "12:40", "1:02:03"."""
    minutes, seconds = divmod(milliseconds // 1_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def arrange_passages(passages: Iterable[TranscriptPassage]) -> tuple[TranscriptPassage, ...]:
    """Join what one speaker said in short parts, and split what is too long to read as one."""
    return tuple(part for passage in _joined(passages) for part in _split(passage))


def _joined(passages: Iterable[TranscriptPassage]) -> list[TranscriptPassage]:
    joined: list[TranscriptPassage] = []
    for passage in passages:
        if joined and _continues(joined[-1], passage):
            before = joined[-1]
            ends = [end for end in (before.end, passage.end) if end is not None]
            joined[-1] = replace(
                before,
                end=max(ends) if passage.end is not None else None,
                text=f"{before.text} {passage.text}",
            )
        else:
            joined.append(passage)
    return joined


def _continues(before: TranscriptPassage, after: TranscriptPassage) -> bool:
    # Captions mark a new speaker with ">>", without a name.
    if before.speaker != after.speaker or after.text.startswith(">>"):
        return False
    if before.start is None or after.start is None:
        return False
    if len(before.text) + len(after.text) >= LONGEST:
        return False
    if len(before.text) >= LONG_ENOUGH and _SENTENCE_END.search(before.text):
        return False
    spoken_until = before.start + len(before.text) * _SPEAKING_TIME if before.end is None else before.end
    return before.start <= after.start <= spoken_until + LONGEST_PAUSE


def _split(passage: TranscriptPassage) -> Iterator[TranscriptPassage]:
    """Split a very long passage; its start stays with the first part, its end with the last."""
    texts = list(split_text(passage.text))
    last = len(texts) - 1
    for place, text in enumerate(texts):
        start = None if place else passage.start
        end = passage.end if place == last else None
        yield TranscriptPassage(start, end, passage.speaker, text)


def split_text(text: str) -> Iterator[str]:
    """Yield a text in parts of readable length, cut after sentences, else after lines, else between words."""
    if len(text) <= _SPLIT_ABOVE:
        yield text
        return
    begin = 0
    for end in [*_places_to_cut(text), len(text)]:
        if part := text[begin:end].strip():
            yield part
        begin = end


def _places_to_cut(text: str) -> Iterator[int]:
    begin = cut = sentence = 0
    for end in [*(match.end() for match in _BREAK.finditer(text)), len(text)]:
        if end - begin > LONGEST and cut > begin:
            begin = sentence if sentence - begin >= LONG_ENOUGH else cut
            yield begin
        while end - begin > LONGEST:
            begin = text.rfind(" ", begin, begin + LONGEST) + 1 or begin + LONGEST
            yield begin
        cut = end
        if _SENTENCE_END.search(text[begin:end].rstrip()):
            sentence = end
