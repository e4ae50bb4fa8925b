"""What each value of a journal must be by itself: its word, its text, its size."""

import sqlite3

from iitui.domain.dates.zones import iana_names
from iitui.domain.text import clean
from iitui.store.schema.damage import Finding, unknown_words
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.schema.values import NEEDED, RANGES


def _where(connection: sqlite3.Connection, table: str, condition: str) -> list[int]:
    key = recorded_tables()[table].key
    query = f"SELECT {key} FROM {table} WHERE {condition} ORDER BY 1"
    return [int(row[0]) for row in connection.execute(query)]


def check_values(connection: sqlite3.Connection) -> list[Finding]:
    """Find values that iitui would not have written."""
    return [
        *unknown_words(connection),
        *_texts(connection),
        *_empty(connection),
        *_ranges(connection),
        *_zones(connection),
    ]


def _texts(connection: sqlite3.Connection) -> list[Finding]:
    found = []
    for table, recorded in recorded_tables().items():
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
        texts = [name for name in recorded.columns if declared[name] == "TEXT" and not name.endswith("_key")]
        if not texts:
            continue
        for row in connection.execute(f"SELECT {recorded.key}, {', '.join(texts)} FROM {table}"):
            found += [
                Finding(
                    f"{table} {row[0]}",
                    f"Its {column} contains control characters.",
                    "Edit and save it to clean it up.",
                )
                for column, text in zip(texts, row[1:], strict=True)
                if text is not None and clean(text) != text
            ]
    return found


def _empty(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(f"{table} {row}", f"Its {column} is empty.", "Edit or delete it.")
        for table, column in NEEDED.items()
        for row in _where(connection, table, f"{column} = ''")
    ]


def _ranges(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(f"{table} {row}", f"Its value for {column} is out of range.", "Edit it.")
        for table, ranges in RANGES.items()
        for column, allowed in ranges.items()
        for row in _where(connection, table, f"{column} NOT BETWEEN {allowed[0]} AND {allowed[-1]}")
    ]


def _zones(connection: sqlite3.Connection) -> list[Finding]:
    known = iana_names()
    return [
        Finding(
            f"{table} {row[0]}", f"Its time zone {clean(row[1])!r} does not exist.", "Edit its time zone."
        )
        for table in ("interview", "reminder")
        for row in connection.execute(f"SELECT id, zone FROM {table}")
        if row[1] not in known
    ]
