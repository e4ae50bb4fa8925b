"""The box of one line in a form: what is pasted loses no line but the breaks between them."""

from textual import events
from textual.widgets import Input

from iitui.domain.text import clean_line


class LineBox(Input):
    """A box of one line."""

    def on_paste(self, event: events.Paste) -> None:
        """Put in all lines that were pasted as one, cleaned; the usual box takes the first as it is."""
        event.prevent_default()
        event.stop()
        line = clean_line(event.text)
        if line:
            self.replace(line, *self.selection)
