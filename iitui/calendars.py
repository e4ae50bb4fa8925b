"""Carries the calendar between the journal and other programs, for commands and screens alike."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from iitui import __version__
from iitui.domain.calendar_events import EventRecord
from iitui.domain.calendar_items import (
    FOREIGN,
    TO_WRITE,
    CalendarFile,
    CalendarItem,
    EventFacts,
    Facts,
    is_news,
)
from iitui.domain.calendar_plan import CalendarKnown, CalendarPlan, EventAction, facts_of, plan_events
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.domain.text import clean_line, several
from iitui.exports.outgoing import Outgoing
from iitui.interchange.calendar.folder import (
    FolderUpdate,
    read_item,
    resolve_folder,
    scan_folder,
    update_folder,
)
from iitui.settings import Settings

if TYPE_CHECKING:
    from iitui.store.journal import Store
    from iitui.store.reader import JournalReader

ICALENDAR = "icalendar"
"""The word for the format of calendars."""

_WRITING = 1
"""Raised whenever items are written in another way, so that folders are looked through once more."""


@dataclass(frozen=True, slots=True)
class CalendarContext:
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


def tell_calendars(store: "Store", around: CalendarContext) -> list[CalendarItem]:
    """Return all that calendars are told, and remember that they were told it."""
    return store.calendar.tell(around.now, around.day_end, around.zone, around.settings.arrive_by)


def calendar_file(store: "Store", around: CalendarContext) -> Outgoing:
    """Return the calendar as one file."""
    return _outgoing([item for item in tell_calendars(store, around) if is_news(item, around.now)])


def empty_file() -> Outgoing:
    """Return the calendar of a journal that does not exist yet, and is not made only for that."""
    return _outgoing([])


def _outgoing(items: Sequence[CalendarItem]) -> Outgoing:
    from iitui.interchange.calendar.writing import PRODUCT, write_calendar

    text = write_calendar(items).decode("utf-8")
    return Outgoing(iter([text]), len(items), several(len(items), "calendar item"), f"PRODID:{PRODUCT}")


def unchanged_folder(reader: "JournalReader", folder: Path, around: CalendarContext) -> FolderUpdate | None:
    """Return what there is to do in a folder, if that is nothing; None if it must be looked through."""
    name = str(folder)
    if not reader.calendar.is_unchanged(name, around.digest, around.now):
        return None
    kept, present = reader.calendar.stamps(name), scan_folder(folder)
    if any(present.get(file, "") != stamp for file, stamp in kept.items()):
        return None
    return FolderUpdate(unchanged=len(kept))


def export_folder(
    store: "Store", folder: Path, around: CalendarContext, *, is_forced: bool = False
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
    update = update_folder(folder, items, known, around.now, is_forced=is_forced)
    store.calendar.keep_files(
        name,
        update.written,
        update.removed,
        circumstances=around.digest if update.is_complete else None,
    )
    return update


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What a calendar says, compared with the journal; of a folder, what was changed there since last time.

    Attributes:
        folder: its absolute path, as text; empty for a file.
        plan: what taking it over does.
        files: the files that were changed or are new, as they are taken over.
        gone: the UIDs of the items whose files are gone.
    """

    folder: str
    plan: CalendarPlan
    files: tuple[CalendarFile, ...] = ()
    gone: tuple[str, ...] = ()


def plan_calendar(
    reader: "JournalReader", readings: Iterable[ImportReading], around: CalendarContext
) -> CalendarPlan:
    """Return what the events of files do to the journal."""
    known = _known(reader, around)
    plan = CalendarPlan()
    for reading in readings:
        plan = plan.joined(CalendarPlan(problems=reading.problems))
        plan = plan.joined(plan_events(reading.file, reading.events, known))
    return plan


def _known(reader: "JournalReader", around: CalendarContext, folder: str | None = None) -> CalendarKnown:
    return reader.calendar.known(around.now, around.day_end, around.zone, around.settings.addresses, folder)


