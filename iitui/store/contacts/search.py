"""Searches contacts: counts the matches, and returns the IDs of a page of them.

Contacts with every word of the search in their name come first, then those in which it is found elsewhere: in
the organization, the notes, the name of the person who named them. Each group is sorted by name.

Each letter typed needs the count and a page, so the query depends on the number of matches. A few matches are
fetched and sorted. Of many matches, the first page is found by reading the words of the contacts in order of
name, and later pages by walking the index of names and testing which contacts match.
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
"""How many contacts are read at most in order of name to find the first matches."""

_READ_FOR_EACH = 15
"""How many contacts are read for each match wanted: they are met sooner, or not at all."""

_MATCH = "SELECT rowid FROM contact_search WHERE contact_search MATCH :match"
_ORDER = " ORDER BY c.sort_key, c.id LIMIT :limit OFFSET :offset"
_SORTED = "FROM contact_search f CROSS JOIN contact c ON c.id = f.rowid WHERE f.contact_search MATCH :match"
_WALKED = f"FROM contact c INDEXED BY ix_contact_order WHERE +c.id IN ({_MATCH})"
_READ = """FROM contact c INDEXED BY ix_contact_order CROSS JOIN contact_search s ON s.rowid = c.id
    WHERE c.archived = :archived AND {narrowed} ORDER BY c.sort_key, c.id LIMIT :reach"""
_HAS_WORD = "instr(' ' || s.name || ' ' || s.organization || ' ' || s.role || ' ' || s.rest, :{word})"
_NAME_MAY_HAVE_WORD = "instr(c.sort_key, ltrim(:{word}))"
"""The index of names answers this; a name in which a word begins contains it."""
_NAME_HAS_WORD = "instr(' ' || s.name, :{word})"
_ALL = "FROM contact c WHERE 1"
_NONE = "FROM contact c WHERE 0"


def match_words(words: Sequence[str]) -> str:
    """Return a full-text query in which every word is a prefix; '' without words."""
    return " ".join(f'"{word}"*' for word in words)


class _Asked:
    """What a group is searched for; a plain class, since a prompt waits for this module."""

    def __init__(self, said: dict[str, object], is_met: str, narrowed: str) -> None:
        """Keep what is asked.

        Args:
            said: the values of the queries: `match` for the full-text index, `archived`, and the words.
            is_met: an SQL condition that is true of the words of a contact in the group.
            narrowed: an SQL condition on the sort key that is true of every contact in the group.
        """
        self.said = said
        self.is_met = is_met
        self.narrowed = narrowed


class _Group(Reader):
    """Some of the matches, sorted by name."""

    def __init__(self, connection: sqlite3.Connection, asked: _Asked, source: str, count: int) -> None:
        """Prepare to read a group.

        Args:
            connection: to the journal.
            asked: what is searched, and how to see it in the words of a contact.
            source: the FROM clause that fetches the whole group.
            count: how many contacts are in it.
        """
        super().__init__(connection)
        self._asked = asked
        self._few = source
        self.count = count

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the IDs of a page of the group."""
        said = {**self._asked.said, "offset": offset, "limit": limit}
        source = self._source()
        if source is not self._few:
            met = self._read_through(offset + limit)
            if len(met) == offset + limit:
                return met[offset:]
        rows = self._all(f"SELECT c.id {source} AND c.archived = :archived" + _ORDER, said)
        return [row["id"] for row in rows]

    def place(self, contact_id: int) -> int | None:
        """Return the position of a contact in the group; None if it is not in it."""
        said = {**self._asked.said, "id": contact_id}
        row = self._first(f"SELECT c.sort_key {self._few} AND c.archived = :archived AND c.id = :id", said)
        if row is None:
            return None
        before = f"{self._source()} AND c.archived = :archived AND (c.sort_key, c.id) < (:key, :id)"
        return self._number(f"SELECT count(*) {before}", {**said, "key": row["sort_key"]})

    def _read_through(self, wanted: int) -> list[int]:
        """Return the first of the group among the contacts that are read; there may be fewer than wanted."""
        if wanted > READ // 10:
            return []
        said = {**self._asked.said, "reach": min(READ, wanted * _READ_FOR_EACH)}
        read = _READ.format(narrowed=self._asked.narrowed)
        rows = self._each(f"SELECT c.id, {self._asked.is_met} AS is_met {read}", said)
        return list(islice((row["id"] for row in rows if row["is_met"]), wanted))

    def _source(self) -> str:
        """Return the FROM clause: sorted for few contacts, by the index for many."""
        is_many = self._few is _SORTED and self.count >= MANY
        return f"{_WALKED} AND {self._asked.narrowed}" if is_many else self._few


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
        self._archived = archived
        self._match = match_words(self._words)
        self._named_match = " ".join(f'name : "{word}"*' for word in self._words)
        self._is_of_signs = bool(query.strip()) and not self._match

    @cached_property
    def count(self) -> int:
        """Return the number of matches."""
        return self._count(self._match)

    @cached_property
    def every_id(self) -> Set[int]:
        """Return the IDs of all matches, in no order."""
        rows = self._each(f"SELECT c.id {self._few()} AND c.archived = :archived", self._said(self._match))
        return {row["id"] for row in rows}

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the IDs of a page of the matches."""
        found: list[int] = []
        for group in self._groups:
            wanted = limit - len(found)
            if wanted > 0 and offset < group.count:
                found += group.ids(offset, min(wanted, group.count - offset))
            offset = max(0, offset - group.count)
        return found

    def place(self, contact_id: int) -> int | None:
        """Return the position of a contact among the matches; None if it does not match."""
        before = 0
        for group in self._groups:
            place = group.place(contact_id)
            if place is not None:
                return before + place
            before += group.count
        return None

    @cached_property
    def _groups(self) -> Sequence[_Group]:
        """Return the groups that are not empty, in their order."""
        if not self._match:
            return (self._group(self.count, "", "1"),)
        named = self._count(self._named_match) if self.count else 0
        words = [f"word{place}" for place in range(len(self._words))]
        in_name = " AND ".join(_NAME_HAS_WORD.format(word=word) for word in words)
        anywhere = " AND ".join(_HAS_WORD.format(word=word) for word in words)
        elsewhere = f"({self._match}) NOT ({self._named_match})" if named else self._match
        narrowed = " AND ".join(_NAME_MAY_HAVE_WORD.format(word=word) for word in words)
        groups = (
            self._group(named, self._named_match, in_name, narrowed),
            self._group(self.count - named, elsewhere, f"{anywhere} AND NOT ({in_name})"),
        )
        return [group for group in groups if group.count]

    def _group(self, count: int, match: str, is_met: str, narrowed: str = "1") -> _Group:
        words = {f"word{place}": f" {word}" for place, word in enumerate(self._words)}
        asked = _Asked({**self._said(match), **words}, is_met, narrowed)
        return _Group(self._connection, asked, self._few(), count)

    def _count(self, match: str) -> int:
        if match and not self._archived and not self._any_archived():
            return self._number(f"SELECT count(*) FROM ({_MATCH})", self._said(match))
        return self._number(f"SELECT count(*) {self._few()} AND c.archived = :archived", self._said(match))

    def _said(self, match: str) -> dict[str, object]:
        return {"match": match, "archived": self._archived}

    def _few(self) -> str:
        if self._is_of_signs:
            return _NONE
        return _SORTED if self._match else _ALL

    def _any_archived(self) -> bool:
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM contact WHERE archived = 1)"))
