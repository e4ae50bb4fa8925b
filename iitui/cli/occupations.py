"""The commands about occupations: `report` and `compare`.

No answer off the record is printed, and nothing of contacts with the tag of the setting `private_tag`.
"""

from argparse import Namespace
from collections.abc import Sequence

from iitui.cli.context import Commands, Context
from iitui.domain.comparison import ComparedOccupation, Comparison, open_questions, say_evidence, say_means
from iitui.domain.errors import NotFoundError
from iitui.domain.occupations import find_occupation
from iitui.output import Row, print_json, print_page, print_rows, print_text_page, say, width_of_page
from iitui.store.reader import JournalReader


def show_report(context: Context, arguments: Namespace) -> int:
    """Print the field brief of an occupation; return 1 if nobody has been interviewed about it yet."""
    from iitui.reports.field_brief import field_brief_page, field_brief_record
    from iitui.reports.html import page_html
    from iitui.reports.pages import page_markdown, page_text

    with context.look() as reader:
        public = _published(context, reader, arguments.occupation, arguments.leave_out)
        bank = [row.question for row in reader.questions.bank()]
    questions, needed = open_questions(public, bank), context.settings.evidence_needed
    if arguments.format == "json":
        print_json(field_brief_record(public, questions, needed, context.zone))
    else:
        page = field_brief_page(public, questions, needed, context.now, context.zone)
        if arguments.format == "html":
            print_page(page_html(page))
        elif arguments.format == "markdown":
            print_page(page_markdown(page))
        else:
            print_text_page(page_text(page, width_of_page()))
    return 0 if public.voices else 1


def show_comparison(context: Context, arguments: Namespace) -> int:
    """Print the evidence and the answers about an occupation, or all occupations; return 1 without any."""
    if not arguments.occupation:
        return _list_occupations(context, arguments)
    from iitui.reports.comparison import comparison_page, comparison_record
    from iitui.reports.pages import page_text

    needed = context.settings.evidence_needed
    with context.look() as reader:
        public = _published(context, reader, arguments.occupation)
    if arguments.json:
        print_json(comparison_record(public, needed, context.zone))
    else:
        print_page(page_text(comparison_page(public, needed, context.now), width_of_page()))
    return 0 if public.voices else 1


def _list_occupations(context: Context, arguments: Namespace) -> int:
    """Print all occupations, one a line."""
    from iitui.reports.comparison import occupation_record

    with context.look() as reader:
        compared = reader.compare.overview(context.now, context.left_out())
    if arguments.json:
        needed = context.settings.evidence_needed
        print_json([occupation_record(each, needed, context.zone) for each in compared])
    else:
        print_rows([_row(context, each) for each in compared])
    if not compared:
        say("There are no occupations yet; 'iitui schedule --occupation' adds one.")
    return 0 if compared else 1


def _row(context: Context, compared: ComparedOccupation) -> Row:
    return (
        compared.occupation.name,
        compared.evidence.strength_by(context.settings.evidence_needed).value,
        say_means(compared.before, compared.after),
        compared.occupation.standing.value,
        say_evidence(compared.evidence, context.now),
    )


def _published(
    context: Context, reader: JournalReader, words: Sequence[str], leave_out: Sequence[str] = ()
) -> Comparison:
    """Return what may leave the program of what the interviews say about an occupation."""
    occupation = find_occupation(" ".join(words), reader.occupations.all())
    comparison = reader.compare.get(occupation.id, context.now)
    if comparison is None:
        raise NotFoundError(f"There is no occupation {occupation.name}.")
    return comparison.published(context.left_out(leave_out))


COMMANDS: Commands = {"report": show_report, "compare": show_comparison}
