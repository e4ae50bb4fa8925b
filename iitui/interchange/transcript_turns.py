"""Reads plain text and Markdown: turns with times and names in programs' ways, or notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from iitui.domain.text import clean_line
from iitui.interchange.transcript_parts import TranscriptPart, TranscriptProblems, read_time
from iitui.interchange.transcript_speakers import find_speakers, is_name, split_label

TIMES_OF_DAY = "is a time of day; all times are counted from the first one"

_CLOCK = r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?"
_SPAN = rf"(?P<start>{_CLOCK})(?:\s*(?:--?>|[-–—])\s*(?P<end>{_CLOCK}))?"
_TIME_IN_BRACKETS = re.compile(rf"[\[(]{_SPAN}[\])]\s*(?:[-–—|:]\s+)?(?P<rest>.*)")
_TIME_ALONE = re.compile(rf"{_SPAN}(?:$|\s+(?:[-–—|]\s+)?|\s*[-–—|:]\s+)(?P<rest>.*)")
_NAME_AND_TIME_APART = re.compile(rf"(?P<name>\S.{{0,59}}?)(?:\s{{2,}}|\t){_SPAN}:?(?P<rest>)")
_NAME_AND_TIME = re.compile(rf"(?P<name>\S.{{0,59}}?)\s(?P<start>{_CLOCK}):?(?P<rest>)(?P<end>)")
_NAME_AND_BRACKETS = re.compile(rf"(?P<name>[^:\[(]{{1,60}}?):?\s*[\[(]{_SPAN}[\])]\s*:?\s*(?P<rest>.*)")
_NAME_IN_BRACKETS = re.compile(rf"\[(?P<name>[^\]]{{1,60}})\]\s+{_SPAN}:?(?P<rest>)")
_CERTAIN = (_NAME_IN_BRACKETS, _TIME_IN_BRACKETS, _NAME_AND_TIME_APART, _NAME_AND_BRACKETS)
_LIKELY = (_TIME_ALONE, _NAME_AND_TIME)

_BEFORE = re.compile(r"^(?:(?:[-*+>]|#{1,6})\s+)+")
_STRONG = re.compile(r"\*\*|__")
_HEADING = re.compile(r"#{1,6}\s")
_COLOPHON = re.compile(r"Transcribed by https?://\S+$")
_FIRST_TIME_OF_DAY = 4 * 3_600_000


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty.

    Attributes:
        raw: as it stands in the file.
        name: a speaker who stands beside a time.
        label: what stands before a colon, after the time if there is one.
        rest: what follows.
        starts: it has a time.
    """

    number: int
    raw: str
    follows_blank: bool
    start: int | None = None
    end: int | None = None
    name: str = ""
    label: str = ""
    rest: str = ""


@dataclass(slots=True)
class _Turn:
    """A part that is being read; `first` is kept as it stands if no text follows it."""

    first: _Line
    start: int | None
    end: int | None
    speaker: str
    text: list[str]


def parse_turns(
    lines: Sequence[str], problems: TranscriptProblems, *, is_markdown: bool
) -> list[TranscriptPart]:
    """Return the turns of a transcript, or the paragraphs of notes.

    Args:
        lines: those of the whole file.
        problems: takes what is wrong.
        is_markdown: its headings stand for themselves.
    """
    read = _read_lines(lines)
    timed = [line for line in read if line.start is not None and (line.label or line.rest)]
    speakers = find_speakers([line.label for line in timed or read], has_times=bool(timed))
    parts = list(_turns(read, speakers, is_markdown=is_markdown))
    first = next((part for part in parts if part.start is not None), None)
    if first is None or first.start is None or first.start < _FIRST_TIME_OF_DAY:
        return parts
    problems.add(first.line, TIMES_OF_DAY)
    return [_earlier(part, first.start) for part in parts]


def _earlier(part: TranscriptPart, by: int) -> TranscriptPart:
    start, end = (None if time is None else max(time - by, 0) for time in (part.start, part.end))
    return replace(part, start=start, end=end)


