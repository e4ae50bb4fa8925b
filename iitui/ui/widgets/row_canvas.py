"""The list as it is seen: its lines, its colours, its size. What its keys do is in `row_list`.

A plain widget with a scroll offset of its own: a virtual size would cost a layout of the whole screen at
every change of the rows.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from iitui.ui.theme import QUIET
from iitui.ui.widgets.row_drawing import Column, thumb
from iitui.ui.widgets.row_marks import RowMarks
from iitui.ui.widgets.row_painter import RowPainter
from iitui.ui.widgets.row_source import FixedRows, RowSource
from iitui.ui.widgets.row_view import RowView

TONES = {
    "overdue": "$text-error",
    "today": "$text-warning",
    "dim": QUIET,
    "good": "$text-success",
    "warning": "$text-warning",
}
"""How a whole row can be drawn. Not component classes, each of which would be styled for every list."""


class RowCanvas(Widget):
    """Draws the rows that are in sight, and reads no others."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--header",
        "row-list--cursor",
        "row-list--cursor-blurred",
        "row-list--edge",
        "row-list--edge-blurred",
        "row-list--mark",
        "row-list--heading",
        "row-list--empty",
        "row-list--bar",
    }

    DEFAULT_CSS = """
    RowCanvas {
        width: 1fr;
        height: 1fr;
        color: $foreground;

        & > .row-list--header { color: $text-muted; text-style: bold; }
        & > .row-list--cursor { background: $primary 30%; text-style: bold; }
        & > .row-list--cursor-blurred { background: $foreground 8%; }
        & > .row-list--edge { color: $accent; }
        & > .row-list--edge-blurred { color: $foreground 40%; }
        & > .row-list--mark { color: $accent; text-style: bold; }
        & > .row-list--heading { color: $text-primary; text-style: bold; }
        & > .row-list--empty { color: $text-muted; }
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
        columns: Sequence[Column],
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

    def render_line(self, y: int) -> Strip:
        """Draw one line, exactly as wide as the widget."""
        width = self.size.width
        if not self._view.window.count:
            line = self._empty_line(y)
        elif y < self._header_height:
            line = self._painter.header(width)
        else:
            line = self._row_line(y - self._header_height)
        return Strip(line).adjust_cell_length(width, self._look().rich_style)

    def _row_line(self, y: int) -> list[Segment]:
        view = self._view
        height = self.size.height - self._header_height
        view.window.cover(view.top, height)
        position = view.top + y
        row = view.window.row(position)
        if row is None:
            return []
        return self._painter.row(
            row,
            self.size.width,
            cursor="" if position != view.cursor else "cursor" if self.has_focus else "cursor-blurred",
            is_marked=row.key in self._marks,
            has_handle=y in thumb(view.top, height, self._view.window.count),
        )

    def _empty_line(self, y: int) -> list[Segment]:
        lines = self._painter.empty(self._empty, self.size.width)
        y -= max(self.size.height - len(lines), 0) // 2
        return lines[y] if 0 <= y < len(lines) else []

    def _look(self, *names: str) -> Style:
        """Give the style of component classes and tones, the tones laid over the rest."""
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

    def _refresh_rows(self, *positions: int | None) -> None:
        """Repaint the lines of these rows, those of them that are in sight."""
        header = self._header_height
        lines = [header + position - self._view.top for position in positions if position is not None]
        regions = [Region(0, y, self.size.width, 1) for y in lines if header <= y < self.size.height]
        if regions:
            self.refresh(*regions)
