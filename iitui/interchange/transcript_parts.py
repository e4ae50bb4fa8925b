"""What the formats of transcripts share: parts with their lines, times as they are written, and problems."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from iitui.domain.imports import ImportProblem

NO_TIME = "has no readable time"
ENDS_EARLY = "ends before it begins"
RUNS_BACKWARDS = "begins before the part above it"
OVERLAPS = "begins before the part above it has ended"


@dataclass(frozen=True, slots=True)
class TranscriptPart:
    """A cue, a turn or a paragraph as it stands in a file.

    Attributes:
        line: where it begins, counted from 1.
        start: in milliseconds; None if it has no time.
        end: the same.
        speaker: empty if unknown so far.
        text: its lines, without markup.
    """

    line: int
    start: int | None
    end: int | None
    speaker: str
    text: str


class TranscriptProblems:
    """Collects what is wrong with a transcript, each kind with all its lines."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}

    def add(self, line: int, why: str) -> None:
        """Note what is wrong at a line, counted from 1."""
        self._lines.setdefault(why, []).append(line)

    def told(self, file: str, lines_above: int) -> Iterator[ImportProblem]:
        """Yield one problem of each kind, in the order of the file.

        Args:
            file: its name.
            lines_above: how many lines of it precede what was read.
        """
        for why, lines in sorted(self._lines.items(), key=lambda kind: min(kind[1])):
            more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
            yield ImportProblem(file, f"line {min(lines) + lines_above}", why + more)


def read_time(text: str) -> int:
    """Return a time in milliseconds: "1:02:03.450", "02:03,45", "0:03". Minutes and seconds may exceed 59."""
    *larger, fraction = re.split("[:.,]", text if _FRACTION.search(text) else f"{text}.0")
    whole = 0
    for number in larger:
        whole = whole * 60 + int(number)
    return whole * 1_000 + int(f"{fraction:0<3}"[:3])


_FRACTION = re.compile(r"[.,]|:[0-9]+:[0-9]+:")


def check_times(parts: Iterable[TranscriptPart], problems: TranscriptProblems) -> Iterator[TranscriptPart]:
    """Yield the parts, without ends that precede their starts; note the times that cannot be right."""
    line = latest_start = latest_end = 0
    for part in parts:
        start, end = part.start, part.end
        ends_early = start is not None and end is not None and end < start
        yield replace(part, end=None) if ends_early else part
        if start is None or part.line == line:  # the voices of one cue share its times
            continue
        if ends_early:
            problems.add(part.line, ENDS_EARLY)
        if start < latest_start:
            problems.add(part.line, RUNS_BACKWARDS)
        elif start < latest_end:
            problems.add(part.line, OVERLAPS)
        line, latest_start, latest_end = part.line, start, start if end is None else max(start, end)
