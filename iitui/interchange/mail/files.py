"""Finds the mail in files and folders, and reads the messages of each file one after the other.

A folder is read as it is found: a Maildir with its subfolders, a folder of .eml files, the mbox files of a
mail program, or all of these below each other. What is no mail is passed over in silence.
"""

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from iitui.domain.errors import UnreadableError
from iitui.domain.mail.messages import MailPlace
from iitui.domain.text import clean
from iitui.interchange import archives
from iitui.interchange.mail.heads import RawMessage
from iitui.interchange.mail.mbox import MOST_HEAD, Readable, is_mbox, split_head, split_mbox
from iitui.interchange.reading_errors import said_of

MOST_START = MOST_HEAD + (64 << 10)
"""How many bytes of a message are kept as a rule: its head, and as much of its body as tells of a failure."""

_LOOKED_AT = 4 << 10
_MAILDIR = ("new", "cur")
_PASSED_OVER = frozenset(("tmp", "drafts", "templates", "unsent messages", "spam", "junk"))
_FIELDS = (
    b"from:",
    b"to:",
    b"date:",
    b"subject:",
    b"message-id:",
    b"received:",
    b"return-path:",
    b"mime-version:",
)
_FEWEST_FIELDS = 3


class MailFile(NamedTuple):
    """A file with mail in it.

    Attributes:
        path: where it is.
        size: its bytes when it was found; of a file in an archive, unpacked, as the archive states it.
        member: its path in the archive `path`; empty if it is in none.
        is_single: whether it is one message, not an mbox file.
    """

    path: Path
    size: int
    member: str = ""
    is_single: bool = False

    @property
    def name(self) -> str:
        """What messages about it call it."""
        return clean(f"{self.path}: {self.member}" if self.member else str(self.path))


def find_mail(path: Path, go_on: Callable[[], None] | None = None) -> Iterator[MailFile]:
    """Yield the files with mail in them: the file itself, or those in the archive or the folder.

    Args:
        path: a file or a folder; of a folder, what is on other disks is passed over.
        go_on: called for each file that is looked at; what it raises ends the search.

    Raises:
        UnreadableError: the file cannot be read, or its archive is damaged.
    """
    file = clean(str(path))
    with said_of(file):
        if path.is_dir():
            yield from _in_folder(path, go_on or _go_on)
        elif not path.exists():
            raise UnreadableError(f"There is no file or folder {file}.")
        elif path.is_file():
            yield from _in_file(path)
        else:
            raise UnreadableError(f"{file} is not a regular file.")


def looks_like_message(start: bytes) -> bool:
    """Return whether a file that starts with these bytes is one message, such as an .eml file."""
    head, _ = split_head(start.removeprefix(b"\xef\xbb\xbf"))
    lines = {line.split(b" ", 1)[0].rstrip().lower() for line in head.split(b"\n")}
    return b"\0" not in head and sum(field in lines for field in _FIELDS) >= _FEWEST_FIELDS


def _in_file(path: Path) -> Iterator[MailFile]:
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
        size = os.fstat(stream.fileno()).st_size
    if start.startswith(archives.MARK):
        for member in archives.members_ending(clean(str(path)), path, ".mbox"):
            yield MailFile(path, member.file_size, member.filename)
    elif is_mbox(start):
        yield MailFile(path, size)
    elif looks_like_message(start):
        yield MailFile(path, size, is_single=True)


def _go_on() -> None:
    """Go on, when no function was given that may say otherwise."""


def _in_folder(top: Path, go_on: Callable[[], None]) -> Iterator[MailFile]:
    if not os.access(top, os.R_OK | os.X_OK):
        raise PermissionError
    disk = top.stat().st_dev
    for folder, folders, names in os.walk(top):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if _is_to_be_searched(here / name, disk))
        is_maildir = here.name in _MAILDIR and any(
            (here.parent / name).is_dir() for name in ("cur", "new", "tmp")
        )
        for name in sorted(names):
            go_on()
            yield from _look_at(here / name, is_message=is_maildir)


