"""The command `schedule`: WHO and WHEN as people type them become a planned interview."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.cli.output import print_json, say, tell
from iitui.cli.people import find_contact
from iitui.clock import local_zone
from iitui.domain.drafts import InterviewDraft
from iitui.domain.enums.interviews import Medium
from iitui.domain.values.interviews import Interview
from iitui.reports.records import interview_status_record
from iitui.reports.times import say_start
from iitui.reports.words import joined


def schedule(context: Context, arguments: Namespace) -> int:
    """Plan an interview, and warn when it shares time with another one."""
    from datetime import timedelta

    from iitui.domain.checks import check_interview

    with context.look() as glance:
        contact = find_contact(glance, arguments.who, context.now)
        draft = check_interview(_draft(context, arguments, contact.id))
        end = draft.start + timedelta(minutes=draft.minutes)
        overlapping = glance.interviews.overlapping(draft.start, end)
    with context.open() as store:
        planned = store.interviews.plan(draft)
    if arguments.json:
        print_json(interview_status_record(planned))
    else:
        tell(_sentence(context, planned))
    for other in overlapping:
        say(f"At that time there is also the talk with {_talk(context, other)}.")
    return 0


def _draft(context: Context, arguments: Namespace, contact_id: int) -> InterviewDraft:
    from iitui.domain.when import read_when, refuse_past

    zone = local_zone(arguments.zone) if arguments.zone else context.zone
    text = " ".join(arguments.when)
    start = read_when(text, context.now, zone, day_first=context.settings.day_first)
    refuse_past(start, context.now, zone)
    return InterviewDraft(
        contact_id=contact_id,
        start=start,
        zone=zone.key,
        minutes=context.settings.block_minutes if arguments.minutes is None else arguments.minutes,
        medium=Medium(arguments.medium),
        place=arguments.place,
        travel_minutes=arguments.travel,
        occupation=arguments.occupation,
    )


def _talk(context: Context, interview: Interview) -> str:
    return f"{interview.who}, {say_start(interview, context.zone, context.now)}"


def _sentence(context: Context, interview: Interview) -> str:
    how = joined(interview.medium.value, interview.place)
    talk = _talk(context, interview)
    return f"Planned interview {interview.id} with {talk}: {interview.minutes} minutes, {how}."


COMMANDS: Commands = {"schedule": schedule}
