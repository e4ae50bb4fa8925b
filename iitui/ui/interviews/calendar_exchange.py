"""The calendar in the app: exports it to a file or a folder, and takes over what calendars say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import BadInputError, IituiError
from iitui.domain.text import clean_line, several
from iitui.ui.interviews.calendar_preview import CalendarPreview
from iitui.ui.kit.dialogs.file_picker import first_folder, read_path
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.calendars import CalendarContext, CalendarReading
    from iitui.interchange.calendar.folder import FolderUpdate
    from iitui.store.journal import Store

_FILE = "calendar.ics"


@dataclass(frozen=True, slots=True)
class _Exported:
    """What an export did: `update` of a folder, or a file with `what`."""

    place: str
    what: str = ""
    update: "FolderUpdate | None" = None


async def export_calendar(screen: JournalScreen) -> None:
    """Ask for a file or a folder, and export the calendar to it. To be run in a worker."""
    around = _around(screen)
    journal = screen.session.paths.journal
    usual = screen.session.reader.calendar.place or str(Path.home() / _FILE)

    def make_form(typed: str | None, errors: Mapping[str, str]) -> NameForm:
        value = usual if typed is None else typed
        return NameForm("Export the calendar", "To", value, errors, echo_name=_say_place)

    def verb(store: "Store", typed: str) -> _Exported:
        from iitui.calendars import calendar_file, export_folder
        from iitui.exports.files import write_export
        from iitui.interchange.calendar.folder import resolve_folder

        path = _read_place(typed)
        if _is_file(path):
            outgoing = calendar_file(store, around)
            write_export(outgoing, path, journal)
            done = _Exported(str(path), outgoing.what)
        else:
            folder = resolve_folder(path)
            done = _Exported(str(folder), update=export_folder(store, folder, around))
        store.calendar.keep_place(done.place)
        return done

    await screen.ask_and_act(make_form, verb, _say_export, about="calendar")


def _read_place(typed: str) -> Path:
    path = read_path(typed, first_folder())
    if path is None:
        raise BadInputError({"name": "Enter a file or a folder."})
    return path


def _is_file(path: Path) -> bool:
    """Return whether a path means one file: it ends as calendars do and is no folder."""
    return path.suffix.lower() in (".ics", ".ical") and not path.is_dir()


def _say_place(typed: str) -> str:
    path = read_path(typed, first_folder())
    if path is None:
        return ""
    if _is_file(path):
        return "one file, for any calendar program"
    return "a folder with one file per item, kept in sync: khal, vdirsyncer, pimsync"


def _say_export(done: _Exported) -> str:
    place = clean_line(done.place)
    if done.update is None:
        return f"Exported {done.what} to {place}."
    kept = len(done.update.foreign) + len(done.update.vanished)
    words = f"{place}: {done.update.count} written or removed, {done.update.unchanged} unchanged."
    if kept:
        words += (
            f" {several(kept, 'file')} changed by other programs: 'Import changes from the calendar folder'"
            " (ctrl+p)."
        )
    return words


async def take_over_folder(screen: JournalScreen) -> None:
    """Take over what was changed in the folder that the calendar was exported to. To be run in a worker."""
    place = screen.session.reader.calendar.place
    if not place or not Path(place).is_dir():
        screen.say(
            "The calendar hasn't been exported to a folder yet. Use 'Export the calendar' in the palette"
            " (ctrl+p)."
        )
        return
    try:
        await take_from_calendar(screen, Path(place))
    except IituiError as error:
        screen.show_error(error)


async def is_calendar(screen: JournalScreen, path: Path) -> bool | None:
    """Return whether a file is a calendar, or a folder holds calendar items; None if the user went away."""

    def look() -> bool:
        from iitui.interchange.calendar.folder import holds_calendar

        return holds_calendar(path)

    return await run_with_progress(screen.app, "Looking for a calendar …", look, can_leave=True)


async def take_from_calendar(screen: JournalScreen, path: Path) -> bool:
    """Show what a calendar would change, and take it over; return whether the user came so far.

    Raises:
        UnreadableError: it cannot be read.
    """
    name, around, session = clean_line(path.name), _around(screen), screen.session

    def read() -> "CalendarReading":
        from iitui.calendars import read_any
        from iitui.store.reader import JournalReader

        reader = JournalReader.open(session.paths.journal, session.figures)
        try:
            return read_any(reader, path, around)
        finally:
            reader.close()

    reading = await run_with_progress(screen.app, f"Reading {name} …", read, can_leave=True)
    if reading is None:
        return False
    preview = CalendarPreview(name, reading.plan, lambda at: say_when(at, around.zone, around.now))
    if await screen.app.push_screen_wait(preview):
        await _take(screen, reading, name)
    return True


async def _take(screen: JournalScreen, reading: "CalendarReading", name: str) -> None:
    def take(store: "Store") -> str:
        from iitui.calendars import event_counts, take_reading

        take_reading(store, reading, name)
        counts = event_counts(reading.plan)
        return f"Imported: {counts['added']} planned, {counts['updated']} changed. u undoes it."

    try:
        store = await screen.session.store()
        done = await run_with_progress(screen.app, f"Importing from {name} …", lambda: take(store))
    except IituiError as error:
        screen.show_error(error)
    else:
        if done is not None:
            screen.say(done)
    screen.reload()


def _around(screen: JournalScreen) -> "CalendarContext":
    from iitui.calendars import CalendarContext

    session = screen.session
    return CalendarContext(session.now(), session.day_end(), session.zone, session.settings)
