"""Keeps the cursor of the terminal where the user is, for screen readers and magnifiers, which follow it.

Textual moves it in the fields for text only; nothing shows it there, but it is read.
"""

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, TextArea


class HoldsCursor(Widget):
    """A widget that knows where in it the user is; the list of rows does the same by itself."""

    def cursor_cell(self) -> Offset:
        """Return the cell of its content at which reading begins."""
        return Offset(0, 0)

    def place_cursor(self) -> None:
        """Let the cursor of the terminal stand there, if this is where keys go."""
        if self.has_focus and self.screen.is_current:
            self.app.cursor_position = self.content_region.offset + self.cursor_cell()


def place_cursor(widget: Widget) -> None:
    """Let the cursor of the terminal stand in a widget, if it still has the focus."""
    if isinstance(widget, HoldsCursor):
        widget.place_cursor()
    elif widget.has_focus:
        offset = widget.cursor_screen_offset if isinstance(widget, Input | TextArea) else None
        widget.app.cursor_position = offset or widget.content_region.offset


def keep_calm(widget: Widget) -> None:
    """Let nothing blink in a widget, and the cursor of the terminal stand in it once it has its place."""
    if isinstance(widget, Input | TextArea):
        widget.cursor_blink = False
    widget.call_after_refresh(place_cursor, widget)
