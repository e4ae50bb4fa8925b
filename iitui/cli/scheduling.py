"""The command `schedule`: plans an interview from WHO and WHEN as people type them."""

from argparse import Namespace
from typing import TYPE_CHECKING

from iitui.cli.context import Commands, Context
from iitui.clock import local_zone
from iitui.domain.errors import BadInputError
from iitui.domain.identity.named import find_meant
from iitui.domain.interviews import Interview, InterviewDraft, Medium
from iitui.output import print_json, say, tell
from iitui.reports.records import interview_status_record
from iitui.reports.times import say_start
from iitui.reports.words import joined

if TYPE_CHECKING:
    from iitui.domain.dates.parse import Appointment


def schedule(context: Context, arguments: Namespace) -> int:
    """Plan an interview, and warn if it overlaps another one."""
    from datetime import timedelta

    with context.look() as reader:
        contact_id = find_meant(arguments.who, reader.contacts)[0]
        read = _read_when(context, arguments)
        draft = _draft(context, arguments, contact_id, read).checked()
        end = draft.start + timedelta(minutes=draft.minutes)
        overlapping = reader.interviews.overlapping(draft.start, end)
    with context.open() as store:
        planned = store.interviews.plan(draft)
    if arguments.json:
        print_json(interview_status_record(planned))
    else:
        tell(_sentence(context, planned))
    for note in read.notes:
        say(f"{note}.")
    for other in overlapping:
        say(f"It overlaps the interview with {_interview(context, other)}.")
    return 0


def _read_when(context: Context, arguments: Namespace) -> "Appointment":
    """Read WHEN, which may include the length and the zone, unless they contradict the options.

    Raises:
        BadInputError: WHEN and the options contradict each other.
        UnreadableError: it cannot be read, or is in the past.
    """
    from iitui.domain.dates.parse import read_appointment, refuse_past

    zone = local_zone(arguments.zone) if arguments.zone else context.zone
    text = " ".join(arguments.when)
    read = read_appointment(text, context.now, zone, day_first=context.settings.day_first)
    if arguments.zone and read.start.utcoffset() != read.start.astimezone(zone).utcoffset():
        raise BadInputError(
            {"zone": f"'{text}' is in {read.zone.key}; --zone says {zone.key}. Leave one of them out."}
        )
    if read.minutes is not None and arguments.minutes not in (None, read.minutes):
        lasts = f"lasts {read.minutes} minutes; --minutes says {arguments.minutes}"
        raise BadInputError({"minutes": f"'{text}' {lasts}. Leave one of them out."})
    refuse_past(read.start, context.now, read.zone)
    return read


def _draft(context: Context, arguments: Namespace, contact_id: int, read: "Appointment") -> InterviewDraft:
    minutes = arguments.minutes if read.minutes is None else read.minutes
    return InterviewDraft(
        contact_id=contact_id,
        start=read.start,
        zone=local_zone(arguments.zone).key if arguments.zone else read.zone.key,
        minutes=context.settings.block_minutes if minutes is None else minutes,
        medium=Medium(arguments.medium),
        place=arguments.place,
        travel_minutes=arguments.travel,
        occupation=arguments.occupation,
    )


def _interview(context: Context, interview: Interview) -> str:
    return f"{interview.who}, {say_start(interview, context.zone, context.now)}"


def _sentence(context: Context, interview: Interview) -> str:
    how = joined(interview.medium.value, interview.place)
    who = _interview(context, interview)
    return f"Planned interview {interview.id} with {who}: {interview.minutes} minutes, {how}."


COMMANDS: Commands = {"schedule": schedule}
