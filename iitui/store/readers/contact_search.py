"""What a search over contacts finds, in the order of names: how many, and the numbers of some of them.

Each letter typed asks for both, so each question is put the way that is quick for what it finds: the few are
fetched and sorted; of the many, as many as are wanted are met by walking the contacts in their order.
"""

import sqlite3

from iitui.domain.text import search_words
from iitui.store.readers.rows import Reader

MANY = 2000
"""From so many found contacts on, walking is quicker than sorting."""

_MATCH = "SELECT rowid FROM contact_search WHERE contact_search MATCH :match"
_ORDER = " ORDER BY c.sort_key, c.id LIMIT :limit OFFSET :offset"
_SORTED = "FROM contact_search f CROSS JOIN contact c ON c.id = f.rowid WHERE f.contact_search MATCH :match"
_WALKED = f"FROM contact c INDEXED BY ix_contact_order WHERE +c.id IN ({_MATCH})"
_ALL = "FROM contact c WHERE 1"
_NONE = "FROM contact c WHERE 0"


def match_words(query: str) -> str:
    """Return a full-text query for every word of `query` as the beginning of a word; '' for none."""
    return " ".join(f'"{word}"*' for word in search_words(query))


class ContactSearch(Reader):
    """One search, as long as the journal stays as it is."""

    def __init__(self, connection: sqlite3.Connection, query: str, *, archived: bool) -> None:
        """Make a search.

        Args:
            connection: to the journal.
            query: beginnings of words, all of which must be found; everything where it is blank.
            archived: look among those that are archived, and not among the others.
        """
        super().__init__(connection)
        self._said: dict[str, object] = {"match": match_words(query), "archived": archived}
        self._is_of_signs = bool(query.strip()) and not self._said["match"]

    def count(self) -> int:
        """Return how many contacts are found."""
        if self._said["match"] and not self._said["archived"] and not self._any_archived():
            return self._number(f"SELECT count(*) FROM ({_MATCH})", self._said)  # noqa: S608
        return self._number(f"SELECT count(*) {self._few()} AND c.archived = :archived", self._said)

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the numbers of some of them, from a place on."""
        said = {**self._said, "offset": offset, "limit": limit}
        rows = self._all(f"SELECT c.id {self._fitting()} AND c.archived = :archived" + _ORDER, said)
        return [row["id"] for row in rows]

    def place(self, contact_id: int) -> int | None:
        """Return at which place one of them stands; None when it is not found."""
        said = {**self._said, "id": contact_id}
        row = self._first(f"SELECT c.sort_key {self._few()} AND c.archived = :archived AND c.id = :id", said)
        if row is None:
            return None
        before = f"{self._fitting()} AND c.archived = :archived AND (c.sort_key, c.id) < (:key, :id)"
        return self._number(f"SELECT count(*) {before}", {**said, "key": row["sort_key"]})

    def _few(self) -> str:
        if self._is_of_signs:
            return _NONE
        return _SORTED if self._said["match"] else _ALL

    def _fitting(self) -> str:
        """Where to look: sorted if few are found, in order if many."""
        if not self._said["match"]:
            return self._few()
        found = f"SELECT count(*) FROM ({_MATCH} LIMIT {MANY})"  # noqa: S608
        return _WALKED if self._number(found, self._said) == MANY else _SORTED

    def _any_archived(self) -> bool:
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM contact WHERE archived = 1)"))