def _is_to_be_searched(folder: Path, disk: int) -> bool:
    if folder.name.lstrip(".").casefold() in _PASSED_OVER:
        return False
    try:
        return folder.stat().st_dev == disk
    except OSError:
        return False


def _look_at(path: Path, *, is_message: bool) -> Iterator[MailFile]:
    """Yield a file of a folder if it is mail; one that cannot be read is passed over."""
    if path.name.casefold() in _PASSED_OVER:
        return
    try:
        if is_message:
            if not path.name.startswith("."):
                # One that was renamed since the folder was read is looked for when it is read.
                yield MailFile(path, path.stat().st_size if path.exists() else 0, is_single=True)
        elif path.is_file():
            with path.open("rb") as stream:
                start = stream.read(_LOOKED_AT)
                size = os.fstat(stream.fileno()).st_size
            if is_mbox(start):
                yield MailFile(path, size)
            elif _is_named_as_message(path) and looks_like_message(start):
                yield MailFile(path, size, is_single=True)
    except OSError:
        return


def _is_named_as_message(path: Path) -> bool:
    return path.suffix.casefold() == ".eml" or path.name.isdecimal()


Advance = Callable[[int], None]
"""Called with the number of bytes that were read since the last call."""


class _Counted:
    """A stream that tells how far it was read."""

    def __init__(self, stream: Readable, advance: Advance) -> None:
        self._stream = stream
        self._advance = advance

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(size)
        self._advance(len(data))
        return data


def read_raw(file: MailFile, most: Callable[[MailPlace], int], advance: Advance) -> Iterator[RawMessage]:
    """Yield the messages of a file.

    Args:
        file: a file that `find_mail` found.
        most: returns how many bytes of the message at a place are kept.
        advance: is told what was read.

    Raises:
        UnreadableError: the file cannot be read to its end; the messages before that were yielded.
    """
    try:
        if file.is_single:
            yield from _single(file, most, advance)
        else:
            with _opened(file) as stream:
                for part in split_mbox(
                    _Counted(stream, advance), lambda number: most(MailPlace(file.name, number))
                ):
                    head, body = split_head(part.start)
                    yield RawMessage(MailPlace(file.name, part.number), head, body, part.envelope)
    except archives.BROKEN as error:
        why = (
            "it is damaged or incomplete"
            if file.member
            else getattr(error, "strerror", None) or "it is damaged"
        )
        raise UnreadableError(f"{file.name} can't be read all the way: {why}.") from error


def _single(file: MailFile, most: Callable[[MailPlace], int], advance: Advance) -> Iterator[RawMessage]:
    place = MailPlace(file.name, 1)
    path = _as_named_now(file.path)
    if path is None:
        return  # deleted meanwhile
    with path.open("rb", buffering=0) as stream:
        data = stream.read(most(place))
    advance(file.size)
    flags = path.name.rpartition(":2,")[2] if ":2," in path.name else ""
    head, body = split_head(data.removeprefix(b"\xef\xbb\xbf"))
    yield RawMessage(place, head, body, is_draft="D" in flags)


def _as_named_now(path: Path) -> Path | None:
    """Return where a message of a Maildir is now: mail programs rename it as it is read and marked."""
    if path.exists():
        return path
    unique = path.name.partition(":")[0]
    for folder in _MAILDIR:
        try:
            for other in (path.parent.parent / folder).iterdir():
                if other.name.partition(":")[0] == unique:
                    return other
        except OSError:
            continue
    return None


@contextmanager
def _opened(file: MailFile) -> Iterator[Readable]:
    if not file.member:
        with file.path.open("rb", buffering=0) as stream:
            yield stream
        return
    with zipfile.ZipFile(file.path) as archive, archive.open(file.member) as stream:
        yield stream
