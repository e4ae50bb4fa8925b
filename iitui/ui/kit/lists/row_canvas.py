"""The list as it is seen: its lines, its colours, its size. What its keys do is in `row_list`.

A plain widget with a scroll offset of its own: a virtual size would cost a layout of the whole screen at
every change of the rows. Of what changed, only the lines are drawn anew that look otherwise than before.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from iitui.ui.kit.lists.row_drawing import ListColumn, thumb
from iitui.ui.kit.lists.row_marks import RowMarks
from iitui.ui.kit.lists.row_painter import CursorState, ListLine, RowPainter
from iitui.ui.kit.lists.row_source import FixedRows, RowSource
from iitui.ui.kit.lists.row_view import RowView
from iitui.ui.kit.theme import QUIET

TONES = {
    "overdue": "$text-error",
    "today": "$text-warning",
    "dim": QUIET,
    "good": "$text-success",
    "warning": "$text-warning",
    "header": f"bold {QUIET}",
    "heading": "bold $text-primary",
    "mark": "bold $accent",
    "empty": QUIET,
    "cursor-blurred": "on $foreground 8%",
    "edge-blurred": "$foreground 40%",
}
"""How rows and parts of the list are drawn. Not component classes, each of which is styled for every list."""


class ListViewport(NamedTuple):
    """What all lines of one painting share; asking Textual for it takes longer than drawing a line.

    Attributes:
        width: of the widget, in cells.
        header: how many lines the titles take.
        cursor: how the cursor is drawn.
        handle: on which lines of rows the handle of the scrollbar stands.
    """

    width: int
    height: int
    header: int
    cursor: CursorState
    handle: range


class RowCanvas(Widget):
    """Draws the rows that are in sight, and reads no others."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--edge", "row-list--bar"}

    DEFAULT_CSS = """
    RowCanvas {
        width: 1fr;
        height: 1fr;
        color: $foreground;

        & > .row-list--cursor { background: $primary 30%; text-style: bold; }
        & > .row-list--edge { color: $accent; }
        & > .row-list--bar { color: $foreground 25%; }

        &:light > .row-list--cursor { background: $primary 20%; }
        &:focus > .row-list--bar { color: $accent 70%; }

        &:ansi > .row-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        &:ansi > .row-list--edge { color: $block-cursor-foreground; }
    }
    """

    def __init__(
        self,
        columns: Sequence[ListColumn],
        source: RowSource | None = None,
        *,
        empty: str | Content = "",
        show_header: bool = True,
        can_mark: bool = True,
        id: str | None = None,  # noqa: A002 - the name that every widget gives it
        classes: str | None = None,
    ) -> None:
        """Make a list.

        Args:
            columns: The columns, from left to right.
            source: What to show at first; nothing if left out.
            empty: What stands in the middle of a list without rows: say what would fill it.
            show_header: Whether the titles of the columns stand above the rows.
            can_mark: Whether rows can be marked; without it the columns have a cell more.
            id: The id of the widget.
            classes: CSS classes of the widget.
        """
        super().__init__(id=id, classes=classes)
        source = FixedRows() if source is None else source
        self._empty = empty
        self._show_header = show_header
        self._can_mark = can_mark
        self._view = RowView()
        self._view.replace(source)
        self._marks = RowMarks(source)
        self._painter = RowPainter(columns, can_mark=can_mark, look=self._look, parse_style=self._parse_style)
        self._sight = self._see()
        self._looks: dict[tuple[str, ...], Style] = {}
        self._drawn: dict[int, ListLine] = {}

    def on_resize(self) -> None:
        """Lay out the rows for another size."""
        self._view.resize(self.size.height - self._header_height)
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Where the height is `auto`: room for all rows, or for the words that stand for none."""
        if not self._view.window.count:
            return len(self._painter.empty(self._empty, width))
        return self._view.window.count + (1 if self._show_header else 0)

    @property
    def _header_height(self) -> int:
        """How many lines the titles take: none where there is no room for a row beneath."""
        return 1 if self._show_header and self.size.height > 1 else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        self._sight = self._see()
        self._looks.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line, exactly as wide as the widget."""
        line = self._drawn[y] = self._line(y, self._sight)
        width = self._sight.width
        return Strip(self._painter.draw(line, width)).adjust_cell_length(width, self._look().rich_style)

    def repaint(self) -> None:
        """Draw the lines anew that look otherwise than they were drawn."""
        if not self._drawn:
            self.refresh()
            return
        sight = self._see()
        lines = [(y, self._line(y, sight)) for y in range(sight.height)]
        changed = [Region(0, y, sight.width, 1) for y, line in lines if not line.is_like(self._drawn.get(y))]
        if changed:
            self.refresh(*changed)

    def _see(self) -> ListViewport:
        width, height = self.size
        header = self._header_height
        rows = height - header
        cursor: CursorState = "cursor" if self.has_focus else "cursor-blurred"
        return ListViewport(
            width, height, header, cursor, thumb(self._view.top, rows, self._view.window.count)
        )

    def _line(self, y: int, sight: ListViewport) -> ListLine:
        """Say what a line shows."""
        view = self._view
        if not view.window.count:
            return ListLine(words=self._words(y, sight))
        y -= sight.header
        if y < 0:
            return ListLine(is_header=True)
        view.window.cover(view.top, sight.height - sight.header)
        position, has_handle = view.top + y, y in sight.handle
        row = view.window.row(position)
        if row is None:
            return ListLine()
        cursor: CursorState = sight.cursor if position == view.cursor else ""
        return ListLine(row, cursor=cursor, is_marked=row.key in self._marks, has_handle=has_handle)

    def _words(self, y: int, sight: ListViewport) -> tuple[Segment, ...]:
        lines = self._painter.empty(self._empty, sight.width)
        y -= max(sight.height - len(lines), 0) // 2
        return tuple(lines[y]) if 0 <= y < len(lines) else ()

    def _look(self, *names: str) -> Style:
        """Give the style of component classes and tones, the tones laid over the rest."""
        style = self._looks.get(names)
        if style is None:
            style = self._looks[names] = self._mix(names)
        return style

    def _mix(self, names: Sequence[str]) -> Style:
        style = self.get_visual_style(*(f"row-list--{name}" for name in names if name not in TONES))
        if "cursor" in names and self.app.native_ansi_color:
            return style  # there the cursor brings the colour of the letters
        for name in names:
            if name in TONES:
                style += self._parse_style(TONES[name])
        return style

    def _parse_style(self, style: str | Style) -> Style:
        """Read a style that a cell brings as words, such as "bold $accent"."""
        return self.app.stylesheet.parse_style(style)
