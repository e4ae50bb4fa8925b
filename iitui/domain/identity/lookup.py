"""Finds the contact whose ID or name somebody typed: one rule for the command line and all forms."""

from collections.abc import Sequence
from typing import Protocol

from iitui.domain.errors import AmbiguousError, NotFoundError
from iitui.domain.text import clean_line, comma_join, fold, search_words, shorten

_MOST_NAMED = 5
_LONGEST_ID = 15
_MOST_SEARCHED = 1000
_LONGEST_NAME = 40

NamedContact = tuple[int, str, str]
"""ID, name and organization of a contact."""


class Directory(Protocol):
    """What contacts are looked up in."""

    def by_number(self, contact_id: int) -> NamedContact | None:
        """Return the contact with an ID."""

    def by_name(self, name: str) -> Sequence[NamedContact]:
        """Return the contacts with a name, regardless of accents and case."""

    def with_role(self, query: str, limit: int) -> Sequence[tuple[int, str, str, str]]:
        """Return ID, name, organization and role of the contacts that a search finds."""


def read_number(text: str) -> int | None:
    """Return the ID of a record; None if the text is not one that a record could have."""
    stripped = text.strip()
    is_number = stripped.isascii() and stripped.isdecimal() and len(stripped) <= _LONGEST_ID
    return int(stripped) if is_number else None


def find_contact(text: str, directory: Directory) -> NamedContact:
    """Find a contact by ID, by whole name, or by the beginnings of words.

    The words are those of the name, or of name, organization and role with at least one of the name: nobody
    plans an interview with a contact because a note mentions a name. The whole organization after a comma
    distinguishes contacts with the same name, and so does the ID before it: "12 Dana Ito".

    Raises:
        NotFoundError: there is no such contact.
        AmbiguousError: there are several; the message names up to five.
    """
    number = read_number(text)
    if number is not None:
        contact = directory.by_number(number)
        if contact is None:
            raise NotFoundError(f"There is no contact {number}.")
        return contact
    named = clean_line(text)
    if not named:
        raise NotFoundError("No name was given.")
    contacts = (
        directory.by_name(named)
        or _with_number(named, directory)
        or _at_organization(named, directory)
        or _by_words(named, directory)
    )
    if not contacts:
        raise NotFoundError(f"There is no contact '{shorten_name(named)}'.")
    if len(contacts) > 1:
        raise AmbiguousError(_choices(contacts))
    return contacts[0]


def typeable_name(contact: NamedContact, directory: Directory) -> str:
    """Return a text that finds a contact and says who it is.

    It is the name and organization; of contacts who share these two, the ID, name, role and organization.
    """
    number, name, organization = contact
    text = comma_join(name, organization)
    try:
        if find_contact(text, directory) == contact:
            return text
    except (AmbiguousError, NotFoundError):
        pass
    text = f"{number} {comma_join(name, _role_of(contact, directory), organization)}"
    try:
        return text if find_contact(text, directory) == contact else str(number)
    except (AmbiguousError, NotFoundError):
        return str(number)


def say_apart(contact: NamedContact, directory: Directory) -> str:
    """Return a contact in words that fit nobody else: if need be with the ID and role."""
    text = typeable_name(contact, directory)
    is_enough = text == comma_join(*contact[1:])
    return say_contact(contact) if is_enough else shorten(text, 3 * _LONGEST_NAME)


def say_contact(contact: NamedContact) -> str:
    """Return a contact in words: name and organization."""
    _, name, organization = contact
    return f"{shorten_name(name)}, {shorten_name(organization)}" if organization else shorten_name(name)


def shorten_name(text: str) -> str:
    """Return a name, cut if it is too long for a message."""
    return shorten(text, _LONGEST_NAME)


def _with_number(named: str, directory: Directory) -> list[NamedContact]:
    """Return the contact whose ID, followed by the name, begins the text."""
    first, _, rest = named.partition(" ")
    number = read_number(first)
    contact = directory.by_number(number) if number is not None else None
    return [contact] if contact is not None and fold(rest.strip()).startswith(fold(contact[1])) else []


def _role_of(contact: NamedContact, directory: Directory) -> str:
    number, name, _ = contact
    return next((row[3] for row in directory.with_role(name, _MOST_SEARCHED) if row[0] == number), "")


def _at_organization(named: str, directory: Directory) -> list[NamedContact]:
    """Return the contacts with a name, or its beginnings, at the organization after the comma."""
    name, comma, organization = named.rpartition(",")
    if not comma:
        return []
    contacts = directory.by_name(name.strip()) or _by_words(name, directory)
    return [contact for contact in contacts if fold(contact[2]) == fold(organization.strip())]


def _by_words(named: str, directory: Directory) -> list[NamedContact]:
    wanted = search_words(named)
    if not wanted:
        return []
    by_name: list[NamedContact] = []
    by_work: list[NamedContact] = []
    for number, name, organization, role in directory.with_role(named, _MOST_SEARCHED):
        in_name = _begin_words(name, wanted)
        if all(in_name):
            by_name.append((number, name, organization))
        elif any(in_name) and all(_begin_words(f"{name} {organization} {role}", wanted)):
            by_work.append((number, name, organization))
    return by_name or by_work


def _begin_words(text: str, beginnings: Sequence[str]) -> list[bool]:
    """Return, for each beginning, whether a word of the text has it."""
    words = search_words(text)
    return [any(word.startswith(beginning) for word in words) for beginning in beginnings]


def _choices(contacts: Sequence[NamedContact]) -> str:
    named = [
        f"{number} {shorten_name(name)} ({shorten_name(organization)})"
        if organization
        else f"{number} {shorten_name(name)}"
        for number, name, organization in contacts[:_MOST_NAMED]
    ]
    more = ", …" if len(contacts) > _MOST_NAMED else ""
    return f"Which one? {', '.join(named)}{more}"
