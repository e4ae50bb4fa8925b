"""A letter as it is sent by hand, and the addresses that mail goes to."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?=.{1,255}$)\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)+", re.UNICODE
)
"""What RFC 5322 calls an addr-spec, without quotes and comments, with the letters of RFC 6531."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter.

    Attributes:
        to_name: the name of the contact.
        to: their email address; '' if none is known.
        subject: on one line.
        body: its lines end with a newline alone.
        in_reply_to: the Message-ID, without < and >, of the mail that it answers; '' for none.
    """

    to_name: str
    to: str
    subject: str
    body: str
    in_reply_to: str = ""


def is_address(text: str) -> bool:
    """Return whether mail can go to a text: "dana@example.org"."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text.partition("@")[0]


def choose_address(emails: tuple[str, ...]) -> str:
    """Return the first address that mail can go to; '' if there is none."""
    return next((email for email in emails if is_address(email)), "")


def words_of(text: str) -> list[re.Match[str]]:
    """Return the words of a text, each with the punctuation that hangs on it; signs alone are none."""
    return [piece for piece in _SPACED.finditer(text) if any(map(str.isalnum, piece[0]))]


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(words_of(text))


_SPACED = re.compile(r"\S+")
