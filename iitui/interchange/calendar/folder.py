"""A folder with one calendar item in each file (vdir), as khal, vdirsyncer and pimsync read and write it.

Files are written whole, and are private to their owner. A file that another program changed is never written
over, and one that it deleted is not written again, unless the user says so. Source: the vdir format,
https://vdirsyncer.pimutils.org/en/stable/vdir.html, which ignores names that begin with "." or end in ".tmp".
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from iitui.domain.calendar_items import FOREIGN, CalendarFile, CalendarItem, EventFacts, core_of
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportProblem, ImportReading
from iitui.domain.text import clean_line
from iitui.interchange.calendar.format import BEGIN
from iitui.interchange.decoding import decode, to_utf8

ENDING = ".ics"

MOST_BYTES = 4 << 20
"""How large the file of one item may be, in bytes."""

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9@._-]{0,180}")


@dataclass(frozen=True, slots=True)
class FolderUpdate:
    """What was done to a folder.

    Attributes:
        written: the files that were written, or hold by chance what was to be written.
        removed: the UIDs of items whose files were removed, or are gone.
        foreign: the names of files that another program changed; they were kept.
        vanished: the names of files that somebody deleted; they were not written again.
        unchanged: how many files hold what they should.
        count: how many files were written or removed on the disk.
    """

    written: tuple[CalendarFile, ...] = ()
    removed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    unchanged: int = 0
    count: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether the folder holds just what it should."""
        return not (self.foreign or self.vanished)


def resolve_folder(path: Path) -> Path:
    """Return a folder by its one absolute name."""
    return Path(os.path.realpath(path.expanduser()))


def scan_folder(folder: Path) -> dict[str, str]:
    """Return the stamps of the files of a folder, by name; empty if there is no folder.

    Raises:
        UnreadableError: it cannot be read, or is a file.
    """
    stamps: dict[str, str] = {}
    with _said_of(folder, "read"):
        if not folder.exists():
            return stamps
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(ENDING) and not entry.name.startswith(".") and entry.is_file():
                    stamps[entry.name] = _stamp(entry.stat())
    return stamps


def holds_calendar(path: Path) -> bool:
    """Return whether a file begins as a calendar does, or a folder holds files of calendar items."""
    try:
        if path.is_dir():
            return bool(scan_folder(path))
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return BEGIN.match(to_utf8(file.read(4096))) is not None
    except (OSError, ValueError, UnreadableError):
        return False  # why it cannot be read is said where it is read


def read_item_file(folder: Path, name: str) -> bytes:
    """Return the bytes of a file; of one that is too large for an item, no more than show that.

    Raises:
        UnreadableError: it cannot be read.
    """
    with _said_of(folder / name, "read"), (folder / name).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def read_item(folder: Path, name: str) -> tuple[ImportReading, str]:
    """Return what a file says, and the digest of its bytes.

    A file that is no calendar, or too large for an item, says nothing but that: the others are read all the
    same.

    Raises:
        UnreadableError: it cannot be read.
    """
    from iitui.interchange.calendar.reading import read_calendar

    data = read_item_file(folder, name)
    if len(data) > MOST_BYTES:
        return _unread(name, f"is larger than {MOST_BYTES >> 20} MiB, too large for an item."), digest_of(
            data
        )
    try:
        return read_calendar(clean_line(name), decode(data)), digest_of(data)
    except UnreadableError:
        return _unread(name, "isn't a readable calendar item."), digest_of(data)


def _unread(name: str, reason: str) -> ImportReading:
    problem = ImportProblem(clean_line(name), "line 1", reason)
    return ImportReading(clean_line(name), "iCalendar", (), (problem,))


def digest_of(data: bytes) -> str:
    """Return the digest of the bytes of a file."""
    return hashlib.sha256(data).hexdigest()


def update_folder(
    folder: Path,
    items: Sequence[CalendarItem],
    known: Iterable[CalendarFile],
    now: datetime,
    *,
    is_forced: bool = False,
) -> FolderUpdate:
    """Write the items that changed to a folder; it is created if it is missing.

    Args:
        folder: its absolute path.
        items: all that calendars are told.
        known: the files that were written there before, or read from there.
        now: nobody is told that the file of a past event is gone.
        is_forced: whether to write over what others changed, and again what they deleted.

    Raises:
        UnreadableError: the folder cannot be read or written to.
    """
    make_folder(folder)
    by_uid = {one.uid: one for one in known}
    update = _Update(folder, by_uid, scan_folder(folder), now, is_forced=is_forced)
    for item in items:
        update.bring(item)
    return update.result()