def read_folder(reader: "JournalReader", folder: Path, around: CalendarContext) -> CalendarReading:
    """Return what was changed in a folder, and what taking it over does.

    Raises:
        UnreadableError: there is no such folder, or it cannot be read.
    """
    if not folder.is_dir():
        raise UnreadableError(f"There is no folder {clean_line(str(folder))}.")
    name, present = str(folder), scan_folder(folder)
    kept = {one.name: one for one in reader.calendar.files(name)}
    if all(file in kept and kept[file].stamp == stamp for file, stamp in present.items()) and all(
        present.get(file, "") == one.stamp for file, one in kept.items()
    ):
        return CalendarReading(name, CalendarPlan())
    known = _known(reader, around, name)
    plan, files, gone = CalendarPlan(), [], []
    for file, stamp in present.items():
        before = kept.get(file)
        if before is not None and before.stamp == stamp:
            continue
        reading, digest = read_item(folder, file)
        if before is not None and before.digest == digest:
            files.append(replace(before, stamp=stamp))
            continue
        step = plan_events(file, reading.events, known, names_strangers=False)
        plan = plan.joined(CalendarPlan(problems=reading.problems)).joined(step)
        files += _taken(step, reading, before, CalendarStamp(file, stamp, digest))
    for file, before in kept.items():
        if file not in present and before.stamp:
            is_task = not isinstance(before.facts, EventFacts)
            deleted = EventRecord(where="deleted", uid=before.uid, is_deleted=True, is_task=is_task)
            step = plan_events(file, [deleted], known, names_strangers=False)
            plan = plan.joined(step)
            gone += [before.uid] if step.count(EventAction.CANCEL) else []
    return CalendarReading(name, plan, tuple(files), tuple(gone))


@dataclass(frozen=True, slots=True)
class CalendarStamp:
    """A file as it lies in a folder: its name, its stamp and the digest of its bytes."""

    name: str
    stamp: str
    digest: str


def _taken(
    plan: CalendarPlan, reading: ImportReading, before: CalendarFile | None, file: CalendarStamp
) -> list[CalendarFile]:
    """Return a file as it is taken over; nothing if it is left."""
    if len(reading.events) != 1 or len(plan.steps) != 1 or not plan.steps[0].uid:
        return []
    [event], [step] = reading.events, plan.steps
    facts: Facts
    if event.is_task:
        if before is None:
            return []
        facts = before.facts
    elif step.draft is not None:
        facts = facts_of(step.draft, before.facts if before else None)
    elif before is not None and isinstance(before.facts, EventFacts):
        facts = replace(before.facts, cancelled=event.is_cancelled)
    else:
        return []
    sequence = before.sequence if before else FOREIGN
    if step.action is not EventAction.UNCHANGED and sequence != FOREIGN:
        sequence = TO_WRITE
    return [
        CalendarFile(
            uid=step.uid,
            name=file.name,
            sequence=sequence,
            stamp=file.stamp,
            digest=file.digest,
            facts=facts,
        )
    ]


def read_any(reader: "JournalReader", path: Path, around: CalendarContext) -> CalendarReading:
    """Return what a calendar does to the journal, be it a file or a folder.

    Raises:
        UnreadableError: it cannot be read, or is no calendar.
    """
    from iitui.interchange.reading import read_contacts

    if path.is_dir():
        return read_folder(reader, resolve_folder(path), around)
    return CalendarReading("", plan_calendar(reader, [read_contacts(path, format=ICALENDAR)], around))


def take_reading(store: "Store", reading: CalendarReading, source: str) -> None:
    """Take over what a calendar says, as one act; `source` is what the history calls the calendar."""
    if reading.plan.writes_anything:
        store.calendar.take(reading.plan, source, reading.folder, reading.files, reading.gone)
    elif reading.files or reading.gone:
        store.calendar.keep_files(reading.folder, reading.files, reading.gone)


def event_counts(plan: CalendarPlan) -> dict[str, int]:
    """Return how many events there are, and what becomes of them, as imports count."""
    unchanged = plan.count(EventAction.UNCHANGED)
    added = plan.count(EventAction.PLAN)
    used = {(step.file, step.where) for step in plan.steps}
    named = {(one.file, one.where) for one in plan.problems} - used
    skipped = len(named) + plan.strangers
    return {
        "read": len(plan.steps) + skipped,
        "added": added,
        "updated": len(plan.steps) - added - unchanged,
        "unchanged": unchanged,
        "skipped": skipped,
    }
