"""The commands about the history of the journal: `undo`, `redo` and `history`."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.domain.acts import Act
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import UndoError
from iitui.output import Cell, Row, Shade, print_json, print_rows, say, tell
from iitui.reports.records import act_record


def undo(context: Context, arguments: Namespace) -> int:  # noqa: ARG001 - a command like the others
    """Undo the latest change."""
    if not context.paths.journal.exists():
        raise UndoError("There is nothing to undo.")
    with context.open() as store:
        tell(f"Undone: {store.history.undo().name}")
    return 0


def redo(context: Context, arguments: Namespace) -> int:  # noqa: ARG001 - a command like the others
    """Redo what was undone."""
    if not context.paths.journal.exists():
        raise UndoError("There is nothing to redo.")
    with context.open() as store:
        tell(f"Redone: {store.history.redo().name}")
    return 0


def list_history(context: Context, arguments: Namespace) -> int:
    """Print the changes to the journal, latest first."""
    acts = _acts(context)
    if arguments.json:
        print_json([act_record(act, context.zone) for act in acts])
    else:
        print_rows([_row(context, act) for act in acts], fixed=2)
    if not acts:
        say("The history is empty; nothing was changed yet.")
    return 0


def _acts(context: Context) -> list[Act]:
    with context.look() as reader:
        return reader.acts.latest()


def _row(context: Context, act: Act) -> Row:
    shade = Shade.DIM if act.undone else None
    name = f"{act.name} (undone)" if act.undone else act.name
    return str(act.id), say_when(act.at, context.zone, context.now), Cell(name, shade)


COMMANDS: Commands = {"undo": undo, "redo": redo, "history": list_history}
