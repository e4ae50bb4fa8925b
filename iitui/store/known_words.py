"""Reads the words that fields suggest: names, roles, tags, places."""

from collections.abc import Mapping

from iitui.domain.known_words import WordKind
from iitui.store.row_reader import Reader

_QUERIES: Mapping[WordKind, str] = {
    WordKind.PEOPLE: "SELECT name AS word FROM contact",
    WordKind.ORGANIZATIONS: "SELECT name AS word FROM organization",
    WordKind.ROLES: "SELECT DISTINCT role AS word FROM contact",
    WordKind.OCCUPATIONS: "SELECT name AS word FROM occupation",
    WordKind.TAGS: "SELECT name AS word FROM tag",
    WordKind.SOURCES: "SELECT DISTINCT source AS word FROM contact",
    WordKind.PLACES: "SELECT DISTINCT place AS word FROM interview",
    WordKind.LISTS: "SELECT DISTINCT source AS word FROM target",
}


class KnownWordReader(Reader):
    """Reads the words of a journal, by their kind."""

    def of(self, kind: WordKind) -> list[str]:
        """Return the words of a kind, in no order; there may be empty ones."""
        return [row["word"] for row in self._each(_QUERIES[kind])]
