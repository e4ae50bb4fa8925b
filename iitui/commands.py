"""Defines what can be typed after `iitui`: the commands with their options and arguments.

The parser (`iitui.cli.arguments`) and completion (`iitui.prompt.complete`) both use it, so nothing here takes
long to load. The group of a command is the module of `iitui.cli` that contains its function, in `COMMANDS`.
The values of enums are repeated here; a test compares them.
"""

from collections.abc import Callable, Iterable, Sequence

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from typing import Protocol

    class Arguments(Protocol):
        """Takes arguments, as argparse does."""

        def add_argument(
            self,
            *names: str,
            action: str = ...,
            dest: str = ...,
            const: object = ...,
            nargs: str | None = ...,
            default: object = ...,
            type: Callable[[str], object] = ...,  # noqa: A002 - as argparse calls it
            choices: Iterable[str] | None = ...,
            metavar: str | None = ...,
            help: str | None = ...,  # noqa: A002
        ) -> object:
            """Add an argument."""

    class Grammar(Arguments, Protocol):
        """What can be typed after one command."""

        usage: str | None

        def add_mutually_exclusive_group(self) -> Arguments:
            """Return a group of arguments of which only one can be typed."""


JOURNAL = "--db"
"""The option that names the journal, before or after the command."""

TAKE_FILES, PRINT_SCRIPT, PRINT_HELP = "take files", "print script", "print help"
"""The names of iitui's own actions of the parser."""

MEDIA = ("in person", "phone", "video")
TOUCHES = ("mail", "call", "letter", "message", "meeting", "introduction")
OUTCOMES = ("no reply yet", "agreed", "too busy", "declined", "sent me on")
LETTER_KINDS = (
    "request",
    "nudge",
    "confirmation",
    "thank_you",
    "tell_the_referrer",
    "report_back",
    "introduction_request",
    "keep_in_touch",
)
LETTER_FORMATS = ("text", "eml", "mailto", "json")
BRIEF_FORMATS = ("text", "markdown", "html", "json")
SHELLS = ("bash", "zsh", "fish")

STANDARD_INPUT = STANDARD_OUTPUT = "-"
"""Means standard input or output in place of a file name."""

_WHEN = (
    "a time in everyday notation: 'tue 2pm', 'dec 5 14:00', 'tomorrow at 10', '+2h', 2026-12-05T14:00-05:00"
)
COMMAND, TOPIC = "COMMAND", "TOPIC"
"""The placeholders for a command, and for what can be explained, in usage messages."""

TOPICS = {
    "keys": "every key, what it does, and its name for the settings",
    "follow-ups": "what's due, and when",
    "evidence": "how far to trust what you've heard",
    "permission": "when you may use someone's name",
    "off-the-record": "what stays in the journal",
    "dates": "how to type days and times",
    "files": "where files are kept, and - in place of a file",
    "json": "what --json prints",
}
"""What can be explained beside the commands; settings are explained by the command of that name."""

_FORMAT = "output format (default: {})"
_FOLLOW_UP = "the ID of a follow-up, as shown by 'iitui due', such as thank_you:12"


class Command:
    """A command, as the command line describes and parses it.

    Attributes:
        group: the module that runs it, unless the parser itself handles it.
        does: what it does, in a few words.
        fill: adds its options and arguments.
    """

    def __init__(
        self,
        group: str,
        does: str,
        fill: "Callable[[Grammar], None] | None" = None,
    ) -> None:
        self.group = group
        self.does = does
        self.fill = fill


