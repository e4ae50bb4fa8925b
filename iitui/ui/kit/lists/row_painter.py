"""Draws the lines of a list: header, rows, headings, and the text that is shown when there are no rows.

A plain object that is given its styles and knows no widget, so that it can be tested without a screen.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.style import Style

from iitui.ui.kit.lists.row_drawing import GAP, ListColumn, Slot, cells_of, cut, fit, lay_out, pieces_of
from iitui.ui.kit.lists.row_source import Cell, ListRow, is_same_row

EMPTY_WIDTH = 60
"""The longest line of the text that is shown when there are no rows, in cells."""

CursorState = Literal["", "cursor", "cursor-blurred"]
"""How the cursor is drawn on a row: not at all, or in a list with or without the focus."""

Segments = list[Segment]


class ListLine(NamedTuple):
    """What a line shows.

    Attributes:
        row: the row that it shows, or `None`.
        empty_text: its part of the text that is shown when there are no rows.
        cursor: how the cursor is drawn on the row.
        is_marked: whether the row is marked.
        has_handle: whether the handle of the scrollbar is on it.
        is_header: whether it shows the titles of the columns.
    """

    row: ListRow | None = None
    empty_text: tuple[Segment, ...] = ()
    cursor: CursorState = ""
    is_marked: bool = False
    has_handle: bool = False
    is_header: bool = False

    def looks_like(self, other: "ListLine | None") -> bool:
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
        has_titles: bool = True,
        style_of: Callable[..., Style],
        parse_style: Callable[[str | Style], Style],
    ) -> None:
        """Make a painter.

        Args:
            columns: The columns of the list.
            can_mark: Whether there is room for marks.
            has_titles: Whether the titles of the columns are drawn.
            style_of: Gives the style of any number of tones and of component classes, the latter without
                "row-list--".
            parse_style: Reads the styles that cells bring as words.
        """
        self._columns = tuple(columns)
        self._can_mark = can_mark
        self._has_titles = has_titles
        self._widest: list[int] = []
        self._style_of = style_of
        self._parse_style = parse_style
        self._width = -1
        self._slots: tuple[Slot, ...] = ()
        self._no_rows: tuple[tuple[str | Content, int, Style], list[Segments]] | None = None
        self._sign: tuple[int, str] | None = None

    def set_sign(self, sign: tuple[int, str] | None) -> bool:
        """Put a sign at the title of the column at a place; return whether that changes anything."""
        before, self._sign = self._sign, sign
        self._width = -1
        return before != sign

    def set_titles(self, titles: Sequence[str]) -> bool:
        """Give the columns other titles; return whether that changes any."""
        before = self._columns
        self._columns = tuple(column.titled(title) for column, title in zip(before, titles, strict=True))
        self._width = -1
        return self._columns != before

    def measure(self, rows: Iterable[ListRow], *, anew: bool) -> bool:
        """Learn how wide the columns need to be; return whether that changes how they are laid out.

        Args:
            rows: The rows that were read.
            anew: Whether these are all rows; otherwise what was seen before counts too, so that the columns
                do not move to and fro while one scrolls.
        """
        if len(self._columns) == 1:
            return False
        widest = list(self._widest) if self._widest and not anew else [0] * len(self._columns)
        for row in rows:
            if not row.heading:
                for place, cell in enumerate(row.cells[: len(widest)]):
                    if widest[place] < (cells := cells_of(cell)):
                        widest[place] = cells
        if widest == self._widest:
            return False
        self._widest, slots = widest, self._slots
        return self._width < 0 or self._slots_for(self._width, again=True) != slots

    def draw(self, line: ListLine, width: int) -> Sequence[Segment]:
        """Draw a line; without a row, the rest of the width is left for the caller to fill."""
        if line.is_header:
            return self._header(width)
        return line.empty_text if line.row is None else self._row(line.row, line, width)

    def _header(self, width: int) -> Segments:
        """Draw the titles of the columns."""
        style = self._style_of("header")
        titles = [column.title for column in self._columns]
        if self._sign is not None:
            titles = self._with_sign(titles, *self._sign, width)
        return [_blanks(self._gutter, style), *self._cells(titles, width, style), _blanks(1, style)]

    def _with_sign(self, titles: Sequence[str], place: int, sign: str, width: int) -> list[str]:
        """Put a sign behind a title, which is cut so that the sign always has its cell."""
        room = next((slot.width for slot in self._slots_for(width) if slot.place == place), 0)
        title = titles[place]
        words = f"{title} {sign}" if cell_len(title) + 2 <= room else f"{cut(title, max(room - 1, 0))}{sign}"
        return [words if index == place else each for index, each in enumerate(titles)]

    def _row(self, row: ListRow, line: ListLine, width: int) -> Segments:
        """Draw a row or a heading, with cursor, mark and scrollbar."""
        cursor = line.cursor
        kind, state = ["heading"] if row.heading else [], [cursor] if cursor else []
        style = self._style_of(*kind, *row.style.split(), *state)
        # What is beside the cells has colors of its own.
        handle = (
            Segment("▐", self._style_of(*state, "bar").rich_style) if line.has_handle else _blanks(1, style)
        )
        if row.heading:
            title = pieces_of(row.cells[0] if row.cells else "", style, self._parse_style)
            return [_blanks(1, style), *fit(title, max(width - 2, 0), "left", style), handle]
        edge = _blanks(1, style)
        if cursor:
            edge = Segment("▌", self._style_of(*state, cursor.replace("cursor", "edge")).rich_style)
        signs = [edge]
        if self._can_mark:
            signs.append(
                Segment("●", self._style_of(*state, "mark").rich_style)
                if line.is_marked
                else _blanks(1, style)
            )
        return [*signs, _blanks(1, style), *self._cells(row.cells, width, style), handle]

    def empty(self, words: str | Content, width: int) -> list[Segments]:
        """Draw the text that is shown when there are no rows: wrapped at words, centered."""
        style = self._style_of("empty")
        if self._no_rows is None or self._no_rows[0] != (words, width, style):
            content = Content(words) if isinstance(words, str) else words
            room = max(min(width - 4, EMPTY_WIDTH), 1)
            lines = [
                fit(pieces_of(line, style, self._parse_style), width, "center", style)
                for line in (content.wrap(room) if content else [])
            ]
            self._no_rows = (words, width, style), lines
        return self._no_rows[1]

    def column_at(self, x: int, width: int) -> int | None:
        """Return the index of the column that covers a cell of a line; None where there is none."""
        first = self._gutter
        for slot in self._slots_for(width):
            if first <= x < first + slot.width + GAP:
                return slot.place
            first += slot.width + GAP
        return None

    @property
    def _gutter(self) -> int:
        return 3 if self._can_mark else 2

    def _cells(self, cells: Sequence[Cell], width: int, style: Style) -> Segments:
        """Draw cells between the gutter and the scrollbar."""
        line: Segments = []
        used = 0
        for slot in self._slots_for(width):
            if line:
                line.append(_blanks(GAP, style))
                used += GAP
            cell = cells[slot.place] if slot.place < len(cells) else ""
            line.extend(fit(pieces_of(cell, style, self._parse_style), slot.width, slot.justify, style))
            used += slot.width
        return [*line, _blanks(max(width - self._gutter - 1 - used, 0), style)]

    def _slots_for(self, width: int, *, again: bool = False) -> tuple[Slot, ...]:
        if again or width != self._width:
            room = max(width - self._gutter - 2, 0)  # no text touches the scrollbar
            self._width, self._slots = width, lay_out(self._columns, width, room, self._needs())
        return self._slots

    def _needs(self) -> list[int]:
        """How wide each column needs to be; empty while no row was seen."""
        if not any(self._widest):
            return []
        if not self._has_titles:
            return self._widest
        signed = -1 if self._sign is None else self._sign[0]
        titles = [
            cells_of(column.title) + (2 if place == signed else 0)
            for place, column in enumerate(self._columns)
        ]
        return [max(cells) for cells in zip(titles, self._widest, strict=True)]


def _blanks(count: int, style: Style) -> Segment:
    return Segment(" " * count, style.rich_style)
