"""The widget of a long text field. Undo is not on ctrl+z, which suspends iitui as in any terminal program."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea


class TextBox(TextArea):
    """A box of several lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+underscore",
            "undo",
            "Undo typing",
            show=False,
            key_display="ctrl+_",
            id="text.undo",
            tooltip="Take back what was typed last; ctrl+y types it again",
        ),
    ]
