"""Restores a journal from a file, and undoes that.

The file is copied, and the copy is checked and migrated to the newest schema. Then the journal is backed up
and overwritten with the copy, in one transaction that every open app sees. The restore is an act without
images of rows: a memo under its number names the backup, which undo puts back.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from iitui.domain.errors import DamagedError, JournalError, UndoError
from iitui.domain.progress import Progress
from iitui.domain.text import clean_line
from iitui.store.backup.backups import make_folder, take_backup
from iitui.store.backup.quarantine import make_usable, set_aside
from iitui.store.backup_catalog import Backup, Reason, folder_of
from iitui.store.connections import SMALLEST, UNREADABLE, look_at, open_for_reading, spoken
from iitui.store.copying import ChangedMeanwhileError, part_file, pour, watching, write_copy
from iitui.store.schema import migrations, version

LATEST_DONE = "SELECT id, at, name FROM act WHERE NOT undone ORDER BY id DESC LIMIT 1"
LATEST_UNDONE = "SELECT id, at, name FROM act WHERE undone ORDER BY id LIMIT 1"

_ATTEMPTS = 5
_MEMO = "restore:"


@dataclass(frozen=True, slots=True)
class Restored:
    """Where a restore has kept the journal that it replaced.

    Attributes:
        kept: its backup; None if there was no journal, or it was damaged.
        aside: the copy of the damaged file; None if it was not damaged.
    """

    kept: Backup | None = None
    aside: Path | None = None


def restore(journal: Path, file: Path, now: datetime, progress: Progress | None = None) -> Restored:
    """Restore a journal from a file, and keep its previous contents.

    Raises:
        JournalError: the file cannot be restored, or the journal cannot be backed up; nothing was changed.
    """
    _require_restorable(journal, file)
    for _ in range(_ATTEMPTS):
        with suppress(ChangedMeanwhileError), _prepared(journal, file, progress) as part:
            try:
                return _replace(journal, part, file, now, progress)
            except DamagedError:
                aside = set_aside(journal, now)
                make_usable(journal, part)
                pour(part, journal, progress=progress)
                return Restored(aside=aside)
    raise JournalError(f"{journal} is constantly being written to; nothing was restored.")


def _require_restorable(journal: Path, file: Path) -> None:
    if not look_at(file):
        raise JournalError(f"There is no file {file}.")
    if not file.stat().st_size:
        raise JournalError(f"{file} is empty; nothing was restored.")
    if _holds_something(journal) and file.samefile(journal):
        raise JournalError(f"{file} is the journal itself; nothing was restored.")


def _holds_something(journal: Path) -> bool:
    """Return whether there is anything to keep, even if it is too short for a journal."""
    return journal.is_file() and journal.stat().st_size > 0


@contextmanager
def _prepared(journal: Path, file: Path, progress: Progress | None = None) -> Iterator[Path]:
    """Provide a temporary copy of a file, checked and migrated to the newest schema.

    Raises:
        JournalError: the file is damaged, is not sound, or cannot be migrated.
    """
    folder = make_folder(journal)
    try:
        with part_file(folder) as part:
            write_copy(file, part, progress)
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                _require_sound(copy, file)
                with spoken(folder):
                    migrations.migrate(copy)
                _require_own(copy, file)
            yield part
    finally:
        with suppress(OSError):
            folder.rmdir()  # succeeds only if it is empty


def _require_sound(copy: sqlite3.Connection, file: Path) -> None:
    with spoken(file):
        if version.version_of(copy) == 0:
            raise JournalError("is empty; nothing was restored.")
        broken = copy.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise JournalError(
                f"is damaged: {broken[0]} {broken[1]} refers to a missing {broken[2]}; nothing was restored."
            )


def _require_own(copy: sqlite3.Connection, file: Path) -> None:
    """Refuse foreign triggers, which would act on whatever is written later."""
    from iitui.store.check.inspection import schema_findings

    strange = schema_findings(copy)
    if strange:
        raise JournalError(f"{file} is damaged: {strange[0].where}: {strange[0].what} Nothing was restored.")


def _replace(journal: Path, part: Path, file: Path, now: datetime, progress: Progress | None) -> Restored:
    if not _holds_something(journal):
        pour(part, journal, progress=progress)
        return Restored()
    if journal.stat().st_size < SMALLEST:
        raise DamagedError(f"{journal} is damaged.")
    with watching(journal) as unchanged:
        kept = take_backup(journal, Reason.BEFORE_RESTORE, now)
        name = f"Restored the journal from {clean_line(file.name)}"
        _sign(part, name, int(now.timestamp()), kept)
        _keep_told(journal, part)
        pour(part, journal, unchanged, progress)
    return Restored(kept=kept)


def _sign(part: Path, name: str, at: int, kept: Backup, *, undone: bool = False) -> None:
    """Record the restore in the copy as an act, with the backup that undoes it."""
    with spoken(part.parent), closing(sqlite3.connect(part)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")  # deletes the changes of an act with it
        connection.execute("DELETE FROM act WHERE undone")
        number = connection.execute(
            "INSERT INTO act (at, name, undone) VALUES (?, ?, ?)", (at, name, undone)
        ).lastrowid
        connection.execute(
            "INSERT OR REPLACE INTO memo (name, value) VALUES (?, ?)", (f"{_MEMO}{number}", kept.path.name)
        )


_TOLD = ("calendar_item", "calendar_file")
_TOLD_SINCE = 6
"""The version of the schema that has these tables."""


def _keep_told(journal: Path, part: Path) -> None:
    """Let the copy know what the journal has told to calendars, which a restore does not take back.

    Else a sequence number would go down, and the files in folders would seem to be other programs'.
    """
    with spoken(part.parent), closing(sqlite3.connect(part)) as copy, _readable(journal) as told:
        if told is None:
            return
        for table in _TOLD:
            rows = told.execute(f"SELECT * FROM {table}").fetchall()
            with copy:
                copy.execute(f"DELETE FROM {table}")
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    copy.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        with copy:
            copy.execute("DELETE FROM memo WHERE name LIKE 'calendar:%'")  # they speak of other records


@contextmanager
def _readable(journal: Path) -> Iterator[sqlite3.Connection | None]:
    """Open the journal that is to be replaced; None if it is of an earlier schema or cannot be read."""
    try:
        connection = open_for_reading(journal)
    except (*UNREADABLE, JournalError):
        yield None
        return
    with closing(connection):
        try:
            is_readable = version.version_of(connection) >= _TOLD_SINCE
            if is_readable:
                for table in _TOLD:
                    connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        except (*UNREADABLE, JournalError):
            is_readable = False
        yield connection if is_readable else None


def kept_by(connection: sqlite3.Connection, act: int) -> str | None:
    """Return the name of the backup that undoing or redoing a restore puts back; None for other acts."""
    row = connection.execute("SELECT value FROM memo WHERE name = ?", (f"{_MEMO}{act}",)).fetchone()
    return None if row is None else str(row[0])


def turn(journal: Path, act: int, now: datetime, *, back: bool) -> None:
    """Undo or redo a restore that is the latest act.

    Raises:
        UndoError: the backup no longer exists, or the journal has changed since; nothing was changed.
        JournalError: the journal cannot be written; it is as it was.
    """
    with watching(journal) as unchanged:
        with spoken(journal), closing(open_for_reading(journal)) as connection:
            row = connection.execute(LATEST_DONE if back else LATEST_UNDONE).fetchone()
            kept = None if row is None or row[0] != act else kept_by(connection, act)
        if kept is None:
            raise UndoError("The journal was changed in the meantime; check it and try again.")
        file = folder_of(journal) / os.path.basename(kept)  # noqa: PTH119 - never outside the folder, whatever the memo says
        if not file.is_file():
            what = "undone" if back else "redone"
            raise UndoError(f"'{row[2]}' cannot be {what}: {file} no longer exists.")
        with _prepared(journal, file) as part:
            present = take_backup(journal, Reason.BEFORE_RESTORE, now)
            if back:
                _sign(part, row[2], row[1], present, undone=True)
            _keep_told(journal, part)
            try:
                pour(part, journal, unchanged)
            except ChangedMeanwhileError as error:
                raise UndoError("The journal was changed in the meantime; check it and try again.") from error
