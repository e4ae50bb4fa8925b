"""The commands about interviews and their questions: `next`, `brief`, `schedule` and the lists."""

from argparse import Namespace
from datetime import timedelta
from typing import TYPE_CHECKING

from iitui.cli.context import Commands, Context
from iitui.clock import local_zone
from iitui.domain.dates.calendar import say_countdown, say_when
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.identity.lookup import find_contact
from iitui.domain.interviews import Interview, InterviewDraft, Medium, say_start, say_there
from iitui.domain.question_sets import QuestionSet
from iitui.domain.text import clean_line, comma_join
from iitui.output import (
    Cell,
    Row,
    Shade,
    print_json,
    print_page,
    print_rows,
    print_text_page,
    say,
    tell,
    width_of_page,
)
from iitui.reports.records import interview_record, interview_status_record, question_record
from iitui.store.questions.read import BankFilter

if TYPE_CHECKING:
    from iitui.domain.dates.parse import Appointment
    from iitui.store.reader import JournalReader

_NONE_PLANNED = "No interview planned; 'iitui schedule' plans one."


def show_next(context: Context, arguments: Namespace) -> int:
    """Print the next interview in one line; return 1 if there is none."""
    with context.look() as reader:
        interview = reader.interviews.next(context.now)
    if arguments.json:
        print_json(interview_record(interview) if interview else None)
    if interview is None:
        say(_NONE_PLANNED)
        return 1
    if not arguments.json:
        tell(_line(context, interview))
    return 0


def _line(context: Context, interview: Interview) -> str:
    countdown = say_countdown(interview.start, interview.end, context.now, context.zone)
    when = f"{say_start(interview, context.zone, context.now)}, {countdown}"
    how = comma_join(interview.medium.value, interview.place, f"{interview.minutes} minutes")
    return f"{when}: {_whom(interview)}; {how} (interview {interview.id})"


def _whom(interview: Interview) -> str:
    return comma_join(interview.who, interview.role, interview.organization)


def show_brief(context: Context, arguments: Namespace) -> int:
    """Print the brief of an interview; return 1 if the next one was asked for and there is none."""
    from iitui.reports.brief import brief_html, brief_markdown, brief_record, brief_text

    with context.look() as reader:
        interview = interview_asked_for(context, reader, arguments.interview)
        if interview is None:
            if arguments.format == "json":
                print_json(None)
            say(_NONE_PLANNED)
            return 1
        arrive = context.settings.arrive_by(interview.medium)
        brief = reader.briefs.get(interview.id, context.now, arrive, with_results=True)
    if brief is None:
        raise NotFoundError(f"There is no interview {interview.id}.")
    if arguments.format == "json":
        print_json(brief_record(brief, context.zone))
    elif arguments.format == "markdown":
        print_page(brief_markdown(brief, context.now, context.zone))
    elif arguments.format == "html":
        print_page(brief_html(brief, context.now, context.zone))
    else:
        print_text_page(brief_text(brief, context.now, context.zone, width_of_page()))
    return 0


def interview_asked_for(context: Context, reader: "JournalReader", text: str) -> Interview | None:
    """Return the interview with that ID, or the next one; None if none is coming up."""
    from iitui.domain.identity.lookup import read_number

    if text.strip().lower() == "next":
        return reader.interviews.next(context.now)
    number = read_number(text)
    interview = None if number is None else reader.interviews.get(number)
    if interview is None:
        raise NotFoundError(
            f"There is no interview '{clean_line(text)}'; 'iitui interviews --all' lists all."
        )
    return interview


def list_interviews(context: Context, arguments: Namespace) -> int:
    """Print the upcoming interviews, the past ones, or all of them."""
    with context.look() as reader:
        interviews = [] if arguments.past else reader.interviews.upcoming(context.now)
        if arguments.past or arguments.all:
            interviews += reader.interviews.past(context.now)
    if arguments.json:
        print_json([interview_status_record(interview) for interview in interviews])
    else:
        print_rows([_row(context, interview) for interview in interviews], fixed=2)
    if not interviews:
        say("There are no interviews." if arguments.past or arguments.all else _NONE_PLANNED)
    return 0


def _row(context: Context, interview: Interview) -> Row:
    return (
        str(interview.id),
        say_when(interview.start, context.zone, context.now),
        _whom(interview),
        interview.medium.value,
        interview.status.value,
        say_there(interview, context.zone, context.now),
    )


def schedule(context: Context, arguments: Namespace) -> int:
    """Plan an interview, and warn if it overlaps another one."""
    with context.look() as reader:
        contact_id = find_contact(arguments.who, reader.contacts)[0]
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
        say(f"It overlaps the interview with {_interview_in_words(context, other)}.")
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
    settings = context.settings
    read = read_appointment(
        text, context.now, zone, day_first=settings.day_first, first_weekday=settings.first_weekday
    )
    if arguments.zone and read.start.utcoffset() != read.start.astimezone(zone).utcoffset():
        raise BadInputError(
            {"zone": f"'{text}' is in {read.zone.key}; --zone says {zone.key}. Use only one of them."}
        )
    if read.minutes is not None and arguments.minutes not in (None, read.minutes):
        lasts = f"lasts {read.minutes} minutes; --minutes says {arguments.minutes}"
        raise BadInputError({"minutes": f"'{text}' {lasts}. Use only one of them."})
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


def _interview_in_words(context: Context, interview: Interview) -> str:
    return f"{interview.who}, {say_start(interview, context.zone, context.now)}"


def _sentence(context: Context, interview: Interview) -> str:
    how = comma_join(interview.medium.value, interview.place)
    who = _interview_in_words(context, interview)
    return f"Planned interview {interview.id} with {who}: {interview.minutes} minutes, {how}."


def list_questions(context: Context, arguments: Namespace) -> int:
    """Print the questions in the bank, or those that match a search; return 1 if none match."""
    query = " ".join(arguments.query)
    with context.look() as reader:
        questions = [row.question for row in reader.questions.bank(BankFilter(query=query))]
        sets = reader.questions.sets()
    given_by = {each.id: sets.get(each.set_id or 0) for each in questions}
    if arguments.json:
        print_json([question_record(question, given_by[question.id]) for question in questions])
    else:
        rows = [
            (str(each.id), each.phase.value, each.category.value, each.text, _origin(given_by[each.id]))
            for each in questions
        ]
        print_rows(rows, fixed=2)
    if questions:
        return 0
    say(
        f"No question matches '{query}'."
        if query
        else "The bank is empty: the built-in questions are added when your first entry creates the journal."
    )
    return 1 if query else 0


def _origin(given_by: QuestionSet | None) -> Cell:
    return Cell(f"from {given_by.in_words}" if given_by else "", Shade.DIM)


COMMANDS: Commands = {
    "next": show_next,
    "brief": show_brief,
    "interviews": list_interviews,
    "schedule": schedule,
    "questions": list_questions,
}
