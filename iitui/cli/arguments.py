"""What can be typed after `iitui`: the commands with their options, and nothing that takes long to load.

Each command belongs to a group; a group is a module of this package with its commands in `COMMANDS`, which
is imported only when one of them runs. Options are made for the command that was typed alone. Words that
enums hold elsewhere are written out here; a test compares them.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from iitui import __version__
from iitui.cli.prompt import JOURNAL
from iitui.cli.terminal import columns

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from typing import NoReturn

MEDIA = ("in person", "phone", "video")
BRIEF_FORMATS = ("text", "markdown", "json")
SHELLS = ("bash", "zsh", "fish")

STANDARD_INPUT = "-"
"""Stands for standard input where the name of a file belongs."""

_WHEN = "a time as people say it: 'tue 2pm', 'dec 5 14:00', 'tomorrow at 10', '+2h', 2026-12-05T14:00-05:00"
_SCHEDULE = """\
WHEN may say until when, and in which time zone:

  iitui schedule Dana "thu 10-10:30"
  iitui schedule Dana "dec 3 2:30-3pm EST"
  iitui schedule Dana "tomorrow half past three Europe/London"

Letters such as EST mean your own zone if its clocks ever show them, else the
zone that shows them then; where several do, the refusal names them.
"""
_ADD = """\
LINE is a name, a role and an organization, parted by commas; with two parts the
second is the role. 'at' or '@' names the organization without one:

  iitui add "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Prof. Lee #nursing"
  iitui add "Dana Ito, Nurse Manager at Beaumont, +1 313 555 0101"
  iitui add "Dana Ito at Beaumont"

E-mail addresses, telephone numbers and web addresses may stand anywhere; 'via'
names who sent you, '#' makes a tag. A name with a comma cannot be typed here.
"""
_BACKUP = """\
By itself the journal is backed up before the first change of each day, before a
restore and before a newer iitui changes its format. All backups of two days are
kept, then one a day for two weeks, one a week for ten weeks, one a month.
"""
_RESTORE = """\
FILE is checked first. What the journal holds now is kept as a backup, and
'iitui undo' brings it back. Screens that are open show the change at once.
"""
_IMPORT = """\
The format of each FILE is detected from its content:

{formats}

Without FILE, or where FILE is -, standard input is read, whatever its format:

  unzip -p export.zip contacts.vcf | iitui import
"""
_COMPLETION = """\
  source <(iitui completion bash)       in ~/.bashrc
  source <(iitui completion zsh)        in ~/.zshrc, after compinit
  iitui completion fish > ~/.config/fish/completions/iitui.fish

Then tab offers commands, options, what is owed, interviews and contacts.
"""
_COMMAND = "COMMAND"
"""What stands for the name of a command in usage."""

_FOLLOW_UP = "the ID of a follow-up as 'iitui due' shows it, such as thank_you:12"


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and writes nothing to the terminal that steers it."""

    def error(self, message: str) -> "NoReturn":
        """Say what is wrong and leave."""
        self.refuse(message, f"'{self.prog} --help' shows what can be typed.")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is none of those that can stand there, and name the nearest of them."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            nearest = _nearest(str(value), [str(choice) for choice in action.choices or ()])
            is_command = action.metavar == _COMMAND
            if not is_command and nearest is None:
                raise
            message = f"there is no command '{value}'" if is_command else str(error)
            hint = f"did you mean {nearest}?" if nearest else "'iitui --help' shows all commands."
            self.refuse(message, hint)

    def refuse(self, message: str, hint: str) -> "NoReturn":
        """Say what is wrong and what would be right, and leave."""
        from iitui.domain.text import clean_line

        self.exit(2, f"iitui: {clean_line(message)}; {hint}\n")


def _nearest(typed: str, choices: Sequence[str]) -> str | None:
    """The word that was probably meant: the only one that begins so, or else the most similar one."""
    from difflib import get_close_matches  # slow to load; only a mistake waits for it

    lowered = typed.lower()
    begun = [choice for choice in choices if choice.startswith(lowered)]
    if len(begun) == 1:
        return begun[0]
    return next(iter(get_close_matches(lowered, choices, n=1)), None)


