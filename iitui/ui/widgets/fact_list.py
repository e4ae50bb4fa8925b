"""Labelled facts under each other; a long one wraps beside its label, not under it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

Fact = tuple[str, Content]
"""A label, '' for a fact that takes the whole width, and what is said."""


class FactList(Vertical):
    """Shows a few facts; has room for so many, and hides the lines that it does not need."""

    DEFAULT_CSS = """
    FactList { height: auto; }
    FactList > Horizontal { height: auto; }
    FactList .fact--label { width: 12; color: $text-muted; }
    FactList .fact--said { width: 1fr; height: auto; max-height: 3; }
    FactList > .-unused { display: none; }
    """

    def __init__(self, room: int, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget gives it
        """Make a list of facts.

        Args:
            room: how many facts there can be at most.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._room = room

    def compose(self) -> ComposeResult:
        """Put label beside fact, line by line."""
        for place in range(self._room):
            with Horizontal(classes="fact--last" if place == self._room - 1 else ""):
                yield Static(classes="fact--label", markup=False)
                yield Static(classes="fact--said", markup=False)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show these facts instead of those before."""
        labels = self.query(".fact--label").results(Static)
        said = self.query(".fact--said").results(Static)
        for place, (label, words) in enumerate(zip(labels, said, strict=True)):
            line = words.parent
            if isinstance(line, Horizontal):
                line.set_class(place >= len(facts), "-unused")
            if place < len(facts):
                label.display = bool(facts[place][0])
                label.update(Content(facts[place][0]))
                words.update(facts[place][1])