def _json(parser: "Grammar") -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def _formats(parser: "Grammar", formats: Sequence[str]) -> None:
    """Add the formats of a page; --json is the same as --format json."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=_FORMAT.format(formats[0]))
    parser.add_argument(
        "--json", action="store_const", dest="format", const="json", help="the same as --format json"
    )


def _due(parser: "Grammar") -> None:
    parser.add_argument(
        "--within", metavar="SPAN", help="also include what's due within this time: 36h, 7d, 2w"
    )
    parser.add_argument(
        "--quiet", action="store_true", help="print nothing; exit with status 1 if something is overdue"
    )
    _json(parser)


def _brief(parser: "Grammar") -> None:
    parser.add_argument(
        "interview", nargs="?", default="next", metavar="next|ID", help="the interview (default: next)"
    )
    _formats(parser, BRIEF_FORMATS)


def _letter(parser: "Grammar") -> None:
    parser.add_argument(
        "who",
        nargs="?",
        metavar="WHO",
        help="a contact's ID, name, or the beginning of the name (default: whoever most needs a letter)",
    )
    parser.add_argument(
        "--kind", choices=LETTER_KINDS, help="what the letter is for (default: what's due, or most likely)"
    )
    parser.add_argument("--follow-up", metavar="ID", help=_FOLLOW_UP)
    _formats(parser, LETTER_FORMATS)


def _report(parser: "Grammar") -> None:
    parser.add_argument(
        "occupation", nargs="+", metavar="OCCUPATION", help="the name of an occupation, or its beginning"
    )
    _formats(parser, BRIEF_FORMATS)
    _leave_out(parser)


def _leave_out(parser: "Grammar") -> None:
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="TAG",
        help="leave out contacts with this tag and everything they said; can be repeated",
    )


def _tree(parser: "Grammar") -> None:
    parser.add_argument(
        "who",
        nargs="*",
        metavar="WHO",
        help=(
            "a contact's ID, name, or the beginning of the name: who referred you to them, and who they"
            " referred you to (default: everyone)"
        ),
    )
    _formats(parser, BRIEF_FORMATS)
    _leave_out(parser)


def _compare(parser: "Grammar") -> None:
    parser.add_argument(
        "occupation",
        nargs="*",
        metavar="OCCUPATION",
        help="the name of an occupation, or its beginning (default: all, one per line)",
    )
    _json(parser)


def _stats(parser: "Grammar") -> None:
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="count from here on: 90d, 12w, 2026, 2026-09 or 2026-09-15 (default: all time)",
    )
    _json(parser)


def _contacts(parser: "Grammar") -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to search for, or their beginnings")
    _json(parser)


def _interviews(parser: "Grammar") -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--past", action="store_true", help="past interviews, newest first")
    which.add_argument("--all", action="store_true", help="upcoming interviews, then past ones")
    _json(parser)


def _questions(parser: "Grammar") -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to search for, or their beginnings")
    _json(parser)


def _target(parser: "Grammar") -> None:
    parser.add_argument("organization", nargs="+", metavar="ORG", help="the name of the organization")
    parser.add_argument(
        "--motivation", type=int, metavar="N", help="how much you want to hear from it: 0 to 5"
    )
    parser.add_argument("--posting", type=int, metavar="N", help="what it's posting now: 0 to 3")
    parser.add_argument("--tie", metavar="T", help="alumni there, or another tie")
    parser.add_argument("--source", metavar="S", help="how you heard of it")
    _json(parser)


def _add(parser: "Grammar") -> None:
    parser.add_argument("line", nargs="+", metavar="LINE", help="name, role, organization and more")
    _json(parser)


def _merge(parser: "Grammar") -> None:
    contact = "a contact's ID, name, or the beginning of the name"
    parser.add_argument("who", nargs="?", metavar="WHO", help=f"{contact}: the one to keep")
    parser.add_argument("other", nargs="?", metavar="WITH", help="the one to merge into it")
    parser.add_argument(
        "--not-the-same",
        action="store_true",
        help="mark them as two different people, and stop suggesting them",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would happen, without changing anything"
    )
    _json(parser)


def _news(parser: "Grammar") -> None:
    parser.add_argument(
        "who",
        nargs="*",
        metavar="WHO",
        help="a contact's ID, name, or the beginning of the name (default: all)",
    )
    verdict = parser.add_mutually_exclusive_group()
    verdict.add_argument("--take", action="store_true", help="update the contacts with the news")
    verdict.add_argument("--dismiss", action="store_true", help="leave the contacts as they are")
    parser.add_argument("--all", action="store_true", help="take or dismiss all news")
    _json(parser)


def _schedule(parser: "Grammar") -> None:
    parser.add_argument("who", metavar="WHO", help="a contact's ID, name, or the beginning of the name")
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
        help="how you'll meet (default: in person)",
    )
    parser.add_argument("--place", default="", help="an address, a number to call or a link")
    parser.add_argument("--occupation", default="", help="the occupation it's about")
    parser.add_argument(
        "--zone", default="", metavar="NAME", help="the time zone for WHEN, unless WHEN includes one"
    )
    parser.add_argument("--travel", type=int, default=0, metavar="MINUTES", help="travel time, one way")
    _json(parser)


def _read_medium(text: str) -> str:
    words = " ".join(text.lower().replace("-", " ").split())
    return MEDIA[0] if words == "person" else words


def _log(parser: "Grammar") -> None:
    parser.add_argument("who", metavar="WHO", help="a contact's ID, name, or the beginning of the name")
    parser.add_argument("text", nargs="+", metavar="TEXT", help="what was said, in a few words")
    parser.add_argument(
        "--kind",
        type=_read_word,
        choices=TOUCHES,
        default=TOUCHES[0],
        help="what kind of touch it was (default: mail)",
    )
    parser.add_argument("--in", action="store_true", help="it came from them, not from you")
    parser.add_argument("--request", action="store_true", help="it asks for an interview")
    parser.add_argument("--outcome", type=_read_outcome, choices=OUTCOMES, help="their answer to the request")
    parser.add_argument("--at", metavar="WHEN", help="when it was (default: now), such as 'yesterday 3pm'")
    parser.add_argument("--ask-again", metavar="WHEN", help="when to ask again, if they were too busy")
    parser.add_argument(
        "--settles",
        action="append",
        default=[],
        metavar="ID",
        help="the follow-up this settles, as shown by 'iitui due'; can be repeated",
    )
    _json(parser)


def _read_word(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("_", " ").split())


def _read_outcome(text: str) -> str:
    word = _read_word(text)
    return {"busy": "too busy", "no reply": "no reply yet", "sent on": "sent me on"}.get(word, word)


def _settle(parser: "Grammar") -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help=_FOLLOW_UP)
    _json(parser)


def _waive(parser: "Grammar") -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help=_FOLLOW_UP)
    parser.add_argument("--reason", default="", metavar="TEXT", help="why not; saved with each of them")
    _json(parser)


def _snooze(parser: "Grammar") -> None:
    parser.usage = "iitui snooze [-h] [--json] ID... WHEN"
    parser.add_argument("words", nargs="+", metavar="ID... WHEN", help=f"{_FOLLOW_UP}; and {_WHEN}, or 'fri'")
    _json(parser)


def _import(parser: "Grammar") -> None:
    from iitui.interchange.registry import FORMATS

    parser.add_argument(
        "files",
        nargs="*",
        action=TAKE_FILES,
        metavar="FILE",
        help="contacts from another program, a calendar, a mailbox, a transcript, a question set, a journal;"
        " - for standard input",
    )
    parser.add_argument(
        "--interview", metavar="ID", help="attach the files to this interview, as transcripts or notes"
    )
    parser.add_argument("--format", choices=tuple(FORMATS), help="read the files as this format")
    parser.add_argument(
        "--vdir", metavar="DIR", help="for FILE 'calendar': import what was changed in this folder"
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN,...",
        help="for a table: what its columns contain; can be repeated, and is remembered",
    )
    parser.add_argument(
        "--take-over",
        action="store_true",
        help="of contacts: where a file differs from the journal, use what the file says",
    )
    _mail_options(parser, "of a mailbox: ")


def _mail(parser: "Grammar") -> None:
    parser.add_argument(
        "files", nargs="*", metavar="DIR", help="a mailbox (default: those named in the setting mail)"
    )
    _mail_options(parser)


def _mail_options(parser: "Grammar", of_what: str = "") -> None:
    for option, meaning in (
        ("--text", "keep the message texts too; attachments are never kept"),
        ("--lists", "include mail from mailing lists"),
        ("--everybody", "include messages to more than ten people"),
        ("--add-contacts", "add people who wrote to you as contacts"),
        ("--thank-yous", "settle each thank-you with your first message after the interview"),
    ):
        parser.add_argument(option, action="store_true", help=f"{of_what}{meaning}")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would happen, without changing anything"
    )
    _json(parser)


def _share(parser: "Grammar") -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        metavar="DIR",
        help="the shared folder (default: the one named in the setting share)",
    )
    parser.add_argument("--without-off-record", action="store_true", help="don't share what's off the record")
    for option, metavar, meaning in (
        ("--without-tag", "TAG", "don't share contacts with this tag; can be repeated"),
        ("--bring-back", "ID", "restore the deleted record of this finding; can be repeated"),
        ("--dismiss", "ID", "stop listing this finding; can be repeated"),
    ):
        parser.add_argument(option, action="append", default=[], metavar=metavar, help=meaning)
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would happen, without changing anything"
    )
    _json(parser)


def _export(parser: "Grammar") -> None:
    from iitui.exports.registry import FORMATS, all_formats

    parser.add_argument("what", choices=tuple(FORMATS), metavar="WHAT", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("--format", choices=all_formats(), help="output format (default: depends on WHAT)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to this file (default: -, standard output)"
    )
    parser.add_argument(
        "--with-off-record",
        action="store_true",
        help="for everything: include what's off the record, for your own use",
    )
    parser.add_argument(
        "--vdir", metavar="DIR", help="for the calendar: a folder with one file per item, kept in sync"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace FILE even if it isn't an earlier export, and in DIR what other programs changed",
    )
    parser.add_argument("--all", action="store_true", help="for questions: the whole bank, not just your own")
    parser.add_argument("--name", default="", metavar="TEXT", help="for questions: the name of the set")
    parser.add_argument(
        "--author", metavar="TEXT", help="for questions: the author (default: the setting my_name)"
    )
    parser.add_argument(
        "--edition",
        default="",
        metavar="TEXT",
        help="for questions: the version of the set (default: today's date)",
    )


def _settings(parser: "Grammar") -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="explain only these settings, such as theme")
    parser.add_argument("--edit", action="store_true", help="open the settings file in your editor")
    _json(parser)


def _demo(parser: "Grammar") -> None:
    parser.add_argument(
        "--write",
        metavar="FILE",
        help="write the sample journal to a new file instead; - for standard output",
    )
    _json(parser)


def _backup(parser: "Grammar") -> None:
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="write to this file instead of the usual folder; - for standard output",
    )
    parser.add_argument("--list", action="store_true", help="list the backups, newest first")
    _json(parser)


def _restore(parser: "Grammar") -> None:
    parser.add_argument("file", metavar="FILE", help="a backup, or another journal; - for standard input")
    _json(parser)


def _completion(parser: "Grammar") -> None:
    parser.add_argument("shell", choices=SHELLS, action=PRINT_SCRIPT, help="your shell")


def _help(parser: "Grammar") -> None:
    parser.add_argument(
        "about",
        nargs="?",
        choices=(*COMMANDS, *TOPICS),
        metavar=TOPIC,
        action=PRINT_HELP,
        help=f"a command, or one of {', '.join(TOPICS)} (default: all commands)",
    )


TAKES = {
    "who": "contact",
    "with": "contact",
    "other": "contact",
    "ids": "follow-up",
    "follow-up": "follow-up",
    "settles": "follow-up",
    "words": "follow-up or time",
    "interview": "interview",
    "organization": "organization",
    "occupation": "occupation",
    "leave-out": "tag",
    "names": "setting",
    "zone": "zone",
    "when": "time",
    "at": "time",
    "ask-again": "time",
    "within": "span",
    "since": "span",
    "query": "contact or question",
    "files": "file",
    "file": "file",
    "output": "file",
    "write": "file",
    "dir": "folder",
    "vdir": "folder",
}
"""What an argument takes, by its name, for completion; a new command that uses these names needs no more.

