"""Looking a journal over: the file, the references, and the rules that no schema can hold.

The file is only read: once SQLite has found it whole, everything else is looked up in a copy in memory,
brought to the newest schema, in which the search index can be made anew and compared.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from iitui.domain.progress import Progress
from iitui.store.backup_catalog import command_for, newest_sound
from iitui.store.check.acts import check_acts
from iitui.store.check.records import check_records
from iitui.store.check.values import check_values
from iitui.store.conflict_copies import REMEDY, conflict_copies
from iitui.store.connections import UNREADABLE, is_damage, look_at, open_for_reading, spoken
from iitui.store.schema import migrations, version
from iitui.store.schema.damage import RESTORE, UNDO_OR_RESTORE, Finding, faults_of, schema_faults, words_of
from iitui.store.schema.recorded_tables import schema_of, statements_of

_RULES = (check_values, check_records, check_acts)


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
    return [*_inspect(path, progress), *_copies(path)]


def _copies(path: Path) -> list[Finding]:
    """Name the copies that a program which carries files has left beside the journal."""
    return [
        Finding(copy.name, "This is another version of the journal, next to it.", REMEDY)
        for copy in conflict_copies(path)
    ]


def _inspect(path: Path, progress: Progress | None) -> list[Finding]:
    with spoken(path):
        try:
            with closing(open_for_reading(path)) as connection:
                version.version_of(connection)
                found = faults_of(connection) or _records(connection, progress or _nobody)
                return _with_remedy(found, path)
        except UNREADABLE as error:
            if not is_damage(error, path):
                raise
            found = [Finding("the file", f"It is damaged: {words_of(error)}.", "", is_damage=True)]
            return _with_remedy(found, path)


def _with_remedy(found: list[Finding], path: Path) -> list[Finding]:
    """Return what was found, with the way out of what is damage."""
    remedy = _remedy(path) if any(one.is_damage for one in found) else ""
    return [replace(one, remedy=remedy) if one.is_damage else one for one in found]


def _remedy(path: Path) -> str:
    backup = newest_sound(path)
    if backup is None:
        return "Its folder has no good backup. Restore one from elsewhere (iitui restore FILE)."
    command = command_for(path, backup.path)
    return f"Restore the newest good backup, from {backup.at:%Y-%m-%d %H:%M} UTC: {command}"


def _nobody(_done: int, _total: int) -> None: ...


def _records(connection: sqlite3.Connection, progress: Progress) -> list[Finding]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.text_factory = _decoded
        connection.backup(copy)
        found = _references(copy)
        if found:
            return found
        migrations.migrate(copy)
        found = schema_findings(copy)
        if found:  # the other rules take it for granted
            return found
        for done, rules in enumerate(_RULES):
            progress(done + 1, len(_RULES) + 1)
            found += rules(copy)
        found += _shared(copy)
        progress(1, 1)
        return found


def _shared(connection: sqlite3.Connection) -> list[Finding]:
    """Return what sharing has left to be looked at, and whether what it keeps is whole."""
    from iitui.store.share_state import is_sound, read_findings

    if not is_sound(connection):
        what = "Its sharing data is damaged."
        return [Finding("sharing", what, RESTORE, is_damage=True)]
    return [Finding(each.where, each.what, each.remedy) for each in read_findings(connection)]


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _references(connection: sqlite3.Connection) -> list[Finding]:
    return [
        Finding(f"{row[0]} {row[1]}", f"It refers to a missing {row[2]}.", UNDO_OR_RESTORE)
        for row in connection.execute("PRAGMA foreign_key_check")
    ]


def schema_findings(connection: sqlite3.Connection) -> list[Finding]:
    """Compare the tables, indexes, triggers and views of a journal with those of the newest schema."""
    own = schema_of().statements.keys()
    foreign = [
        Finding(
            f"the {kind} {name}", "It doesn't belong to iitui.", "Remove it with the program that created it."
        )
        for kind, name in statements_of(connection).keys() - own
        if not name.startswith("sqlite_stat")
    ]
    return schema_faults(connection) + foreign
