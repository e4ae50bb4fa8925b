"""The files in a shared folder: one for each device, written whole or not at all, and read with suspicion.

A file is a line that says what it is, a line of JSON about it, and the packed document. Whatever carries the
folder may leave half of a file, an old one or a copy of one; which came first does not matter.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from iitui.domain.errors import JournalError
from iitui.domain.sharing import SkippedFile
from iitui.domain.text import clean_line, fold
from iitui.store.copying import part_file, settle
from iitui.store.share_state import digest_of

ENDING = ".iitui-share"
_MAGIC = b"IITUI-SHARE "
_VERSION = b"1"
_LONGEST_HEAD = 1 << 20
_LARGEST = 1 << 30
_BROKEN = "only part of it has arrived, or it's damaged; the rest comes with the next one"


@dataclass(frozen=True, slots=True)
class SharedFile:
    """What a device has left.

    Attributes:
        name: of the file.
        device: the UID of the device.
        called: what the device is called.
        digest: of the document.
        document: packed; empty if it was taken over before.
        version: what the document has seen.
    """

    name: str
    device: str
    called: str
    digest: str
    version: bytes
    document: bytes = b""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """The files in a shared folder.

    Attributes:
        files: those that can be read, by name.
        skipped: the others, with the reason.
    """

    files: tuple[SharedFile, ...]
    skipped: tuple[SkippedFile, ...]


class _SkipError(Exception):
    """A file cannot be used; the message says why."""


def require_folder(folder: Path) -> None:
    """Check that a folder is there.

    Raises:
        JournalError: it is not.
    """
    try:
        is_folder = stat.S_ISDIR(folder.stat().st_mode)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise JournalError(f"{clean_line(str(folder))} can't be used for sharing: {why}.") from error
    if not is_folder:
        raise JournalError(f"{clean_line(str(folder))} isn't a folder; name the shared folder.")


def read_folder(folder: Path, seen: Mapping[str, str]) -> FolderContents:
    """Read what all devices have left; the documents only of files that were not taken over before.

    Args:
        folder: the shared folder.
        seen: name of a file -> digest of what was taken over from it.

    Raises:
        JournalError: the folder cannot be read.
    """
    require_folder(folder)
    files, skipped = [], []
    for path in _paths(folder):
        try:
            files.append(_read(path, seen))
        except _SkipError as error:
            skipped.append(SkippedFile(clean_line(path.name), str(error)))
        except OSError as error:
            skipped.append(SkippedFile(clean_line(path.name), f"it cannot be read: {error.strerror}"))
    return FolderContents(tuple(files), tuple(skipped))


def _paths(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(path for path in folder.iterdir() if path.name.endswith(ENDING))
    except OSError as error:
        raise JournalError(f"{clean_line(str(folder))} cannot be read: {error.strerror}.") from error


def _read(path: Path, seen: Mapping[str, str]) -> SharedFile:
    if not stat.S_ISREG(path.stat().st_mode):
        raise _SkipError("it is not a file")
    if path.stat().st_size > _LARGEST:
        raise _SkipError("it is too large")
    with path.open("rb") as file:
        magic = file.readline(64)
        if not magic.startswith(_MAGIC):
            raise _SkipError("it is empty" if not magic else "it isn't a file that iitui wrote")
        if magic.strip() != _MAGIC + _VERSION:
            raise _SkipError("it's from a newer version of iitui; please update")
        head = _head(path.name, file.readline(_LONGEST_HEAD))
        if seen.get(path.name) == head.digest:
            return head
        document = file.read(_LARGEST)
    if digest_of(document) != head.digest:
        raise _SkipError(_BROKEN)
    return SharedFile(head.name, head.device, head.called, head.digest, head.version, document)


def _head(name: str, line: bytes) -> SharedFile:
    try:
        head = json.loads(line)
        return SharedFile(
            name,
            str(head["device"]),
            clean_line(str(head["called"]))[:60],
            str(head["digest"]),
            bytes.fromhex(head["version"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _SkipError(_BROKEN) from error


def file_name(called: str, device: str) -> str:
    """Return the name of a device's file."""
    word = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(called)).split())
    return f"{word[:40] or 'device'}-{device}{ENDING}"


def write_file(folder: Path, own: SharedFile) -> None:
    """Leave a device's own file, and take away the one it left under another name.

    Raises:
        JournalError: the folder cannot be written to; the file is as it was.
    """
    head = {
        "device": own.device,
        "called": own.called,
        "digest": own.digest,
        "version": own.version.hex(),
    }
    line = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    target = folder / own.name
    with part_file(folder) as part:
        try:
            part.write_bytes(b"\n".join((_MAGIC + _VERSION, line, own.document)))
        except OSError as error:
            raise JournalError(f"{target} cannot be written: {error.strerror}.") from error
        settle(part, target)
    for path in _paths(folder):
        if path.name != own.name and path.name.endswith(f"-{own.device}{ENDING}"):
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108
