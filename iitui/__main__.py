"""The one place that wires: arguments, paths, clock and settings, and then a command or the app."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.cli.context import Command, Context

_BAD_INPUT = 2
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run iitui and return its exit status: 0 done, 1 the answer is no, 2 wrong usage or bad input."""
    from iitui.cli.arguments import parse_arguments

    _speak_utf8()
    try:
        try:
            status = _run(parse_arguments(argv))
        except SystemExit as leaving:  # of the parser, which has printed what there is to say
            status = leaving.code if isinstance(leaving.code, int) else 0
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has seen enough
        _let_go_of_output()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _run(arguments: "Namespace") -> int:
    from iitui.cli.context import Context
    from iitui.clock import make_clock
    from iitui.domain.errors import IituiError
    from iitui.paths import find_paths

    try:
        context = Context(find_paths(arguments.db), make_clock(), _run_throwaway)
        if arguments.command is None:
            return _run_app(context)
        return _find_command(arguments.group, arguments.command)(context, arguments)
    except IituiError as error:
        from iitui.cli.output import say

        sys.stdout.flush()
        say(f"iitui: {error}")
        return _BAD_INPUT


def _find_command(group: str, name: str) -> "Command":
    from importlib import import_module

    commands: dict[str, Command] = import_module(f"iitui.cli.{group}").COMMANDS
    return commands[name]


def _run_app(context: "Context", *, throwaway: bool = False) -> int:
    from iitui.cli.context import make_usual_folder
    from iitui.ui.app import run

    make_usual_folder(context.paths)
    return run(context.paths, context.clock, context.settings, throwaway=throwaway)


def _run_throwaway(context: "Context") -> int:
    return _run_app(context, throwaway=True)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says; what cannot be encoded is shown by its number."""
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that nothing is said of it when the interpreter ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
