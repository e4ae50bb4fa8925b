"""Reads the cues of WebVTT and SRT files, as the programs write them that people record their calls with.

The libraries that read these formats (webvtt-py, srt, pysubs2) drop what they cannot read or refuse the file,
do not tell the lines, and lose the second speaker of a cue; here nothing that was said is lost.
"""

import html
import html.entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from iitui.domain.text import clean_line
from iitui.interchange.transcript_parts import NO_TIME, TranscriptPart, TranscriptProblems, read_time

NO_CUE = "is outside the cues, with no time"

_TIME = r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,:][0-9]{1,9})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*(?:[-–—]{{1,3}}>|→)\s*({_TIME})(?:\s+(.*))?$")
_BROKEN_TIMING = re.compile(r"[0-9]:[0-9A-Za-z.,]{1,12}\s*-->|-->\s*[0-9]{1,4}:[0-9A-Za-z]")
_SETTINGS = re.compile(r"(?:[A-Za-z]\w*:\S+(?:\s+|$))*")
_NOT_SHOWN = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_HEADER = re.compile(r"WEBVTT(?:\s|$)")
_NAMING_ID = re.compile(r"[0-9]*\s*\"([^\"]+)\"\s*\([0-9]+\)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]*)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|span|em|strong|br)(?:[.\s][^<>]*)?/?>|<[0-9][0-9:.]*>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def is_webvtt(text: str) -> bool:
    """Whether a text begins as WebVTT does."""
    return _HEADER.match(text) is not None


def count_timings(lines: Sequence[str]) -> int:
    """Return how many lines hold the times of a cue."""
    return sum(_TIMING.match(line) is not None for line in lines)


def parse_cues(
    lines: Sequence[str], problems: TranscriptProblems, *, is_webvtt: bool
) -> list[TranscriptPart]:
    """Return the cues of a file, those with several voices divided; what has no time is kept as well.

    Args:
        lines: those of the whole file.
        problems: takes what is wrong.
        is_webvtt: it may hold comments, styles and regions, which are left out.
    """
    reader = _CueReader(problems, is_webvtt=is_webvtt)
    for number, line in enumerate(lines, 1):
        reader.take(number, line.strip())
    reader.finish()
    return reader.parts


@dataclass(slots=True)
class _Cue:
    """A cue that is being read; `line` is 0 for what precedes the first."""

    line: int = 0
    start: int | None = None
    end: int | None = None
    speaker: str = ""
    text: list[str] = field(default_factory=list)
    broke_off_at: int = 0


class _Held(NamedTuple):
    """A line that may be the identifier of the next cue, until that shows."""

    number: int
    line: str
    follows_blank: bool


class _CueReader:
    """Takes the lines of a file one by one."""

    def __init__(self, problems: TranscriptProblems, *, is_webvtt: bool) -> None:
        self.parts: list[TranscriptPart] = []
        self._problems = problems
        self._is_webvtt = is_webvtt
        self._cue = _Cue()
        self._is_skipping = False
        self._follows_blank = True
        self._held: _Held | None = None

    def take(self, number: int, line: str) -> None:
        """Take one line, without white space around it."""
        timing = _TIMING.match(line)
        if timing or _BROKEN_TIMING.search(line):
            self._begin(number, line, timing)
        elif not line:
            self._is_skipping = False
            self._follows_blank = True
            if self._held and not self._held.line.isdecimal():
                self._release()
        elif not self._is_skipping:
            self._release()
            if self._follows_blank and self._is_left_out(number, line):
                self._is_skipping = True
            elif self._follows_blank or line.isdecimal():
                self._held = _Held(number, line, self._follows_blank)
            else:
                self._add(number, line)
            self._follows_blank = False

    def finish(self) -> None:
        """Take the end of the file."""
        self._release()
        self._close()

    def _is_left_out(self, number: int, line: str) -> bool:
        if not self._is_webvtt:
            return False
        return _NOT_SHOWN.match(line) is not None or (number == 1 and is_webvtt(line))

    def _begin(self, number: int, line: str, timing: re.Match[str] | None) -> None:
        name = _NAMING_ID.fullmatch(self._held.line) if self._held else None
        if self._is_identifier(number):
            self._held = None
        self._release()
        self._close()
        self._is_skipping = self._follows_blank = False
        self._cue = _Cue(number, speaker=clean_line(name[1]) if name else "")
        if timing is None:
            self._problems.add(number, NO_TIME)
            self._cue.text.append(line)
            return
        self._cue.start, self._cue.end = read_time(timing[1]), read_time(timing[2])
        if timing[3] and not _SETTINGS.fullmatch(timing[3]):
            self._cue.text.append(timing[3])

    def _is_identifier(self, number: int) -> bool:
        """Whether the line that is held names the cue that begins, and is not the end of the one before."""
        held, cue = self._held, self._cue
        if held is None:
            return False
        is_first = not cue.line or bool(cue.text)
        if held.line.isdecimal():
            return is_first or (held.follows_blank and held.number == number - 1)
        return self._is_webvtt or _NAMING_ID.fullmatch(held.line) is not None

    def _release(self) -> None:
        """Take the line that was held for a part of the text."""
        if self._held is not None:
            held, self._held = self._held, None
            self._add(held.number, held.line, after_blank=held.follows_blank)

    def _add(self, number: int, line: str, *, after_blank: bool = False) -> None:
        if not self._cue.line:
            self._cue.line = number
            self._problems.add(number, NO_CUE)
        elif after_blank and self._cue.text and not self._cue.broke_off_at:
            self._cue.broke_off_at = number
            self._problems.add(number, NO_CUE)
        self._cue.text.append(line)

    def _close(self) -> None:
        cue = self._cue
        for speaker, text in _voices("\n".join(cue.text)):
            self.parts.append(TranscriptPart(cue.line, cue.start, cue.end, speaker or cue.speaker, text))


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """Yield what each voice of a cue says, without markup; the name is empty where there is none."""
    before, *pairs = _VOICE.split(text)
    for name, said in [("", before), *zip(pairs[::2], pairs[1::2], strict=True)]:
        lines = (clean_line(_plain(line)) for line in said.split("\n"))
        if plain := "\n".join(filter(None, lines)):
            yield clean_line(_plain(name)), plain


def _plain(text: str) -> str:
    return _ENTITY.sub(_character, _TAG.sub("", text))


def _character(entity: re.Match[str]) -> str:
    """Return what an entity stands for, or the entity itself: only whole names count."""
    text = entity[0]
    return html.unescape(text) if text[1] == "#" or text[1:] in html.entities.html5 else text
