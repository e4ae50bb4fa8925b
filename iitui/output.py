"""Prints results: aligned columns, color on terminals only, and no control characters from data."""

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from time import monotonic

from iitui.domain.text import clean_line, is_plain
from iitui.terminal import USUAL, columns, knows_links

_GAP = "  "
_NARROWEST = 8
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")
"""Categories of characters without a width of their own: combining marks and joiners."""

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_HANGUL_FINALS = frozenset(map(chr, range(0x1160, 0x1200)))
"""What is drawn together with what stands before it: the second letter of a flag, and these."""

_UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


class Shade:
    """A color of the terminal, by its number in an SGR sequence; no enum, which is slow to load."""

    RED: "Shade"
    YELLOW: "Shade"
    DIM: "Shade"

    def __init__(self, number: int) -> None:
        self.number = number


Shade.RED, Shade.YELLOW, Shade.DIM = Shade(31), Shade(33), Shade(2)


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


def print_text_page(text: str) -> None:
    """Print a page of plain text; on a terminal that knows links, those in it can be opened."""
    print_page(with_links(text) if sys.stdout.isatty() and knows_links(os.environ) else text)


def with_links(text: str) -> str:
    """Return a text with its links as a terminal takes them (OSC 8); they are checked, see `domain.links`."""
    from iitui.domain.links import find_links

    pieces: list[str] = []
    end = 0
    for link in find_links(text):
        pieces += [text[end : link.start], f"\x1b]8;;{link.target}\x1b\\", text[link.start : link.end]]
        pieces.append("\x1b]8;;\x1b\\")
        end = link.end
    return "".join([*pieces, text[end:]])


def print_json(value: object) -> None:
    """Print JSON in UTF-8; control characters are written as escapes."""
    print(_json(value))


def print_json_array(values: Iterable[object]) -> None:
    """Print an array as `print_json` does, but each value as soon as it is there."""
    begun = False
    for value in values:
        text = _json(value).replace("\n", "\n  ")
        sys.stdout.write(f"{',' if begun else '['}\n  {text}")
        begun = True
    print("\n]" if begun else "[]")


def _json(value: object) -> str:
    import json
    import re

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub(_UNSAFE, lambda match: f"\\u{ord(match[0]):04x}", text)


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
    taken = [[width_of(cell.text) for cell in row] for row in table]
    widths = [max(column) for column in zip(*taken, strict=True)]
    if sys.stdout.isatty():
        widths = fit_widths(widths, columns(), fixed)
    shown = [place for place, width in enumerate(widths) if width]
    ends = {shown[-1]} if shown else set()
    has_color = _has_color()
    lines = [
        _GAP.join(
            _fitted(cells[place], takes[place], widths[place], has_color, is_last=place in ends)
            for place in shown
        ).rstrip()
        for cells, takes in zip(table, taken, strict=True)
    ]
    print("\n".join(lines))


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
    return len(text) if is_plain(text) else sum(width for _, width in clusters(text))


def clusters(text: str) -> list[tuple[str, int]]:
    """Return the characters as people see them, each with its columns: "e" with its accent, a joined emoji.

    The package wcwidth knows more scripts, but takes longer to load than `iitui due` takes to answer.
    """
    found: list[tuple[str, int]] = []
    for character in text:
        before, width = found[-1] if found else ("", 0)
        if before and _belongs(before, character):
            if character == _EMOJI_STYLE:
                width = 2
            found[-1] = (before + character, width)
        else:
            found.append((character, _columns(character)))
    return found


def _belongs(before: str, character: str) -> bool:
    """Return whether a character is drawn together with those before it."""
    if before[-1] == _JOINER or unicodedata.category(character) in _WITHOUT_WIDTH:
        return True
    if character in _FLAG_LETTERS:
        return len(before) == 1 and before in _FLAG_LETTERS
    return (character in _SKIN_TONES and _columns(before[0]) == 2) or character in _HANGUL_FINALS


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if character in _FLAG_LETTERS or unicodedata.east_asian_width(character) in "WF" else 1


def cut_text(text: str, width: int) -> str:
    """Return a text cut to this many columns, with "…" at the end if it was cut; nothing joined is parted."""
    if width_of(text) <= width:
        return text
    taken, room = "", width - 1
    for cluster, columns_taken in clusters(text):
        room -= columns_taken
        if room < 0:
            break
        taken += cluster
    return f"{taken.rstrip()}…"


def _fitted(cell: Cell, taken: int, width: int, has_color: bool, *, is_last: bool) -> str:
    """Return the text of a cell that takes so many columns, cut or padded to a width and colored."""
    text = cell.text
    if taken > width:
        text = cut_text(text, width)
        taken = width_of(text)
    padding = "" if is_last else " " * (width - taken)
    return (paint(text, cell.shade) if has_color else text) + padding


def paint(text: str, shade: Shade | None) -> str:
    """Color a text if standard output is a terminal that shows colors and `NO_COLOR` is not set."""
    if shade is None or not text or not _has_color():
        return text
    return f"\x1b[{shade.number}m{text}\x1b[0m"


def _has_color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
