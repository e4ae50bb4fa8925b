"""The grammar of the command line: the commands with their options and arguments.

Each command belongs to a group. A group is a module of this package that lists its commands in `COMMANDS`; it
is imported only when one of them runs. Only the options of the command that was typed are created. This
module must load fast, so the values of some enums are repeated here; a test compares them.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from iitui import __version__
from iitui.cli.prompt import JOURNAL
from iitui.cli.terminal import columns

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from typing import NoReturn

MEDIA = ("in person", "phone", "video")
BRIEF_FORMATS = ("text", "markdown", "json")
SHELLS = ("bash", "zsh", "fish")

STANDARD_INPUT = "-"
"""Means standard input in place of a file name."""

_WHEN = (
    "a time in everyday notation: 'tue 2pm', 'dec 5 14:00', 'tomorrow at 10', '+2h', 2026-12-05T14:00-05:00"
)
_SCHEDULE = """\
WHEN may include the end and a time zone:

  iitui schedule Dana "thu 10-10:30"
  iitui schedule Dana "dec 3 2:30-3pm EST"
  iitui schedule Dana "tomorrow half past three Europe/London"

An abbreviation such as EST means your own zone if that zone ever uses it, else
the zone that uses it then; if several do, the error message lists them.
"""
_ADD = """\
LINE is a name, a role and an organization, separated by commas; of two parts
the second is the role. 'at' or '@' names the organization without a comma:

  iitui add "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Prof. Lee #nursing"
  iitui add "Dana Ito, Nurse Manager at Beaumont, +1 313 555 0101"
  iitui add "Dana Ito at Beaumont"

E-mail addresses, phone numbers and web addresses can be anywhere in the line;
'via' names who referred you, '#' adds a tag. A name cannot contain a comma here.
"""
_BACKUP = """\
The journal is backed up automatically before the first change of each day,
before a restore and before a newer iitui changes its format. All backups of the
last two days are kept, then one a day for two weeks, one a week for ten weeks,
and one a month.
"""
_RESTORE = """\
FILE is checked first. The present contents of the journal are kept as a backup,
and 'iitui undo' brings them back. Open screens show the change at once.
"""
_IMPORT = """\
The format of each FILE is detected from its content:

{formats}

Without FILE, or if FILE is -, standard input is read, in any of these formats:

  unzip -p export.zip contacts.vcf | iitui import
"""
_COMPLETION = """\
  source <(iitui completion bash)       in ~/.bashrc
  source <(iitui completion zsh)        in ~/.zshrc, after compinit
  iitui completion fish > ~/.config/fish/completions/iitui.fish

The tab key then completes commands, options, follow-ups, interviews and contacts.
"""
_COMMAND = "COMMAND"
"""The placeholder for a command in usage messages."""

_FOLLOW_UP = "the ID of a follow-up as 'iitui due' shows it, such as thank_you:12"


class _Parser(argparse.ArgumentParser):
    """A parser that reports errors in one line, without the control characters that may have been typed."""

    def error(self, message: str) -> "NoReturn":
        """Print the error and exit."""
        self.refuse(message, f"see '{self.prog} --help'.")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is not one of the choices, and suggest the most similar one."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            nearest = _nearest(str(value), [str(choice) for choice in action.choices or ()])
            is_command = action.metavar == _COMMAND
            if not is_command and nearest is None:
                raise
            message = f"there is no command '{value}'" if is_command else str(error)
            hint = f"did you mean {nearest}?" if nearest else "'iitui --help' lists all commands."
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
        path = os.path.join(os.path.dirname(__file__), os.pardir, "data", f"completion.{values}")
        with open(path, encoding="utf-8") as script:
            sys.stdout.write(script.read())
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
                f"argument {self.metavar}: {STANDARD_INPUT} is named twice, but can be read only once"
            )
        setattr(namespace, self.dest, files or [STANDARD_INPUT])


class _PrintHelp(argparse.Action):
    """Prints the help of one command, or of all commands, and exits."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Print the same as `--help`."""
        parse_arguments(["--help"] if values is None else [str(values), "--help"])


