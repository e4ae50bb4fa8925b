"""What a search over contacts finds, in the order of names: how many, and the numbers of some of them.

Each letter typed asks for both, so each question is put the way that is quick for what it finds. The few are
fetched and sorted. Of the many, the first are met soon by reading the words of one contact after the other,
and those further down by walking along the contacts and asking which of them are among the found.
"""

import sqlite3
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from iitui.domain.text import search_words
from iitui.store.row_reader import Reader

MANY = 2000
"""From so many found contacts on, walking is quicker than sorting."""

READ = 2500
"""So many contacts are read, one after the other, in the hope of meeting the first that are found."""

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
    """Return a full-text query for every word as the beginning of a word; '' for none."""
    return " ".join(f'"{word}"*' for word in words)


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
        self._words = search_words(query)
        self._said: dict[str, object] = {"match": match_words(self._words), "archived": archived}
        self._is_of_signs = bool(query.strip()) and not self._said["match"]

    @cached_property
    def count(self) -> int:
        """How many contacts are found."""
        if self._said["match"] and not self._said["archived"] and not self._any_archived():
            return self._number(f"SELECT count(*) FROM ({_MATCH})", self._said)  # noqa: S608
        return self._number(f"SELECT count(*) {self._few()} AND c.archived = :archived", self._said)

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the numbers of some of them, from a place on."""
        said = {**self._said, "offset": offset, "limit": limit}
        fitting = self._fitting()
        if fitting is _WALKED:
            met = self._read_through(offset + limit)
            if len(met) == offset + limit:
                return met[offset:]
        rows = self._all(f"SELECT c.id {fitting} AND c.archived = :archived" + _ORDER, said)
        return [row["id"] for row in rows]

    def place(self, contact_id: int) -> int | None:
        """Return at which place one of them stands; None when it is not found."""
        said = {**self._said, "id": contact_id}
        row = self._first(f"SELECT c.sort_key {self._few()} AND c.archived = :archived AND c.id = :id", said)
        if row is None:
            return None
        before = f"{self._fitting()} AND c.archived = :archived AND (c.sort_key, c.id) < (:key, :id)"
        return self._number(f"SELECT count(*) {before}", {**said, "key": row["sort_key"]})

    def _read_through(self, wanted: int) -> list[int]:
        """Return the first that are found, if so many are met soon; else fewer."""
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
        """Where to look: sorted if few are found, in order if many."""
        return _WALKED if self._said["match"] and self.count >= MANY else self._few()

    def _any_archived(self) -> bool:
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM contact WHERE archived = 1)"))
