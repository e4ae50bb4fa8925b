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
_LOG = """\
TEXT is what was said; "" for nothing. A touch is from you unless --in says that
it came from them:

  iitui log Dana "Thanked her for the interview" --settles thank_you:12
  iitui log Dana "Asked for 20 minutes" --request --at "mon 9am"
  iitui log Dana "She has no time before April" --in --outcome "too busy" --ask-again "apr 6"

--outcome with --in answers the request that you made before. A warning about a
request, such as one that comes too soon, goes to standard error; it is logged.
"""
_REPORT = """\
The report names its sources by their role, never by their name, and holds no
answer off the record. Contacts with the tag of the setting private_tag
("private" by default) are left out, too.

  iitui report nursing --format html > nursing.html
"""
_TREE = """\
Contacts with the tag of the setting private_tag ("private" by default) are left out;
whom they named is then at the top of a tree of their own.

  iitui tree "Dana Ito"
  iitui tree --format html > referrals.html
"""
_BACKUP = """\
The journal is backed up automatically before the first change of each day,
before a restore and before a newer iitui changes its format. All backups of the
last two days are kept, then one a day for two weeks, one a week for ten weeks,
and one a month.
"""
_TARGET = """\
ORG is the name of an organization, known or new. What is not named of a target that
is there stays as it is:

  iitui target Beaumont --motivation 5 --posting 2 --tie alumni --source "Crain's list"

Targets stand in the order of LAMP (Dalton, The 2-Hour Job Search): motivation first,
then posting, then a tie. Posting is 1 for nothing, 2 for something related, 3 for the
very work; 0 means that it was not looked up.
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

In any other table, columns are known by their names in several languages, or you say
what they hold; a file with the same columns is then read the same way:

  iitui import people.csv --map "name=Full Name,email=Mail" --map "role=What they do"

Fields are {fields}.
An empty column leaves a field out: --map notes=

A mailbox becomes touches with your contacts and answers to your requests: an mbox
file, a Maildir, a folder of .eml files, one .eml file, or a zip file with an .mbox
in it. 'iitui help mail' says more.

The events of a calendar become interviews with those of your contacts whom they name;
an interview that was moved or cancelled there is moved or cancelled here. What was
changed in a folder that 'iitui export calendar --vdir DIR' wrote is taken over by

  iitui import calendar --vdir DIR

What 'iitui export everything' wrote comes in whole: what the journal lacks is added,
what it has stays as it is, and what the file says otherwise is named.

With --interview, each FILE is a transcript of that interview, or notes about it:
WebVTT, SRT, plain text or Markdown. Attached again, it replaces the earlier one:

  iitui import talk.vtt --interview 12
"""
_EXPORT = """\
Formats, the usual one first:

{formats}

FILE is written whole or not at all, and only you can read it. An earlier export is
replaced; a file of something else is not, unless --force says so:

  iitui export contacts -o contacts.vcf
  iitui export answers --format markdown | less
  iitui export everything --with-off-record -o journal.json

calendar holds interviews as events and follow-ups as to-dos. With --vdir, each is a file
of its own in the folder DIR, as khal, vdirsyncer and pimsync read them: only what changed
is written, and what another program changed or deleted there is said and kept.
'iitui import calendar --vdir DIR' takes that over; --force writes over it:

  iitui export calendar --vdir ~/.local/share/calendars/iitui

What is off the record stays in, unless --with-off-record takes it along in everything.
"""
_MAIL = """\
DIR is a Maildir, a folder of .eml files or of mbox files, an mbox file or a zip file
with one in it; without DIR, the mailboxes of the setting mail are looked through:

  addresses = ["me@example.org"]
  mail = ["~/Mail", "~/.thunderbird/abc.default/Mail/Local Folders"]

Messages between your own addresses and those of your contacts become touches, once.
What answers a request by its thread is noted as its answer; the first message after
an interview is offered as its thank-you. Nothing is read over a network.
"""
_SHARE = """\
DIR is a folder that some program carries to your other computer, or to the person with
whom you explore: Syncthing, a cloud drive, a USB stick, a git repository. Each device
leaves one file of its own there, and takes over what the others left, as one change
that 'iitui undo' takes back. No server is needed, and no order:

  iitui share ~/Sync/iitui
  iitui share ~/Sync/iitui --dry-run
  iitui share ~/Sync/iitui --without-off-record --without-tag private

What cannot be settled without you, such as a contact deleted here and changed there, is
listed with an ID: --bring-back brings a deleted record back, --dismiss says that you
have seen to it. With share = "~/Sync/iitui" in the settings, the app shares by itself.
"""
_SETTINGS = """\
Each setting stands on a line with its value, its default and where the value comes
from: a line of the settings file, the environment, or the default. What is wrong in
the file is said with its line and what is allowed; the exit status is then 2.

  iitui settings
  iitui settings theme sound_people
  iitui settings --edit

--edit opens the file in the editor that VISUAL or EDITOR names. If there is none yet,
it is made, with every setting as a comment. It is checked when the editor closes.
"""
_LETTER = """\
What is still to fill stands in brackets, and is listed on standard error; the exit
status is then 1. iitui sends nothing itself:

  iitui letter "Dana Ito" --kind thank_you
  iitui letter --follow-up nudge:12 --format eml > nudge.eml
  xdg-open "$(iitui letter Dana --format mailto)"

Templates of your own are files in the folder 'letters' that 'iitui paths' shows.
"""
_MERGE = """\
Everything of WITH comes to WHO: touches, interviews, takeaways, tags, addresses and
whom they named. Where both have a name, work, a source, a referrer or how often to
keep in touch, the value that does not stay becomes a line of the notes:

  iitui merge "Jon Smith" 17 --dry-run     (two of one name are told apart by their ID)
  iitui merge 12 17 --not-the-same         (they are not proposed again)

Without names, those who may be one person are listed, each with the reasons.
"""
_NEWS = """\
News is what a file says of a contact that no earlier import of the same kind of file
said, such as a new employer in the next LinkedIn export. It changes nothing until:

  iitui news --take "Dana Ito"     (where she worked before is kept in her timeline)
  iitui news --dismiss --all       (the same news does not come again)

Whoever has a new position, and has heard nothing from you since, is listed below.
"""
_COMPLETION = """\
  source <(iitui completion bash)       in ~/.bashrc
  source <(iitui completion zsh)        in ~/.zshrc, after compinit
  iitui completion fish > ~/.config/fish/completions/iitui.fish

The tab key then completes commands, options, follow-ups, interviews and contacts.
"""
COMMAND, TOPIC = "COMMAND", "TOPIC"
"""The placeholders for a command, and for what can be explained, in usage messages."""

