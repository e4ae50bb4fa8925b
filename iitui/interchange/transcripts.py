"""Reads transcripts and notes made elsewhere: WebVTT, SRT, plain text and Markdown."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean
from iitui.domain.transcripts import TranscriptFormat, TranscriptPassage, TranscriptReading, arrange_passages
from iitui.interchange.decoding import decode
from iitui.interchange.transcript_cues import count_timings, is_webvtt, parse_cues
from iitui.interchange.transcript_parts import TranscriptProblems, check_times
from iitui.interchange.transcript_speakers import name_speakers
from iitui.interchange.transcript_turns import parse_turns

MOST_BYTES = 4 << 20
"""How large a file may be, in bytes: a whole day of talk is half of it."""

ENDINGS = {
    ".vtt": TranscriptFormat.WEBVTT,
    ".srt": TranscriptFormat.SRT,
    ".txt": TranscriptFormat.TEXT,
    ".md": TranscriptFormat.MARKDOWN,
    ".markdown": TranscriptFormat.MARKDOWN,
}
"""Of the names of such files, in lower case; the format is told by the content where that is clear."""

UNDECODED = "contains characters that can't be decoded"

_OTHER_KINDS = (
    (b"PK\x03\x04", "is a Word document or another packed file; save it as plain text first."),
    (b"%PDF-", "is a PDF; save its text as plain text first."),
    (b"{\\rtf", "is an RTF document; save it as plain text first."),
)
_CUES = (TranscriptFormat.WEBVTT, TranscriptFormat.SRT)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_OTHER_MARKDOWN = re.compile(r"^(?:[-*+] |> |```)|\*\*\S|\[[^\[\]\n]{0,200}\]\(", re.MULTILINE)


def read_transcript(name: str, data: bytes) -> TranscriptReading:
    """Read a transcript, or notes.

    Args:
        name: the name of the file, for messages; its ending decides where the content does not.
        data: its bytes, in UTF-8, UTF-16 with a byte order mark or Windows-1252.

    Raises:
        UnreadableError: it is empty, too large or not text; the message names the file and the reason.
    """
    file = clean(name)
    _refuse_other_kinds(file, data)
    decoded = decode(data)
    if "\0" in decoded:
        raise UnreadableError(f"{file} isn't a text file; expected WebVTT, SRT, plain text or Markdown.")
    text = clean(decoded)
    if not text:
        raise UnreadableError(f"{file} is empty.")
    lines = text.split("\n")
    format = _detect(file, text, lines)  # noqa: A001 - the field's name
    problems = TranscriptProblems()
    passages = _parse(lines, format, problems)
    if "\ufffd" in text:
        problems.add(text.count("\n", 0, text.index("\ufffd")) + 1, UNDECODED)
    told = tuple(problems.told(file, _lines_above(decoded)))
    return TranscriptReading(file, format, text, passages, told)


def passages_of(text: str, format: TranscriptFormat) -> tuple[TranscriptPassage, ...]:  # noqa: A002 - the field's name
    """Return the passages of a transcript that was read before, from its decoded text."""
    return _parse(text.split("\n"), format, TranscriptProblems())


def _parse(
    lines: Sequence[str],
    format: TranscriptFormat,  # noqa: A002
    problems: TranscriptProblems,
) -> tuple[TranscriptPassage, ...]:
    if format in _CUES:
        cues = parse_cues(lines, problems, is_webvtt=format is TranscriptFormat.WEBVTT)
        parts = name_speakers(cues)
    else:
        parts = parse_turns(lines, problems, is_markdown=format is TranscriptFormat.MARKDOWN)
    return arrange_passages(
        TranscriptPassage(
            part.start, part.end, part.speaker, part.text.replace("\n", " ") if format in _CUES else part.text
        )
        for part in check_times(parts, problems)
    )


def _refuse_other_kinds(file: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"{file} is larger than {MOST_BYTES >> 20} MiB; that's too large for a transcript."
        )
    for mark, why in _OTHER_KINDS:
        if data.startswith(mark):
            raise UnreadableError(f"{file} {why}")


def _lines_above(decoded: str) -> int:
    """Return how many empty lines at the top were cleaned away."""
    above = decoded[: len(decoded) - len(decoded.lstrip())].replace("\r\n", "\n")
    return above.count("\n") + above.count("\r")


def _detect(file: str, text: str, lines: Sequence[str]) -> TranscriptFormat:
    """Return the format by the content; by the ending where the content fits several."""
    ending = ENDINGS.get(PurePath(file).suffix.lower())
    if is_webvtt(text):
        return TranscriptFormat.WEBVTT
    timings = count_timings(lines)
    # A cue takes five lines at most in what programs write; notes may quote one.
    if timings and (ending in _CUES or timings * 10 >= sum(map(bool, lines))):
        return TranscriptFormat.WEBVTT if ending is TranscriptFormat.WEBVTT else TranscriptFormat.SRT
    if ending is TranscriptFormat.MARKDOWN or (_HEADING.search(text) and _OTHER_MARKDOWN.search(text)):
        return TranscriptFormat.MARKDOWN
    return TranscriptFormat.TEXT
