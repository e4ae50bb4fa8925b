"""Why a follow-up is owed, over the list, with the keys that act on it."""

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


class WhyDialog(Dialog[str | None]):
    """Shows an explanation, and answers with the action of the list that a key asked for."""

    AUTO_FOCUS = "ScrolledByKeys"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape,enter,y", "answer('')", "Back", "why.leave", "Go back to the list", show=True),
        bind(
            "x",
            "answer('settle_done')",
            "Mark done",
            "follow_up.done",
            "Mark it as done; u undoes it",
            show=True,
        ),
        bind(
            "z",
            "answer('snooze_owed')",
            "Snooze",
            "follow_up.snooze",
            "Snooze it: fri, +3d, tomorrow",
            show=True,
        ),
        bind(
            "W",
            "answer('waive_owed')",
            "Dismiss",
            "follow_up.waive",
            "Dismiss it: it doesn't need doing",
            show=True,
        ),
        bind(
            "w",
            "answer('write_letter')",
            "Letter",
            "follow_up.letter",
            "Write the letter that settles it",
            show=True,
        ),
        bind(
            "C",
            "answer('open_contact')",
            "Contact",
            "follow_up.contact",
            "Go to the contact",
            show=True,
        ),
    ]

    def __init__(self, explanation: Content) -> None:
        """Make the dialog.

        Args:
            explanation: what it shows.
        """
        super().__init__(classes="form")
        self._explanation = explanation

    def compose(self) -> ComposeResult:
        """Show the explanation, which scrolls, above the keys."""
        with Vertical(classes="form--box why--box") as box:
            box.border_title = "Why it's due"
            with ScrolledByKeys(classes="why--text"):
                yield Static(self._explanation, id="why-words")
            yield KeyBar()

    def action_answer(self, action: str) -> None:
        """Close, and let the list do what was asked for."""
        self.dismiss(action or None)
