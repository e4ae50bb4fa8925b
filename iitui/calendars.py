"""Carries the calendar between the journal and other programs, for commands and screens alike."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from iitui import __version__
from iitui.domain.calendar_items import CalendarItem, is_news
from iitui.domain.text import several
from iitui.exports.outgoing import Outgoing
from iitui.interchange.calendar.folder import FolderUpdate, scan_folder, update_folder
from iitui.settings import Settings

if TYPE_CHECKING:
    from iitui.store.journal import Store
    from iitui.store.reader import JournalReader

_WRITING = 1
"""Raised whenever items are written in another way, so that folders are looked through once more."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What calendars depend on besides the journal.

    Attributes:
        now: the present instant.
        day_end: the end of the user's day.
        zone: the user's zone.
        settings: the user's settings.
    """

    now: datetime
    day_end: datetime
    zone: ZoneInfo
    settings: Settings

    @property
    def digest(self) -> str:
        """A text that is another one whenever they would change what calendars are told."""
        settings = sorted((name, str(value)) for name, value in vars(self.settings).items() if name != "keys")
        told = f"{_WRITING} {__version__} {self.zone} {settings}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def tell_calendars(store: "Store", around: Circumstances) -> list[CalendarItem]:
    """Return all that calendars are told, and remember that they were told it."""
    return store.calendar.tell(around.now, around.day_end, around.zone, around.settings.arrive_by)


def calendar_file(store: "Store", around: Circumstances) -> Outgoing:
    """Return the calendar as one file."""
    return _outgoing([item for item in tell_calendars(store, around) if is_news(item, around.now)])


def empty_file() -> Outgoing:
    """Return the calendar of a journal that does not exist yet, and is not made only for that."""
    return _outgoing([])


def _outgoing(items: Sequence[CalendarItem]) -> Outgoing:
    from iitui.interchange.calendar.writing import PRODUCT, write_calendar

    text = write_calendar(items).decode("utf-8")
    return Outgoing(iter([text]), len(items), several(len(items), "calendar item"), f"PRODID:{PRODUCT}")


def unchanged_folder(reader: "JournalReader", folder: Path, around: Circumstances) -> FolderUpdate | None:
    """Return what there is to do in a folder, if that is nothing; None if it must be looked through."""
    name = str(folder)
    if not reader.calendar.is_unchanged(name, around.digest, around.now):
        return None
    kept, present = reader.calendar.stamps(name), scan_folder(folder)
    if any(present.get(file) != stamp for file, stamp in kept.items()):
        return None
    return FolderUpdate(unchanged=len(kept))


def export_folder(
    store: "Store", folder: Path, around: Circumstances, *, is_forced: bool = False
) -> FolderUpdate:
    """Bring a folder with one file for each item up to date.

    Args:
        store: the journal.
        folder: its absolute path; created if it is missing.
        around: what else the calendar depends on.
        is_forced: whether to write over what others changed there, and again what they deleted.

    Raises:
        UnreadableError: the folder cannot be read or written to.
    """
    name = str(folder)
    known = store.reader.calendar.files(name)
    items = tell_calendars(store, around)
    update = update_folder(folder, items, known, is_forced=is_forced)
    store.calendar.keep_files(
        name,
        update.written,
        update.removed,
        circumstances=around.digest if update.is_complete else None,
    )
    return update
