"""What can be typed after `iitui`: the commands with their options, and nothing that takes long to load.

Each command belongs to a group; a group is a module of this package with its commands in `COMMANDS`, which
is imported only when one of them runs. Words that enums hold elsewhere are written out here; a test compares
them.
"""

import argparse
from collections.abc import Sequence

from iitui import __version__

MEDIA = ("in person", "phone", "video")
CONTACT_FORMATS = ("vcard", "linkedin")
BRIEF_FORMATS = ("text", "markdown", "json")

_WHEN = "a time as people say it: 'tue 2pm', 'dec 5 14:00', 'tomorrow at 10', '+2h', 2026-12-05T14:00-05:00"
_ADD = """\
LINE is a name, a role and an organization, parted by commas; with two parts the
second is the role. 'at' or '@' names the organization without one:

  iitui add "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Prof. Lee #nursing"
  iitui add "Dana Ito, Nurse Manager at Beaumont, +1 313 555 0101"
  iitui add "Dana Ito at Beaumont"

E-mail addresses, telephone numbers and web addresses may stand anywhere; 'via'
names who sent you, '#' makes a tag. A name with a comma cannot be typed here.
"""
_FOLLOW_UP = "the ID of a follow-up as 'iitui due' shows it, such as thank_you:12"


class _Commands:
    """Gathers the commands of one parser."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(
            title="commands", dest="command", metavar="COMMAND", help="without one, the screens open"
        )

    def add(self, group: str, name: str, does: str, *, more: str = "") -> argparse.ArgumentParser:
        """Add a command of a group and return its own parser."""
        parser = self._commands.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}.",
            epilog=more,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # Without a default of its own, so that a --db before the command is not forgotten.
        parser.add_argument("--db", metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        parser.set_defaults(group=group)
        return parser


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="iitui",
        description="Informational interviews from the keyboard. Without a command, the screens open.",
        epilog="Exit status: 0 done; 1 the answer is no; 2 wrong usage or bad input, nothing was changed.",
        allow_abbrev=False,
    )
    parser.add_argument("--db", metavar="FILE", help="the journal; also named by IITUI_DB")
    parser.add_argument("--version", action="version", version=f"iitui {__version__}")
    commands = _Commands(parser)
    _add_looking(commands)
    _add_lists(commands)
    _add_writing(commands)
    _add_settling(commands)
    _add_import(commands)
    _add_journal(commands)
    return parser


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON, for scripts")


def _add_looking(commands: _Commands) -> None:
    due = commands.add("follow_ups", "due", "what is overdue or due today, worst first")
    due.add_argument("--within", metavar="SPAN", help="also what is due within so long: 36h, 7d, 2w")
    due.add_argument(
        "--quiet", action="store_true", help="print nothing; exit status 1 when something is overdue"
    )
    _json(due)
    _json(commands.add("interviews", "next", "the next interview in one line"))
    brief = commands.add("interviews", "brief", "everything needed for one interview, to read or print")
    brief.add_argument("interview", nargs="?", default="next", metavar="next|ID", help="which one (next)")
    brief.add_argument("--format", choices=BRIEF_FORMATS, default="text", help="how to lay it out (text)")


def _add_lists(commands: _Commands) -> None:
    contacts = commands.add("contacts", "contacts", "the contacts, or those that a search finds")
    contacts.add_argument("query", nargs="*", metavar="QUERY", help="beginnings of words about them")
    _json(contacts)
    interviews = commands.add("interviews", "interviews", "the interviews to come")
    which = interviews.add_mutually_exclusive_group()
    which.add_argument("--past", action="store_true", help="those that are over, the latest first")
    which.add_argument("--all", action="store_true", help="those to come, then those that are over")
    _json(interviews)
    questions = commands.add("questions", "questions", "the bank of questions, or those that a search finds")
    questions.add_argument("query", nargs="*", metavar="QUERY", help="beginnings of words in them")
    _json(questions)


def _add_writing(commands: _Commands) -> None:
    add = commands.add("contacts", "add", "add one contact from one line", more=_ADD)
    add.add_argument("line", nargs="+", metavar="LINE", help="name, role, organization and more")
    schedule = commands.add("interviews", "schedule", "plan an interview")
    schedule.add_argument("who", metavar="WHO", help="the ID of a contact, or a name or its beginning")
    schedule.add_argument("when", nargs="+", metavar="WHEN", help=_WHEN)
    schedule.add_argument("--minutes", type=int, metavar="N", help="how long it blocks the calendar (30)")
    schedule.add_argument(
        "--medium", type=_read_medium, choices=MEDIA, default=MEDIA[0], help="how you meet (in person)"
    )
    schedule.add_argument("--place", default="", help="an address, a number to call or a link")
    schedule.add_argument("--occupation", default="", help="which occupation it is about")
    schedule.add_argument("--zone", default="", metavar="NAME", help="the time zone that WHEN is meant in")
    schedule.add_argument("--travel", type=int, default=0, metavar="MINUTES", help="the way there, one way")


def _read_medium(text: str) -> str:
    words = " ".join(text.lower().replace("-", " ").split())
    return MEDIA[0] if words == "person" else words


def _add_settling(commands: _Commands) -> None:
    for name, does in (("done", "say that follow-ups are done"), ("waive", "say that they need not be done")):
        parser = commands.add("follow_ups", name, does)
        parser.add_argument("ids", nargs="+", metavar="ID", help=_FOLLOW_UP)
    snooze = commands.add("follow_ups", "snooze", "put follow-ups off")
    snooze.usage = "iitui snooze [-h] ID... WHEN"
    snooze.add_argument("words", nargs="+", metavar="ID... WHEN", help=f"{_FOLLOW_UP}; and {_WHEN}, or 'fri'")


def _add_import(commands: _Commands) -> None:
    parser = commands.add("imports", "import", "take over contacts from files of other programs")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="vCard, or LinkedIn's Connections.csv or zip"
    )
    parser.add_argument("--format", choices=CONTACT_FORMATS, help="what to take the files for")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    _json(parser)


def _add_journal(commands: _Commands) -> None:
    commands.add("journal", "undo", "take back what was done last")
    commands.add("journal", "redo", "do again what was taken back")
    _json(commands.add("journal", "history", "what was done to the journal, the latest first"))
    demo = commands.add("demo", "demo", "the screens on a throw-away sample journal")
    demo.add_argument("--write", metavar="FILE", help="write the sample journal to a new file instead")
    _json(commands.add("places", "paths", "where everything lies"))


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; `command` is None where none was named.

    Raises:
        SystemExit: it could not be understood (2), or asked for help or the version (0), which was printed.
    """
    return build_parser().parse_args(argv)
