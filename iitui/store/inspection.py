"""Looking a journal over: the file, the references, and the rules that no schema can hold.

The file is only read: once SQLite has found it whole, everything else is looked up in a copy in memory,
brought to the newest schema, in which the search index can be made anew and compared.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from iitui.store import migrations
from iitui.store.connections import is_damage, look_at, open_for_reading, spoken
from iitui.store.copying import Progress
from iitui.store.finding import UNDO_OR_RESTORE, Finding
from iitui.store.rules_of_acts import check_acts
from iitui.store.rules_of_records import check_records
from iitui.store.rules_of_values import check_kinds, check_values
from iitui.store.shelf import command_for, newest_sound

_RULES = (check_values, check_records, check_acts)

_MOST = 20
"""So many kinds of damage are named; more would say no more."""


def inspect(path: Path, progress: Progress | None = None) -> list[Finding]:
    """Look a journal over and return what is wrong with it; it is only read.

    Args:
        path: the journal.
        progress: is told how many of the steps are done.

    Raises:
        JournalError: it is something else, newer than this program, or cannot be read.
    """
    if not look_at(path) or not path.stat().st_size:
        return []
    with spoken(path):
        try:
            with closing(open_for_reading(path)) as connection:
                migrations.version_of(connection)
                faults = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
                return _damage(faults, path) or _records(connection, progress or _nobody)
        except sqlite3.DatabaseError as error:
            if not is_damage(error, path):
                raise
            return _damage([str(error)], path)


def _damage(rows: list[str], path: Path) -> list[Finding]:
    """Return what SQLite says of a file; where it is not whole, nothing else in it can be believed."""
    lines = [line for row in rows for line in row.splitlines() if line != "ok" and not line.startswith("***")]
    remedy = _remedy(path) if lines else ""
    return [Finding("the file", f"It is damaged: {line.rstrip('.')}.", remedy) for line in lines[:_MOST]]


def _remedy(path: Path) -> str:
    backup = newest_sound(path)
    if backup is None:
        return "There is no good backup of it in its folder: restore one from elsewhere (iitui restore FILE)."
    command = command_for(path, backup.path)
    return f"Restore the newest good backup, that of {backup.at:%Y-%m-%d %H:%M} UTC: {command}"


def _nobody(_done: int, _total: int) -> None: ...


def _records(connection: sqlite3.Connection, progress: Progress) -> list[Finding]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.text_factory = _decoded
        connection.backup(copy)
        found = _references(copy)
        if found:
            return found
        migrations.migrate(copy)
        found = [*schema_findings(copy), *check_kinds(copy)]
        if found:  # the other rules take both for granted
            return found
        for done, rules in enumerate(_RULES):
            progress(done + 1, len(_RULES) + 1)
            found += rules(copy)
        progress(1, 1)
        return found


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _references(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(f"{row[0]} {row[1]}", f"It names a missing {row[2]}.", UNDO_OR_RESTORE)
        for row in connection.execute("PRAGMA foreign_key_check")
    ]


def schema_findings(connection: sqlite3.Connection) -> list[Finding]:
    """Compare the tables, indexes, triggers and views with those that the migrations make."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.migrate(fresh)
        wanted = _statements(fresh)
    present = _statements(connection)
    missing = [
        Finding(
            f"the {kind} {name}",
            "It is missing." if (kind, name) not in present else "It is not as iitui makes it.",
            "Another program has changed the journal: restore a backup.",
        )
        for (kind, name), statement in wanted.items()
        if present.get((kind, name)) != statement
    ]
    foreign = [
        Finding(f"the {kind} {name}", "It is not one of iitui's.", "Remove it with the program that made it.")
        for kind, name in present.keys() - wanted.keys()
        if not name.startswith("sqlite_stat")
    ]
    return missing + foreign


def _statements(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY rowid")
    return {(str(row[0]), str(row[1])): str(row[2]) for row in rows}
