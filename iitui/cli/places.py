"""The command `paths`: where everything lies. It opens nothing, so that it answers when all else fails."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.output import print_json, print_rows


def show_paths(context: Context, arguments: Namespace) -> int:
    """Print where the journal, the settings and the state lie, whether or not they are there."""
    paths = context.paths
    places = {"journal": paths.journal_file, "settings": paths.settings_file, "state": paths.state_folder}
    if arguments.json:
        print_json(places)
    else:
        print_rows(list(places.items()), fixed=2)
    return 0


COMMANDS: Commands = {"paths": show_paths}
