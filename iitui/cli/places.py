"""The command `paths`: where iitui keeps its files. It opens none of them, so that it always works."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.output import print_json, print_rows


def show_paths(context: Context, arguments: Namespace) -> int:
    """Print the paths of the journal, the settings and the state, whether or not they exist."""
    paths = context.paths
    places = {"journal": paths.journal_file, "settings": paths.settings_file, "state": paths.state_folder}
    if arguments.json:
        print_json(places)
    else:
        print_rows(list(places.items()), fixed=2)
    return 0


COMMANDS: Commands = {"paths": show_paths}
