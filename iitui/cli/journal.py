"""The commands about the journal as a whole: `undo`, `redo`, `history`, `paths` and `demo`."""

from argparse import Namespace
from pathlib import Path

from iitui.cli.context import Commands, Context
from iitui.cli.streams import refuse_json_beside, write_to_output
from iitui.commands import STANDARD_OUTPUT
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import JournalError, UndoError, UnreadableError
from iitui.domain.history import Act
from iitui.output import Cell, Row, Shade, print_json, print_rows, say, tell
from iitui.reports.records import act_record


def undo(context: Context, arguments: Namespace) -> int:
    """Undo the latest change."""
    if not context.paths.journal.exists():
        raise UndoError("There is nothing to undo.")
    with context.open() as store:
        _print_act(context, arguments, "Undone", store.history.undo())
    return 0


def redo(context: Context, arguments: Namespace) -> int:
    """Redo what was undone."""
    if not context.paths.journal.exists():
        raise UndoError("There is nothing to redo.")
    with context.open() as store:
        _print_act(context, arguments, "Redone", store.history.redo())
    return 0


def _print_act(context: Context, arguments: Namespace, done: str, act: Act) -> None:
    if arguments.json:
        print_json(act_record(act, context.zone))
    else:
        tell(f"{done}: {act.name}")


def list_history(context: Context, arguments: Namespace) -> int:
    """Print the changes to the journal, latest first."""
    acts = _acts(context)
    if arguments.json:
        print_json([act_record(act, context.zone) for act in acts])
    else:
        print_rows([_row(context, act) for act in acts], fixed=2)
    if not acts:
        say("The history is empty; nothing has changed yet.")
    return 0


def _acts(context: Context) -> list[Act]:
    with context.look() as reader:
        return reader.acts.latest()


def _row(context: Context, act: Act) -> Row:
    shade = Shade.DIM if act.undone else None
    name = f"{act.name} (undone)" if act.undone else act.name
    return str(act.id), say_when(act.at, context.zone, context.now), Cell(name, shade)


def show_paths(context: Context, arguments: Namespace) -> int:
    """Print where journal, settings, templates of letters and state lie, and copies of the journal beside it.

    None is opened as what it is, so that it always works.
    """
    paths = context.paths
    places = {
        "journal": paths.journal_file,
        "settings": paths.settings_file,
        "letters": str(paths.letters),
        "state": paths.state_folder,
    }
    from iitui.store.conflict_copies import REMEDY, conflict_copies

    copies = conflict_copies(paths.journal)
    if arguments.json:
        print_json(places | {"copies": [str(copy) for copy in copies]})
    else:
        print_rows(list(places.items()), fixed=2)
    for copy in copies:
        say(f"{copy} is another version of this journal. {REMEDY}")
    return 0


def demo(context: Context, arguments: Namespace) -> int:
    """Open the screens on a temporary sample journal, or write that journal to a new file."""
    refuse_json_beside(arguments.write, is_json=arguments.json)
    if arguments.write == STANDARD_OUTPUT:
        write_to_output("sample.db", lambda file: _write_sample(context, file))
        return 0
    if arguments.write is not None:
        return _write(context, Path(arguments.write).expanduser(), is_json=arguments.json)
    if arguments.json:
        raise UnreadableError("--json works only with --write; the screens print nothing.")
    from iitui.store.sample import make_sample

    return context.open_sample(context, make_sample(context.clock, context.zone))


def _write(context: Context, file: Path, *, is_json: bool) -> int:
    if file.exists() or file.is_symlink():
        raise JournalError(f"{file} already exists; nothing was written.")
    _write_sample(context, file)
    if is_json:
        print_json({"file": str(file)})
        return 0
    tell(f"Wrote the sample journal to {file}; 'iitui --db {file}' opens it.")
    return 0


def _write_sample(context: Context, file: Path) -> None:
    from iitui.store.sample import write_sample

    write_sample(file, context.clock, context.zone)


COMMANDS: Commands = {
    "undo": undo,
    "redo": redo,
    "history": list_history,
    "paths": show_paths,
    "demo": demo,
}
