"""Links in what people and files bring: where they are in a text, and which of them may be opened.

Only http, https and mailto are known. What is handed on is ASCII without spaces, quotes and control
characters, so that it can leave neither an escape sequence of a terminal (OSC 8) nor an attribute of HTML.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

LONGEST = 2_000
"""How many characters a link can have; longer ones are text."""

_SAFE = "!#$%&()*+,-./:;=?@[]_~"
"""What stays as it is in a link besides letters and digits: all of RFC 3986 except the apostrophe."""

_WEB = r"(?:https?://|www\.)[^\s<>\"“”„«»`\\^{}|]{1,2100}"
_MAIL = r"(?:mailto:)?[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63}(?![\w@-])"
_ANY = re.compile(rf"(?<![\w@/.])(?:(?P<web>{_WEB})|(?P<mail>{_MAIL}))", re.IGNORECASE)
_TRAILING = ".,;:!?'’…"
_PAIRS = {")": "(", "]": "["}


class Link(NamedTuple):
    """A link in a text.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        target: what is opened, complete and checked.
    """

    start: int
    end: int
    target: str


def find_links(text: str) -> Iterator[Link]:
    """Yield the links of a text in order, without the punctuation after them."""
    if "@" not in text and "://" not in text and "ww." not in text.lower():
        return
    for match in _ANY.finditer(text):
        written = _without_punctuation(match[0])
        target = checked_link(written)
        if target:
            yield Link(match.start(), match.start() + len(written), target)


def checked_link(written: str) -> str:
    """Return a link as it may be opened; '' if it may not.

    What begins with www. is taken for https, and what looks like an email address for mailto.
    """
    text = written.strip()
    if not text or len(text) > LONGEST or not text.isprintable() or " " in text:
        return ""
    if re.fullmatch(_MAIL, text, re.IGNORECASE) and not text.lower().startswith("mailto:"):
        text = f"mailto:{text}"
    elif text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
        ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return ""
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        return _escaped(f"mailto:{text.partition(':')[2]}") if "@" in parts.path else ""
    if scheme not in ("http", "https") or not host:
        return ""
    # As it is written, in ASCII: what a program shows before opening it is what it opens.
    place = parts.netloc.rpartition("@")[2]
    shown = place if host.isascii() else place.lower().replace(host, ascii_host)
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    rest = text.partition("://")[2][len(parts.netloc) :]
    return _escaped(f"{scheme}://{user}{shown}{rest}")


def checked_url(written: str) -> str:
    """Do the same with the URL of a person, which is often written without https://."""
    text = written.strip()
    if "://" not in text and "@" not in text and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
        text = f"https://{text}"
    return checked_link(text)


def needs_look(target: str) -> bool:
    """Return whether a link is to be shown before it is opened: it is not of the web, or hides its host."""
    return (
        not target.startswith(("http://", "https://")) or "@" in target.partition("://")[2].partition("/")[0]
    )


def _escaped(text: str) -> str:
    return quote(text, safe=_SAFE)


def _without_punctuation(text: str) -> str:
    """Return a link without what ends the sentence around it; a bracket stays if it was opened within."""
    while text:
        last = text[-1]
        opening = _PAIRS.get(last)
        if last not in _TRAILING and (opening is None or text.count(opening) >= text.count(last)):
            return text
        text = text[:-1]
    return text