class _Update:
    """Brings a folder up to date, item by item."""

    def __init__(
        self,
        folder: Path,
        known: Mapping[str, CalendarFile],
        present: Mapping[str, str],
        now: datetime,
        *,
        is_forced: bool,
    ) -> None:
        self._now = now
        self._folder = folder
        self._known = known
        self._present = present
        self._is_forced = is_forced
        self._written: list[CalendarFile] = []
        self._removed: list[str] = []
        self._foreign: list[str] = []
        self._vanished: list[str] = []
        self._unchanged = 0
        self._count = 0

    def result(self) -> FolderUpdate:
        """Return what was done."""
        return FolderUpdate(
            written=tuple(self._written),
            removed=tuple(self._removed),
            foreign=tuple(self._foreign),
            vanished=tuple(self._vanished),
            unchanged=self._unchanged,
            count=self._count,
        )

    def bring(self, item: CalendarItem) -> None:
        """Let the folder hold what one item says."""
        known = self._known.get(item.uid)
        name = known.name if known else file_name(item.uid)
        is_wanted = isinstance(item.facts, EventFacts) or not item.facts.ended
        stamp = self._present.get(name)
        if stamp is None and known is None:
            # What ended before it was ever here is no news.
            if is_wanted and not (isinstance(item.facts, EventFacts) and item.facts.cancelled):
                self._write(item, name)
        elif stamp is None and known is not None:
            self._bring_vanished(item, known, is_wanted=is_wanted)
        elif known is not None and known.stamp == stamp:
            self._bring_own(item, known, is_wanted=is_wanted)
        else:
            self._bring_other(item, known, name, stamp or "", is_wanted=is_wanted)

    def _bring_vanished(self, item: CalendarItem, known: CalendarFile, *, is_wanted: bool) -> None:
        event = item.facts if isinstance(item.facts, EventFacts) else None
        is_over = event is not None and event.cancelled
        if not is_wanted or (is_over and not self._is_forced):
            self._removed.append(item.uid)
        elif self._is_forced:
            self._write(item, known.name)
        elif event is not None and event.begins < self._now:
            self._unchanged += 1
            if known.stamp:
                self._written.append(replace(known, stamp=""))
        else:
            self._vanished.append(known.name)

    def _bring_own(self, item: CalendarItem, known: CalendarFile, *, is_wanted: bool) -> None:
        if not is_wanted:
            self._remove(item, known.name)
        elif known.sequence == item.sequence or (known.sequence == FOREIGN and _is_same(known, item)):
            self._unchanged += 1
        elif known.sequence == FOREIGN:
            self._write_into(item, known.name)
        else:
            self._write(item, known.name)

    def _bring_other(
        self, item: CalendarItem, known: CalendarFile | None, name: str, stamp: str, *, is_wanted: bool
    ) -> None:
        """Look into a file whose time or size is not the one that was kept."""
        digest = digest_of(read_item_file(self._folder, name))
        if known is not None and digest == known.digest:  # only its time is another
            known = replace(known, stamp=stamp)
            self._written.append(known)
            self._bring_own(item, known, is_wanted=is_wanted)
        elif digest == digest_of(_bytes_of(item)):  # written by a run that was cut off
            self._written.append(_file_of(item, name, stamp, digest))
            self._unchanged += 1
        elif self._is_forced:
            self._write(item, name) if is_wanted else self._remove(item, name)
        else:
            self._foreign.append(name)

    def _write(self, item: CalendarItem, name: str) -> None:
        data = _bytes_of(item)
        stamp = _write_whole(self._folder / name, data)
        self._written.append(_file_of(item, name, stamp, digest_of(data)))
        self._count += 1

    def _write_into(self, item: CalendarItem, name: str) -> None:
        """Change only what differs in a file that another program made."""
        from iitui.interchange.calendar.writing import write_into

        data = write_into(read_item_file(self._folder, name), item)
        stamp = _write_whole(self._folder / name, data)
        file = _file_of(item, name, stamp, digest_of(data))
        self._written.append(replace(file, sequence=FOREIGN))
        self._count += 1

    def _remove(self, item: CalendarItem, name: str) -> None:
        with _said_of(self._folder / name, "removed"):
            (self._folder / name).unlink(missing_ok=True)
        self._removed.append(item.uid)
        self._count += 1


def _is_same(known: CalendarFile, item: CalendarItem) -> bool:
    """Return whether nothing is to be written into an event that another program made.

    It stays as it is where its interview was deleted here: it is not iitui's to cancel.
    """
    return not item.subject or core_of(known.facts) == core_of(item.facts)


def _file_of(item: CalendarItem, name: str, stamp: str, digest: str) -> CalendarFile:
    return CalendarFile(
        uid=item.uid, name=name, sequence=item.sequence, stamp=stamp, digest=digest, facts=item.facts
    )


def _bytes_of(item: CalendarItem) -> bytes:
    from iitui.interchange.calendar.writing import write_calendar  # nothing is written most of the time

    return write_calendar([item])


def file_name(uid: str) -> str:
    """Return the name of the file of an item: its UID, or a digest of one that makes no good name."""
    good = _SAFE.fullmatch(uid) is not None
    return f"{uid if good else digest_of(uid.encode('utf-8', 'surrogatepass'))[:40]}{ENDING}"


def make_folder(folder: Path) -> None:
    """Create a folder, private to its owner, unless it is there.

    Raises:
        UnreadableError: it cannot be created, or is a file.
    """
    with _said_of(folder, "created"):
        for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise UnreadableError(f"{clean_line(str(folder))} is a file, not a folder.")


def _write_whole(path: Path, data: bytes) -> str:
    with _said_of(path, "written"):
        if path.is_dir():
            raise UnreadableError(f"{clean_line(str(path))} is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise UnreadableError(f"{clean_line(str(path))} is not a regular file.")
        handle, part = tempfile.mkstemp(prefix=".iitui-", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(part, path)  # noqa: PTH105 - the name came as text
        except BaseException:
            with suppress(OSError):
                os.unlink(part)  # noqa: PTH108
            raise
        return _stamp(path.stat())


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size}:{status.st_mtime_ns}"


@contextmanager
def _said_of(path: Path, done: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UnreadableError(f"{clean_line(str(path))} cannot be {done}: {why}.") from error
