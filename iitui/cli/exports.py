"""The command `export`: what the journal holds, for other programs."""

from argparse import Namespace
from collections.abc import Mapping

from iitui.cli.calendar import export_calendar
from iitui.cli.context import CommandFunction, Commands, Context

_EXPORTS: Mapping[str, CommandFunction] = {"calendar": export_calendar}
"""What can be exported, and the function that does it."""


def run_export(context: Context, arguments: Namespace) -> int:
    """Export what was named."""
    return _EXPORTS[arguments.what](context, arguments)


COMMANDS: Commands = {"export": run_export}
