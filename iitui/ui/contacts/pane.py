"""The pane that shows everything about one contact."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from iitui.ui.contacts.pane_text import ContactDetail, paragraphs_of
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.text.paragraphs import Paragraph, Paragraphs
from iitui.ui.kit.theme import QUIET

LONGEST_BESIDE = 1200
"""Characters of a long text shown beside the list; the contact's own screen shows all."""


class ContactPane(VerticalScroll):
    """Shows who a contact is, what passed between us, and what is owed."""

    HELP_TITLE: ClassVar[str] = "In the pane of the contact"
    """The title under which the help lists its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("j", "scroll_down", "Down", "pane.down", "Scroll down"),
        bind("k", "scroll_up", "Up", "pane.up", "Scroll up"),
        bind("g", "scroll_home", "Top", "pane.top", "Go to the top"),
        bind("G", "scroll_end", "End", "pane.end", "Go to the end"),
        bind("space", "page_down", "Page down", "pane.page", "Go down one page"),
    ]

    def __init__(self, title: str, *, id: str | None = None, whole: bool = False) -> None:  # noqa: A002
        """Make the pane.

        Args:
            title: the text in its border.
            id: the id of the widget.
            whole: whether long texts are shown in full.
        """
        super().__init__(id=id, classes="pane")
        self.border_title = Content(title)
        self._longest = None if whole else LONGEST_BESIDE
        self._contact_id: int | None = None

    def compose(self) -> ComposeResult:
        """Show everything as one text."""
        yield Paragraphs()

    def show(self, detail: ContactDetail | None) -> None:
        """Show a contact, a different one from the top; for None, say what will appear here."""
        text = self.query_one(Paragraphs)
        contact_id = detail.contact.id if detail else None
        if detail is None:
            text.show([Paragraph(Content.styled("The contact under the cursor is shown here.", QUIET))])
        else:
            text.show(paragraphs_of(detail, self._longest))
        if contact_id != self._contact_id:
            self._contact_id = contact_id
            self.scroll_home(animate=False)

    @property
    def text(self) -> str:
        """Everything that is shown."""
        return self.query_one(Paragraphs).text
