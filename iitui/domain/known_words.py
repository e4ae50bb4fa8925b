"""What a field suggests while the user types: which words, and for which part of what is typed."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple


class WordKind(StrEnum):
    """The words that a journal holds and that are typed again and again."""

    PEOPLE = "people"
    ORGANIZATIONS = "organizations"
    ROLES = "roles"
    OCCUPATIONS = "occupations"
    TAGS = "tags"
    SOURCES = "sources"
    PLACES = "places"
    LISTS = "lists"


class TypedPiece(NamedTuple):
    """The part of a text that is being typed: the beginning of a word of a kind."""

    kind: WordKind
    typed: str


class PieceReader(NamedTuple):
    """Finds what is being typed.

    Attributes:
        kinds: of what it can be.
        read: returns the piece at the end of a text, or None where nothing is suggested.
    """

    kinds: tuple[WordKind, ...]
    read: Callable[[str], TypedPiece | None]


_AFTER_COMMA = re.compile(r"[^,;]*\Z")
_TAG = re.compile(r"(?:^|[\s,])#([^\s,#<>]*)\Z")
_VIA = re.compile(r"(?:^|[\s,])via\s+([^,<>#]*)\Z", re.IGNORECASE)
_AT = re.compile(r"(?:^|\s)at\s+([^,<>#]*)\Z", re.IGNORECASE)


def whole(kind: WordKind) -> PieceReader:
    """A field that holds one word of a kind."""
    return PieceReader((kind,), lambda text: TypedPiece(kind, text))


def _last_tag(text: str) -> TypedPiece:
    match = _AFTER_COMMA.search(text)
    return TypedPiece(WordKind.TAGS, match[0].lstrip(" #") if match else "")


def _contact_line(text: str) -> TypedPiece | None:
    for pattern, kind in ((_TAG, WordKind.TAGS), (_VIA, WordKind.PEOPLE), (_AT, WordKind.ORGANIZATIONS)):
        if match := pattern.search(text):
            return TypedPiece(kind, match[1])
    before, comma, typed = text.rpartition(",")
    if not comma or any(sign in typed for sign in "<>#@"):
        return None
    part = _PARTS.get(before.count(",") + 1)
    return None if part is None else TypedPiece(part, typed.lstrip())


_PARTS: Mapping[int, WordKind] = {1: WordKind.ROLES, 2: WordKind.ORGANIZATIONS}
"""What comes after each comma of a line with a contact; the name before the first is a new one."""


def _via_line(text: str) -> TypedPiece | None:
    match = _VIA.search(text.rpartition("\n")[2])
    return TypedPiece(WordKind.PEOPLE, match[1]) if match else None


LAST_TAG = PieceReader((WordKind.TAGS,), _last_tag)
"""Tags with commas between them: the last one is being typed."""

CONTACT_LINE = PieceReader(
    (WordKind.ROLES, WordKind.ORGANIZATIONS, WordKind.PEOPLE, WordKind.TAGS), _contact_line
)
"""A contact on one line, as `read_contact_line` reads it."""

VIA_LINE = PieceReader((WordKind.PEOPLE,), _via_line)
"""Lines that may end with "via" and a person."""
