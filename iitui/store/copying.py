"""Copies of journals: whole and checked, or not there at all.

The only place that calls SQLite's own backup, in both directions: from a journal that may be in use into a
new file, and from a file that nobody uses into a journal that may be in use.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.store import connections
from iitui.store.connections import open_for_reading, private_files, spoken
from iitui.store.schema import version
from iitui.store.schema.damage import has_faults

Progress = Callable[[int, int], None]
"""Is told how many pages are done, of how many."""

Unchanged = Callable[[], bool]
"""Tells whether nobody has written to a journal since a certain moment."""

_STEPS = 20
_SIDES = ("", "-journal", "-wal", "-shm")
_WAITING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class ChangedMeanwhileError(JournalError):
    """Somebody else wrote to a journal between two looks at it; nothing was done."""


@contextmanager
def part_file(folder: Path) -> Iterator[Path]:
    """Lend the name of a new file in a folder, readable by its owner only; what is left of it is deleted.

    Raises:
        JournalError: nothing can be written there.
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
    """Write a checked copy of a journal, as it is at one instant, into a file that nobody else uses.

    Raises:
        DamagedError: the source is damaged.
        JournalError: it is no journal or cannot be read, or the copy cannot be written.
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
    """Say of the source what is damaged in its copy, which is new."""
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
    connection.execute("PRAGMA synchronous = OFF")  # it is made durable once it is whole
    return connection


def _pages_at_once(connection: sqlite3.Connection) -> int:
    """Return a number of pages that takes at least two steps to copy everything."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    return max(1, pages // _STEPS)


def settle(part: Path, target: Path) -> None:
    """Make a finished file durable and give it its name.

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
    """Tell, from now on, whether somebody has written to a journal."""
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
    """Make a journal, which may be in use, what a file holds: as one transaction, seen by all at once.

    Args:
        part: the file, which nobody else uses.
        journal: made if it is not there.
        unchanged: asked once nobody else can write any more; where it says no, nothing is done.
        progress: is told how far it is.

    Raises:
        ChangedMeanwhileError: it said no.
        JournalError: the journal cannot be written; it is as it was.
    """
    with spoken(journal), private_files(), closing(_open_target(journal)) as target:
        _agree_on_page_size(part, target)
        with closing(open_for_reading(part)) as source:
            told = _Pouring(journal, unchanged, progress)
            source.backup(target, pages=_pages_at_once(source), progress=told)


class _Pouring:
    """Follows a backup into a journal, which is locked from its first step on."""

    def __init__(self, journal: Path, unchanged: Unchanged | None, progress: Progress | None) -> None:
        self._journal = journal
        self._unchanged = unchanged
        self._progress = progress

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in _WAITING:
            raise sqlite3.OperationalError("database is locked")
        if self._unchanged is not None and not self._unchanged():
            raise ChangedMeanwhileError(f"{self._journal} was changed meanwhile; nothing was done.")
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
            if not connections.is_damage(error):  # what is damaged is all written over
                raise
    return connection


def _agree_on_page_size(part: Path, target: sqlite3.Connection) -> None:
    """Give the copy the pages of the journal, whose size cannot change while it is in use."""
    wanted = int(target.execute("PRAGMA page_size").fetchone()[0])
    with closing(_open_part(part)) as connection:
        if connection.execute("PRAGMA page_size").fetchone()[0] != wanted:
            connection.execute(f"PRAGMA page_size = {wanted}")
            connection.execute("VACUUM")
