"""Who is meant by a number or a name that somebody types: one rule for the command line and every form."""

from collections.abc import Sequence
from typing import Protocol

from iitui.domain.errors import AmbiguousError, NotFoundError
from iitui.domain.text import clean_line, fold, search_words, shorten

_MOST_NAMED = 5
_LONGEST_NUMBER = 15
_LOOKED_AT = 1000
_LONGEST_NAME = 40

FoundContact = tuple[int, str, str]
"""Number, name and organization of a contact."""


class Directory(Protocol):
    """Where contacts are looked up."""

    def by_number(self, contact_id: int) -> FoundContact | None:
        """Return the contact of a number."""

    def by_name(self, name: str) -> Sequence[FoundContact]:
        """Return the contacts of exactly that name, accents and case aside."""

    def with_role(self, query: str, limit: int) -> Sequence[tuple[int, str, str, str]]:
        """Return number, name, organization and role of those whom a search finds."""


def read_number(text: str) -> int | None:
    """The number of a record; None for a text that is none, or that no record could have."""
    stripped = text.strip()
    is_number = stripped.isascii() and stripped.isdecimal() and len(stripped) <= _LONGEST_NUMBER
    return int(stripped) if is_number else None


def find_meant(text: str, directory: Directory) -> FoundContact:
    """Find the one contact that is meant: by number, by whole name, by beginnings of the words about them.

    The words are those of the name, or else of name, organization and role with one of the name among them:
    an interview must not be planned with somebody only because a note about them mentions a name. After a
    comma the organization can be said whole, which tells namesakes apart.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: there are several; up to five are named.
    """
    number = read_number(text)
    if number is not None:
        contact = directory.by_number(number)
        if contact is None:
            raise NotFoundError(f"There is no contact {number}.")
        return contact
    named = clean_line(text)
    if not named:
        raise NotFoundError("Nobody is named.")
    found = directory.by_name(named) or _at_organization(named, directory) or _beginning(named, directory)
    if not found:
        raise NotFoundError(f"There is no contact '{short(named)}'.")
    if len(found) > 1:
        raise AmbiguousError(_which(found))
    return found[0]


def typed_again(contact: FoundContact, directory: Directory) -> str:
    """What means a contact when it is typed: name and organization, or the number where others bear both."""
    _, name, organization = contact
    text = f"{name}, {organization}" if organization else name
    try:
        return text if find_meant(text, directory) == contact else str(contact[0])
    except (AmbiguousError, NotFoundError):
        return str(contact[0])


def called(contact: FoundContact) -> str:
    """A contact in words: name and organization."""
    _, name, organization = contact
    return f"{short(name)}, {short(organization)}" if organization else short(name)


def short(text: str) -> str:
    """A text from people, cut where it would fill the line."""
    return shorten(text, _LONGEST_NAME)


def _at_organization(named: str, directory: Directory) -> list[FoundContact]:
    """Those of a name, or of its beginnings, at the organization behind the comma."""
    name, comma, organization = named.rpartition(",")
    if not comma:
        return []
    found = directory.by_name(name.strip()) or _beginning(name, directory)
    return [one for one in found if fold(one[2]) == fold(organization.strip())]


def _beginning(named: str, directory: Directory) -> list[FoundContact]:
    wanted = search_words(named)
    if not wanted:
        return []
    by_name: list[FoundContact] = []
    by_work: list[FoundContact] = []
    for number, name, organization, role in directory.with_role(named, _LOOKED_AT):
        in_name = _begin(name, wanted)
        if all(in_name):
            by_name.append((number, name, organization))
        elif any(in_name) and all(_begin(f"{name} {organization} {role}", wanted)):
            by_work.append((number, name, organization))
    return by_name or by_work


def _begin(text: str, wanted: Sequence[str]) -> list[bool]:
    """For each piece, whether a word of the text begins with it."""
    words = search_words(text)
    return [any(word.startswith(piece) for word in words) for piece in wanted]


def _which(found: Sequence[FoundContact]) -> str:
    named = [
        f"{number} {short(name)} ({short(organization)})" if organization else f"{number} {short(name)}"
        for number, name, organization in found[:_MOST_NAMED]
    ]
    more = ", …" if len(found) > _MOST_NAMED else ""
    return f"Which one? {', '.join(named)}{more}"