class _Command:
    """A command, as the command line describes and parses it.

    Attributes:
        group: the module that runs it, unless the parser itself handles it.
        does: what it does, in a few words.
        fill: adds its options and arguments.
        more: text at the end of its help, or a function that returns that text if it is slow to make.
    """

    def __init__(
        self,
        group: str,
        does: str,
        fill: Callable[[argparse.ArgumentParser], None] | None = None,
        *,
        more: str | Callable[[], str] = "",
    ) -> None:
        self.group = group
        self.does = does
        self.fill = fill
        self.more = more


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def _due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--within", metavar="SPAN", help="also what is due within this time: 36h, 7d, 2w")
    parser.add_argument(
        "--quiet", action="store_true", help="print nothing; exit with status 1 if something is overdue"
    )
    _json(parser)


def _brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "interview", nargs="?", default="next", metavar="next|ID", help="the interview (default: next)"
    )
    parser.add_argument(
        "--format", choices=BRIEF_FORMATS, default="text", help="output format (default: text)"
    )


def _contacts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to search for, or their beginnings")
    _json(parser)


def _interviews(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--past", action="store_true", help="past interviews, latest first")
    which.add_argument("--all", action="store_true", help="upcoming interviews, then past ones")
    _json(parser)


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to search for, or their beginnings")
    _json(parser)


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("line", nargs="+", metavar="LINE", help="name, role, organization and more")
    _json(parser)


def _schedule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="the ID of a contact, or the name or its beginning")
    parser.add_argument("when", nargs="+", metavar="WHEN", help=_WHEN)
    parser.add_argument(
        "--minutes",
        type=int,
        metavar="N",
        help="how long to block the calendar (default: 30, or as WHEN says)",
    )
    parser.add_argument(
        "--medium",
        type=_read_medium,
        choices=MEDIA,
        default=MEDIA[0],
        help="how you meet (default: in person)",
    )
    parser.add_argument("--place", default="", help="an address, a number to call or a link")
    parser.add_argument("--occupation", default="", help="the occupation it is about")
    parser.add_argument(
        "--zone", default="", metavar="NAME", help="the time zone of WHEN, unless WHEN names one"
    )
    parser.add_argument("--travel", type=int, default=0, metavar="MINUTES", help="travel time, one way")
    _json(parser)


def _read_medium(text: str) -> str:
    words = " ".join(text.lower().replace("-", " ").split())
    return MEDIA[0] if words == "person" else words


def _settle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help=_FOLLOW_UP)
    _json(parser)


def _snooze(parser: argparse.ArgumentParser) -> None:
    parser.usage = "iitui snooze [-h] [--json] ID... WHEN"
    parser.add_argument("words", nargs="+", metavar="ID... WHEN", help=f"{_FOLLOW_UP}; and {_WHEN}, or 'fri'")
    _json(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    from iitui.interchange.registry import FORMATS

    parser.add_argument(
        "files",
        nargs="*",
        action=_TakeFiles,
        metavar="FILE",
        help="a file of contacts from another program; - for standard input",
    )
    parser.add_argument("--format", choices=tuple(FORMATS), help="read the files as this format")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, and change nothing")
    _json(parser)


def _import_help() -> str:
    from iitui.interchange.registry import all_formats

    lines = [f"  {one.name:<10}  {one.description} ({', '.join(one.endings)})" for one in all_formats()]
    return _IMPORT.format(formats="\n".join(lines))


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", metavar="FILE", help="write the sample journal to a new file instead")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="write to this file, not to the usual folder")
    parser.add_argument("--list", action="store_true", help="list the backups, newest first")
    _json(parser)


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup, or another journal")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, action=_PrintScript, help="your shell")


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "about",
        nargs="?",
        choices=COMMANDS,
        metavar=_COMMAND,
        action=_PrintHelp,
        help="the command to explain (default: all)",
    )


