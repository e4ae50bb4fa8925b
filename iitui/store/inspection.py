"""Looking a journal over: the file, the references, and the rules that no schema can hold."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import available_timezones

from iitui.domain import enums
from iitui.domain.text import clean
from iitui.store.connections import look_at, open_for_reading, spoken
from iitui.store.migrations import version_of

_CLOSED_SETS: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("contact", "level", enums.Level),
    ("contact", "name_permission", enums.NamePermission),
    ("channel", "kind", enums.ChannelKind),
    ("occupation", "standing", enums.Standing),
    ("interview", "medium", enums.Medium),
    ("interview", "status", enums.Status),
    ("question", "category", enums.Category),
    ("question", "phase", enums.Phase),
    ("question", "level", enums.Level),
    ("question", "origin", enums.Origin),
    ("plan_item", "state", enums.Asked),
    ("touch", "kind", enums.TouchKind),
    ("touch", "direction", enums.Direction),
    ("touch", "outcome", enums.Outcome),
    ("takeaway", "kind", enums.TakeawayKind),
    ("reminder", "unit", enums.RepeatUnit),
    ("settlement", "kind", enums.Kind),
    ("settlement", "verdict", enums.Verdict),
)

_TEXTS = (
    ("organization", "name"),
    ("occupation", "name"),
    ("contact", "name"),
    ("contact", "role"),
    ("contact_note", "text"),
    ("channel", "value"),
    ("tag", "name"),
    ("interview", "place"),
    ("interview", "after"),
    ("question", "text"),
    ("plan_item", "answer"),
    ("preparation", "text"),
    ("touch", "text"),
    ("takeaway", "text"),
    ("reminder", "text"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        where: the record, such as "interview 12", or the file.
        what: one sentence.
        remedy: what the user can do about it.
    """

    where: str
    what: str
    remedy: str


def inspect(path: Path) -> list[Finding]:
    """Look a journal over and return what is wrong with it; it is only read.

    Raises:
        JournalError: there is no journal, or it cannot be opened at all.
    """
    if not look_at(path):
        return []
    with spoken(path), closing(open_for_reading(path)) as connection:
        version_of(connection)
        found = _damage(connection)
        return found or [*_references(connection), *_words(connection), *_records(connection)]


def _damage(connection: sqlite3.Connection) -> list[Finding]:
    """Ask SQLite whether the file is whole; where it is not, nothing else in it can be believed."""
    remedy = "Restore the newest backup: iitui restore FILE; iitui backup --list names them."
    try:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    except sqlite3.DatabaseError as error:
        return [Finding("the file", f"It is damaged: {error}.", remedy)]
    return [Finding("the file", f"It is damaged: {row[0]}.", remedy) for row in rows if row[0] != "ok"]


def _references(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(
            f"{row[0]} {row[1]}",
            f"It belongs to a {row[2]} that is not there.",
            "Undo the last acts, or restore a backup.",
        )
        for row in connection.execute("PRAGMA foreign_key_check")
    ]


def _words(connection: sqlite3.Connection) -> list[Finding]:
    found = []
    for table, column, words in _CLOSED_SETS:
        rows = connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608
        known = {word.value for word in words}
        found += [
            Finding(
                f"{table} {row[0]}",
                f"Its {column} is {row[1]!r}, which iitui does not know.",
                "Edit or delete it.",
            )
            for row in rows
            if row[1] not in known
        ]
    return found


def _records(connection: sqlite3.Connection) -> list[Finding]:
    zones = available_timezones()
    found = [
        Finding(f"interview {row[0]}", f"Its time zone {row[1]!r} does not exist.", "Edit its zone.")
        for row in connection.execute("SELECT id, zone FROM interview")
        if row[1] not in zones
    ]
    for table, column in _TEXTS:
        key = "contact_id" if table == "contact_note" else "id"
        found += [
            Finding(
                f"{table} {row[0]}", f"Its {column} holds control characters.", "Edit it; saving cleans it."
            )
            for row in connection.execute(f"SELECT {key}, {column} FROM {table}")  # noqa: S608
            if clean(row[1]) != row[1]
        ]
    lost = connection.execute(
        "SELECT id FROM contact WHERE id NOT IN (SELECT rowid FROM contact_search)"
    ).fetchall()
    found += [
        Finding(f"contact {row[0]}", "The search does not find it.", "Edit it; saving mends that.")
        for row in lost
    ]
    if connection.execute("SELECT act_id FROM recording").fetchone()[0] is not None:
        found.append(Finding("the history", "An act was left half recorded.", "Restore the newest backup."))
    return found