class _Help(argparse.HelpFormatter):
    """Lays help out to the width of the terminal, without loading what argparse would load to measure it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)


class _CommandHelp(_Help, argparse.RawDescriptionHelpFormatter):
    """The same for one command, whose examples stay as they are written."""


class _PrintScript(argparse.Action):
    """Prints what makes a shell complete commands, and leaves: it needs no journal, nor anything else."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Print the script of a shell."""
        path = os.path.join(os.path.dirname(__file__), os.pardir, "data", f"completion.{values}")
        with open(path, encoding="utf-8") as script:
            sys.stdout.write(script.read())
        parser.exit()


class _TakeFiles(argparse.Action):
    """Takes the names of files; without any, standard input where something is piped into it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Take the names, or refuse them."""
        files = [str(value) for value in values] if isinstance(values, list) else []
        if not files and (sys.stdin is None or sys.stdin.isatty()):
            parser.error(f"the following arguments are required: {self.metavar}")
        if files.count(STANDARD_INPUT) > 1:
            parser.error(f"argument {self.metavar}: {STANDARD_INPUT} is named twice, but can be read once")
        setattr(namespace, self.dest, files or [STANDARD_INPUT])


class _PrintHelp(argparse.Action):
    """Prints the help of a command, or that of all of them, and leaves."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Print what `--help` prints."""
        parse_arguments(["--help"] if values is None else [str(values), "--help"])


