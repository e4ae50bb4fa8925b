"""The dialog that says why a follow-up is owed, for screens without room for that beside the list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.text.scrolled import ScrolledByKeys


class WhyScreen(Dialog[None]):
    """Shows all that is known about a follow-up, and scrolls where that is more than fits."""

    AUTO_FOCUS = "ScrolledByKeys"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape,y,enter,q", "leave_why", "Close", "why.leave", "Go back to the list", show=True),
    ]

    def __init__(self, about: Content) -> None:
        """Make the dialog.

        Args:
            about: all that is known about the follow-up.
        """
        super().__init__(classes="form")
        self._about = about

    def compose(self) -> ComposeResult:
        """Show the text above the key that closes it."""
        with Vertical(classes="form--box why--box") as box:
            box.border_title = Content("Why this is owed")
            with ScrolledByKeys(classes="why--text"):
                yield Static(self._about, classes="why--words", markup=False)
            yield KeyBar()

    def action_leave_why(self) -> None:
        """Close."""
        self.dismiss(None)
