"""A question that is answered by yes or no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.screens import Dialog


class Confirm(Dialog[bool]):
    """Asks before something is done that has large effects; escape and n mean no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("y", "answer(True)", "Yes", "confirm.yes", "Do it", show=True),
        bind("n,escape", "answer(False)", "No", "confirm.no", "Cancel; leave everything as it is", show=True),
    ]

    def __init__(self, title: str, question: str) -> None:
        """Make a question.

        Args:
            title: a few words.
            question: what will happen on yes.
        """
        super().__init__(classes="form")
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        """Show the question above the keys that answer it."""
        with Vertical(classes="form--box confirm--box") as box:
            box.border_title = Content(self._title)
            yield Static(Content(self._question), classes="confirm--question")
            yield KeyBar()

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)
