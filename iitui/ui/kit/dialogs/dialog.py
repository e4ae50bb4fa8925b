"""The base of all dialogs: a screen over another that asks, answers once, and never acts."""

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from iitui.ui.kit.bindings import HOW_TO_LEAVE
from iitui.ui.kit.closing import ClosingOnce

T = TypeVar("T")


class Dialog(ModalScreen[T], ClosingOnce[T]):
    """A dialog; None is its answer when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [HOW_TO_LEAVE]
