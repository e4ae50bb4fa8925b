"""Writes exported text to a file: whole or not at all, readable by its owner only.

An earlier export is replaced without a question, any other file only if that is forced; the journal never.
"""

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from iitui.domain.errors import UnreadableError
from iitui.domain.progress import Progress
from iitui.exports.outgoing import Outgoing


class ForeignFileError(UnreadableError):
    """A file would be replaced that is no earlier export; nothing was done."""


_BEGINNING = 4096
"""How many bytes of a file are looked at to tell whether it is an earlier export."""

_SIDES = ("", "-wal", "-shm")


def write_export(
    outgoing: Outgoing, target: Path, journal: Path, *, force: bool = False, progress: Progress | None = None
) -> None:
    """Write an export to a file, beside which a temporary one grows until it is whole.

    A link is followed. What is no usual file, such as a pipe or /dev/null, is written to as it is.

    Args:
        outgoing: what leaves the journal.
        target: the file.
        journal: the journal that it comes from.
        force: whether a file that is no earlier export of this kind is replaced, too.
        progress: called as the records are written.

    Raises:
        UnreadableError: the file cannot be written or must not be replaced; it is as it was.
    """
    try:
        file = Path(os.path.realpath(target))
        found = _stat(file)
        if found is not None and not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            with file.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(counted(outgoing, progress))
            return
        require_replaceable(file, outgoing.mark, journal, force=force)
        _write_beside(file, counted(outgoing, progress))
    except (OSError, ValueError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise UnreadableError(f"{target} cannot be written: {why}.") from error


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def require_replaceable(file: Path, mark: str, journal: Path, *, force: bool = False) -> None:
    """Refuse to replace a file that is not there to be replaced.

    Args:
        file: where something is to be written.
        mark: what stands near the beginning of an earlier export.
        journal: the journal, which is never replaced.
        force: whether any other file may be replaced.

    Raises:
        UnreadableError: it is a folder, belongs to the journal, or is a file of something else.
    """
    if not file.exists():
        return
    if file.is_dir():
        raise UnreadableError(f"{file} is a folder; name a file in it.")
    own = (Path(f"{journal}{side}") for side in _SIDES)
    if any(path.exists() and path.samefile(file) for path in own):
        raise UnreadableError(f"{file} is the journal itself; name another file.")
    with file.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    if not force and beginning.strip() and mark.encode() not in beginning:
        raise ForeignFileError(
            f"{file} isn't an earlier export of this kind, so it wasn't replaced; --force replaces it."
        )


def counted(outgoing: Outgoing, progress: Progress | None) -> Iterable[str]:
    """Yield the text of an export, and tell how far it is."""
    if progress is None:
        yield from outgoing.parts
        return
    for done, part in enumerate(outgoing.parts):
        yield part
        progress(min(done, outgoing.total), outgoing.total)
    progress(outgoing.total, outgoing.total)


def _write_beside(file: Path, parts: Iterable[str]) -> None:
    handle, name = tempfile.mkstemp(prefix=".iitui-", suffix=".part", dir=file.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 - it is open already
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    with suppress(OSError):  # not every file system lets a folder be synced
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
