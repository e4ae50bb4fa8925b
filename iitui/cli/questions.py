"""The command `questions`: the bank."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.output import print_json, print_rows, say
from iitui.reports.records import question_record
from iitui.store.questions.read import BankFilter


def list_questions(context: Context, arguments: Namespace) -> int:
    """Print the questions on offer, or those that a search finds; 1 when a search finds none."""
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
        f"No question is found by '{query}'."
        if query
        else "The bank is empty: its questions come with the journal, which the first entry makes."
    )
    return 1 if query else 0


COMMANDS: Commands = {"questions": list_questions}