`iitui.prompt.complete` has a function that offers each of these, but for files and folders, which the shell
completes itself.
"""

COMMANDS = {
    "due": Command("follow_ups", "list what is overdue or due today, worst first", _due),
    "next": Command("interviews", "show the next interview in one line", _json),
    "brief": Command("interviews", "show everything needed for one interview, to read or print", _brief),
    "letter": Command("letters", "print a letter, filled in from the journal", _letter),
    "report": Command("occupations", "print what all your interviews say about one occupation", _report),
    "compare": Command(
        "occupations", "show the evidence about an occupation, with the answers side by side", _compare
    ),
    "tree": Command("referrals", "print who referred you to whom, and how it turned out", _tree),
    "stats": Command(
        "statistics", "show how many of the people you asked agreed, and how long answers took", _stats
    ),
    "contacts": Command("contacts", "list the contacts, or those that match a search", _contacts),
    "interviews": Command("interviews", "list the upcoming interviews", _interviews),
    "questions": Command(
        "interviews", "list the questions in the bank, or those that match a search", _questions
    ),
    "targets": Command(
        "targets", "list the organizations you want to hear from, and who to ask there next", _json
    ),
    "target": Command("targets", "make an organization a target, or change one", _target),
    "add": Command("contacts", "add one contact from one line", _add),
    "merge": Command("merging", "merge two contacts, or list those that may be the same person", _merge),
    "news": Command("news", "list news about contacts from imported files, and take it", _news),
    "schedule": Command("interviews", "plan an interview", _schedule),
    "log": Command("touches", "log a touch: an email, a call, a meeting", _log),
    "done": Command("follow_ups", "mark follow-ups as done", _settle),
    "waive": Command("follow_ups", "dismiss follow-ups that don't need doing", _waive),
    "dismiss": Command("follow_ups", "the same as waive", _waive),
    "snooze": Command("follow_ups", "snooze follow-ups until later", _snooze),
    "import": Command(
        "imports",
        "import contacts, calendars, mailboxes, transcripts, question sets or journals from files",
        _import,
    ),
    "export": Command("exports", "export contacts and more for other programs", _export),
    "mail": Command("mail", "check mailboxes for messages with your contacts", _mail),
    "share": Command("share", "sync this journal with others through a shared folder", _share),
    "undo": Command("journal", "undo the last change", _json),
    "redo": Command("journal", "redo what was undone", _json),
    "history": Command("journal", "list the changes to the journal, newest first", _json),
    "demo": Command("journal", "open the screens on a temporary sample journal", _demo),
    "backup": Command("safety", "back up the journal, or list its backups", _backup),
    "restore": Command("safety", "restore the journal from a backup", _restore),
    "check": Command("safety", "check the journal for damage, without changing it", _json),
    "settings": Command("settings", "show every setting, its default and where it's set", _settings),
    "paths": Command("journal", "show where iitui keeps its files", _json),
    "completion": Command("completion", "print the completion script for your shell", _completion),
    "help": Command("help", "show this help, or help on a command or a topic", _help),
}
"""All commands, in the order in which the help lists them."""


def typed_command(argv: Sequence[str]) -> str | None:
    """Return the command, known or not: the first word that is neither an option nor the journal."""
    words = iter(argv)
    for word in words:
        if word == JOURNAL:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None
