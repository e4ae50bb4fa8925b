"""Plots as lines of text: bars beside labels, and columns above an axis.

The only place that knows the library which draws them; it is loaded with the first plot.
"""

from collections.abc import Sequence
from typing import NamedTuple

from iitui.output import width_of

_BLANK = "\u2800"
"""The cell of the library without a dot."""

_DOTS_ACROSS, _DOTS_UP = 2, 4
"""How many dots there are in a cell."""

_LEAST_BAR = 4
_LEAST_COLUMN, _MOST_COLUMN = 2, 6
_GAP = " "


class Bar(NamedTuple):
    """A bar between a label and words.

    Attributes:
        label: what is counted.
        amount: how long the bar is, relative to the longest one.
        words: the count in words, at the end of the bar.
        is_late: whether what is counted came too late.
    """

    label: str
    amount: int
    words: str
    is_late: bool = False


class DrawnBar(NamedTuple):
    """A bar as it is drawn, in three pieces: the label with blanks, the dots, and the words."""

    label: str
    dots: str
    words: str
    is_late: bool


class AxisLine(NamedTuple):
    """A line of a plot in two pieces: what stands at the axis, and the dots right of it."""

    axis: str
    dots: str


def draw_bars(bars: Sequence[Bar], width: int) -> list[DrawnBar]:
    """Return bars one below the other, all to the same scale; the longest one fills the width.

    Args:
        bars: what to draw; what is more than nothing gets at least one dot.
        width: of each line, in cells.
    """
    label = max((width_of(bar.label) for bar in bars), default=0)
    longest = max((width_of(bar.words) for bar in bars), default=0)
    room = max(width - label - longest - 2 * len(_GAP), _LEAST_BAR)
    most = max((bar.amount for bar in bars), default=0)
    drawn = []
    for bar in bars:
        dots = _share(bar.amount, most, room * _DOTS_ACROSS)
        blanks = " " * (label - width_of(bar.label))
        line = _draw_line(dots, room)
        words = f"{_GAP}{bar.words}" if line else bar.words
        drawn.append(DrawnBar(f"{bar.label}{blanks}{_GAP}", line, words, bar.is_late))
    return drawn


def _share(count: int, most: int, dots: int) -> int:
    """Return how many dots show a count, where the largest one has all of them."""
    if not count or not most:
        return 0
    return max(round(count * dots / most), 1)


def _draw_line(dots: int, width: int) -> str:
    """Return one line of cells that is filled from the left."""
    row = [place < dots for place in range(width * _DOTS_ACROSS)]
    return _picture([row] * _DOTS_UP, width)[0]


def draw_columns(counts: Sequence[int], labels: Sequence[str], width: int, height: int) -> list[AxisLine]:
    """Return columns beside each other, with a scale at the left and labels below.

    Args:
        counts: how high the columns are. As many of the last ones are drawn as there is room for.
        labels: one for each column; every one, or every so many, as there is room for.
        width: in cells.
        height: how many lines the columns may take; they take fewer where that makes whole steps.
    """
    axis = len(str(max(counts, default=0))) + 2
    room = max(width - axis, _LEAST_BAR)
    cells = min(max(room // max(len(counts), 1), _LEAST_COLUMN), _MOST_COLUMN)
    shown = list(counts)[-(room // cells) :]
    most = max(shown, default=0)
    lines = height // most * most if 0 < most <= height else height
    drawn = _picture(_columns(shown, most, cells, lines), len(shown) * cells)
    ticks = [f"{most:>{axis - 2}} ┤", *[f"{'│':>{axis}}"] * (lines - 1)]
    result = [AxisLine(tick, dots) for tick, dots in zip(ticks, drawn, strict=True)]
    result.append(AxisLine(f"{'0 └':>{axis}}", "─" * (len(shown) * cells)))
    result.append(AxisLine(" " * axis, _labels_below(list(labels)[-len(shown) :], cells, room)))
    return result


def _columns(counts: Sequence[int], most: int, cells: int, lines: int) -> list[list[bool]]:
    """Return the dots of columns, row by row from below; between two of them stays a gap."""
    gap = 1 if cells == _LEAST_COLUMN else _DOTS_ACROSS
    heights = [
        height
        for height in (_share(count, most, lines * _DOTS_UP) for count in counts)
        for height in [height] * (cells * _DOTS_ACROSS - gap) + [0] * gap
    ]
    return [[row < height for height in heights] for row in range(lines * _DOTS_UP)]


def _labels_below(labels: Sequence[str], cells: int, room: int) -> str:
    """Return a line with labels that begin below the left edges of their columns, as many as fit."""
    longest = max(map(width_of, labels), default=0)
    every = -(-(longest + 2) // cells)
    line = ""
    for place in range(0, len(labels), every):
        text = labels[place]
        if place * cells + width_of(text) <= room:
            line = f"{line:<{place * cells}}{text}"
    return line


def _picture(rows: Sequence[Sequence[bool]], width: int) -> list[str]:
    """Return the lines of cells that show rows of dots, the lowest row first."""
    from plotille import Canvas

    canvas = Canvas(width, len(rows) // _DOTS_UP)
    canvas.braille_image([255 * dot for row in reversed(rows) for dot in row])
    return [line.replace(_BLANK, " ").rstrip() for line in canvas.plot(linesep="\n").split("\n")]
