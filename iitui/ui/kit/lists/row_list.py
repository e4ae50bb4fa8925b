"""The list that every screen is made of, as quick with 50,000 rows as with 30: its keys, its mouse, its news.

How it is drawn is in `row_canvas`, the rules of moving in `row_view`, what it reads from in `row_source`.
What is under the cursor is known by its key, so that a refresh never moves the user.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_canvas import RowCanvas
from iitui.ui.kit.lists.row_drawing import Column
from iitui.ui.kit.lists.row_source import FixedRows, Key, MadeRows, Row, RowSource

__all__ = ["Column", "FixedRows", "Key", "MadeRows", "Row", "RowList", "RowSource"]


class RowList(RowCanvas, can_focus=True):
    """A list of rows for the keyboard that draws and reads only what is in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down,j", "move_down", "Down", "list.down", "Go to the next row"),
        bind("up,k", "move_up", "Up", "list.up", "Go to the row before"),
        bind("home,g", "move_first", "First", "list.first", "Go to the first row"),
        bind("end,G", "move_last", "Last", "list.last", "Go to the last row"),
        bind("pagedown,ctrl+f", "page_down", "Page down", "list.page_down", "Go down one page"),
        bind("pageup,ctrl+b", "page_up", "Page up", "list.page_up", "Go up one page"),
        bind("enter", "open_row", "Open", "list.open", "Open the row under the cursor"),
        bind("space", "mark_row", "Mark", "list.mark", "Mark the row or take its mark away, and go on"),
        bind("*", "mark_all", "Mark all", "list.mark_all", "Mark all rows shown; again: none"),
    ]

    class News(Message):
        """Something happened in a list."""

        def __init__(self, row_list: "RowList") -> None:
            super().__init__()
            self.row_list = row_list

        @property
        def control(self) -> "RowList":
            """The list, for selectors in `@on`."""
            return self.row_list

    class Highlighted(News):
        """The cursor rests on another key; `None` when no row can have it.

        While such news waits, newer news takes its place: who holds a key down is told of the row where that
        ends.
        """

        def __init__(self, row_list: "RowList", key: Key | None) -> None:
            super().__init__(row_list)
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """Whether this newer message makes an older one needless."""
            return isinstance(message, RowList.Highlighted) and message.row_list is self.row_list

    class Opened(News):
        """A row was opened with enter or the mouse."""

        def __init__(self, row_list: "RowList", key: Key) -> None:
            super().__init__(row_list)
            self.key = key

    class MarksChanged(News):
        """Other rows are marked than before: so many of those in the list."""

        def __init__(self, row_list: "RowList", count: int) -> None:
            super().__init__(row_list)
            self.count = count

    _told_key: Key | None = None
    _told_marks = 0
    _clicked = False

    @property
    def source(self) -> RowSource:
        """What the rows are read from."""
        return self._view.window.source

    @property
    def count(self) -> int:
        """How many rows there are, headings included, when the source was last shown."""
        return self._view.window.count

    def show(self, source: RowSource, *, from_top: bool = False) -> None:
        """Show another source; the cursor stays on its key, or else at its place.

        Args:
            source: What to show from now on.
            from_top: Begin at the first row: for another search, not for a refresh.
        """
        before = self.count
        self._view.replace(source, from_top=from_top)
        self._marks.follow(source)
        self._show_change(of_height=before != self.count)
        self._tell_key()
        if self._marks and self._marks.few:
            self._tell_marks()

    def set_empty(self, empty: str | Content) -> None:
        """Say something else while the list has no rows, such as that nothing matches a search."""
        self._empty = empty
        if not self.count:
            self._show_change(of_height=True)

    def _show_change(self, *, of_height: bool) -> None:
        """Draw anew what changed, and lay the screen out where the list is as high as its rows."""
        if of_height and self.styles.auto_dimensions:
            self.refresh(layout=True)
        else:
            self.repaint()

    @property
    def cursor_key(self) -> Key | None:
        """The key of the row under the cursor, or `None` when no row can have it."""
        return self._view.key

    def move_to(self, key: Key) -> bool:
        """Put the cursor on a key and scroll it into sight.

        Args:
            key: The key of the row.

        Returns:
            Whether the key is in the list; if not, the cursor stays.
        """
        position = self._view.window.place(key)
        if position is None:
            return False
        self._move(lambda: self._view.move_to(position))
        return True

    @property
    def marked(self) -> tuple[Key, ...]:
        """The marked keys that are in the list, in its order."""
        return self._marks.in_order()

    @property
    def acted_on(self) -> tuple[Key, ...]:
        """What the next key acts on: the marked keys or, if there are none, the one under the cursor."""
        marked = self.marked
        return marked or (() if self.cursor_key is None else (self.cursor_key,))

    def clear_marks(self) -> None:
        """Take all marks away: what one does when what they were for has been done."""
        self._marks.clear()
        self.repaint()
        self._tell_marks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the keys for marking to others where nothing can be marked."""
        return self._can_mark or action not in {"mark_row", "mark_all"}

    def action_move_down(self) -> None:
        """Go to the next row."""
        self._move(lambda: self._view.step(1))

    def action_move_up(self) -> None:
        """Go to the row before."""
        self._move(lambda: self._view.step(-1))

    def action_move_first(self) -> None:
        """Go to the first row."""
        self._move(self._view.first)

    def action_move_last(self) -> None:
        """Go to the last row."""
        self._move(self._view.last)

    def action_page_down(self) -> None:
        """Go down one page."""
        self._move(lambda: self._view.page(1))

    def action_page_up(self) -> None:
        """Go up one page."""
        self._move(lambda: self._view.page(-1))

    def action_open_row(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.Opened(self, self.cursor_key))

    def action_mark_row(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go to the next row."""
        if self.cursor_key is not None:
            self._marks.toggle(self.cursor_key)
            self._tell_marks()
            self._move(lambda: self._view.step(1))

    def action_mark_all(self) -> None:
        """Mark all rows of the list; if all are marked already, none."""
        self._marks.toggle_all()
        self.repaint()
        self._tell_marks()

    def _move(self, move: Callable[[], None]) -> None:
        """Do what moves the cursor, repaint what it touched, and tell where it is."""
        move()
        self.repaint()
        self._tell_key()

    def _tell_key(self) -> None:
        if self.is_running and self.cursor_key != self._told_key:
            self._told_key = self.cursor_key
            self.post_message(self.Highlighted(self, self.cursor_key))

    def _tell_marks(self) -> None:
        count = self._marks.count()
        if self.is_running and count != self._told_marks:
            self._told_marks = count
            self.post_message(self.MarksChanged(self, count))

    def on_mount(self) -> None:
        """Tell where the cursor is at first."""
        self._tell_key()

    def on_focus(self) -> None:
        """Draw the cursor of a list that has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor of a list that has not."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row clicked; open it if the cursor was there, or with a double click."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._header_height:
            return
        event.stop()
        line = offset.y - self._header_height
        if offset.x == self.size.width - 1 and self.count > self._view.height:
            share = line / max(self._view.height - 1, 1)
            self._move(lambda: self._view.scroll(round(share * self.count) - self._view.top))
            return
        position = self._view.top + line
        row = self._view.window.row(position)
        if row is None or row.heading:
            return
        if position != self._view.cursor:
            self._clicked = True
            self._move(lambda: self._view.move_to(position))
        elif event.chain == 1 or self._clicked:
            # The second of two clicks that began with opening the row is not meant to open it twice.
            self._clicked = False
            self.action_open_row()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what comes below; the cursor stays where it is."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what comes above; the cursor stays where it is."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, direction: int) -> None:
        top = self._view.top
        self._move(lambda: self._view.scroll(direction * max(int(self.app.scroll_sensitivity_y), 1)))
        if self._view.top != top:
            event.stop()
