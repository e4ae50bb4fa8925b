"""Migrates a journal to the newest schema; checks it and backs it up first."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.clock import make_clock
from iitui.domain.errors import DamagedError, JournalError
from iitui.store.backup.backups import take_backup
from iitui.store.backup_catalog import Reason, backups_of
from iitui.store.connections import (
    damaged,
    open_for_reading,
    open_for_writing,
    private_files,
)
from iitui.store.schema import migrations, version
from iitui.store.schema.damage import has_faults

if TYPE_CHECKING:
    from iitui.paths import StrPath


def bring_up_to_date(path: "StrPath") -> None:
    """Migrate a journal to the newest schema, after a backup; create it if it does not exist.

    Raises:
        JournalError: it is not a journal, or newer than this program, or cannot be backed up.
        sqlite3.Error: it cannot be written.
    """
    _require_whole_before_migration(path)
    connection = open_for_writing(path)
    try:
        if 0 < version.version_of(connection) < version.NEWEST:
            _back_up_before_migration(Path(path))
        with private_files():
            migrations.migrate(connection)
    finally:
        connection.close()


def _require_whole_before_migration(path: "StrPath") -> None:
    """Refuse a damaged journal, and one that only claims to have an earlier schema."""
    if not Path(path).exists() or Path(path).stat().st_size == 0:
        return
    with closing(open_for_reading(path)) as connection:
        if version.version_of(connection) >= version.NEWEST or version.is_empty(connection):
            return
        fault = has_faults(connection)
    if fault is not None:
        raise damaged(path, fault)


def _back_up_before_migration(path: Path) -> None:
    newest = next(iter(backups_of(path)), None)
    if newest is not None and newest.reason is Reason.BEFORE_MIGRATION and _is_of_now(newest.path, path):
        return  # by an attempt that failed, or by another process that is migrating now
    try:
        take_backup(path, Reason.BEFORE_MIGRATION, make_clock()())
    except DamagedError:
        raise
    except JournalError as error:
        raise JournalError(f"{path} was not updated: it can't be backed up: {error}") from error


def _is_of_now(backup: Path, journal: Path) -> bool:
    """Return whether the journal is unchanged since the backup."""
    log = journal.with_name(f"{journal.name}-wal")
    if log.exists() and log.stat().st_size:
        return False
    return backup.stat().st_mtime_ns >= journal.stat().st_mtime_ns
