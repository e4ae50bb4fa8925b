"""Completion: a shell runs `iitui complete WORD...` when the tab key is pressed.

The last word is incomplete. Each line of the output is a possible word, a tab and its meaning. Exit status 1
means that a file name belongs there. In case of an error nothing is printed, because whoever presses tab does
not want to read it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from iitui.commands import COMMANDS, JOURNAL, TAKES, TOPICS, typed_command
from iitui.domain.errors import IituiError
from iitui.domain.text import clean_line, fold

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.context import RunContext
    from iitui.prompt.rows import Rows

_MOST = 50
"""How many contacts are offered at most."""

_FILES = ("file", "folder")
"""What shells complete by themselves."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIMES = ("today", "tomorrow", *_DAYS, "next week", "+1h", "+3d")
_SPANS = (("24h", "a day"), ("7d", "a week"), ("2w", "two weeks"), ("90d", "a quarter"))

Offer = tuple[str, str]
"""A possible word and its meaning."""

Choices = Iterable[str] | None

_GENERAL: tuple[Offer, ...] = (
    (JOURNAL, "the journal"),
    ("--help", "show help"),
    ("--version", "show the version"),
)


class _FileName(Exception):  # noqa: N818 - it is not an error
    """A file name belongs there, which the shell completes itself."""


class Argument:
    """An option or a positional argument of a command.

    Attributes:
        options: the names of an option; empty for a positional argument.
        name: the name under which the parser stores it.
        meaning: what it means, in a few words.
        choices: the words that are allowed; None if any word is.
        takes_value: whether it takes a word.
        is_many: whether it takes any number of words.
    """

    def __init__(
        self, names: Sequence[str], *, takes_value: bool, is_many: bool, meaning: str, choices: Choices
    ) -> None:
        self.options = [name for name in names if name.startswith("-")]
        self.name = names[-1].lstrip("-")
        self.takes_value = takes_value
        self.is_many = is_many
        self.meaning = meaning
        self.choices = choices


class CollectedArguments:
    """Collects the arguments that a command adds to the parser, without argparse."""

    usage: str | None = None

    def __init__(self) -> None:
        self.all: list[Argument] = []
        self.add_argument("-h", "--help", action="help", help="show this help message and exit")

    def add_argument(
        self,
        *names: str,
        action: str = "store",
        dest: str = "",  # noqa: ARG002 - as argparse has it, like the next one
        const: object = None,  # noqa: ARG002
        nargs: str | None = None,
        default: object = None,  # noqa: ARG002 - as argparse has it, like the next two
        type: Callable[[str], object] = str,  # noqa: A002, ARG002
        choices: Choices = None,
        metavar: str | None = None,  # noqa: ARG002
        help: str | None = None,  # noqa: A002
    ) -> None:
        """Add an argument, as argparse does."""
        takes_value = nargs is None and action not in ("store_true", "store_const", "help")
        self.all.append(
            Argument(
                names,
                takes_value=takes_value,
                is_many=nargs in ("+", "*"),
                meaning=help or "",
                choices=choices,
            )
        )

    def add_mutually_exclusive_group(self) -> "CollectedArguments":
        """Return a group of arguments of which only one can be typed; all of them are offered."""
        return self


def complete(context: "RunContext", arguments: "Namespace") -> int:
    """Print the words that can be typed next; return 1 if a file name belongs there."""
    try:
        offers = list(_offers(context, arguments.words or [""]))
    except _FileName:
        return 1
    except IituiError:
        return 0
    for word, meaning in offers:
        print(clean_line(word), clean_line(meaning), sep="\t")
    return 0


def _offers(context: "RunContext", words: Sequence[str]) -> Iterator[Offer]:
    before, current = words[:-1], words[-1]
    if before and before[-1] == JOURNAL:
        raise _FileName
    command = typed_command(before)
    if command is not None:
        offers = _after(context, command, before, current)
    elif current.startswith("-"):
        offers = iter(_GENERAL)
    else:
        offers = _commands()
    return (offer for offer in offers if fold(offer[0]).startswith(fold(current)))


def _commands() -> Iterator[Offer]:
    return ((name, command.does) for name, command in COMMANDS.items())


def _after(context: "RunContext", command: str, words: Sequence[str], current: str) -> Iterator[Offer]:
    """Return what can be typed after a command and other words."""
    if command not in COMMANDS:
        return
    arguments = _arguments_of(command)
    options = {name: option for option in arguments for name in option.options}
    awaited = options.get(words[-1])
    if awaited is not None and awaited.takes_value:
        yield from _values(context, Typed(command, words, current), awaited)
    elif current.startswith("-"):
        for option in dict.fromkeys(options.values()):
            if not set(option.options) & set(words):
                yield option.options[-1], option.meaning
    else:
        with_value = {name for name, option in options.items() if option.takes_value} | {JOURNAL}
        given = sum(
            not word.startswith("-") and earlier not in with_value for earlier, word in pairwise(("", *words))
        )
        argument = _argument([argument for argument in arguments if not argument.options], given - 1)
        if argument is not None:
            yield from _values(context, Typed(command, words, current), argument)


def _arguments_of(command: str) -> list[Argument]:
    collected = CollectedArguments()
    fill = COMMANDS[command].fill
    if fill is not None:
        fill(collected)
    return collected.all


