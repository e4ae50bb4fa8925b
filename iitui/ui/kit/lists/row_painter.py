"""The lines of a list, drawn: header, rows, headings, and the words that stand for no rows.

A plain object that is given its styles, so that the widget is left with keys and messages.
"""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.style import Style

from iitui.ui.kit.lists.row_drawing import GAP, ListColumn, Slot, fit, lay_out, pieces_of
from iitui.ui.kit.lists.row_source import Cell, ListRow, is_same_row

EMPTY_WIDTH = 60
"""The longest line of the words that stand for no rows, in cells."""

CursorState = Literal["", "cursor", "cursor-blurred"]
"""How the cursor is on a row: not at all, with the keys, or in a list that has not got them."""

Segments = list[Segment]


class ListLine(NamedTuple):
    """What a line shows.

    Attributes:
        row: the row, where it shows one.
        words: which line of the words that stand for no rows it is, where there are none.
        cursor: how the cursor is on the row.
    """

    row: ListRow | None = None
    words: tuple[Segment, ...] = ()
    cursor: CursorState = ""
    is_marked: bool = False
    has_handle: bool = False
    is_header: bool = False

    def is_like(self, other: "ListLine | None") -> bool:
        """Say whether another line looks the same."""
        if other is None or self[1:] != other[1:]:
            return False
        if self.row is None or other.row is None:
            return self.row is other.row
        return is_same_row(self.row, other.row)


class RowPainter:
    """Draws the lines of a list.

    From left to right: the edge of the cursor, the mark, a blank, the columns, the handle of the scrollbar.
    """

    def __init__(
        self,
        columns: Sequence[ListColumn],
        *,
        can_mark: bool,
        look: Callable[..., Style],
        parse_style: Callable[[str | Style], Style],
    ) -> None:
        """Make a painter.

        Args:
            columns: The columns of the list.
            can_mark: Whether there is room for marks.
            look: Gives the style of any number of tones and of component classes, these without "row-list--".
            parse_style: Reads the styles that cells bring as words.
        """
        self._columns = tuple(columns)
        self._can_mark = can_mark
        self._look = look
        self._parse_style = parse_style
        self._width = -1
        self._slots: tuple[Slot, ...] = ()
        self._no_rows: tuple[tuple[str | Content, int, Style], list[Segments]] | None = None

    def draw(self, line: ListLine, width: int) -> Sequence[Segment]:
        """Draw what a line shows; without a row, what is left of the width stays for the caller to fill."""
        if line.is_header:
            return self._header(width)
        return line.words if line.row is None else self._row(line.row, line, width)

    def _header(self, width: int) -> Segments:
        """Draw the titles of the columns."""
        style = self._look("header")
        titles = [column.title for column in self._columns]
        return [_blanks(self._gutter, style), *self._cells(titles, width, style), _blanks(1, style)]

    def _row(self, row: ListRow, line: ListLine, width: int) -> Segments:
        """Draw a row or a heading, with what stands beside it."""
        cursor = line.cursor
        kind, state = ["heading"] if row.heading else [], [cursor] if cursor else []
        style = self._look(*kind, *row.style.split(), *state)
        # What stands beside the cells has colours of its own.
        handle = Segment("▐", self._look(*state, "bar").rich_style) if line.has_handle else _blanks(1, style)
        if row.heading:
            title = pieces_of(row.cells[0] if row.cells else "", style, self._parse_style)
            return [_blanks(1, style), *fit(title, max(width - 2, 0), "left", style), handle]
        edge = _blanks(1, style)
        if cursor:
            edge = Segment("▌", self._look(*state, cursor.replace("cursor", "edge")).rich_style)
        signs = [edge]
        if self._can_mark:
            signs.append(
                Segment("●", self._look(*state, "mark").rich_style) if line.is_marked else _blanks(1, style)
            )
        return [*signs, _blanks(1, style), *self._cells(row.cells, width, style), handle]

    def empty(self, words: str | Content, width: int) -> list[Segments]:
        """Draw the words that stand for no rows: wrapped at words, centred."""
        style = self._look("empty")
        if self._no_rows is None or self._no_rows[0] != (words, width, style):
            content = Content(words) if isinstance(words, str) else words
            room = max(min(width - 4, EMPTY_WIDTH), 1)
            lines = [
                fit(pieces_of(line, style, self._parse_style), width, "center", style)
                for line in (content.wrap(room) if content else [])
            ]
            self._no_rows = (words, width, style), lines
        return self._no_rows[1]

    @property
    def _gutter(self) -> int:
        return 3 if self._can_mark else 2

    def _cells(self, cells: Sequence[Cell], width: int, style: Style) -> Segments:
        """Draw cells between the gutter and the scrollbar."""
        room = max(width - self._gutter - 1, 0)
        if width != self._width:
            self._width, self._slots = width, lay_out(self._columns, width, room)
        line: Segments = []
        used = 0
        for slot in self._slots:
            if line:
                line.append(_blanks(GAP, style))
                used += GAP
            cell = cells[slot.place] if slot.place < len(cells) else ""
            line.extend(fit(pieces_of(cell, style, self._parse_style), slot.width, slot.justify, style))
            used += slot.width
        return [*line, _blanks(max(room - used, 0), style)]


def _blanks(count: int, style: Style) -> Segment:
    return Segment(" " * count, style.rich_style)
