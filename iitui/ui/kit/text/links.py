"""Links in what is drawn: terminals that know OSC 8 open them; all others show the text as it is."""

import os

from textual.content import Content
from textual.style import Style

_SIGNS = ("://", "@", "ww.", "WW.")
"""One of these is in every link."""


def linked(text: str, target: str) -> Content:
    """Return a text that opens a checked link, if the terminal can do that."""
    return Content.styled(text, Style(link=target)) if target and _is_known_here() else Content(text)


def with_links(content: Content) -> Content:
    """Return a text whose links can be opened by the terminal, if it can do that."""
    if not any(sign in content.plain for sign in _SIGNS) or not _is_known_here():
        return content
    from iitui.domain.links import find_links  # only where there may be one: not for the first frame

    for link in find_links(content.plain):
        content = content.stylize(Style(link=link.target), link.start, link.end)
    return content


def _is_known_here() -> bool:
    from iitui.terminal import knows_links

    return knows_links(os.environ)
