"""What can be copied or opened where one is, as each screen tells it; `text_chooser` asks which."""

from collections.abc import Iterable
from typing import NamedTuple

from iitui.domain.contacts import ChannelKind, Contact
from iitui.domain.links import checked_link, checked_url, find_links
from iitui.domain.text import clean

_MOST = 60
"""How many texts are offered at most."""


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


_CHANNELS = {ChannelKind.EMAIL: "email", ChannelKind.PHONE: "number", ChannelKind.URL: "web"}


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
