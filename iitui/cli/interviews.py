"""The commands that show interviews: `next`, `brief` and `interviews`."""

from typing import TYPE_CHECKING

from iitui.cli.context import Commands, Context
from iitui.domain.dates.calendar import say_countdown, say_when
from iitui.domain.errors import NotFoundError
from iitui.domain.interviews import Interview
from iitui.domain.text import clean_line
from iitui.output import Row, print_json, print_page, print_rows, say, tell, width_of_page
from iitui.reports.times import say_start, say_there
from iitui.reports.words import joined

if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.store.reader import JournalReader

_NONE_PLANNED = "No interview is planned; 'iitui schedule' plans one."


def show_next(context: Context, arguments: "Namespace") -> int:
    """Print the next interview in one line; return 1 if there is none."""
    with context.look() as reader:
        interview = reader.interviews.next(context.now)
    if arguments.json:
        from iitui.reports.records import interview_record

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
    how = joined(interview.medium.value, interview.place, f"{interview.minutes} minutes")
    return f"{when}: {_whom(interview)}; {how} (interview {interview.id})"


def _whom(interview: Interview) -> str:
    return joined(interview.who, interview.role, interview.organization)


def show_brief(context: Context, arguments: "Namespace") -> int:
    """Print the brief of an interview; return 1 if the next one was asked for and there is none."""
    from iitui.reports.brief import brief_html, brief_markdown, brief_record, brief_text

    with context.look() as reader:
        interview = _asked_for(context, reader, arguments.interview)
        if interview is None:
            if arguments.format == "json":
                print_json(None)
            say(_NONE_PLANNED)
            return 1
        arrive = context.settings.arrive_by(interview.medium)
        brief = reader.briefs.get(interview.id, context.now, arrive)
    if brief is None:
        raise NotFoundError(f"There is no interview {interview.id}.")
    if arguments.format == "json":
        print_json(brief_record(brief, context.zone))
    elif arguments.format == "markdown":
        print_page(brief_markdown(brief, context.now, context.zone))
    elif arguments.format == "html":
        print_page(brief_html(brief, context.now, context.zone))
    else:
        print_page(brief_text(brief, context.now, context.zone, width_of_page()))
    return 0


def _asked_for(context: Context, reader: "JournalReader", text: str) -> Interview | None:
    """Return the interview with that ID, or the next one; None if none is coming up."""
    from iitui.domain.identity.named import read_number

    if text.strip().lower() == "next":
        return reader.interviews.next(context.now)
    number = read_number(text)
    interview = None if number is None else reader.interviews.get(number)
    if interview is None:
        raise NotFoundError(
            f"There is no interview '{clean_line(text)}'; 'iitui interviews --all' lists all."
        )
    return interview


def list_interviews(context: Context, arguments: "Namespace") -> int:
    """Print the upcoming interviews, the past ones, or all of them."""
    with context.look() as reader:
        found = [] if arguments.past else reader.interviews.upcoming(context.now)
        if arguments.past or arguments.all:
            found += reader.interviews.past(context.now)
    if arguments.json:
        from iitui.reports.records import interview_status_record

        print_json([interview_status_record(one) for one in found])
    else:
        print_rows([_row(context, interview) for interview in found], fixed=2)
    if not found:
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


COMMANDS: Commands = {
    "next": show_next,
    "brief": show_brief,
    "interviews": list_interviews,
}
