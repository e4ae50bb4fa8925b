"""Keeps a copy of a damaged journal, and makes the original fit to be overwritten by a restore.

Only this module handles a journal's file without SQLite, which can neither copy nor open a damaged one. The
file itself is kept, not replaced, so that apps which have it open see the restored contents.
"""

import os
import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.store.connections import private_files

_SIDES = ("", "-wal", "-shm")
_FORMAT = 18
_WAL = b"\x02\x02"
"""The value of bytes 18 and 19 of a database with a write-ahead log."""


def set_aside(journal: Path, now: datetime) -> Path:
    """Copy a damaged journal and its log to files beside it, and return the path of the copy.

    Raises:
        JournalError: it cannot be read, or the copy cannot be written; nothing was changed.
    """
    stem = f"{journal.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (journal.with_name(stem if number == 1 else f"{stem}-{number}") for number in count(1))
    aside = next(path for path in names if not path.exists())
    for side in _SIDES:
        source = Path(f"{journal}{side}")
        try:
            if source.exists():
                _copy(source, Path(f"{aside}{side}"))
        except OSError as error:
            for other in _SIDES:
                Path(f"{aside}{other}").unlink(missing_ok=True)
            raise JournalError(
                f"{source} is damaged and couldn't be saved as {aside}{side}: {error.strerror};"
                " nothing was changed."
            ) from error
    return aside


def _copy(source: Path, target: Path) -> None:
    with private_files(), source.open("rb") as reading, target.open("xb") as writing:
        shutil.copyfileobj(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())


def make_usable(journal: Path, part: Path) -> None:
    """Give a damaged journal the first page and the minimum length of a sound file, so that SQLite opens it.

    Raises:
        JournalError: it cannot be written.
    """
    try:
        with part.open("rb") as sound, journal.open("rb+") as file:
            header = sound.read(100)
            size = int.from_bytes(header[16:18], "big")
            page = bytearray(header + sound.read((65536 if size == 1 else size) - len(header)))
            page[_FORMAT : _FORMAT + len(_WAL)] = _WAL
            file.write(page)
            file.truncate(max(journal.stat().st_size, part.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise JournalError(f"{journal} cannot be written: {error.strerror}.") from error
