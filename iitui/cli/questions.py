"""The command `questions`: lists the bank of questions."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.output import print_json, print_rows, say
from iitui.reports.records import question_record
from iitui.store.questions.read import BankFilter


def list_questions(context: Context, arguments: Namespace) -> int:
    """Print the questions in the bank, or those that match a search; return 1 if none match."""
    query = " ".join(arguments.query)
    with context.look() as reader:
        found = [row.question for row in reader.questions.bank(BankFilter(query=query))]
    if arguments.json:
        print_json([question_record(question) for question in found])
    else:
        print_rows([(str(one.id), one.phase.value, one.category.value, one.text) for one in found], fixed=2)
    if found:
        return 0
    say(
        f"No question matches '{query}'."
        if query
        else "The bank is empty: the built-in questions are added when your first entry creates the journal."
    )
    return 1 if query else 0


COMMANDS: Commands = {"questions": list_questions}
