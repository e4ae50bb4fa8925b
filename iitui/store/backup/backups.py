"""Takes backups of a journal with SQLite's backup function, checks them, and thins them out as they age.

They are in a folder beside the journal, readable by their owner only. A backup is never a plain copy of a
file in use, and is never in use itself: unlike a journal it has no write-ahead log.
"""

from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.domain.history import worth_keeping
from iitui.domain.progress import Progress
from iitui.store.backup_catalog import STAMP, Backup, Reason, backups_of, folder_of
from iitui.store.connections import look_at, open_for_reading, private_files, spoken
from iitui.store.copying import part_file, settle, write_copy
from iitui.store.schema import version

_STALE_SECONDS = 3600


def make_folder(journal: Path) -> Path:
    """Return the folder for the backups of a journal; create it, private to its owner, if necessary.

    Raises:
        JournalError: it cannot be created.
    """
    folder = folder_of(journal)
    with private_files():
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise JournalError(f"{folder} cannot be created: {error.strerror}.") from error
    return folder


def take_backup(journal: Path, reason: Reason, now: datetime, progress: Progress | None = None) -> Backup:
    """Back up the journal to its folder of backups, and thin out older backups.

    Raises:
        DamagedError: the journal is damaged.
        JournalError: it cannot be read, or the backup cannot be written; no partial backup is left.
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
    """Back up the journal to a file that the user named; the file is new or an older backup.

    Raises:
        DamagedError: the journal is damaged.
        JournalError: as `take_backup`, or the file is not a backup and was not overwritten.
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
        raise JournalError(f"{target} is another journal, not a backup, so it wasn't overwritten.")


def _free_name(folder: Path, stem: str) -> Path:
    names = (folder / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db") for number in count(1))
    return next(path for path in names if not path.exists())


def _thin(journal: Path, now: datetime, spared: Path) -> None:
    """Delete backups that are no longer needed, and partial files that a killed process left behind."""
    with suppress(OSError):  # what cannot be deleted now is deleted next time
        backups = backups_of(journal)
        kept = worth_keeping((backup.at for backup in backups), now)
        for backup in backups:
            if backup.at not in kept and backup.path != spared:
                backup.path.unlink(missing_ok=True)
        present = spared.stat().st_mtime
        for part in folder_of(journal).glob("*.part*"):
            if present - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink(missing_ok=True)