class _Command:
    """A command as the command line knows it.

    Attributes:
        group: the module that runs it, unless the parser itself answers.
        does: what it does, in a few words.
        fill: adds what can be typed after it.
        more: what stands below its help, or a function that returns it, if it is slow to make.
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
    parser.add_argument("--json", action="store_true", help="JSON, for scripts")


def _due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--within", metavar="SPAN", help="also what is due within so long: 36h, 7d, 2w")
    parser.add_argument(
        "--quiet", action="store_true", help="print nothing; exit status 1 when something is overdue"
    )
    _json(parser)


def _brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("interview", nargs="?", default="next", metavar="next|ID", help="which one (next)")
    parser.add_argument("--format", choices=BRIEF_FORMATS, default="text", help="how to lay it out (text)")


def _contacts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="beginnings of words about them")
    _json(parser)


def _interviews(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--past", action="store_true", help="those that are over, the latest first")
    which.add_argument("--all", action="store_true", help="those to come, then those that are over")
    _json(parser)


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="beginnings of words in them")
    _json(parser)


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("line", nargs="+", metavar="LINE", help="name, role, organization and more")
    _json(parser)


def _schedule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="the ID of a contact, or a name or its beginning")
    parser.add_argument("when", nargs="+", metavar="WHEN", help=_WHEN)
    parser.add_argument(
        "--minutes", type=int, metavar="N", help="how long it blocks the calendar (30, or as WHEN says)"
    )
    parser.add_argument(
        "--medium", type=_read_medium, choices=MEDIA, default=MEDIA[0], help="how you meet (in person)"
    )
    parser.add_argument("--place", default="", help="an address, a number to call or a link")
    parser.add_argument("--occupation", default="", help="which occupation it is about")
    parser.add_argument(
        "--zone", default="", metavar="NAME", help="the time zone that WHEN is meant in, unless it says"
    )
    parser.add_argument("--travel", type=int, default=0, metavar="MINUTES", help="the way there, one way")
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
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    _json(parser)


def _import_help() -> str:
    from iitui.interchange.registry import all_formats

    lines = [f"  {one.name:<10}  {one.description} ({', '.join(one.endings)})" for one in all_formats()]
    return _IMPORT.format(formats="\n".join(lines))


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", metavar="FILE", help="write the sample journal to a new file instead")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="into this file, not into the usual folder")
    parser.add_argument("--list", action="store_true", help="name the backups, the newest first")
    _json(parser)


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup, or another journal")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, action=_PrintScript, help="the shell that it is for")


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "about",
        nargs="?",
        choices=COMMANDS,
        metavar=_COMMAND,
        action=_PrintHelp,
        help="the command that it is about (all of them)",
    )


COMMANDS = {
    "due": _Command("follow_ups", "what is overdue or due today, worst first", _due),
    "next": _Command("interviews", "the next interview in one line", _json),
    "brief": _Command("interviews", "everything needed for one interview, to read or print", _brief),
    "contacts": _Command("contacts", "the contacts, or those that a search finds", _contacts),
    "interviews": _Command("interviews", "the interviews to come", _interviews),
    "questions": _Command("questions", "the bank of questions, or those that a search finds", _questions),
    "add": _Command("contacts", "add one contact from one line", _add, more=_ADD),
    "schedule": _Command("scheduling", "plan an interview", _schedule, more=_SCHEDULE),
    "done": _Command("follow_ups", "say that follow-ups are done", _settle),
    "waive": _Command("follow_ups", "say that they need not be done", _settle),
    "snooze": _Command("follow_ups", "put follow-ups off", _snooze),
    "import": _Command(
        "imports", "take over contacts from files of other programs", _import, more=_import_help
    ),
    "undo": _Command("journal", "take back what was done last"),
    "redo": _Command("journal", "do again what was taken back"),
    "history": _Command("journal", "what was done to the journal, the latest first", _json),
    "demo": _Command("demo", "the screens on a throw-away sample journal", _demo),
    "backup": _Command("safety", "back the journal up, or list its backups", _backup, more=_BACKUP),
    "restore": _Command("safety", "make the journal what a backup holds", _restore, more=_RESTORE),
    "check": _Command("safety", "look whether the journal is sound; it is only read", _json),
    "paths": _Command("places", "where everything lies", _json),
    "completion": _Command(
        "completion", "what makes a shell complete what is typed", _completion, more=_COMPLETION
    ),
    "help": _Command("help", "what can be typed, or what a command does", _help),
}
"""All commands, in the order of the help."""


def build_parser(typed: str | None = None) -> _Parser:
    """Return the parser of the command line with one command, or with the names of all of them."""
    parser = _Parser(
        prog="iitui",
        description="Informational interviews from the keyboard. Without a command, the screens open.",
        epilog="Exit status: 0 done; 1 the answer is no; 2 bad input, nothing changed; 3 an error of iitui.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument(JOURNAL, metavar="FILE", help="the journal; also named by IITUI_DB")
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
    # Without a default of its own, so that a --db before the command is not forgotten.
    parser.add_argument(JOURNAL, metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(group=command.group)
    if command.fill is not None:
        command.fill(parser)


def actions_of(name: str) -> list[argparse.Action]:
    """Return what can be typed after a command: its options, and its arguments in their order."""
    parser = _Parser(prog="iitui", formatter_class=_Help, allow_abbrev=False)
    _fill(parser, COMMANDS[name])
    return [action for action in parser._actions if action.help != argparse.SUPPRESS]  # all that knows them


def typed_command(argv: Sequence[str]) -> str | None:
    """Return what stands for the command, known or not: the first word that is no option and no journal."""
    words = iter(argv)
    for word in words:
        if word == JOURNAL:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; `command` is None where none was named.

    Raises:
        SystemExit: it could not be understood (2), or asked for help or the version (0), which was printed.
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
    """Refuse what no argument takes, and name the option of the command that was probably meant."""
    option = unknown[0].partition("=")[0]
    options = [name for action in (actions_of(command) if command else ()) for name in action.option_strings]
    nearest = _nearest(option, options) if option.startswith("--") else None
    usage = f"iitui {command}" if command else "iitui"
    hint = f"did you mean {nearest}?" if nearest else f"'{usage} --help' shows what can be typed."
    parser.refuse(f"unrecognized arguments: {' '.join(unknown)}", hint)
