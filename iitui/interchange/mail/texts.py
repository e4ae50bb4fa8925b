"""Reads the text of one message, never its attachments; only asked for where the user wants to keep it."""

import re
from email import message_from_bytes
from email.message import Message
from html.parser import HTMLParser

from iitui.domain.checks import LONGEST_TEXT
from iitui.domain.text import clean
from iitui.interchange.decoding import decode_value

MOST_BODY = 4 << 20
"""How many bytes of a body are looked at for its text."""

_MOST_PARTS = 200
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")
_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote"))
_SILENT = frozenset(("style", "script", "head", "title"))


def read_text(data: bytes) -> str:
    """Return the text of a message: its plain text if it has one, else that of its page.

    Args:
        data: head and body; a body that was cut is read as far as it goes.
    """
    try:
        parts = _texts(message_from_bytes(data))
    except _UNREADABLE:
        return ""
    plain = next((text for kind, text in parts if kind == "text/plain" and text.strip()), "")
    page = next((text for kind, text in parts if kind == "text/html"), "")
    return clean(_BLANK_LINES.sub("\n\n", plain or _without_tags(page)))[:LONGEST_TEXT]


def _texts(message: Message) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ("text/plain", "text/html") or part.get_filename():
            continue
        if part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            charset = part.get_param("charset", "")
            texts.append(
                (
                    kind,
                    decode_value(
                        payload, str(charset) if isinstance(charset, str) else "", trust_declared=True
                    ),
                )
            )
    return texts


class _Words(HTMLParser):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as its base calls it
        """Begin a line where a page begins one."""
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Go on with the words after what is no text."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def _without_tags(page: str) -> str:
    words = _Words()
    try:
        words.feed(page)
        words.close()
    except _UNREADABLE:
        return ""
    return "\n".join(line.strip() for line in "".join(words.pieces).split("\n"))
