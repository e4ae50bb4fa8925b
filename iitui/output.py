"""Prints results: aligned columns, color on terminals only, and no control characters from data."""

import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from time import monotonic

from iitui.domain.text import clean_line
from iitui.terminal import USUAL, columns

_GAP = "  "
_NARROWEST = 8
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")
"""Categories of characters without a width of their own: combining marks and joiners."""

_UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


class Shade(StrEnum):
    """A color of the terminal; each value is its number in an SGR sequence."""

    RED = "31"
    YELLOW = "33"
    DIM = "2"


class Cell:
    """A piece of a row."""

    __slots__ = ("shade", "text")

    def __init__(self, text: str, shade: Shade | None = None) -> None:
        self.text = text
        self.shade = shade


Row = Sequence[Cell | str]


def say(text: str) -> None:
    """Print a remark or an error to standard error."""
    print(clean_line(text), file=sys.stderr)


def tell(text: str) -> None:
    """Print a line of results to standard output."""
    print(clean_line(text))


def print_page(text: str) -> None:
    """Print a page whose text is already free of control characters."""
    sys.stdout.write(text)


def print_json(value: object) -> None:
    """Print JSON in UTF-8; control characters are written as escapes."""
    import json
    import re

    text = json.dumps(value, ensure_ascii=False, indent=2)
    print(re.sub(_UNSAFE, lambda match: f"\\u{ord(match[0]):04x}", text))


def progress_of(what: str, after: float = 0.0) -> Callable[[int, int], None] | None:
    """Return a function that shows progress on the terminal; None if there is no terminal.

    Args:
        what: what is done: "Importing".
        after: how many seconds it may take before anything is shown.
    """
    if not sys.stderr.isatty():
        return None
    begun, shown = monotonic(), -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        part = done * 100 // max(total, 1)
        if part == shown or (shown < 0 and monotonic() - begun < after):
            return
        shown = part
        end = "\r\x1b[K" if done >= total else ""
        print(f"\r{what}: {part} %{end}", end="", file=sys.stderr, flush=True)

    return show


def width_of_page() -> int:
    """Return the width of the terminal in columns, 80 without a terminal."""
    return columns() if sys.stdout.isatty() else USUAL


def print_rows(rows: Sequence[Row], *, fixed: int = 1) -> None:
    """Print rows in aligned columns, cut to the width of the terminal if there is one.

    Args:
        rows: all of the same length; a column that is empty in every row is left out.
        fixed: how many columns at the left are never cut, because their contents are typed again.
    """
    table = [[_cell(piece) for piece in row] for row in rows]
    if not table:
        return
    widths = [max(width_of(cell.text) for cell in column) for column in zip(*table, strict=True)]
    if sys.stdout.isatty():
        widths = fit_widths(widths, columns(), fixed)
    shown = [place for place, width in enumerate(widths) if width]
    for row in table:
        pieces = [_padded(row[place], widths[place], is_last=place == shown[-1]) for place in shown]
        print(_GAP.join(pieces).rstrip())


def _cell(piece: Cell | str) -> Cell:
    cell = Cell(piece) if isinstance(piece, str) else piece
    return Cell(clean_line(cell.text), cell.shade)


def fit_widths(widths: Sequence[int], total: int, fixed: int) -> list[int]:
    """Narrow the widest columns after the fixed ones until all columns and gaps fit, if possible."""
    fitted = list(widths)
    spare = total - len(_GAP) * (sum(width > 0 for width in fitted) - 1)
    while sum(fitted) > spare:
        widest = max(range(fixed, len(fitted)), key=fitted.__getitem__, default=0)
        if widest < fixed or fitted[widest] <= _NARROWEST:
            break
        fitted[widest] -= 1
    return fitted


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut_text(text: str, width: int) -> str:
    """Return a text cut to this many columns, with "…" at the end if it was cut."""
    if width_of(text) <= width:
        return text
    taken, room = "", width - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        taken += character
    return f"{taken.rstrip()}…"


def _padded(cell: Cell, width: int, *, is_last: bool) -> str:
    text = cut_text(cell.text, width)
    padding = "" if is_last else " " * (width - width_of(text))
    return paint(text, cell.shade) + padding


def paint(text: str, shade: Shade | None) -> str:
    """Color a text if standard output is a terminal that shows colors and `NO_COLOR` is not set."""
    if shade is None or not text or not _has_color():
        return text
    return f"\x1b[{shade.value}m{text}\x1b[0m"


def _has_color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
