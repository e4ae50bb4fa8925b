"""Keeps the cursor of the terminal where the user is, for screen readers and magnifiers, which follow it.

Textual moves it in the fields for text only; nothing shows it there, but it is read.
"""

from textual.geometry import Offset
from textual.widget import Widget


class HoldsCursor(Widget):
    """A widget that knows where in it the user is."""

    def cursor_cell(self) -> Offset:
        """Return the cell of its content at which reading begins."""
        return Offset(0, 0)

    def place_cursor(self) -> None:
        """Let the cursor of the terminal stand there, if this is where keys go."""
        if self.has_focus and self.screen.is_current:
            self.app.cursor_position = self.content_region.offset + self.cursor_cell()


def place_cursor(widget: Widget) -> None:
    """Let the cursor of the terminal stand in a widget, if it still has the focus."""
    if widget.has_focus:
        offset = getattr(widget, "cursor_screen_offset", None)  # of Textual's fields for text
        widget.app.cursor_position = offset if isinstance(offset, Offset) else widget.content_region.offset
