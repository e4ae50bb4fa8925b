"""The catalog of backups: which exist, which is the newest good one, and the command that restores it.

Everything that opens journals may use this module, to offer a backup when a journal turns out to be damaged.
"""

import os
import shlex
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.paths import find_paths
from iitui.store.schema import version
from iitui.store.schema.damage import has_faults

STAMP = "%Y%m%dT%H%M%SZ"
"""The format of the time in the name of a backup, UTC."""


class Reason(StrEnum):
    """Why a backup was taken; each value is part of its file name."""

    DAILY = "daily"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_RESTORE = "before-restore"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        at: when it was taken, UTC, to the second.
        size: in bytes.
    """

    path: Path
    at: datetime
    reason: Reason
    size: int


def folder_of(journal: Path) -> Path:
    """Return the folder for the backups of a journal; it may not exist yet."""
    return journal.with_name(f"{journal.name}.backups")


def backups_of(journal: Path) -> list[Backup]:
    """Return the backups of a journal, newest first.

    Raises:
        JournalError: their folder cannot be read.
    """
    folder = folder_of(journal)
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - unlike glob, reports missing permissions
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise JournalError(f"{folder} cannot be read: {error.strerror}.") from error
    found = [file for name in names if (file := _read_name(folder / name)) is not None]
    return [backup for _, backup in sorted(found, key=_age, reverse=True)]


def _age(file: tuple[int, Backup]) -> tuple[datetime, int, int, str]:
    """Return a sort key by age; names decide last, since the times of a file system are coarse."""
    written, backup = file
    return backup.at, written, len(backup.path.name), backup.path.name


def _read_name(path: Path) -> tuple[int, Backup] | None:
    """Return the time of writing, which orders backups of the same second, and the backup.

    None if the file is not a backup.
    """
    stamp, _, rest = path.stem.partition("-")
    words = rest.rstrip("0123456789").removesuffix("-") if rest[-1:].isdigit() else rest
    try:
        at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
        reason, file = Reason(words), path.stat()
        return (file.st_mtime_ns, Backup(path, at, reason, file.st_size)) if path.suffix == ".db" else None
    except (ValueError, OSError):
        return None


def newest_sound(journal: Path) -> Backup | None:
    """Return the newest backup that can be restored; None if there is none."""
    try:
        backups = backups_of(journal)
    except JournalError:
        return None
    return next((backup for backup in backups if _is_sound(backup)), None)


def _is_sound(backup: Backup) -> bool:
    try:
        return _is_sound_file(backup.path, backup.path.stat().st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=16)
def _is_sound_file(path: Path, _changed: int) -> bool:
    """Check a file for damage; the result is cached until it changes, because errors come repeatedly."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            return has_faults(connection) is None and version.version_of(connection) > 0
    except (sqlite3.Error, JournalError):
        return False


def offer(journal: Path) -> str:
    """Return the end of a sentence about a damaged journal; empty if there is no good backup."""
    backup = newest_sound(journal)
    if backup is None:
        return ""
    command = command_for(journal, backup.path)
    return f"; the newest good backup is from {backup.at:%Y-%m-%d %H:%M} UTC ({command})"


def command_for(journal: Path, backup: Path) -> str:
    """Return the command that restores a journal from a backup, quoted for a shell."""
    usual = find_paths().journal
    named = "" if usual.absolute() == journal.absolute() else f"--db {shlex.quote(str(journal))} "
    return f"iitui {named}restore {shlex.quote(str(backup))}"
