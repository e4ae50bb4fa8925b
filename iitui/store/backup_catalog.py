"""The backups beside a journal: which there are, which is the newest good one, and how to bring it back.

It stands below everything that opens journals, so that whatever meets a damaged one can offer a way out.
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
"""How the name of a backup says when it was taken, UTC."""


class Reason(StrEnum):
    """Why a backup was taken; each value is a part of its file's name."""

    DAILY = "daily"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_RESTORE = "before-restore"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        at: when it was taken, UTC, to the second.
        size: bytes.
    """

    path: Path
    at: datetime
    reason: Reason
    size: int


def folder_of(journal: Path) -> Path:
    """Return where the backups of a journal lie; the folder may not exist yet."""
    return journal.with_name(f"{journal.name}.backups")


def backups_of(journal: Path) -> list[Backup]:
    """Return the backups of a journal, the newest first.

    Raises:
        JournalError: their folder cannot be read.
    """
    folder = folder_of(journal)
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - unlike glob, says so where it may not look
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise JournalError(f"{folder} cannot be read: {error.strerror}.") from error
    found = [file for name in names if (file := _read_name(folder / name)) is not None]
    return [backup for _, backup in sorted(found, key=_age, reverse=True)]


def _age(file: tuple[int, Backup]) -> tuple[datetime, int, int, str]:
    """Return what rises from one backup to the next; the clock of a file system may stand for a moment."""
    written, backup = file
    return backup.at, written, len(backup.path.name), backup.path.name


def _read_name(path: Path) -> tuple[int, Backup] | None:
    """Return when a file was written, which tells backups of one second apart, and the backup that it is.

    None for any other file.
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
    """Return the newest backup that can be restored; None when there is none."""
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
    """Look a file over, once for each time that it was written: a broken journal is met again and again."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            return has_faults(connection) is None and version.version_of(connection) > 0
    except (sqlite3.Error, JournalError):
        return False


def offer(journal: Path) -> str:
    """Return words that go on a sentence about a damaged journal; none where there is no good backup."""
    backup = newest_sound(journal)
    if backup is None:
        return ""
    command = command_for(journal, backup.path)
    return f"; the newest good backup is that of {backup.at:%Y-%m-%d %H:%M} UTC ({command})"


def command_for(journal: Path, backup: Path) -> str:
    """Return the command that restores a journal from a backup, as a shell takes it."""
    usual = find_paths().journal
    named = "" if usual.absolute() == journal.absolute() else f"--db {shlex.quote(str(journal))} "
    return f"iitui {named}restore {shlex.quote(str(backup))}"
