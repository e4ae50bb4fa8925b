"""Links in what is drawn: terminals that know OSC 8 open them; all others show the text as it is."""

import os

from textual.content import Content
from textual.style import Style

from iitui.domain.links import find_links
from iitui.terminal import knows_links


def linked(text: str, target: str) -> Content:
    """Return a text that opens a checked link, if the terminal can do that."""
    return Content.styled(text, Style(link=target)) if target and knows_links(os.environ) else Content(text)


def with_links(content: Content) -> Content:
    """Return a text whose links can be opened by the terminal, if it can do that."""
    if not knows_links(os.environ):
        return content
    for link in find_links(content.plain):
        content = content.stylize(Style(link=link.target), link.start, link.end)
    return content
