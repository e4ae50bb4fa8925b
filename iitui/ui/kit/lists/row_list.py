"""The list that every screen is made of, as fast with 50,000 rows as with 30.

`RowList` is the widget: its keys, its mouse, its messages and its lines. Its parts are modules of their own:
`row_source` is what the rows are read from, `list_position` the cursor and the scroll offset with the rules
of moving, `row_marks` the marked rows, and `row_painter` how a line is drawn.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from iitui.ui.kit.bindings import KeyGroup, bind
from iitui.ui.kit.lists.list_position import ListPosition
from iitui.ui.kit.lists.row_drawing import ListColumn, scrollbar_handle
from iitui.ui.kit.lists.row_marks import RowMarks
from iitui.ui.kit.lists.row_painter import CursorState, ListLine, RowPainter
from iitui.ui.kit.lists.row_source import FixedRows, LazyRows, ListRow, RowKey, RowSource
from iitui.ui.kit.theme import QUIET

if TYPE_CHECKING:
    from iitui.ui.kit.lists.sorting import ListSorting, SortOrder

__all__ = ["FixedRows", "LazyRows", "ListColumn", "ListRow", "RowKey", "RowList", "RowSource"]

MARK_CELL = 1
"""Where the mark of a row is drawn, in cells from the left; what is before it belongs to it for a click."""

TONES = {
    "overdue": "$text-error",
    "today": "$text-warning",
    "dim": QUIET,
    "good": "$text-success",
    "warning": "$text-warning",
    "header": f"bold {QUIET}",
    "heading": "bold $text-primary",
    "mark": "bold $text-accent",
    "empty": QUIET,
    "cursor-blurred": "on $cursor-blurred-ground",
    "edge-blurred": QUIET,
}
"""The styles of rows and of parts of the list. Not component classes: Textual styles each for every list."""


_MEASURED_WHOLE = 1000
"""Up to so many rows, all of them decide how wide the columns are."""


class ListViewport(NamedTuple):
    """What is the same for all lines that are drawn together.

    It is computed once for all of them: asking Textual for it takes longer than drawing a line.

    Attributes:
        width: The width of the widget, in cells.
        height: The height of the widget, in lines.
        header_height: How many lines the titles of the columns take.
        cursor: How the cursor is drawn.
        handle: The lines of rows that the handle of the scrollbar covers.
    """

    width: int
    height: int
    header_height: int
    cursor: CursorState
    handle: range


class RowList(Widget, can_focus=True):
    """A list of rows for the keyboard that draws and reads only the rows that are visible.

    What is under the cursor is known by its key, so that a refresh never moves the user. The widget has a
    scroll offset of its own: a virtual size would cost a layout of the whole screen at every change of the
    rows. After a change, only the lines that look different are drawn again.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--edge", "row-list--bar"}

    DEFAULT_CSS = """
    RowList {
        width: 1fr;
        height: 1fr;
        color: $foreground;

        & > .row-list--cursor { background: $cursor-ground; text-style: bold; }
        & > .row-list--edge { color: $text-accent; }
        & > .row-list--bar { color: $scrollbar; }

        &:focus > .row-list--bar { color: $text-accent; }

        &:ansi > .row-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        &:ansi > .row-list--edge { color: $block-cursor-foreground; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down,j", "move_down", "Down", "list.down", "Go to the next row"),
        bind("up,k", "move_up", "Up", "list.up", "Go to the previous row"),
        bind("home,g", "move_first", "First", "list.first", "Go to the first row"),
        bind("end,G", "move_last", "Last", "list.last", "Go to the last row"),
        bind("pagedown,ctrl+f", "page_down", "Page down", "list.page_down", "Go down one page"),
        bind("pageup,ctrl+b", "page_up", "Page up", "list.page_up", "Go up one page"),
        bind("enter", "open_row", "Open", "list.open", "Open the row under the cursor"),
        bind(
            "space",
            "mark_row",
            "Mark",
            "list.mark",
            "Mark or unmark the row, and move on",
            group=KeyGroup.VIEW,
        ),
        bind(
            "*",
            "mark_all",
            "Mark all",
            "list.mark_all",
            "Mark all rows shown; press again for none",
            group=KeyGroup.VIEW,
        ),
        bind("right", "sort(1)", "Sort", "list.sort", "Sort by the next column; press again to reverse"),
        bind("left", "sort(-1)", "Sort back", "list.sort_back", "Sort by the previous column"),
    ]

    class ListMessage(Message):
        """What all messages of a list have in common."""

        def __init__(self, row_list: "RowList") -> None:
            super().__init__()
            self.row_list = row_list

        @property
        def control(self) -> "RowList":
            """The list, for selectors in `@on`."""
            return self.row_list

    class Highlighted(ListMessage):
        """The cursor is on another key than before; `None` when no row can have it.

        A newer message replaces one that still waits: while a key is held down, only the row where the cursor
        ends is reported.
        """

        def __init__(self, row_list: "RowList", key: RowKey | None) -> None:
            super().__init__(row_list)
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """Whether this message, which is newer, replaces one that still waits."""
            return isinstance(message, RowList.Highlighted) and message.row_list is self.row_list

    class Opened(ListMessage):
        """A row was opened with enter or the mouse."""

        def __init__(self, row_list: "RowList", key: RowKey) -> None:
            super().__init__(row_list)
            self.key = key

    class Sorted(ListMessage):
        """The user wants the rows in another order; whoever gives the rows sorts them.

        A newer message replaces one that still waits.
        """

        def __init__(self, row_list: "RowList", order: "SortOrder") -> None:
            super().__init__(row_list)
            self.order = order

        def can_replace(self, message: Message) -> bool:
            """Whether this message, which is newer, replaces one that still waits."""
            return isinstance(message, RowList.Sorted) and message.row_list is self.row_list

    class MarksChanged(ListMessage):
        """Other rows are marked than before; `count` is how many of those in the list."""

        def __init__(self, row_list: "RowList", count: int) -> None:
            super().__init__(row_list)
            self.count = count

    def __init__(
        self,
        columns: Sequence[ListColumn],
        source: RowSource | None = None,
        *,
        empty: str | Content = "",
        show_header: bool = True,
        can_mark: bool = True,
        sorting: "ListSorting | None" = None,
        id: str | None = None,  # noqa: A002 - the name that every widget gives it
        classes: str | None = None,
    ) -> None:
        """Make a list.

        Args:
            columns: The columns, from left to right.
            source: What to show at first; nothing if left out.
            empty: The text in the middle of a list without rows: say what would fill it.
            show_header: Whether the titles of the columns stand above the rows.
            can_mark: Whether rows can be marked; without it the columns have a cell more.
            sorting: The orders between which the user can choose, if there are any.
            id: The id of the widget.
            classes: CSS classes of the widget.
        """
        super().__init__(id=id, classes=classes)
        source = FixedRows() if source is None else source
        self._empty = empty
        self._show_header = show_header
        self._can_mark = can_mark
        self._position = ListPosition()
        self._position.replace(source)
        self._marks = RowMarks(source)
        self._painter = RowPainter(
            columns,
            can_mark=can_mark,
            has_titles=show_header,
            style_of=self._style_of,
            parse_style=self._parse_style,
        )
        self._measured: object = None
        self._viewport = self._measure()
        self._styles: dict[tuple[str, ...], Style] = {}
        self._drawn: dict[int, ListLine] = {}
        self._reported_key: RowKey | None = None
        self._reported_marks = 0
        self._was_moved_by_click = False
        self._sorting = sorting
        self._order: SortOrder | None = None
        if sorting is not None:
            self.set_order(sorting.usual)

    @property
    def source(self) -> RowSource:
        """What the rows are read from."""
        return self._position.window.source

    @property
    def count(self) -> int:
        """How many rows there are, headings included, when the source was last shown."""
        return self._position.window.count

    def show(self, source: RowSource, *, from_top: bool = False) -> None:
        """Show another source; the cursor stays on its key, or else at its place.

        Args:
            source: What to show from now on.
            from_top: Begin at the first row: for another search, not for a refresh.
        """
        before = self.count
        self._position.replace(source, from_top=from_top)
        self._marks.set_source(source)
        self._redraw(has_new_height=before != self.count)
        self._report_key()
        if self._marks and self._marks.are_few:
            self._report_marks()

    def set_empty(self, empty: str | Content) -> None:
        """Say something else while the list has no rows, such as that nothing matches a search."""
        self._empty = empty
        if not self.count:
            self._redraw(has_new_height=True)

    def _redraw(self, *, has_new_height: bool) -> None:
        """Draw what changed, and lay out the screen again if the height of the list follows its rows."""
        if has_new_height and self.styles.auto_dimensions:
            self.refresh(layout=True)
        else:
            self.repaint()

    def set_titles(self, titles: Sequence[str]) -> None:
        """Show other titles above the columns, such as with a sign at the one that the rows are sorted by."""
        if self._painter.set_titles(titles):
            self.refresh()

    @property
    def order(self) -> "SortOrder":
        """The order that the user chose."""
        from iitui.ui.kit.lists.sorting import SortOrder  # not at the start: few lists can be sorted

        return self._order or SortOrder()

    def set_order(self, order: "SortOrder") -> None:
        """Say at the titles in which order the rows are."""
        self._order = order
        if self._painter.set_sign(self._sorting.sign(order) if self._sorting else None):
            self.refresh()

    def _sort(self, order: "SortOrder") -> None:
        if order != self._order:
            self.set_order(order)
            self.post_message(self.Sorted(self, order))

    @property
    def cursor_key(self) -> RowKey | None:
        """The key of the row under the cursor, or `None` when no row can have it."""
        return self._position.key

    @property
    def cursor_text(self) -> str:
        """What stands in the row under the cursor, without its styles; '' when no row has it."""
        key = self.cursor_key
        position = None if key is None else self._position.window.position_of(key)
        rows = [] if position is None else self.source.rows(position, 1)
        cells = [cell if isinstance(cell, str) else cell.plain for row in rows for cell in row.cells]
        return "  ".join(cell.strip() for cell in cells if cell.strip())

    def move_to(self, key: RowKey) -> bool:
        """Put the cursor on a key and scroll until it is visible.

        Args:
            key: The key of the row.

        Returns:
            Whether the key is in the list; if not, the cursor stays.
        """
        position = self._position.window.position_of(key)
        if position is None:
            return False
        self._move_and_report(lambda: self._position.move_to(position))
        return True

    @property
    def marked(self) -> tuple[RowKey, ...]:
        """The marked keys that are in the list, in its order."""
        return self._marks.in_order()

    @property
    def acted_on(self) -> tuple[RowKey, ...]:
        """What the next key acts on: the marked keys or, if there are none, the one under the cursor."""
        marked = self.marked
        return marked or (() if self.cursor_key is None else (self.cursor_key,))

    def clear_marks(self) -> None:
        """Remove all marks, such as after what was done to the marked rows."""
        self._marks.clear()
        self.repaint()
        self._report_marks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the keys for marking and sorting to others where there is nothing to mark or to sort by."""
        if action == "sort":
            return self._sorting is not None
        return self._can_mark or action not in {"mark_row", "mark_all"}

    def action_move_down(self) -> None:
        """Go to the next row."""
        self._move_and_report(lambda: self._position.step(1))

    def action_move_up(self) -> None:
        """Go to the previous row."""
        self._move_and_report(lambda: self._position.step(-1))

    def action_move_first(self) -> None:
        """Go to the first row."""
        self._move_and_report(self._position.first)

    def action_move_last(self) -> None:
        """Go to the last row."""
        self._move_and_report(self._position.last)

    def action_page_down(self) -> None:
        """Go down one page."""
        self._move_and_report(lambda: self._position.page(1))

    def action_page_up(self) -> None:
        """Go up one page."""
        self._move_and_report(lambda: self._position.page(-1))

    def action_open_row(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.Opened(self, self.cursor_key))

    def action_mark_row(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go to the next row."""
        if self.cursor_key is not None:
            self._marks.toggle(self.cursor_key)
            self._report_marks()
            self._move_and_report(lambda: self._position.step(1))

    def action_mark_all(self) -> None:
        """Mark all rows of the list; if all are marked already, none."""
        self._marks.toggle_all()
        self.repaint()
        self._report_marks()

    def action_sort(self, steps: int) -> None:
        """Sort in the next order, or in the one before."""
        if self._sorting is not None:
            self._sort(self._sorting.next_to(self.order, steps))

    def _move_and_report(self, move: Callable[[], None]) -> None:
        """Move the cursor, repaint the lines that changed, and report the key under the cursor."""
        move()
        self.repaint()
        self._report_key()

    def _report_key(self) -> None:
        if self.is_running and self.cursor_key != self._reported_key:
            self._reported_key = self.cursor_key
            self.post_message(self.Highlighted(self, self.cursor_key))

    def _report_marks(self) -> None:
        count = self._marks.count()
        if self.is_running and count != self._reported_marks:
            self._reported_marks = count
            self.post_message(self.MarksChanged(self, count))

    def on_mount(self) -> None:
        """Report the key under the cursor for the first time."""
        self._report_key()

    def on_focus(self) -> None:
        """Draw the cursor of a list that has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor of a list without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row clicked; open it if the cursor was there, or with a double click.

        A click on the mark marks the row, and one on a title sorts.
        """
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self._header_height:
            column = self._painter.column_at(offset.x, self.size.width) if self.count else None
            if column is not None and self._sorting is not None:
                self._sort(self._sorting.by_title(self.order, column))
            return
        event.stop()
        line = offset.y - self._header_height
        if offset.x == self.size.width - 1 and self.count > self._position.height:
            share = line / max(self._position.height - 1, 1)
            self._move_and_report(
                lambda: self._position.scroll(round(share * self.count) - self._position.top)
            )
            return
        position = self._position.top + line
        row = self._position.window.row(position)
        if row is None or row.heading or self.takes_click(row, offset.x):
            return
        if self._can_mark and offset.x <= MARK_CELL:
            self._marks.toggle(row.key)
            self._report_marks()
            self._move_and_report(lambda: self._position.move_to(position))
        elif position != self._position.cursor:
            self._was_moved_by_click = True
            self._move_and_report(lambda: self._position.move_to(position))
        elif event.chain == 1 or self._was_moved_by_click:
            # The second of two clicks that began with opening the row is not meant to open it twice.
            self._was_moved_by_click = False
            self.action_open_row()

    def takes_click(self, row: ListRow, x: int) -> bool:  # noqa: ARG002
        """Return whether a click at a cell of a row was for something else than the row, and do that.

        Args:
            row: the row clicked.
            x: how far from the left, in cells.
        """
        return False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what comes below; the cursor stays where it is."""
        self._scroll_by_mouse(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what comes above; the cursor stays where it is."""
        self._scroll_by_mouse(event, -1)

    def _scroll_by_mouse(self, event: events.MouseEvent, direction: int) -> None:
        top = self._position.top
        self._move_and_report(
            lambda: self._position.scroll(direction * max(int(self.app.scroll_sensitivity_y), 1))
        )
        if self._position.top != top:
            event.stop()

    def on_resize(self) -> None:
        """Lay out the rows for another size."""
        self._position.resize(self.size.height - self._header_height)
        self._measure_columns()
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Where the height is `auto`: room for all rows, or for the text that is shown without rows."""
        if not self._position.window.count:
            return len(self._painter.empty(self._empty, width))
        return self._position.window.count + (1 if self._show_header else 0)

    @property
    def _header_height(self) -> int:
        """How many lines the titles take: none where there is no room for a row beneath."""
        return 1 if self._show_header and self.size.height > 1 else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        self._viewport = self._measure()
        self._styles.clear()
        self.place_cursor()
        return super().render_lines(crop)

    def place_cursor(self) -> None:
        """Let the cursor of the terminal, which screen readers follow, stand at the row under the cursor."""
        if self.has_focus and self.screen.is_current:
            position = self._position
            line = 0 if position.cursor is None else max(position.cursor - position.top, 0)
            self.app.cursor_position = self.content_region.offset + Offset(0, self._header_height + line)

    def render_line(self, y: int) -> Strip:
        """Draw one line, exactly as wide as the widget."""
        line = self._drawn[y] = self._line(y, self._viewport)
        width = self._viewport.width
        return Strip(self._painter.draw(line, width)).adjust_cell_length(width, self._style_of().rich_style)

    def repaint(self) -> None:
        """Draw the lines again that look different from when they were last drawn."""
        if self._measure_columns() or not self._drawn:
            self.refresh()
            return
        viewport = self._measure()
        lines = [(y, self._line(y, viewport)) for y in range(viewport.height)]
        changed = [
            Region(0, y, viewport.width, 1) for y, line in lines if not line.looks_like(self._drawn.get(y))
        ]
        if changed:
            self.refresh(*changed)

    def _measure_columns(self) -> bool:
        """Give the columns the width that the rows need; return whether that changes any.

        Of a list that holds all its rows, all count; of any other, those that were read so far.
        """
        window = self._position.window
        window.cover(self._position.top, self._position.height)
        is_whole = isinstance(window.source, FixedRows) and window.count <= _MEASURED_WHOLE
        measured = window.source if is_whole else window.last_read
        if measured is self._measured:
            return False
        self._measured = measured
        rows = window.source.rows(0, window.count) if is_whole else window.last_read
        return self._painter.measure(rows, anew=is_whole)

    def _measure(self) -> ListViewport:
        """Ask Textual for what all lines depend on."""
        width, height = self.size
        header = self._header_height
        rows = height - header
        cursor: CursorState = "cursor" if self.has_focus else "cursor-blurred"
        return ListViewport(
            width,
            height,
            header,
            cursor,
            scrollbar_handle(self._position.top, rows, self._position.window.count),
        )

    def _line(self, y: int, viewport: ListViewport) -> ListLine:
        """Say what a line shows."""
        position = self._position
        if not position.window.count:
            return ListLine(empty_text=self._empty_line(y, viewport))
        y -= viewport.header_height
        if y < 0:
            return ListLine(is_header=True)
        position.window.cover(position.top, viewport.height - viewport.header_height)
        row = position.window.row(position.top + y)
        if row is None:
            return ListLine()
        cursor: CursorState = viewport.cursor if position.top + y == position.cursor else ""
        is_marked, has_handle = row.key in self._marks, y in viewport.handle
        return ListLine(row, cursor=cursor, is_marked=is_marked, has_handle=has_handle)

    def _empty_line(self, y: int, viewport: ListViewport) -> tuple[Segment, ...]:
        lines = self._painter.empty(self._empty, viewport.width)
        y -= max(viewport.height - len(lines), 0) // 2
        return tuple(lines[y]) if 0 <= y < len(lines) else ()

    def _style_of(self, *names: str) -> Style:
        """Give the style of component classes and tones, the tones laid over the rest."""
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._combine_styles(names)
        return style

    def _combine_styles(self, names: Sequence[str]) -> Style:
        style = self.get_visual_style(*(f"row-list--{name}" for name in names if name not in TONES))
        if "cursor" in names and self.app.native_ansi_color:
            return style  # there the cursor sets the color of the text
        for name in names:
            if name in TONES:
                style += self._parse_style(TONES[name])
        return style

    def _parse_style(self, style: str | Style) -> Style:
        """Read a style that a cell brings as words, such as "bold $text-accent"."""
        return self.app.stylesheet.parse_style(style)