TOPICS = {
    "keys": "what the keys of the screens do, and their names for the settings",
    "dates": "days and times as they are typed",
    "rules": "what is owed, and when",
    "files": "where files lie, and - in place of one",
    "json": "what --json prints",
}
"""What can be explained beside the commands; settings are explained by the command of that name."""

_FORMAT = "output format (default: {})"
_FOLLOW_UP = "the ID of a follow-up as 'iitui due' shows it, such as thank_you:12"


class Command:
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
        fill: "Callable[[Grammar], None] | None" = None,
        *,
        more: "str | Callable[[], str]" = "",
    ) -> None:
        self.group = group
        self.does = does
        self.fill = fill
        self.more = more


def _json(parser: "Grammar") -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def _formats(parser: "Grammar", formats: Sequence[str]) -> None:
    """Add the formats of a page; --json is the same as --format json."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=_FORMAT.format(formats[0]))
    parser.add_argument(
        "--json", action="store_const", dest="format", const="json", help="the same as --format json"
    )


def _due(parser: "Grammar") -> None:
    parser.add_argument("--within", metavar="SPAN", help="also what is due within this time: 36h, 7d, 2w")
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
        help="the ID of a contact, or the name or its beginning (default: whoever is owed a letter most)",
    )
    parser.add_argument(
        "--kind", choices=LETTER_KINDS, help="what the letter is for (default: what is owed, or is likely)"
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
        help="leave out contacts with this tag and all they said; can be repeated",
    )


def _tree(parser: "Grammar") -> None:
    parser.add_argument(
        "who",
        nargs="*",
        metavar="WHO",
        help="the ID of a contact, or the name or its beginning: who led to them, and to whom they led"
        " (default: everybody)",
    )
    _formats(parser, BRIEF_FORMATS)
    _leave_out(parser)


def _compare(parser: "Grammar") -> None:
    parser.add_argument(
        "occupation",
        nargs="*",
        metavar="OCCUPATION",
        help="the name of an occupation, or its beginning (default: all, one a line)",
    )
    _json(parser)


def _stats(parser: "Grammar") -> None:
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="count from here on: 90d, 12w, 2026, 2026-09 or 2026-09-15 (default: everything)",
    )
    _json(parser)


def _contacts(parser: "Grammar") -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to search for, or their beginnings")
    _json(parser)


def _interviews(parser: "Grammar") -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--past", action="store_true", help="past interviews, latest first")
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
    parser.add_argument("--posting", type=int, metavar="N", help="what it offers now: 0 to 3")
    parser.add_argument("--tie", metavar="T", help="alumni there, or another tie")
    parser.add_argument("--source", metavar="S", help="how it came onto the list")
    _json(parser)


def _add(parser: "Grammar") -> None:
    parser.add_argument("line", nargs="+", metavar="LINE", help="name, role, organization and more")
    _json(parser)


def _merge(parser: "Grammar") -> None:
    contact = "the ID of a contact, or the name or its beginning"
    parser.add_argument("who", nargs="?", metavar="WHO", help=f"{contact}: the one that stays")
    parser.add_argument("other", nargs="?", metavar="WITH", help="the one that becomes part of it")
    parser.add_argument(
        "--not-the-same", action="store_true", help="note that they are two people, and do not propose them"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, and change nothing")
    _json(parser)


def _news(parser: "Grammar") -> None:
    parser.add_argument(
        "who",
        nargs="*",
        metavar="WHO",
        help="the ID of a contact, or the name or its beginning (default: all)",
    )
    verdict = parser.add_mutually_exclusive_group()
    verdict.add_argument("--take", action="store_true", help="take over what the files say")
    verdict.add_argument("--dismiss", action="store_true", help="leave the contacts as they are")
    parser.add_argument("--all", action="store_true", help="take over or dismiss all news")
    _json(parser)


def _schedule(parser: "Grammar") -> None:
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


def _log(parser: "Grammar") -> None:
    parser.add_argument("who", metavar="WHO", help="the ID of a contact, or the name or its beginning")
    parser.add_argument("text", nargs="+", metavar="TEXT", help="what was said, in a few words")
    parser.add_argument(
        "--kind", type=_read_word, choices=TOUCHES, default=TOUCHES[0], help="what it was (default: mail)"
    )
    parser.add_argument("--in", action="store_true", help="it came from them, not from you")
    parser.add_argument("--request", action="store_true", help="it asks for an interview")
    parser.add_argument(
        "--outcome", type=_read_outcome, choices=OUTCOMES, help="what came of the request for an interview"
    )
    parser.add_argument("--at", metavar="WHEN", help="when it was (default: now), such as 'yesterday 3pm'")
    parser.add_argument(
        "--ask-again", metavar="WHEN", help="when they may be asked again, if they were too busy"
    )
    parser.add_argument(
        "--settles",
        action="append",
        default=[],
        metavar="ID",
        help="the follow-up that is done with it, as 'iitui due' shows it; can be repeated",
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
    parser.add_argument("--reason", default="", metavar="TEXT", help="why not; it is kept with each of them")
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
        "--vdir", metavar="DIR", help="for FILE 'calendar': take over what was changed in this folder"
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN,...",
        help="of a table: what its columns hold; can be repeated, and is remembered",
    )
    _mail_options(parser, "of a mailbox: ")


def _mail(parser: "Grammar") -> None:
    parser.add_argument(
        "files", nargs="*", metavar="DIR", help="a mailbox (default: those of the setting mail)"
    )
    _mail_options(parser)


def _mail_options(parser: "Grammar", of_what: str = "") -> None:
    for option, meaning in (
        ("--text", "keep the texts of the messages, never their attachments"),
        ("--lists", "also take what came from mailing lists"),
        ("--everybody", "also take messages to more than ten people"),
        ("--add-contacts", "add those who wrote to you as contacts"),
        ("--thank-yous", "settle each thank-you with the first message after its interview"),
    ):
        parser.add_argument(option, action="store_true", help=f"{of_what}{meaning}")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, and change nothing")
    _json(parser)


def _share(parser: "Grammar") -> None:
    parser.add_argument(
        "folder", nargs="?", metavar="DIR", help="the shared folder (default: that of the setting share)"
    )
    parser.add_argument(
        "--without-off-record", action="store_true", help="keep what is off the record in this journal"
    )
    for option, metavar, meaning in (
        ("--without-tag", "TAG", "keep contacts with this tag in this journal; can be repeated"),
        ("--bring-back", "ID", "bring back the deleted record of this finding; can be repeated"),
        ("--dismiss", "ID", "do not list this finding again; can be repeated"),
    ):
        parser.add_argument(option, action="append", default=[], metavar=metavar, help=meaning)
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, and change nothing")
    _json(parser)


def _import_help() -> str:
    import textwrap

    from iitui.interchange.registry import all_formats
    from iitui.interchange.tables.fields import TableField

    lines = [f"  {each.name:<11}  {each.description} ({', '.join(each.endings)})" for each in all_formats()]
    fields = textwrap.fill(", ".join(TableField), width=76, initial_indent=" " * 11)[11:]
    return _IMPORT.format(formats="\n".join(lines), fields=fields)


def _export(parser: "Grammar") -> None:
    from iitui.exports.registry import FORMATS, all_formats

    parser.add_argument("what", choices=tuple(FORMATS), metavar="WHAT", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("--format", choices=all_formats(), help="output format (default: depends on WHAT)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to this file (default: -, which is standard output)"
    )
    parser.add_argument(
        "--with-off-record",
        action="store_true",
        help="of everything: take along what is off the record, for yourself",
    )
    parser.add_argument(
        "--vdir", metavar="DIR", help="of the calendar: a folder with one file for each item, kept in step"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace FILE even if it is no earlier export, and in DIR what other programs changed",
    )
    parser.add_argument("--all", action="store_true", help="of questions: the whole bank, not only your own")
    parser.add_argument("--name", default="", metavar="TEXT", help="of questions: the name of the set")
    parser.add_argument(
        "--author", metavar="TEXT", help="of questions: who hands them out (default: the setting my_name)"
    )
    parser.add_argument(
        "--edition", default="", metavar="TEXT", help="of questions: the version of the set (default: today)"
    )


def _export_help() -> str:
    from iitui.exports.registry import FORMATS

    return _EXPORT.format(formats="\n".join(f"  {what:<10}  {', '.join(FORMATS[what])}" for what in FORMATS))


def _settings(parser: "Grammar") -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="explain these settings only, such as theme")
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
        help="write to this file, not to the usual folder; - for standard output",
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
    "letter": Command("letters", "print a letter, filled from the journal", _letter, more=_LETTER),
    "report": Command(
        "occupations", "print what all interviews say about one occupation", _report, more=_REPORT
    ),
    "compare": Command(
        "occupations", "show the evidence about an occupation and the answers side by side", _compare
    ),
    "tree": Command("referrals", "print who led to whom, and what came of each name", _tree, more=_TREE),
    "stats": Command(
        "statistics", "show how many agreed of those who were asked, and how long answers took", _stats
    ),
    "contacts": Command("contacts", "list the contacts, or those that match a search", _contacts),
    "interviews": Command("interviews", "list the upcoming interviews", _interviews),
    "questions": Command(
        "interviews", "list the questions in the bank, or those that match a search", _questions
    ),
    "targets": Command(
        "targets", "list the organizations you want to hear from, and whom to ask there next", _json
    ),
    "target": Command("targets", "make an organization a target, or change one", _target, more=_TARGET),
    "add": Command("contacts", "add one contact from one line", _add, more=_ADD),
    "merge": Command(
        "merging", "make one contact of two, or list who may be one person", _merge, more=_MERGE
    ),
    "news": Command(
        "news", "list what files say differently of contacts, and take it over", _news, more=_NEWS
    ),
    "schedule": Command("interviews", "plan an interview", _schedule, more=_SCHEDULE),
    "log": Command("touches", "log a touch: a mail, a call, a meeting", _log, more=_LOG),
    "done": Command("follow_ups", "mark follow-ups as done", _settle),
    "waive": Command("follow_ups", "dismiss follow-ups that need not be done", _waive),
    "dismiss": Command("follow_ups", "the same as waive", _waive),
    "snooze": Command("follow_ups", "put follow-ups off until later", _snooze),
    "import": Command(
        "imports",
        "import contacts, calendars, mailboxes, transcripts, question sets or journals from files",
        _import,
        more=_import_help,
    ),
    "export": Command("exports", "export contacts and more for other programs", _export, more=_export_help),
    "mail": Command("mail", "look through mailboxes for messages with your contacts", _mail, more=_MAIL),
    "share": Command(
        "share", "bring this journal and others together through a shared folder", _share, more=_SHARE
    ),
    "undo": Command("journal", "undo the latest change", _json),
    "redo": Command("journal", "redo what was undone", _json),
    "history": Command("journal", "list the changes to the journal, latest first", _json),
    "demo": Command("journal", "open the screens on a temporary sample journal", _demo),
    "backup": Command("safety", "back up the journal, or list its backups", _backup, more=_BACKUP),
    "restore": Command("safety", "restore the journal from a backup", _restore, more=_RESTORE),
    "check": Command("safety", "check the journal for damage, without changing it", _json),
    "settings": Command(
        "settings", "show every setting, its default and where it is set", _settings, more=_SETTINGS
    ),
    "paths": Command("journal", "show where iitui keeps its files", _json),
    "completion": Command(
        "completion", "print the script that lets a shell complete commands", _completion, more=_COMPLETION
    ),
    "help": Command("help", "show this help, or that of a command or a topic", _help),
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
