"""The index that the search over contacts reads: every word about them, folded.

It is brought up to date from the rows that an act touched, so that undo and redo keep it right as well.
"""

import sqlite3
from collections.abc import Iterator

from iitui.domain.text import number_words, search_words

Entry = tuple[int, str, str, str, str]
"""A contact's number, and the words of their name, organization, role and of everything else."""

_TOUCHED = """
    SELECT row_id FROM change WHERE act_id = :act AND record IN ('contact', 'contact_note')
    UNION
    SELECT coalesce(json_extract(after, '$.contact_id'), json_extract(before, '$.contact_id')) FROM change
        WHERE act_id = :act AND record IN ('channel', 'contact_tag')
    UNION
    SELECT id FROM contact WHERE organization_id IN
        (SELECT row_id FROM change WHERE act_id = :act AND record = 'organization')
    UNION
    SELECT contact_id FROM contact_tag WHERE tag_id IN
        (SELECT row_id FROM change WHERE act_id = :act AND record = 'tag')
    UNION
    SELECT id FROM contact WHERE referred_by_id IN
        (SELECT row_id FROM change WHERE act_id = :act AND record = 'contact' AND before IS NOT NULL)
"""

_WORDS = """
    SELECT c.id, c.name, coalesce(g.name, ''), c.role,
        c.source || ' ' || coalesce(r.name, '') || ' ' || coalesce(n.text, '') || ' ' ||
        coalesce((SELECT group_concat(value, ' ') FROM channel WHERE contact_id = c.id), '') || ' ' ||
        coalesce((SELECT group_concat(t.name, ' ') FROM contact_tag x JOIN tag t ON t.id = x.tag_id
            WHERE x.contact_id = c.id), ''),
        (SELECT group_concat(value, char(10)) FROM channel WHERE contact_id = c.id AND kind = 'phone')
    FROM contact c
    LEFT JOIN organization g ON g.id = c.organization_id
    LEFT JOIN contact r ON r.id = c.referred_by_id
    LEFT JOIN contact_note n ON n.contact_id = c.id
    WHERE c.id IN (SELECT id FROM temp.touched)
"""


def follow(connection: sqlite3.Connection, act: int) -> None:
    """Bring the index up to date with the rows that one act touched."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    connection.execute(f"INSERT INTO temp.touched {_TOUCHED}", {"act": act})
    _write_touched(connection)


def expected(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Yield what the index should hold, contact by contact."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    connection.execute("INSERT INTO temp.touched SELECT id FROM contact")
    return _entries(connection)


def _write_touched(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM contact_search WHERE rowid IN (SELECT id FROM temp.touched)")
    connection.executemany(
        "INSERT INTO contact_search (rowid, name, organization, role, rest) VALUES (?, ?, ?, ?, ?)",
        _entries(connection),
    )


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    for number, name, organization, role, rest, phones in connection.execute(_WORDS).fetchall():
        yield number, _words(name), _words(organization), _words(role), _words(rest) + _numbers(phones)


def _words(text: str) -> str:
    return " ".join(search_words(text))


def _numbers(phones: str | None) -> str:
    return "".join(f" {word}" for phone in (phones or "").split("\n") for word in number_words(phone))
