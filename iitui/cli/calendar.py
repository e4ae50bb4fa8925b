"""The calendar: `export calendar` and what `import` takes over from calendars."""

import sys
from argparse import Namespace
from pathlib import Path

from iitui.calendars import Circumstances, calendar_file, empty_file, export_folder, unchanged_folder
from iitui.cli.context import Context
from iitui.commands import STANDARD_OUTPUT
from iitui.domain.errors import UnreadableError
from iitui.exports.files import write_export
from iitui.exports.outgoing import Outgoing
from iitui.interchange.calendar.folder import FolderUpdate, resolve_folder
from iitui.output import say, tell

_MOST_NAMED = 10
"""How many files are named."""


def export_calendar(context: Context, arguments: Namespace) -> int:
    """Write interviews and follow-ups as iCalendar: to standard output, a file, or a folder."""
    if arguments.vdir is not None:
        if arguments.output is not None:
            raise UnreadableError("The calendar goes to a file (-o) or to a folder (--vdir), not to both.")
        return _export_folder(context, arguments)
    outgoing = _calendar_file(context)
    if arguments.output in (None, STANDARD_OUTPUT):
        sys.stdout.writelines(outgoing.parts)
        sys.stdout.flush()
    else:
        target = Path(arguments.output).expanduser()
        write_export(outgoing, target, context.paths.journal, force=arguments.force)
        tell(f"Exported {outgoing.what} to {target}.")
    return 0


def _calendar_file(context: Context) -> Outgoing:
    if not context.paths.journal.exists():
        return empty_file()
    with context.open() as store:
        return calendar_file(store, circumstances_of(context))


def circumstances_of(context: Context) -> Circumstances:
    """Return what calendars depend on besides the journal."""
    return Circumstances(context.now, context.day_end, context.zone, context.settings)


def _export_folder(context: Context, arguments: Namespace) -> int:
    folder = resolve_folder(Path(arguments.vdir))
    around = circumstances_of(context)
    update = None
    if not arguments.force:
        with context.look() as reader:
            update = unchanged_folder(reader, folder, around)
    if update is None and not context.paths.journal.exists():
        update = FolderUpdate()
    elif update is None:
        with context.open() as store:
            update = export_folder(store, folder, around, is_forced=arguments.force)
    tell(f"{update.count} written or removed, {update.unchanged} unchanged")
    _say_kept(update, arguments.vdir)
    return 0


def _say_kept(update: FolderUpdate, folder: str) -> None:
    for name in update.foreign[:_MOST_NAMED]:
        say(f"{name}: changed by another program; it was kept.")
    for name in update.vanished[:_MOST_NAMED]:
        say(f"{name}: deleted by another program; it was not written again.")
    more = max(len(update.foreign) - _MOST_NAMED, 0) + max(len(update.vanished) - _MOST_NAMED, 0)
    if more:
        say(f"… and {more} more.")
    if not update.is_complete:
        say(
            f"'iitui import calendar --vdir {folder}' takes over what was changed there;"
            " 'iitui export calendar --force' writes over it."
        )
