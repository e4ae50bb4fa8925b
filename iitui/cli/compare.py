"""The command `compare`: the occupations beside each other, or the answers about one of them."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.domain.comparison import ComparedOccupation, say_evidence, say_means
from iitui.domain.errors import NotFoundError
from iitui.domain.occupations import find_occupation
from iitui.output import Row, print_json, print_page, print_rows, say, width_of_page
from iitui.reports.comparison import comparison_page, comparison_record, occupation_record
from iitui.reports.pages import page_text


def show_comparison(context: Context, arguments: Namespace) -> int:
    """Print the evidence and the answers about an occupation, or all occupations; return 1 without any.

    No answer off the record is printed, and nothing of contacts with the tag of the setting `private_tag`.
    """
    if not arguments.occupation:
        return _list_occupations(context, arguments)
    needed, tag = context.settings.evidence_needed, context.settings.private_tag
    with context.look() as reader:
        occupation = find_occupation(" ".join(arguments.occupation), reader.occupations.all())
        comparison = reader.compare.get(occupation.id, context.now)
    if comparison is None:
        raise NotFoundError(f"There is no occupation {occupation.name}.")
    public = comparison.published([tag] if tag.strip() else [])
    if arguments.json:
        print_json(comparison_record(public, needed, context.zone))
    else:
        print_page(page_text(comparison_page(public, needed, context.now), width_of_page()))
    return 0 if public.voices else 1


def _list_occupations(context: Context, arguments: Namespace) -> int:
    """Print all occupations, one a line."""
    with context.look() as reader:
        compared = reader.compare.overview(context.now)
    if arguments.json:
        needed = context.settings.evidence_needed
        print_json([occupation_record(each, needed, context.zone) for each in compared])
    else:
        print_rows([_row(context, each) for each in compared])
    if not compared:
        say("There is no occupation yet; 'iitui schedule --occupation' names one.")
    return 0 if compared else 1


def _row(context: Context, compared: ComparedOccupation) -> Row:
    return (
        compared.occupation.name,
        compared.evidence.strength_by(context.settings.evidence_needed).value,
        say_means(compared.before, compared.after),
        compared.occupation.standing.value,
        say_evidence(compared.evidence, context.now),
    )


COMMANDS: Commands = {"compare": show_comparison}
