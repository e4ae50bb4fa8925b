"""What scrolls by the keys of a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from iitui.ui.kit.bindings import bind
from iitui.ui.kit.text.paragraphs import Paragraph, Paragraphs


class ScrolledByKeys(VerticalScroll):
    """Scrolls what is in it where there is more than fits."""

    HELP_TITLE: ClassVar[str] = "Scrolling"
    """Under which words the help lists its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("j", "scroll_down", "Down", "pane.down", "Scroll down"),
        bind("k", "scroll_up", "Up", "pane.up", "Scroll up"),
        bind("g", "scroll_home", "Top", "pane.top", "Go to the top"),
        bind("G", "scroll_end", "End", "pane.end", "Go to the end"),
        bind("space", "page_down", "Page down", "pane.page", "Go down one page"),
    ]


class ScrolledParagraphs(ScrolledByKeys):
    """Shows paragraphs, and scrolls where there are more than fit."""

    HELP_TITLE: ClassVar[str] = "In the pane beside the list"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._about: object = None

    def compose(self) -> ComposeResult:
        """Everything is one text."""
        yield Paragraphs()

    def show(self, paragraphs: Sequence[Paragraph], about: object = None) -> None:
        """Show paragraphs; about something else than before, from the top."""
        self.query_one(Paragraphs).show(paragraphs)
        if about != self._about:
            self._about = about
            self.scroll_home(animate=False)

    @property
    def text(self) -> str:
        """Everything that is shown."""
        return self.query_one(Paragraphs).text
