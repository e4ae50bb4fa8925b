"""What can be typed after `iitui`: every command with what stands after it, as plain words.

The parser (`iitui.cli.arguments`) and completion (`iitui.prompt.complete`) are both filled from here; nothing
here takes long to load. A command belongs to a group: a module of `iitui.cli` with a function for it in
`COMMANDS`. Words that enums hold elsewhere are written out; a test compares them.
"""

from collections.abc import Callable, Iterable, Sequence

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from typing import Protocol

    class Arguments(Protocol):
        """Takes arguments one by one, as argparse does."""

        def add_argument(
            self,
            *names: str,
            action: str = ...,
            nargs: str | None = ...,
            default: object = ...,
            type: Callable[[str], object] = ...,  # noqa: A002 - as argparse calls it
            choices: Iterable[str] | None = ...,
            metavar: str | None = ...,
            help: str | None = ...,  # noqa: A002
        ) -> object:
            """Take one."""

    class Grammar(Arguments, Protocol):
        """What can be typed after one command."""

        usage: str | None

        def add_mutually_exclusive_group(self) -> Arguments:
            """Return what takes arguments of which one alone may be typed."""


JOURNAL = "--db"
"""Names the journal, before or after the command."""

TAKE_FILES, PRINT_SCRIPT, PRINT_HELP = "take files", "print script", "print help"
"""Actions of the parser's own."""

MEDIA = ("in person", "phone", "video")
CONTACT_FORMATS = ("vcard", "linkedin")
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
Without FILE, or where FILE is -, standard input is read, whatever its format:

  unzip -p export.zip contacts.vcf | iitui import
"""
_COMPLETION = """\
  source <(iitui completion bash)       in ~/.bashrc
  source <(iitui completion zsh)        in ~/.zshrc, after compinit
  iitui completion fish > ~/.config/fish/completions/iitui.fish

Then tab offers commands, options, what is owed, interviews and contacts.
"""
COMMAND = "COMMAND"
"""What stands for the name of a command in usage."""

_FOLLOW_UP = "the ID of a follow-up as 'iitui due' shows it, such as thank_you:12"


class Command:
    """A command as the command line knows it.

    Attributes:
        group: the module that runs it, unless the parser itself answers.
        does: what it does, in a few words.
        fill: adds what can be typed after it.
        more: what stands below its help.
    """

    def __init__(
        self,
        group: str,
        does: str,
        fill: "Callable[[Grammar], None] | None" = None,
        *,
        more: str = "",
    ) -> None:
        self.group = group
        self.does = does
        self.fill = fill
        self.more = more


def _json(parser: "Grammar") -> None:
    parser.add_argument("--json", action="store_true", help="JSON, for scripts")


def _due(parser: "Grammar") -> None:
    parser.add_argument("--within", metavar="SPAN", help="also what is due within so long: 36h, 7d, 2w")
    parser.add_argument(
        "--quiet", action="store_true", help="print nothing; exit status 1 when something is overdue"
    )
    _json(parser)


def _brief(parser: "Grammar") -> None:
    parser.add_argument("interview", nargs="?", default="next", metavar="next|ID", help="which one (next)")
    parser.add_argument("--format", choices=BRIEF_FORMATS, default="text", help="how to lay it out (text)")


def _contacts(parser: "Grammar") -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="beginnings of words about them")
    _json(parser)


def _interviews(parser: "Grammar") -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--past", action="store_true", help="those that are over, the latest first")
    which.add_argument("--all", action="store_true", help="those to come, then those that are over")
    _json(parser)


def _questions(parser: "Grammar") -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="beginnings of words in them")
    _json(parser)


def _add(parser: "Grammar") -> None:
    parser.add_argument("line", nargs="+", metavar="LINE", help="name, role, organization and more")
    _json(parser)


def _schedule(parser: "Grammar") -> None:
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


def _settle(parser: "Grammar") -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help=_FOLLOW_UP)
    _json(parser)


def _snooze(parser: "Grammar") -> None:
    parser.usage = "iitui snooze [-h] [--json] ID... WHEN"
    parser.add_argument("words", nargs="+", metavar="ID... WHEN", help=f"{_FOLLOW_UP}; and {_WHEN}, or 'fri'")
    _json(parser)


def _import(parser: "Grammar") -> None:
    parser.add_argument(
        "files",
        nargs="*",
        action=TAKE_FILES,
        metavar="FILE",
        help="vCard, or LinkedIn's Connections.csv or zip; - for standard input",
    )
    parser.add_argument("--format", choices=CONTACT_FORMATS, help="what to take the files for")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    _json(parser)


def _demo(parser: "Grammar") -> None:
    parser.add_argument("--write", metavar="FILE", help="write the sample journal to a new file instead")


def _backup(parser: "Grammar") -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="into this file, not into the usual folder")
    parser.add_argument("--list", action="store_true", help="name the backups, the newest first")
    _json(parser)


def _restore(parser: "Grammar") -> None:
    parser.add_argument("file", metavar="FILE", help="a backup, or another journal")


def _completion(parser: "Grammar") -> None:
    parser.add_argument("shell", choices=SHELLS, action=PRINT_SCRIPT, help="the shell that it is for")


def _help(parser: "Grammar") -> None:
    parser.add_argument(
        "about",
        nargs="?",
        choices=COMMANDS,
        metavar=COMMAND,
        action=PRINT_HELP,
        help="the command that it is about (all of them)",
    )


COMMANDS = {
    "due": Command("follow_ups", "what is overdue or due today, worst first", _due),
    "next": Command("interviews", "the next interview in one line", _json),
    "brief": Command("interviews", "everything needed for one interview, to read or print", _brief),
    "contacts": Command("contacts", "the contacts, or those that a search finds", _contacts),
    "interviews": Command("interviews", "the interviews to come", _interviews),
    "questions": Command("questions", "the bank of questions, or those that a search finds", _questions),
    "add": Command("contacts", "add one contact from one line", _add, more=_ADD),
    "schedule": Command("scheduling", "plan an interview", _schedule, more=_SCHEDULE),
    "done": Command("follow_ups", "say that follow-ups are done", _settle),
    "waive": Command("follow_ups", "say that they need not be done", _settle),
    "snooze": Command("follow_ups", "put follow-ups off", _snooze),
    "import": Command("imports", "take over contacts from files of other programs", _import, more=_IMPORT),
    "undo": Command("journal", "take back what was done last"),
    "redo": Command("journal", "do again what was taken back"),
    "history": Command("journal", "what was done to the journal, the latest first", _json),
    "demo": Command("demo", "the screens on a throw-away sample journal", _demo),
    "backup": Command("safety", "back the journal up, or list its backups", _backup, more=_BACKUP),
    "restore": Command("safety", "make the journal what a backup holds", _restore, more=_RESTORE),
    "check": Command("safety", "look whether the journal is sound; it is only read", _json),
    "paths": Command("places", "where everything lies", _json),
    "completion": Command(
        "completion", "what makes a shell complete what is typed", _completion, more=_COMPLETION
    ),
    "help": Command("help", "what can be typed, or what a command does", _help),
}
"""All commands, in the order of the help."""


def typed_command(argv: Sequence[str]) -> str | None:
    """Return what stands for the command, known or not: the first word that is no option and no journal."""
    words = iter(argv)
    for word in words:
        if word == JOURNAL:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None
