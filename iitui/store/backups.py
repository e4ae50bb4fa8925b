"""Backups of a journal: written by SQLite's own backup, checked after writing, thinned out as they age.

They lie in a folder beside the journal, readable by their owner only. None is ever a copy of a live file.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.domain.retention import worth_keeping
from iitui.store.connections import open_for_reading, private_files, spoken

Progress = Callable[[int, int], None]
"""Is told how many pages are done, of how many."""

_STAMP = "%Y%m%dT%H%M%SZ"
_PAGES_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        at: when it was taken, UTC, to the second.
        reason: "daily", "before-migration", "before-restore" or "asked".
    """

    path: Path
    at: datetime
    reason: str


def folder_of(journal: Path) -> Path:
    """Return where the backups of a journal lie; the folder may not exist yet."""
    return journal.with_name(f"{journal.name}.backups")


def backups_of(journal: Path) -> list[Backup]:
    """Return the backups of a journal, the newest first."""
    found = []
    for path in folder_of(journal).glob("*.db"):
        stamp, _, reason = path.stem.partition("-")
        try:
            at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue  # not one of ours
        found.append(Backup(path, at, reason))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def take_backup(journal: Path, reason: str, now: datetime, progress: Progress | None = None) -> Backup:
    """Back the journal up into its own folder, and thin out older backups.

    Raises:
        JournalError: it cannot be read or written, or is damaged; no half backup stays.
    """
    folder = folder_of(journal)
    with private_files():
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise JournalError(f"{folder} cannot be made: {error.strerror}.") from error
    at = now.astimezone(UTC).replace(microsecond=0)
    backup = Backup(folder / f"{at.strftime(_STAMP)}-{reason}.db", at, reason)
    copy_journal(journal, backup.path, progress)
    _thin(journal, now)
    return backup


def copy_journal(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Write a checked copy of a journal that may be in use; the target appears whole or not at all.

    Raises:
        JournalError: either file cannot be used, or the source is damaged.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with spoken(source), private_files():
            with closing(open_for_reading(source)) as reading, closing(sqlite3.connect(part)) as writing:
                reading.backup(writing, pages=_PAGES_AT_ONCE, progress=_told(progress))
                writing.execute("PRAGMA journal_mode = DELETE")
                found = writing.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise JournalError(f"is damaged ({found}); it was not backed up.")
        _settle(part, target)
    finally:
        part.unlink(missing_ok=True)


def newest_sound(journal: Path) -> Backup | None:
    """Return the newest backup that SQLite finds no fault with; None when there is none."""
    return next((backup for backup in backups_of(journal) if is_sound(backup.path)), None)


def is_sound(path: Path) -> bool:
    """Return whether a file is a database without damage."""
    try:
        with closing(open_for_reading(path)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _told(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda _status, remaining, total: progress(total - remaining, total)


def _settle(part: Path, target: Path) -> None:
    """Make the finished file durable and give it its name."""
    try:
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise JournalError(f"{target} cannot be written: {error.strerror}.") from error


def _thin(journal: Path, now: datetime) -> None:
    backups = backups_of(journal)
    kept = worth_keeping((backup.at for backup in backups), now)
    for backup in backups:
        if backup.at not in kept:
            backup.path.unlink(missing_ok=True)
