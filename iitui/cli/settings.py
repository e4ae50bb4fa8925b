"""The command `settings`: what is set, where, and what is wrong with it; and the file, in an editor."""

import os
from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.domain.errors import NotFoundError, UnreadableError
from iitui.output import Cell, Row, Shade, print_json, print_rows, say, tell
from iitui.reports.settings import SettingState, check_names, settings_record, states, write_template
from iitui.settings import DEFINED
from iitui.settings_file import SettingsFile, nearest

_WRONG = 2


def show_settings(context: Context, arguments: Namespace) -> int:
    """Print the settings with their values, defaults and origins; return 2 if something is wrong."""
    if arguments.edit:
        return _edit(context)
    file = SettingsFile.read(context.paths.settings_file)
    check_names(file)
    found = _named(states(file, os.environ), arguments.names)
    if arguments.json:
        print_json(settings_record(file, found))
    elif arguments.names:
        for state in found:
            tell(f"{state.name} = {state.value} ({state.say_origin(file.path)}; default: {state.default})")
            tell(f"  {state.meaning}. Allowed: {state.allowed}.")
    else:
        print_rows([("setting", "value", "default", "from"), *(_row(file, state) for state in found)])
    for problem in file.problems:
        say(str(problem))
    return _WRONG if file.problems else 0


def _named(found: list[SettingState], names: list[str]) -> list[SettingState]:
    if not names:
        return found
    known = {name: [one for one in found if f"{one.name}.".startswith(f"{name}.")] for name in names}
    for name, matches in known.items():
        if not matches:
            near = nearest(name, DEFINED)
            hint = f"did you mean {near}?" if near else "iitui settings lists all."
            raise NotFoundError(f"There is no setting '{name}'; {hint}")
    return [one for matches in known.values() for one in matches]


def _row(file: SettingsFile, state: SettingState) -> Row:
    shade = None if state.origin != "default" else Shade.DIM
    return state.name, state.value, Cell(state.default, Shade.DIM), Cell(state.say_origin(file.path), shade)


def _edit(context: Context) -> int:
    """Open the file in the user's editor, made from the template if there is none, and check it."""
    from iitui.editor import editor_command, run_editor

    path = context.paths.settings
    editor_command(os.environ)  # first: without an editor, no file is made either
    try:
        if not os.path.lexists(path):
            write_template(path)
    except OSError as error:
        raise UnreadableError(f"{path}: it cannot be written: {error.strerror}.") from error
    status = run_editor(path, os.environ)
    file = SettingsFile.read(path)
    check_names(file)
    for problem in file.problems:
        say(str(problem))
    if status:
        raise UnreadableError(f"The editor ended with status {status}; {path} is as the editor left it.")
    if not file.problems:
        say(f"{path}: {len(file.values)} set, nothing wrong.")
    return _WRONG if file.problems else 0


COMMANDS: Commands = {"settings": show_settings}