def _argument(arguments: Sequence[Argument], given: int) -> Argument | None:
    """Return the positional argument after this many others; the last one may take any number of words."""
    for place, argument in enumerate(arguments):
        if place == given or argument.is_many:
            return argument
    return None


def _values(context: "RunContext", typed: "Typed", argument: Argument) -> Iterator[Offer]:
    """Return the possible values of an argument: one of its choices, or something from the journal."""
    taken = TAKES.get(argument.name)
    if argument.choices is None and taken in _FILES:
        raise _FileName
    if argument.name == "about":
        yield from (*_commands(), *TOPICS.items())
    elif argument.choices is not None:
        yield from ((choice, "") for choice in _fitting(typed, argument, argument.choices))
    elif taken in _WITHOUT_JOURNAL:
        yield from _WITHOUT_JOURNAL[taken]()
    elif taken in _READERS:
        from iitui.prompt.rows import read_rows

        with read_rows(context.paths, context.figures) as rows:
            yield from _READERS[taken](context, rows, typed)


def _fitting(typed: "Typed", argument: Argument, choices: Iterable[str]) -> Iterable[str]:
    """Return those of the choices that fit what was typed before: a subject has formats of its own."""
    if typed.command != "export" or argument.name != "format":
        return choices
    from iitui.exports.registry import FORMATS

    return next((FORMATS[word] for word in typed.words if word in FORMATS), choices)


class Typed:
    """The command, the words before, and the beginning of the word that is asked about."""

    def __init__(self, command: str, words: Sequence[str], current: str) -> None:
        self.command = command
        self.words = words
        self.current = current


def _open_follow_ups(context: "RunContext", rows: "Rows | None", _typed: Typed) -> Iterator[Offer]:
    from iitui.prompt.due import id_of, what_to_do

    for row in rows.owed(context.now) if rows else ():
        yield id_of(row), what_to_do(row)


def _follow_ups_and_times(context: "RunContext", rows: "Rows | None", typed: Typed) -> Iterator[Offer]:
    yield from _open_follow_ups(context, rows, typed)
    if any(":" in word for word in typed.words):  # the time comes after the first ID
        yield from _times()


def _interviews(context: "RunContext", rows: "Rows | None", typed: Typed) -> Iterator[Offer]:
    """Offer the interviews to come; of past ones only where what came of them is taken in."""
    if typed.command != "import":
        yield "next", "the next interview"
    for row in rows.upcoming(context.now) if rows else ():
        yield str(row["id"]), row["who"]
    if typed.command == "import" and rows:
        for row in rows.past(context.now, _MOST):
            yield str(row["id"]), row["who"]


def _contacts(_context: "RunContext", rows: "Rows | None", typed: Typed) -> Iterator[Offer]:
    """Offer contacts by name; those who share a name by their number, too, which tells them apart."""
    from iitui.domain.text import comma_join

    found = rows.contacts(typed.current, _MOST) if rows else []
    names = [row["name"] for row in found]
    for row in found:
        meaning = comma_join(row["role"], row["organization"])
        yield row["name"], meaning
    for row in found:
        if names.count(row["name"]) > 1:
            yield str(row["id"]), comma_join(row["name"], row["role"], row["organization"])


def _searched(context: "RunContext", rows: "Rows | None", typed: Typed) -> Iterator[Offer]:
    if typed.command == "contacts":
        yield from _contacts(context, rows, typed)


def _occupations(_context: "RunContext", rows: "Rows | None", _typed: Typed) -> Iterator[Offer]:
    for row in rows.occupations() if rows else ():
        yield row["name"], row["standing"]


def _organizations(_context: "RunContext", rows: "Rows | None", _typed: Typed) -> Iterator[Offer]:
    for row in rows.organizations() if rows else ():
        yield row["name"], "a target" if row["is_target"] else ""


def _tags(_context: "RunContext", rows: "Rows | None", _typed: Typed) -> Iterator[Offer]:
    for row in rows.tags() if rows else ():
        yield row["name"], f"{row['contacts']} contacts"


def _times() -> Iterator[Offer]:
    return ((time, "") for time in _TIMES)


def _spans() -> Iterator[Offer]:
    return iter(_SPANS)


def _zones() -> Iterator[Offer]:
    from zoneinfo import available_timezones

    return ((zone, "") for zone in sorted(available_timezones()))


def _settings() -> Iterator[Offer]:
    from iitui.settings import DEFINED

    return ((name, setting.meaning) for name, setting in DEFINED.items())


_WITHOUT_JOURNAL: "dict[str | None, Callable[[], Iterator[Offer]]]" = {
    "time": _times,
    "span": _spans,
    "zone": _zones,
    "setting": _settings,
}
"""The functions that offer what does not stand in the journal, by what an argument takes."""

_READERS: "dict[str | None, Callable[[RunContext, Rows | None, Typed], Iterator[Offer]]]" = {
    "contact": _contacts,
    "contact or question": _searched,
    "follow-up": _open_follow_ups,
    "follow-up or time": _follow_ups_and_times,
    "interview": _interviews,
    "occupation": _occupations,
    "organization": _organizations,
    "tag": _tags,
}
"""The functions that read values from the journal, by what an argument takes."""
