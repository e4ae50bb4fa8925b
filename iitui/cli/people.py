"""Finds the contact or the record that is meant by what was typed."""

from datetime import datetime

from iitui.domain.errors import AmbiguousError, NotFoundError
from iitui.domain.text import clean_line, search_words
from iitui.domain.values.contacts import Contact
from iitui.store.reader import JournalReader

_MOST_NAMED = 5
_LONGEST_NUMBER = 15
_LOOKED_AT = 1000


def read_number(text: str) -> int | None:
    """Return the ID of a record; None if the text is not a number, or one that no record can have."""
    stripped = text.strip()
    is_number = stripped.isascii() and stripped.isdecimal() and len(stripped) <= _LONGEST_NUMBER
    return int(stripped) if is_number else None


def find_contact(reader: JournalReader, who: str, now: datetime) -> Contact:
    """Find the one contact that is meant: by ID, by full name, or by the beginnings of words.

    The words are looked for in the name, then in name, organization and role together, with at least one in
    the name. Notes are not searched: an interview must not be planned with the wrong person because a note
    mentions the name.

    Raises:
        NotFoundError: there is no such contact.
        AmbiguousError: there are several; the message lists up to five.
    """
    number = read_number(who)
    if number is not None:
        contact = reader.contacts.get(number, now)
        if contact is None:
            raise NotFoundError(f"There is no contact {number}.")
        return contact
    named = clean_line(who)
    found = reader.contacts.by_name(named) if named else []
    if not found:
        found = _search(reader, named, now)
    contact = reader.contacts.get(found[0][0], now) if len(found) == 1 else None
    if contact is not None:
        return contact
    if found:
        raise AmbiguousError(_which(found))
    raise NotFoundError(
        f"There is no contact '{named}'." if named else "WHO is empty; type the name of a contact."
    )


def _search(reader: JournalReader, named: str, now: datetime) -> list[tuple[int, str, str]]:
    wanted = search_words(named)
    if not wanted:
        return []
    rows = reader.contacts.page(named, 0, _LOOKED_AT, now, now)
    by_name = [row for row in rows if all(_begin(row.name, wanted))]
    by_work = [
        row
        for row in rows
        if any(_begin(row.name, wanted)) and all(_begin(f"{row.name} {row.organization} {row.role}", wanted))
    ]
    return [(row.id, row.name, row.organization) for row in by_name or by_work]


def _begin(text: str, wanted: list[str]) -> list[bool]:
    """Return, for each piece, whether a word of the text begins with it."""
    words = search_words(text)
    return [any(word.startswith(piece) for word in words) for piece in wanted]


def _which(found: list[tuple[int, str, str]]) -> str:
    named = [
        f"{number} {name} ({organization})" if organization else f"{number} {name}"
        for number, name, organization in found[:_MOST_NAMED]
    ]
    more = ", …" if len(found) > _MOST_NAMED else ""
    return f"Which one? {', '.join(named)}{more}"
