"""The parts of a line of a list: the widths of columns, and text made safe, cut and padded.

Widths are counted in cells of the terminal, so that wide characters and joined emoji break no column.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.text import Text
from textual.content import Content
from textual.style import Style

from iitui.ui.kit.lists.row_source import Cell

GAP = 2
"""Blank cells between two columns."""
SCARCE = 6
"""The least useful width of a column that shares the remaining width."""

Justify = Literal["left", "right", "center"]

_SPACES = "[\t\n\v\f\r\x85\u2028\u2029]"
_CONTROLS = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
# Soft hyphens, marks that turn the direction of what follows, zero width spaces, byte order marks, language
# tags; and joiners that join no emoji, since the letter after them would be measured as nothing.
_INVISIBLE = (
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_POINTS_PER_CELL = 8
_POINTS_MEASURED = 400


class ListColumn(NamedTuple):
    """One column of a list.

    Attributes:
        title: The text above it.
        width: Its width in cells, or 0 for a column that shares what the others leave.
        share: Its weight among those that share.
        justify: To which side its text goes.
        least: The width of the list in cells below which the column is left out.
        most: The width above which it is left out, or 0 for none.
    """

    title: str
    width: int = 0
    share: int = 1
    justify: Justify = "left"
    least: int = 0
    most: int = 0

    def titled(self, title: str) -> "ListColumn":
        """Return the same column with another text above it."""
        return ListColumn(title, *self[1:])


class Slot(NamedTuple):
    """A column as it is laid out: its index among the columns and its width in cells."""

    place: int
    width: int
    justify: Justify


def lay_out(
    columns: Sequence[ListColumn], width: int, room: int, needs: Sequence[int] = ()
) -> tuple[Slot, ...]:
    """Decide which columns are drawn and how wide.

    A column that needs less than it has leaves the rest to those that need more.

    Args:
        columns: All columns of the list.
        width: The width of the list, against which `ListColumn.least` is held.
        room: The cells that columns and the gaps between them may take.
        needs: The width of what stands in each column, its title included; empty where that is not known.

    Returns:
        The columns to draw, in order. Where the room is too small even so, those that ask for the most go
        first; one always stays.
    """
    widths = [
        min(column.width, need) if column.width else 0
        for column, need in zip(columns, needs or [column.width for column in columns], strict=True)
    ]
    narrowest = min((column.least for column in columns), default=0)
    shown = [
        index
        for index, column in enumerate(columns)
        if column.least <= max(width, narrowest) and (not column.most or width <= column.most)
    ]
    while len(shown) > 1 and _lacks_room([widths[index] for index in shown], room):
        shown.remove(max(shown, key=lambda index: (columns[index].least, index)))
    if len(shown) == 1:
        only = columns[shown[0]]
        return (Slot(shown[0], max(min(only.width or room, room), 0), only.justify),)
    left = room - GAP * (len(shown) - 1) - sum(widths[index] for index in shown)
    sharing = [index for index in shown if not columns[index].width]
    shared = _share_out(left, [(columns[index].share, needs[index] if needs else left) for index in sharing])
    widths = [shared[sharing.index(at)] if at in sharing else each for at, each in enumerate(widths)]
    return tuple(Slot(index, widths[index], columns[index].justify) for index in shown)


def _share_out(room: int, wishes: Sequence[tuple[int, int]]) -> list[int]:
    """Divide room among columns by their weights; what one does not need goes to the others first.

    Args:
        room: the cells to divide.
        wishes: weight and need of each column.
    """
    given = [0] * len(wishes)
    hungry = list(range(len(wishes)))
    while hungry:
        shares = sum(wishes[at][0] for at in hungry)
        content = [at for at in hungry if wishes[at][1] * shares <= room * wishes[at][0]]
        if not content:
            break
        for at in content:
            given[at] = wishes[at][1]
            room -= given[at]
            hungry.remove(at)
    rest = hungry or list(range(len(wishes)))  # where nobody lacks anything, all of them get more
    shares = sum(wishes[at][0] for at in rest)
    for at in rest:
        more = room * wishes[at][0] // max(shares, 1)
        given[at] += more
        room, shares = room - more, shares - wishes[at][0]
    return given


def cells_of(cell: Cell) -> int:
    """Return the width of what a cell says, as it is drawn; beyond a few hundred it is not counted."""
    text = (cell if isinstance(cell, str) else cell.plain)[:_POINTS_MEASURED]
    return len(text) if text.isascii() else cell_len(harmless(text))


def _lacks_room(widths: Sequence[int], room: int) -> bool:
    needed = sum(width or SCARCE for width in widths)
    return needed + GAP * (len(widths) - 1) > room


def harmless(text: str) -> str:
    """Make any text safe to draw on one line.

    White space of every kind becomes a space, a control character (C0, DEL, C1, lone surrogates) a "·"; what
    is invisible or would change the direction of the line is removed.
    """
    if text.isprintable():  # nothing of all that is
        return text
    return re.sub(_INVISIBLE, "", re.sub(_CONTROLS, "·", re.sub(_SPACES, " ", text)))


def cut(text: str, width: int) -> str:
    """Cut a text to a width in cells, never through a character."""
    if text.isascii():
        return text[:width]
    used = 0
    for start, _, cells in split_graphemes(text)[0]:
        if used + cells > width:
            return text[:start]
        used += cells
    return text


def pieces_of(
    cell: Cell, style: Style, parse_style: Callable[[str | Style], Style]
) -> list[tuple[str, Style]]:
    """Split a cell into pieces of one style; a `str` is one piece, and never read as markup."""
    if isinstance(cell, str):
        return [(cell, style)]
    content = Content.from_rich_text(cell) if isinstance(cell, Text) else cell
    return list(content.render(style, end="", parse_style=parse_style))


def fit(pieces: Iterable[tuple[str, Style]], width: int, justify: Justify, style: Style) -> list[Segment]:
    """Draw runs of text in exactly a width of cells, cut with "…" or padded with blanks.

    Args:
        pieces: The runs, each with its style.
        width: The cells to fill.
        justify: The side the text goes to.
        style: The style of the blanks.
    """
    kept: list[tuple[str, Style]] = []
    used, cropped = 0, False
    for text, piece_style in pieces:
        if cropped:
            break
        # Only what can fit is examined: a cell may hold a whole letter.
        limit = (width + 1) * _POINTS_PER_CELL
        drawn = harmless(text[:limit])
        cropped = len(text) > limit or used + cell_len(drawn) > width
        kept.append((drawn, piece_style))
        used += cell_len(drawn)
    if cropped:
        kept = _cropped(kept, width)
        used = sum(cell_len(text) for text, _ in kept)
    before = {"left": 0, "right": width - used, "center": (width - used) // 2}[justify]
    parts = [(" " * before, style), *kept, (" " * (width - used - before), style)]
    return [Segment(text, piece_style.rich_style) for text, piece_style in parts if text]


def _cropped(pieces: Sequence[tuple[str, Style]], width: int) -> list[tuple[str, Style]]:
    """Cut runs that are too long together and end them with "…"."""
    kept: list[tuple[str, Style]] = []
    room = width - 1
    for text, style in pieces:
        part = cut(text, room)
        kept.append((part, style))
        room -= cell_len(part)
        if part != text:
            break
    if kept and width > 0:
        text, style = kept[-1]
        kept[-1] = (text.rstrip() + "…", style)
    return kept if width > 0 else []


def scrollbar_handle(top: int, height: int, count: int) -> range:
    """Return the lines, out of `height`, that the handle of a scrollbar covers; at least one."""
    if count <= height or height <= 0:
        return range(0)
    size = max(1, height * height // count)
    start = round(top * (height - size) / (count - height))
    return range(start, start + size)
