"""The parser of the command line, which is filled from `iitui.commands` and loads nothing slow.

The group of a command is imported only when the command runs; only the options of that command are created.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from iitui import __version__
from iitui.commands import (
    COMMAND,
    COMMANDS,
    JOURNAL,
    PRINT_HELP,
    PRINT_SCRIPT,
    STANDARD_INPUT,
    TAKE_FILES,
    TOPIC,
    TOPICS,
    Command,
    typed_command,
)
from iitui.terminal import columns

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from typing import NoReturn


class _Parser(argparse.ArgumentParser):
    """A parser that reports errors in one line, without the control characters that may have been typed.

    Attributes:
        command: the command whose arguments it parses; empty for the parser of all commands.
    """

    command = ""

    def format_help(self) -> str:
        """Return the help, with what there is to say at its end; it is read only for that."""
        if self.command:
            self.epilog = more_about(self.command)
        return super().format_help()

    def error(self, message: str) -> "NoReturn":
        """Print the error and exit."""
        self.refuse(message, f"see '{self.prog} --help'.")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is not one of the choices, and suggest the most similar one."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            nearest = _nearest(str(value), [str(choice) for choice in action.choices or ()])
            is_command = action.metavar in (COMMAND, TOPIC)
            if not is_command and nearest is None:
                raise
            wanted = "command or topic" if action.metavar == TOPIC else "command"
            message = f"there's no {wanted} '{value}'" if is_command else str(error)
            hint = f"did you mean {nearest}?" if nearest else f"'iitui --help' lists every {wanted}."
            self.refuse(message, hint)

    def refuse(self, message: str, hint: str) -> "NoReturn":
        """Print the error with a hint, and exit."""
        from iitui.domain.text import clean_line

        self.exit(2, f"iitui: {clean_line(message)}; {hint}\n")


def _nearest(typed: str, choices: Sequence[str]) -> str | None:
    """Return the choice that was probably meant: the only one that begins with it, else the most similar."""
    from difflib import get_close_matches  # slow to load, and needed for mistakes only

    lowered = typed.lower()
    begun = [choice for choice in choices if choice.startswith(lowered)]
    if len(begun) == 1:
        return begun[0]
    return next(iter(get_close_matches(lowered, choices, n=1)), None)


class _Help(argparse.HelpFormatter):
    """Wraps help to the width of the terminal, without the slow imports that argparse measures it with."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)


class _CommandHelp(_Help, argparse.RawDescriptionHelpFormatter):
    """Does the same for one command, and keeps the line breaks of its examples."""


class _PrintScript(argparse.Action):
    """Prints the completion script of a shell and exits, without opening the journal."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Print the script of the shell that was named."""
        sys.stdout.write(_data(f"completion.{values}"))
        parser.exit()


class _TakeFiles(argparse.Action):
    """Takes file names; without any, standard input, if something is piped into it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Store the names, or refuse them."""
        files = [str(value) for value in values] if isinstance(values, list) else []
        if not files and (sys.stdin is None or sys.stdin.isatty()):
            parser.error(f"the following arguments are required: {self.metavar}")
        if files.count(STANDARD_INPUT) > 1:
            parser.error(
                f"argument {self.metavar}: {STANDARD_INPUT} is given twice, but can be read only once"
            )
        setattr(namespace, self.dest, files or [STANDARD_INPUT])


class _PrintHelp(argparse.Action):
    """Prints the help of one command, or of all commands, and exits."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Print a topic, or the same as `--help`."""
        if values in TOPICS:
            from iitui.cli.topics import show_text, topic_text

            show_text(topic_text(str(values)))
            parser.exit()
        parse_arguments(["--help"] if values is None else [str(values), "--help"])


def _data(*names: str) -> str:
    """Return the text of a file that ships with iitui."""
    with open(os.path.join(os.path.dirname(__file__), os.pardir, "data", *names), encoding="utf-8") as file:
        return file.read()


def more_about(command: str) -> str:
    """Return what stands at the end of the help of a command; empty if the rest says it all."""
    try:
        text = _data("help", "commands", f"{command}.txt")
    except FileNotFoundError:
        return ""
    if "{" not in text:
        return text
    from iitui.cli.topics import fill_in

    return fill_in(command, text)


def build_parser(typed: str | None = None) -> _Parser:
    """Return a parser that knows one command in full, or all commands by name only."""
    parser = _Parser(
        prog="iitui",
        description="Informational interviews from the keyboard. Without a command, the screens open.",
        epilog=f"Topics: 'iitui help TOPIC' explains {', '.join(TOPICS)}. "
        "Exit status: 0 done; 1 the answer is no; 2 bad input, nothing changed; 3 an error in iitui.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument(JOURNAL, metavar="FILE", help="the journal; IITUI_DB sets it too")
    parser.add_argument("--version", action="version", version=f"iitui {__version__}")
    commands = parser.add_subparsers(
        title="commands",
        prog="iitui",
        dest="command",
        metavar=COMMAND,
        help="without one, the screens open",
    )
    for name, command in COMMANDS.items() if typed is None else [(typed, COMMANDS[typed])]:
        own = commands.add_parser(
            name,
            help=command.does,
            description=f"{command.does[0].upper()}{command.does[1:]}.",
            formatter_class=_CommandHelp,
            allow_abbrev=False,
        )
        if name == typed:
            own.command = name
            _fill(own, command)
    return parser


def _fill(parser: argparse.ArgumentParser, command: Command) -> None:
    for name, action in ((TAKE_FILES, _TakeFiles), (PRINT_SCRIPT, _PrintScript), (PRINT_HELP, _PrintHelp)):
        parser.register("action", name, action)
    # Without a default of its own, so that a --db before the command is not forgotten.
    parser.add_argument(JOURNAL, metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(group=command.group)
    if command.fill is not None:
        command.fill(parser)


def arguments_of(name: str) -> list[argparse.Action]:
    """Return the options and arguments of a command."""
    parser = _Parser(prog="iitui", formatter_class=_Help, allow_abbrev=False)
    _fill(parser, COMMANDS[name])
    return [action for action in parser._actions if action.help != argparse.SUPPRESS]  # no public way


def _options_of(name: str) -> list[str]:
    """Return the names of the options of a command."""
    return [option for action in arguments_of(name) for option in action.option_strings]


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line; `command` is None if none was typed.

    Raises:
        SystemExit: it is invalid (2), or it asked for help or the version (0), which has been printed.
    """
    words = sys.argv[1:] if argv is None else argv
    typed = typed_command(words)
    known = typed if typed in COMMANDS else None
    parser = build_parser(known)
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        _refuse_unknown(parser, known, unknown)
    return arguments


def _refuse_unknown(parser: _Parser, command: str | None, unknown: Sequence[str]) -> None:
    """Refuse unknown words, and suggest the option that was probably meant."""
    option = unknown[0].partition("=")[0]
    options = _options_of(command) if command else []
    nearest = _nearest(option, options) if option.startswith("--") else None
    usage = f"iitui {command}" if command else "iitui"
    hint = f"did you mean {nearest}?" if nearest else f"see '{usage} --help'."
    parser.refuse(f"unrecognized arguments: {' '.join(unknown)}", hint)
