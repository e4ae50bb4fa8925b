"""The widget of a text field. Text of several lines can be pasted into it, and loses only the line breaks."""

from textual import events
from textual.widgets import Input

from iitui.domain.text import clean_line


class LineBox(Input):
    """A box of one line."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert all pasted lines as one, cleaned; Textual's `Input` inserts the first line as it is."""
        event.prevent_default()
        event.stop()
        line = clean_line(event.text)
        if line:
            self.replace(line, *self.selection)
