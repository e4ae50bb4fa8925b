"""Searches contacts: counts the matches, and returns the IDs of a page of them, sorted by name.

Each letter typed needs both, so the query depends on the number of matches. A few matches are fetched and
sorted. Of many matches, the first page is found by reading the words of the contacts in order of name, and
later pages by walking the index of names and testing which contacts match.
"""

import sqlite3
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import islice

from iitui.domain.text import search_words
from iitui.store.row_reader import Reader

MANY = 2000
"""From this many matches on, walking the index is faster than sorting."""

READ = 2500
"""How many contacts are read in order of name to find the first matches."""

_MATCH = "SELECT rowid FROM contact_search WHERE contact_search MATCH :match"
_ORDER = " ORDER BY c.sort_key, c.id LIMIT :limit OFFSET :offset"
_SORTED = "FROM contact_search f CROSS JOIN contact c ON c.id = f.rowid WHERE f.contact_search MATCH :match"
_WALKED = f"FROM contact c INDEXED BY ix_contact_order WHERE +c.id IN ({_MATCH})"
_READ = f"""FROM contact c INDEXED BY ix_contact_order CROSS JOIN contact_search s ON s.rowid = c.id
    WHERE c.archived = :archived ORDER BY c.sort_key, c.id LIMIT {READ}"""
_HAS_WORD = "instr(' ' || s.name || ' ' || s.organization || ' ' || s.role || ' ' || s.rest, :{word})"
_ALL = "FROM contact c WHERE 1"
_NONE = "FROM contact c WHERE 0"


def match_words(words: Sequence[str]) -> str:
    """Return a full-text query in which every word is a prefix; '' without words."""
    return " ".join(f'"{word}"*' for word in words)


class ContactSearch(Reader):
    """One search, valid while the journal does not change."""

    def __init__(self, connection: sqlite3.Connection, query: str, *, archived: bool) -> None:
        """Prepare a search.

        Args:
            connection: to the journal.
            query: words or their beginnings, all of which must match; blank matches everything.
            archived: search archived contacts instead of the others.
        """
        super().__init__(connection)
        self._words = search_words(query)
        self._said: dict[str, object] = {"match": match_words(self._words), "archived": archived}
        self._is_of_signs = bool(query.strip()) and not self._said["match"]

    @cached_property
    def count(self) -> int:
        """Return the number of matches."""
        if self._said["match"] and not self._said["archived"] and not self._any_archived():
            return self._number(f"SELECT count(*) FROM ({_MATCH})", self._said)
        return self._number(f"SELECT count(*) {self._few()} AND c.archived = :archived", self._said)

    @cached_property
    def every_id(self) -> Set[int]:
        """Return the IDs of all matches, in no order."""
        rows = self._each(f"SELECT c.id {self._few()} AND c.archived = :archived", self._said)
        return {row["id"] for row in rows}

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the IDs of a page of the matches."""
        said = {**self._said, "offset": offset, "limit": limit}
        fitting = self._fitting()
        if fitting is _WALKED:
            met = self._read_through(offset + limit)
            if len(met) == offset + limit:
                return met[offset:]
        rows = self._all(f"SELECT c.id {fitting} AND c.archived = :archived" + _ORDER, said)
        return [row["id"] for row in rows]

    def place(self, contact_id: int) -> int | None:
        """Return the position of a contact among the matches; None if it does not match."""
        said = {**self._said, "id": contact_id}
        row = self._first(f"SELECT c.sort_key {self._few()} AND c.archived = :archived AND c.id = :id", said)
        if row is None:
            return None
        before = f"{self._fitting()} AND c.archived = :archived AND (c.sort_key, c.id) < (:key, :id)"
        return self._number(f"SELECT count(*) {before}", {**said, "key": row["sort_key"]})

    def _read_through(self, wanted: int) -> list[int]:
        """Return the first matches among the contacts that are read; there may be fewer than wanted."""
        if wanted > READ // 10:
            return []
        words = {f"word{place}": f" {word}" for place, word in enumerate(self._words)}
        has_all = " AND ".join(_HAS_WORD.format(word=word) for word in words)
        rows = self._each(f"SELECT c.id, {has_all} AS is_met {_READ}", {**self._said, **words})
        return list(islice((row["id"] for row in rows if row["is_met"]), wanted))

    def _few(self) -> str:
        if self._is_of_signs:
            return _NONE
        return _SORTED if self._said["match"] else _ALL

    def _fitting(self) -> str:
        """Return the FROM clause: sorted for few matches, by the index for many."""
        return _WALKED if self._said["match"] and self.count >= MANY else self._few()

    def _any_archived(self) -> bool:
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM contact WHERE archived = 1)"))