COMMANDS = {
    "due": _Command("follow_ups", "list what is overdue or due today, worst first", _due),
    "next": _Command("interviews", "show the next interview in one line", _json),
    "brief": _Command("interviews", "show everything needed for one interview, to read or print", _brief),
    "contacts": _Command("contacts", "list the contacts, or those that match a search", _contacts),
    "interviews": _Command("interviews", "list the upcoming interviews", _interviews),
    "questions": _Command(
        "questions", "list the questions in the bank, or those that match a search", _questions
    ),
    "add": _Command("contacts", "add one contact from one line", _add, more=_ADD),
    "schedule": _Command("scheduling", "plan an interview", _schedule, more=_SCHEDULE),
    "done": _Command("follow_ups", "mark follow-ups as done", _settle),
    "waive": _Command("follow_ups", "dismiss follow-ups that need not be done", _settle),
    "snooze": _Command("follow_ups", "put follow-ups off until later", _snooze),
    "import": _Command("imports", "import contacts from files of other programs", _import, more=_import_help),
    "undo": _Command("journal", "undo the latest change"),
    "redo": _Command("journal", "redo what was undone"),
    "history": _Command("journal", "list the changes to the journal, latest first", _json),
    "demo": _Command("demo", "open the screens on a temporary sample journal", _demo),
    "backup": _Command("safety", "back up the journal, or list its backups", _backup, more=_BACKUP),
    "restore": _Command("safety", "restore the journal from a backup", _restore, more=_RESTORE),
    "check": _Command("safety", "check the journal for damage, without changing it", _json),
    "paths": _Command("places", "show where iitui keeps its files", _json),
    "completion": _Command(
        "completion", "print the script that lets a shell complete commands", _completion, more=_COMPLETION
    ),
    "help": _Command("help", "show this help, or the help of one command", _help),
}
"""All commands, in the order in which the help lists them."""


def build_parser(typed: str | None = None) -> _Parser:
    """Return a parser that knows one command in full, or all commands by name only."""
    parser = _Parser(
        prog="iitui",
        description="Informational interviews from the keyboard. Without a command, the screens open.",
        epilog="Exit status: 0 done; 1 the answer is no; 2 bad input, nothing changed; 3 an error of iitui.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument(JOURNAL, metavar="FILE", help="the journal; IITUI_DB sets it too")
    parser.add_argument("--version", action="version", version=f"iitui {__version__}")
    commands = parser.add_subparsers(
        title="commands",
        prog="iitui",
        dest="command",
        metavar=_COMMAND,
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
            own.epilog = command.more if isinstance(command.more, str) else command.more()
            _fill(own, command)
    return parser


def _fill(parser: argparse.ArgumentParser, command: _Command) -> None:
    # Without a default, which would override a --db before the command.
    parser.add_argument(JOURNAL, metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(group=command.group)
    if command.fill is not None:
        command.fill(parser)


def actions_of(name: str) -> list[argparse.Action]:
    """Return the options of a command, and its arguments in their order."""
    parser = _Parser(prog="iitui", formatter_class=_Help, allow_abbrev=False)
    _fill(parser, COMMANDS[name])
    return [
        action for action in parser._actions if action.help != argparse.SUPPRESS
    ]  # argparse has no public way


def typed_command(argv: Sequence[str]) -> str | None:
    """Return the word in place of the command, known or not: the first that is no option and no journal."""
    words = iter(argv)
    for word in words:
        if word == JOURNAL:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


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
    options = [name for action in (actions_of(command) if command else ()) for name in action.option_strings]
    nearest = _nearest(option, options) if option.startswith("--") else None
    usage = f"iitui {command}" if command else "iitui"
    hint = f"did you mean {nearest}?" if nearest else f"see '{usage} --help'."
    parser.refuse(f"unrecognized arguments: {' '.join(unknown)}", hint)
