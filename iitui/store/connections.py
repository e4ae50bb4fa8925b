"""How the journal's file is opened, and what is said when it cannot be."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iitui.domain.errors import JournalError

BUSY_SECONDS = 10.0
"""How long a write waits for another process to finish its own."""

_HEADER = b"SQLite format 3\x00"


def look_at(path: Path) -> bool:
    """Return whether a journal lies at a path; look before SQLite does, for a clearer word.

    Raises:
        JournalError: the folder is missing, or something else than a database lies there.
    """
    if not path.parent.is_dir():
        raise JournalError(f"{path}: the folder {path.parent} does not exist.")
    if path.is_dir():
        raise JournalError(f"{path} is a folder, not a journal.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}.") from error
    if head and head != _HEADER:
        raise JournalError(f"{path} is not a journal: it is not an SQLite database.")
    return True


def explain(error: sqlite3.Error, path: Path) -> JournalError:
    """Put an error of SQLite into a sentence that says what and where."""
    words = str(error)
    known = (
        ("locked", "is in use by another program that does not let go; try again when that is done."),
        ("busy", "is in use by another program that does not let go; try again when that is done."),
        ("readonly", "is read-only; nothing was changed."),
        ("disk is full", "lies on a disk that is full; nothing was changed."),
        ("not a database", "is not a journal: it is not an SQLite database."),
        ("malformed", "is damaged; nothing was changed."),
        ("unable to open", "cannot be opened; look at the permissions of the file and its folder."),
        ("disk I/O", "cannot be read or written: the disk reports an error."),
    )
    sentence = next((said for sign, said in known if sign in words), f"cannot be used: {words}.")
    return JournalError(f"{path} {sentence}")


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn errors of SQLite, and of the schema's history, into `JournalError` with the file's name."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except JournalError as error:
        if str(path) in str(error):
            raise
        raise JournalError(f"{path} {error}") from error


@contextmanager
def private_files() -> Iterator[None]:
    """Let files that SQLite makes meanwhile be readable by their owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a journal that exists, read-only."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    connection.execute("PRAGMA query_only = ON")
    return connection


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open a journal, or make an empty file for one; transactions are the caller's."""
    with private_files():
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
