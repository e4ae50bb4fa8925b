"""Backups of a journal: written by SQLite's own backup, checked after writing, thinned out as they age.

They lie in a folder beside the journal, readable by their owner only. None is ever a copy of a live file, and
none is in use: unlike a journal, a backup keeps no write-ahead log.
"""

from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from iitui.domain.backup_retention import worth_keeping
from iitui.domain.errors import JournalError
from iitui.store.backup_catalog import STAMP, Backup, Reason, backups_of, folder_of
from iitui.store.connections import look_at, open_for_reading, private_files, spoken
from iitui.store.copying import Progress, part_file, settle, write_copy
from iitui.store.schema import version

_STALE_SECONDS = 3600


def make_folder(journal: Path) -> Path:
    """Return where the backups of a journal lie; made, for its owner only, if it is not there.

    Raises:
        JournalError: it cannot be made.
    """
    folder = folder_of(journal)
    with private_files():
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise JournalError(f"{folder} cannot be made: {error.strerror}.") from error
    return folder


def take_backup(journal: Path, reason: Reason, now: datetime, progress: Progress | None = None) -> Backup:
    """Back the journal up into its own folder, and thin out older backups.

    Raises:
        DamagedError: the journal is damaged.
        JournalError: it cannot be read, or the backup not written; no half backup stays.
    """
    _require_journal(journal)
    folder = make_folder(journal)
    at = now.astimezone(UTC).replace(microsecond=0)
    with part_file(folder) as part:
        write_copy(journal, part, progress)
        target = _free_name(folder, f"{at.strftime(STAMP)}-{reason.value}")
        settle(part, target)
    _thin(journal, now, target)
    return Backup(target, at, reason, target.stat().st_size)


def take_backup_to(journal: Path, target: Path, now: datetime, progress: Progress | None = None) -> Backup:
    """Back the journal up into a file that the user named, which is new or an older backup.

    Raises:
        DamagedError: the journal is damaged.
        JournalError: as `take_backup`; or something else than a backup lies there, which stays as it is.
    """
    _require_journal(journal)
    _require_replaceable(journal, target)
    with part_file(target.parent) as part:
        write_copy(journal, part, progress)
        settle(part, target)
    return Backup(target, now.astimezone(UTC).replace(microsecond=0), Reason.ASKED, target.stat().st_size)


def _require_journal(journal: Path) -> None:
    if not look_at(journal) or not journal.stat().st_size:
        raise JournalError(f"There is no journal at {journal} yet, so there is nothing to back up.")


def _require_replaceable(journal: Path, target: Path) -> None:
    if not look_at(target):
        return
    if target.samefile(journal):
        raise JournalError(f"{target} is the journal itself; name another file for its backup.")
    if not target.stat().st_size:
        return
    with spoken(target), closing(open_for_reading(target)) as connection:
        version.version_of(connection)
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal" or Path(f"{target}-wal").exists():
        raise JournalError(f"{target} is a journal of its own, not a backup; it was not overwritten.")


def _free_name(folder: Path, stem: str) -> Path:
    names = (folder / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db") for number in count(1))
    return next(path for path in names if not path.exists())


def _thin(journal: Path, now: datetime, spared: Path) -> None:
    """Delete the backups that are not worth keeping, and what a killed process has left half done."""
    with suppress(OSError):  # what cannot be deleted now will be another time
        backups = backups_of(journal)
        kept = worth_keeping((backup.at for backup in backups), now)
        for backup in backups:
            if backup.at not in kept and backup.path != spared:
                backup.path.unlink(missing_ok=True)
        present = spared.stat().st_mtime
        for part in folder_of(journal).glob("*.part*"):
            if present - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink(missing_ok=True)
