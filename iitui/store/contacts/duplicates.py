"""Reads the contacts who may be one person."""

import sqlite3
from collections.abc import Iterable

from iitui.domain.identity.duplicates import ComparedContact, Duplicate, find_duplicates
from iitui.store.row_reader import Reader, placeholders

_CANDIDATES = """
    SELECT c.id, c.sort_key, coalesce(g.name_key, '') AS organization
    FROM contact c LEFT JOIN organization g ON g.id = c.organization_id ORDER BY c.id"""

_BELONGINGS = {
    "interviews": ("interview", "contact_id"),
    "touches": ("touch", "contact_id"),
    "takeaways": ("takeaway", "contact_id"),
    "reminders": ("reminder", "contact_id"),
    "addresses and numbers": ("channel", "contact_id"),
    "tags": ("contact_tag", "contact_id"),
    "people named": ("contact", "referred_by_id"),
}

_OF_PAGES = "SELECT contact_id, key FROM origin_key WHERE key NOT LIKE 'card:%' AND key NOT LIKE 'vcard:%'"


class DuplicateReader(Reader):
    """Reads who may be one person; what was found is kept while the journal does not change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._found: tuple[tuple[int, int], list[Duplicate]] | None = None

    def all(self) -> list[Duplicate]:
        """Return the pairs of contacts who may be one person, the surest first.

        Of 50,000 contacts that takes a second or two.
        """
        state = (self.state(), self._connection.total_changes)
        if self._found is None or self._found[0] != state:
            self._found = state, find_duplicates(self._candidates().values(), self._apart())
        return self._found[1]

    def remaining(self, pairs: Iterable[Duplicate]) -> list[Duplicate]:
        """Return those of some pairs who are both still there, and were not set apart."""
        pairs = list(pairs)
        people = {number for each in pairs for number in (each.contact_id, each.other_id)}
        rows = self._all(f"SELECT id FROM contact WHERE id IN ({placeholders(people)})")
        here, apart = {row["id"] for row in rows}, self._apart()
        return [
            each
            for each in pairs
            if {each.contact_id, each.other_id} <= here and (each.contact_id, each.other_id) not in apart
        ]

    def about(self, contact_id: int) -> list[Duplicate]:
        """Return those of them that one contact is in."""
        return [each for each in self.all() if contact_id in (each.contact_id, each.other_id)]

    def belongings(self, contact_id: int) -> dict[str, int]:
        """Return how much of each kind belongs to a contact: "touches" -> 3."""
        return {
            called: self._number(
                f"SELECT count(*) FROM {table} WHERE {link} = :id",
                {"id": contact_id},
            )
            for called, (table, link) in _BELONGINGS.items()
        }

    def _apart(self) -> set[tuple[int, int]]:
        rows = self._each("SELECT contact_id, other_id FROM distinct_pair")
        return {(row["contact_id"], row["other_id"]) for row in rows}

    def _candidates(self) -> dict[int, ComparedContact]:
        candidates = {
            number: ComparedContact(number, name, organization)
            for number, name, organization in self._each(_CANDIDATES)
        }
        for number, kind, value in self._each("SELECT contact_id, kind, value FROM channel"):
            candidate = candidates[number]
            of_kind = {"email": candidate.emails, "phone": candidate.phones, "url": candidate.urls}
            of_kind[kind].append(value)
        for number, key in self._each(_OF_PAGES):
            candidates[number].keys.append(key)
        return candidates
