"""What can be copied or opened where one is: asks which, then copies it or opens its link."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import App
from textual.binding import BindingType
from textual.content import Content

from iitui.domain.contacts import ChannelKind, Contact
from iitui.domain.links import checked_link, checked_url, find_links, needs_look
from iitui.domain.text import clean, clean_line, shorten
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.outside import copy_text, open_link
from iitui.ui.kit.theme import QUIET

COPY_KEY = bind("Y", "copy_or_open", "Copy", "text.copy", "Copy a text, an address or a number; open a link")
"""On every screen."""

_OPEN = "open:"
_MOST = 60
"""How many texts are offered at most."""

_LONGEST_SHOWN = 300
_LONGEST_SAID = 60
_COLUMNS = (ListColumn("What", 14), ListColumn("Text"))


class TextInView(NamedTuple):
    """A text that can be copied.

    Attributes:
        label: what it is, in a word or two.
        text: the text, whole.
        link: what is opened for it, checked; empty for none.
    """

    label: str
    text: str
    link: str = ""


_CHANNELS = {ChannelKind.EMAIL: "e-mail", ChannelKind.PHONE: "number", ChannelKind.URL: "web"}


def contact_texts(contact: Contact) -> list[TextInView]:
    """Return what can be copied of a contact: addresses, numbers and URLs first."""
    channels = [
        TextInView(_CHANNELS[each.kind], each.value, checked_url(each.value)) for each in contact.channels
    ]
    return [
        *channels,
        TextInView("name", contact.name),
        TextInView("organization", contact.organization),
        TextInView("notes", contact.notes),
    ]


def with_links_apart(texts: Iterable[TextInView]) -> list[TextInView]:
    """Return texts that are not empty, each followed by the links in it; none twice."""
    found: dict[tuple[str, str], TextInView] = {}
    for each in texts:
        text = clean(each.text)
        if not text:
            continue
        whole = each.link or checked_link(text)
        found.setdefault((text, whole), TextInView(each.label, text, whole))
        for link in find_links(text):
            written = text[link.start : link.end]
            if written != text:
                found.setdefault((written, link.target), TextInView("link", written, link.target))
    return list(found.values())[:_MOST]


class TextChooser(Chooser):
    """Asks which text to copy, or which link to open. The key is the place, after `open:` for a link."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("o", "open_link", "Open link", "text.open", "Open the link under the cursor", show=True),
    ]

    def __init__(self, texts: Sequence[TextInView]) -> None:
        """Make the choice.

        Args:
            texts: what can be copied or opened.
        """
        self._texts = texts
        rows = [ListRow(place, _cells(each)) for place, each in enumerate(texts)]
        super().__init__("Copy, or open a link", _COLUMNS, FixedRows(rows))

    def detail(self, key: RowKey) -> Content | None:
        """Show where a link leads, if that is not what is written."""
        link = self._texts[int(key)].link
        return Content.styled(f"o opens {link}", QUIET) if link else None

    def contents(self, key: RowKey) -> Content | None:
        """Show more of a long text."""
        text = self._texts[int(key)].text
        return Content(shorten(text, _LONGEST_SHOWN)) if len(text) > 40 else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to open where there is a link."""
        if action != "open_link":
            return True
        key = self.query_one(RowList).cursor_key
        return key is not None and bool(self._texts[int(key)].link)

    def action_open_link(self) -> None:
        """Answer that the link under the cursor is to be opened."""
        self.dismiss(f"{_OPEN}{self.query_one(RowList).cursor_key}")


def _cells(each: TextInView) -> tuple[Content | str, ...]:
    style = "underline" if each.link else ""
    return Content.styled(each.label, QUIET), Content.styled(clean_line(each.text[:_LONGEST_SHOWN]), style)


async def copy_or_open(app: App[None], texts: Iterable[TextInView]) -> str:
    """Ask which text to copy or which link to open, and do it. To be run in a worker.

    Returns:
        What to tell the user; '' for nothing.

    Raises:
        UnreadableError: the link cannot be opened here.
    """
    offered = with_links_apart(texts)
    if not offered:
        return "There is nothing here to copy."
    chosen: RowKey | None = 0
    if len(offered) > 1 or offered[0].link:
        chosen = await app.push_screen_wait(TextChooser(offered))
    if chosen is None:
        return ""
    if isinstance(chosen, str):
        return await _open(app, offered[int(chosen.removeprefix(_OPEN))].link)
    text = offered[chosen].text
    return f"Copied: {shorten(clean_line(text), _LONGEST_SAID)}{await copy_text(app, text)}"


async def _open(app: App[None], link: str) -> str:
    if needs_look(link):
        question = Confirm("Open", f"{link}\n\nOpen this in the program for it?")
        if not await app.push_screen_wait(question):
            return ""
    await asyncio.to_thread(open_link, link, dict(os.environ))
    return f"Opened {shorten(link, _LONGEST_SAID)}"
