"""The commands about occupations: `report`."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.domain.comparison import open_questions
from iitui.domain.errors import NotFoundError
from iitui.domain.occupations import find_occupation
from iitui.output import print_json, print_page, width_of_page


def show_report(context: Context, arguments: Namespace) -> int:
    """Print the field brief of an occupation; return 1 if nobody has been interviewed about it yet."""
    from iitui.reports.field_brief import field_brief_page, field_brief_record
    from iitui.reports.html import page_html
    from iitui.reports.pages import page_markdown, page_text

    with context.look() as reader:
        occupation = find_occupation(" ".join(arguments.occupation), reader.occupations.all())
        comparison = reader.compare.get(occupation.id, context.now)
        bank = [row.question for row in reader.questions.bank()]
    if comparison is None:
        raise NotFoundError(f"There is no occupation {occupation.name}.")
    left_out = [*arguments.leave_out, context.settings.private_tag]
    public = comparison.published([tag for tag in left_out if tag.strip()])
    questions = open_questions(public, bank)
    if arguments.format == "json":
        print_json(field_brief_record(public, questions, context.zone))
    else:
        page = field_brief_page(
            public, questions, context.settings.evidence_needed, context.now, context.zone
        )
        if arguments.format == "html":
            print_page(page_html(page))
        elif arguments.format == "markdown":
            print_page(page_markdown(page))
        else:
            print_page(page_text(page, width_of_page()))
    return 0 if public.voices else 1


COMMANDS: Commands = {"report": show_report}
