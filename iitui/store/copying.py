"""Copies journals, completely and checked, or not at all.

Only this module calls SQLite's backup function, in both directions: from a journal that may be in use to a
new file, and from a file that is not in use to a journal that may be in use.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.domain.progress import Progress
from iitui.store import connections
from iitui.store.connections import open_for_reading, private_files, spoken
from iitui.store.schema import version
from iitui.store.schema.damage import has_faults

Unchanged = Callable[[], bool]
"""Returns whether a journal is unchanged since a certain moment."""

_STEPS = 20
_SIDES = ("", "-journal", "-wal", "-shm")
_WAITING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class ChangedMeanwhileError(JournalError):
    """Another process wrote to a journal between two steps; nothing was done."""


@contextmanager
def part_file(folder: Path) -> Iterator[Path]:
    """Provide a temporary file in a folder, private to its owner; delete what is left of it afterwards.

    Raises:
        JournalError: the folder cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(prefix="iitui-", suffix=".part", dir=folder)
        os.close(handle)
    except OSError as error:
        raise JournalError(f"{folder} cannot be written to: {error.strerror}.") from error
    try:
        yield Path(name)
    finally:
        for side in _SIDES:
            with suppress(OSError):
                Path(f"{name}{side}").unlink(missing_ok=True)


def write_copy(source: Path, part: Path, progress: Progress | None = None) -> None:
    """Write a checked copy of a journal, consistent at one instant, to a file that is not in use.

    Raises:
        DamagedError: the source is damaged.
        JournalError: the source is not a journal or cannot be read, or the copy cannot be written.
    """
    with spoken(source):
        reading = open_for_reading(source)
    with closing(reading):
        with spoken(source):
            version.version_of(reading)
            reading.execute("BEGIN")  # whatever others write meanwhile, this is the state that is copied
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with spoken(part.parent), private_files(), closing(_open_part(part)) as writing, _blamed_on(source):
            _copy_pages(reading, writing, progress)
            writing.execute("PRAGMA journal_mode = DELETE")
    with spoken(source), closing(open_for_reading(part)) as copy:
        fault = has_faults(copy)
        if fault is not None:
            raise connections.damaged(source, fault)


@contextmanager
def _blamed_on(source: Path) -> Iterator[None]:
    """Report damage in the copy as damage of the source, since the copy is new."""
    try:
        yield
    except connections.UNREADABLE as error:
        if connections.is_damage(error):
            raise connections.explain(error, source) from error
        raise


def _copy_pages(reading: sqlite3.Connection, writing: sqlite3.Connection, progress: Progress | None) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    reading.backup(writing, pages=_pages_at_once(reading), progress=told)


def _open_part(part: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(part, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # it is made durable once it is complete
    return connection


def _pages_at_once(connection: sqlite3.Connection) -> int:
    """Return the number of pages per step, such that copying takes at least two steps."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    return max(1, pages // _STEPS)


def settle(part: Path, target: Path) -> None:
    """Make a finished file durable and rename it to its target.

    Raises:
        JournalError: it cannot be written.
    """
    try:
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise JournalError(f"{target} cannot be written: {error.strerror}.") from error


@contextmanager
def watching(journal: Path) -> Iterator[Unchanged]:
    """Provide a function that returns whether a journal is unchanged since now."""
    with spoken(journal):
        connection = open_for_reading(journal)
    with closing(connection):

        def state() -> int:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

        with spoken(journal):
            first = state()
        yield lambda: state() == first


def pour(
    part: Path, journal: Path, unchanged: Unchanged | None = None, progress: Progress | None = None
) -> None:
    """Overwrite a journal, which may be in use, with a file, in one transaction.

    Args:
        part: the file, which is not in use.
        journal: created if it does not exist.
        unchanged: called once the journal is locked; if it returns False, nothing is done.
        progress: called after each step.

    Raises:
        ChangedMeanwhileError: `unchanged` returned False.
        JournalError: the journal cannot be written; it is as it was.
    """
    with spoken(journal), private_files(), closing(_open_target(journal)) as target:
        _agree_on_page_size(part, target)
        with closing(open_for_reading(part)) as source:
            told = _Pouring(journal, unchanged, progress)
            source.backup(target, pages=_pages_at_once(source), progress=told)


class _Pouring:
    """Follows a backup to a journal, which is locked from the first step on."""

    def __init__(self, journal: Path, unchanged: Unchanged | None, progress: Progress | None) -> None:
        self._journal = journal
        self._unchanged = unchanged
        self._progress = progress

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in _WAITING:
            raise sqlite3.OperationalError("database is locked")
        if self._unchanged is not None and not self._unchanged():
            raise ChangedMeanwhileError(f"{self._journal} was changed in the meantime; nothing was done.")
        self._unchanged = None
        if self._progress is not None:
            self._progress(total - remaining, total)


def _open_target(journal: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(journal, timeout=connections.BUSY_SECONDS, isolation_level=None)
    with connections.closed_on_error(connection):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.DatabaseError as error:
            if not connections.is_damage(error):  # a damaged journal is overwritten anyway
                raise
    return connection


def _agree_on_page_size(part: Path, target: sqlite3.Connection) -> None:
    """Give the copy the page size of the journal, which cannot change while it is in use."""
    wanted = int(target.execute("PRAGMA page_size").fetchone()[0])
    with closing(_open_part(part)) as connection:
        if connection.execute("PRAGMA page_size").fetchone()[0] != wanted:
            connection.execute(f"PRAGMA page_size = {wanted}")
            connection.execute("VACUUM")