def _read_lines(lines: Sequence[str]) -> list[_Line]:
    """Read each line by itself; a form that notes may have too counts if it comes more than once."""
    certain: list[_Line] = []
    likely: dict[int, _Line] = {}
    follows_blank = True
    for number, raw in enumerate(lines, 1):
        if line := raw.strip():
            plain = _STRONG.sub("", _BEFORE.sub("", line, count=1), count=2).strip()
            bare = _Line(number, line, follows_blank)
            found = _find_time(bare, plain, _CERTAIN)
            if found is None and (perhaps := _find_time(bare, plain, _LIKELY)):
                likely[len(certain)] = perhaps
            certain.append(found or _with_label(bare, plain))
        follows_blank = not line
    if len(likely) > 1:
        for place, perhaps in likely.items():
            certain[place] = perhaps
    return _with_names_beside_times(certain)


def _with_names_beside_times(lines: list[_Line]) -> list[_Line]:
    """Take what stands alone beside a time for a name, where that is so in most lines with a time."""
    named = {
        place: replace(line, name=clean_line(line.rest), rest="")
        for place, (line, below) in enumerate(pairwise(lines))
        if line.start is not None
        and not (line.name or line.label)
        and is_name(line.rest)
        and below.start is None
        and not below.follows_blank
    }
    if len(named) * 2 <= sum(line.start is not None for line in lines):
        return lines
    return [named.get(place, line) for place, line in enumerate(lines)]


def _find_time(line: _Line, plain: str, forms: Sequence[re.Pattern[str]]) -> _Line | None:
    for form in forms:
        match = form.fullmatch(plain)
        if match is None:
            continue
        groups = match.groupdict()
        name = clean_line(groups.get("name") or "")
        if name and not is_name(name):
            continue
        start = read_time(match["start"])
        end = read_time(match["end"]) if match["end"] else None
        timed = replace(line, start=start, end=end, name=name)
        return replace(timed, rest=match["rest"].strip()) if name else _with_label(timed, match["rest"])
    return None


def _with_label(line: _Line, text: str) -> _Line:
    label, rest = split_label(text)
    if label and line.start is None and (inside := _TIME_IN_BRACKETS.fullmatch(rest)):
        end = read_time(inside["end"]) if inside["end"] else None
        return replace(line, start=read_time(inside["start"]), end=end, label=label, rest=inside["rest"])
    return replace(line, label=label, rest=rest)


def _turns(
    lines: Sequence[_Line], speakers: frozenset[str], *, is_markdown: bool
) -> Iterator[TranscriptPart]:
    turn: _Turn | None = None
    speaker = ""
    for line in lines:
        has_head = line.start is not None or line.label in speakers
        stands_alone = _COLOPHON.match(line.raw) or (is_markdown and _HEADING.match(line.raw))
        if not (has_head or stands_alone or turn is None or (line.follows_blank and turn.text)):
            turn.text.append(line.raw)
            continue
        start, end = line.start, line.end
        if turn is not None and not turn.text and has_head and start is None:
            start, end = turn.start, turn.end  # a time in a line of its own is that of the turn below
        elif turn is not None:
            yield _part(turn)
        if stands_alone and not has_head:
            speaker = ""
        elif line.label in speakers or line.name:
            speaker = line.name or line.label
        text = _said(line, speakers) if has_head else line.raw
        turn = _Turn(line, start, end, speaker, [text] if text else [])
    if turn is not None:
        yield _part(turn)


def _said(line: _Line, speakers: frozenset[str]) -> str:
    """Return what follows the time and the name in a line."""
    if line.name or not line.label or line.label in speakers:
        return line.rest
    return f"{line.label}: {line.rest}"


def _part(turn: _Turn) -> TranscriptPart:
    number, raw = turn.first.number, turn.first.raw
    if not turn.text:  # a head and nothing said: it stays as it stands
        return TranscriptPart(number, turn.start, turn.end, "", raw)
    return TranscriptPart(number, turn.start, turn.end, turn.speaker, "\n".join(turn.text))
