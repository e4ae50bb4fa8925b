"""Asks which text to copy or which link to open, then does it."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.content import Content

from iitui.domain.links import needs_look
from iitui.domain.text import clean_line, shorten
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.outside import copy_text, open_link
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.texts_in_view import TextInView, with_links_apart

_OPEN = "open:"
_LONGEST_SHOWN = 300
_LONGEST_SAID = 60
_COLUMNS = (ListColumn("What", 14), ListColumn("Text"))


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
        return Content.styled(f"o: open {link}", QUIET) if link else None

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
        return "There's nothing to copy here."
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
        question = Confirm("Open", f"{link}\n\nOpen this in its program?")
        if not await app.push_screen_wait(question):
            return ""
    await asyncio.to_thread(open_link, link, dict(os.environ))
    return f"Opened {shorten(link, _LONGEST_SAID)}"
