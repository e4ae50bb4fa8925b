"""The base of all dialogs: a screen over another that asks, answers once, and never acts."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from iitui.ui.kit.closing import ClosingOnce

T = TypeVar("T")


class Dialog(ModalScreen[T], ClosingOnce[T]):
    """A dialog; None is its answer when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The app's binding does not reach a modal screen; a text box with a selection takes the key first.
        Binding(
            "ctrl+c",
            "app.help_quit",
            "How to leave",
            show=False,
            id="app.how_to_leave",
            tooltip="Say which keys leave; where text is selected, copy it",
        ),
    ]
