"""What each value of a journal must be by itself: its kind, its word, its text."""

import sqlite3
from enum import StrEnum
from zoneinfo import available_timezones

from iitui.domain.enums import contacts, follow_ups, interviews, questions, touches
from iitui.domain.text import clean
from iitui.store.finding import RESTORE, Finding
from iitui.store.schema_001 import RECORDED

_CLOSED_SETS: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("contact", "level", contacts.Level),
    ("contact", "name_permission", contacts.NamePermission),
    ("channel", "kind", contacts.ChannelKind),
    ("occupation", "standing", interviews.Standing),
    ("interview", "medium", interviews.Medium),
    ("interview", "status", interviews.Status),
    ("question", "category", questions.Category),
    ("question", "phase", questions.Phase),
    ("question", "level", contacts.Level),
    ("question", "origin", questions.Origin),
    ("plan_item", "state", questions.Asked),
    ("touch", "kind", touches.TouchKind),
    ("touch", "direction", touches.Direction),
    ("touch", "outcome", touches.Outcome),
    ("takeaway", "kind", touches.TakeawayKind),
    ("reminder", "unit", follow_ups.RepeatUnit),
    ("settlement", "kind", follow_ups.Kind),
    ("settlement", "verdict", follow_ups.Verdict),
)

_NEEDED = (
    ("organization", "name"),
    ("occupation", "name"),
    ("contact", "name"),
    ("channel", "value"),
    ("tag", "name"),
    ("question", "text"),
    ("preparation", "text"),
    ("takeaway", "text"),
    ("reminder", "text"),
)

_RANGES = (
    ("interview", "minutes", "minutes <= 0"),
    ("interview", "travel_minutes", "travel_minutes < 0"),
    ("question", "minutes", "minutes < 0"),
    ("contact", "cadence_days", "cadence_days <= 0"),
    ("preparation", "lead_days", "lead_days < 0"),
    ("reminder", "every", "every <= 0"),
)

_KINDS = {"INTEGER": "integer", "BOOLEAN": "integer", "TEXT": "text"}
_INSTANTS = ("start", "at", "until")
_FIRST, _LAST = -62135596800, 253402300799
"""The seconds of the years 1 and 9999, which is all that a calendar knows."""


def check_kinds(connection: sqlite3.Connection) -> list[Finding]:
    """Find numbers where words belong and the other way round, and instants that no calendar knows."""
    found = []
    for table, columns in RECORDED.items():
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
        for column in columns:
            wrong = f"typeof({column}) <> '{_KINDS[declared[column]]}'"
            if column in _INSTANTS or column.endswith(("_at", "_end")):
                wrong += f" OR {column} NOT BETWEEN {_FIRST} AND {_LAST}"
            rows = _where(connection, table, f"{column} IS NOT NULL AND ({wrong})")
            found += [Finding(f"{table} {row}", f"Its {column} is no value for it.", RESTORE) for row in rows]
    return found


def _where(connection: sqlite3.Connection, table: str, condition: str) -> list[int]:
    key = RECORDED[table][0]
    query = f"SELECT {key} FROM {table} WHERE {condition} ORDER BY 1"  # noqa: S608 - names of the schema
    return [int(row[0]) for row in connection.execute(query)]


def check_values(connection: sqlite3.Connection) -> list[Finding]:
    """Find values that iitui would not have written."""
    return [
        *_words(connection),
        *_texts(connection),
        *_empty(connection),
        *_ranges(connection),
        *_zones(connection),
    ]


def _words(connection: sqlite3.Connection) -> list[Finding]:
    found = []
    for table, column, words in _CLOSED_SETS:
        known = {word.value for word in words}
        rows = connection.execute(
            f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
        )
        found += [
            Finding(
                f"{table} {row[0]}",
                f"Its {column} is {clean(row[1])!r}, which iitui does not know.",
                "Update iitui if a newer one was here; else edit or delete it.",
            )
            for row in rows
            if row[1] not in known
        ]
    return found


def _texts(connection: sqlite3.Connection) -> list[Finding]:
    found = []
    for table, columns in RECORDED.items():
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
        texts = [name for name in columns if declared[name] == "TEXT" and not name.endswith("_key")]
        if not texts:
            continue
        for row in connection.execute(f"SELECT {columns[0]}, {', '.join(texts)} FROM {table}"):  # noqa: S608
            found += [
                Finding(
                    f"{table} {row[0]}",
                    f"Its {column} holds control characters, or what is no text.",
                    "Edit it; saving cleans it.",
                )
                for column, text in zip(texts, row[1:], strict=True)
                if text is not None and clean(text) != text
            ]
    return found


def _empty(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(f"{table} {row}", f"Its {column} is empty.", "Edit or delete it.")
        for table, column in _NEEDED
        for row in _where(connection, table, f"{column} = ''")
    ]


def _ranges(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(f"{table} {row}", f"Its {column} is not a number that can be meant.", "Edit it.")
        for table, column, wrong in _RANGES
        for row in _where(connection, table, wrong)
    ]


def _zones(connection: sqlite3.Connection) -> list[Finding]:
    known = available_timezones()
    return [
        Finding(f"{table} {row[0]}", f"Its time zone {clean(row[1])!r} does not exist.", "Edit its zone.")
        for table in ("interview", "reminder")
        for row in connection.execute(f"SELECT id, zone FROM {table}")  # noqa: S608
        if row[1] not in known
    ]
