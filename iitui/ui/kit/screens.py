"""The bases of all screens and dialogs: each closes once, and only while it is in front."""

from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen

from iitui.ui.kit.bindings import HOW_TO_LEAVE

T = TypeVar("T")


class ClosingOnce(Screen[T]):
    """A screen that can be told to close any number of times.

    A second answer, or one that comes when the screen is no longer in front, would otherwise close what lies
    below it (Textual, issue 4884). To be named last among the bases: Textual takes styles from the first.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with an answer; a screen that is not in front does nothing."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Dialog(ModalScreen[T], ClosingOnce[T]):
    """A screen over another that asks, answers once, and never acts; None is its answer when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [HOW_TO_LEAVE]
