"""The calendar: `export calendar` and what `import` takes over from calendars."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from iitui.calendars import (
    CalendarContext,
    calendar_file,
    empty_file,
    event_counts,
    export_folder,
    plan_calendar,
    read_folder,
    take_reading,
    unchanged_folder,
)
from iitui.cli.context import Context
from iitui.commands import STANDARD_INPUT, STANDARD_OUTPUT
from iitui.domain.calendar_plan import CalendarPlan, EventAction, EventStep, say_step
from iitui.domain.dates.calendar import known_zone
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.domain.text import clean_line, several
from iitui.exports.files import write_export
from iitui.exports.outgoing import Outgoing
from iitui.exports.registry import CALENDAR
from iitui.interchange.calendar.folder import FolderUpdate, resolve_folder
from iitui.output import print_json, say, tell

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


def circumstances_of(context: Context) -> CalendarContext:
    """Return what calendars depend on besides the journal."""
    return CalendarContext(context.now, context.day_end, context.zone, context.settings)


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
        say(f"{name}: changed by another program, so it was kept.")
    for name in update.vanished[:_MOST_NAMED]:
        say(f"{name}: deleted by another program, so it wasn't written again.")
    more = max(len(update.foreign) - _MOST_NAMED, 0) + max(len(update.vanished) - _MOST_NAMED, 0)
    if more:
        say(f"… and {more} more.")
    if not update.is_complete:
        say(
            f"'iitui import calendar --vdir {folder}' imports those changes;"
            f" 'iitui export calendar --vdir {folder} --force' overwrites them."
        )


def take_calendars(context: Context, arguments: Namespace, readings: Sequence[ImportReading]) -> int:
    """Take over the events of calendars, all files as one act, or only say what that would do.

    Raises:
        UnreadableError: there are files of contacts among them; nothing is imported.
    """
    if not all(reading.is_calendar for reading in readings):
        raise UnreadableError("Import calendars and contact files separately.")
    with context.look() as reader:
        plan = plan_calendar(reader, readings, circumstances_of(context))
    names = [Path(reading.file).name for reading in readings]
    source = names[0] if len(names) == 1 else f"{len(names)} calendars"
    if plan.writes_anything and not arguments.dry_run:
        with context.open() as store:
            store.calendar.take(plan, source)
    _print_plan(context, arguments, plan)
    return 0


def take_folder(context: Context, arguments: Namespace) -> int:
    """Take over what was changed in a folder, as one act, or only say what that would do.

    Raises:
        UnreadableError: there is no such folder, or something else is to be imported from it.
    """
    if arguments.files not in ([CALENDAR], [STANDARD_INPUT]):
        raise UnreadableError("--vdir is for the calendar: iitui import calendar --vdir DIR.")
    folder = resolve_folder(Path(arguments.vdir))
    with context.look() as reader:
        reading = read_folder(reader, folder, circumstances_of(context))
    if not arguments.dry_run and (reading.plan.writes_anything or reading.files or reading.gone):
        with context.open() as store:
            take_reading(store, reading, clean_line(folder.name))
    _print_plan(context, arguments, reading.plan)
    return 0


def _print_plan(context: Context, arguments: Namespace, plan: CalendarPlan) -> None:
    counts = event_counts(plan)
    if arguments.json:
        problems = [{"file": one.file, "where": one.where, "why": one.why} for one in plan.problems]
        events = [_event_record(step) for step in plan.steps if step.action is not EventAction.UNCHANGED]
        print_json({**counts, "problems": problems, "events": events})
        return
    words = ", ".join(f"{count} {name}" for name, count in counts.items())
    tell(f"{'Dry run: ' if arguments.dry_run else ''}{words}")
    for step in plan.steps:
        if step.action is not EventAction.UNCHANGED:
            say(say_step(step, context.zone, context.now))
    for problem in plan.problems:
        say(f"{problem.file}: {problem.where}: {problem.why}")
    if plan.strangers:
        say(f"{several(plan.strangers, 'other item')} there: none of your contacts is named in them.")


def _event_record(step: EventStep) -> dict[str, object]:
    zone = known_zone(step.draft.zone) if step.draft else UTC
    return {
        "where": step.where,
        "action": step.action.value,
        "who": step.who,
        "interview_id": step.interview_id,
        "starts": step.start.astimezone(zone).isoformat(timespec="seconds") if step.start else None,
        "changes": [
            {"field": change.called, "before": change.before, "after": change.after}
            for change in step.changes
        ],
    }
