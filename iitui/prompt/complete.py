"""Completion: a shell runs `iitui complete WORD...` when the tab key is pressed.

The last word is incomplete. Each line of the output is a possible word, a tab and its meaning. Exit status 1
means that a file name belongs there. In case of an error nothing is printed, because whoever presses tab does
not want to read it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from iitui.commands import COMMANDS, JOURNAL, typed_command
from iitui.domain.errors import IituiError
from iitui.domain.text import clean_line, fold

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.context import RunContext
    from iitui.prompt.rows import Rows

_MOST = 50
"""How many contacts are offered at most."""

_FILES = ("files", "file", "folder", "write")
"""The names of the arguments that are file names."""

Offer = tuple[str, str]
"""A possible word and its meaning."""

Choices = Iterable[str] | None

_GENERAL: tuple[Offer, ...] = (
    (JOURNAL, "the journal"),
    ("--help", "what can be typed"),
    ("--version", "which iitui this is"),
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
        nargs: str | None = None,
        default: object = None,  # noqa: ARG002 - as argparse has it, like the next two
        type: Callable[[str], object] = str,  # noqa: A002, ARG002
        choices: Choices = None,
        metavar: str | None = None,  # noqa: ARG002
        help: str | None = None,  # noqa: A002
    ) -> None:
        """Add an argument, as argparse does."""
        takes_value = nargs is None and action not in ("store_true", "help")
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
        yield from _values(context, command, awaited, current)
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
            yield from _values(context, command, argument, current)


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


def _values(context: "RunContext", command: str, argument: Argument, current: str) -> Iterator[Offer]:
    """Return the possible values of an argument: one of its choices, or something from the journal."""
    if argument.name in _FILES:
        raise _FileName
    if argument.choices is COMMANDS:
        yield from _commands()
    elif argument.choices is not None:
        yield from ((choice, "") for choice in argument.choices)
    read = _READERS.get((command, argument.name))
    if read is not None:
        from iitui.prompt.rows import read_rows

        with read_rows(context.paths, context.figures) as rows:
            yield from read(context, rows, current)


def _open_follow_ups(context: "RunContext", rows: "Rows | None", _current: str) -> Iterator[Offer]:
    from iitui.prompt.due import id_of, what_to_do

    for row in rows.owed(context.now) if rows else ():
        yield id_of(row), what_to_do(row)


def _upcoming(context: "RunContext", rows: "Rows | None", _current: str) -> Iterator[Offer]:
    yield "next", "the next interview"
    for row in rows.upcoming(context.now) if rows else ():
        yield str(row["id"]), row["who"]


def _contacts(_context: "RunContext", rows: "Rows | None", current: str) -> Iterator[Offer]:
    from iitui.domain.text import comma_join

    for row in rows.contacts(current, _MOST) if rows else ():
        yield row["name"], comma_join(row["role"], row["organization"])


def _occupations(_context: "RunContext", rows: "Rows | None", _current: str) -> Iterator[Offer]:
    for row in rows.occupations() if rows else ():
        yield row["name"], row["standing"]


def _organizations(_context: "RunContext", rows: "Rows | None", _current: str) -> Iterator[Offer]:
    for row in rows.organizations() if rows else ():
        yield row["name"], "a target" if row["is_target"] else ""


_READERS: "dict[tuple[str, str], Callable[[RunContext, Rows | None, str], Iterator[Offer]]]" = {
    ("brief", "interview"): _upcoming,
    ("compare", "occupation"): _occupations,
    ("done", "ids"): _open_follow_ups,
    ("letter", "who"): _contacts,
    ("letter", "follow-up"): _open_follow_ups,
    ("log", "settles"): _open_follow_ups,
    ("log", "who"): _contacts,
    ("report", "occupation"): _occupations,
    ("schedule", "who"): _contacts,
    ("target", "organization"): _organizations,
    ("snooze", "words"): _open_follow_ups,
    ("waive", "ids"): _open_follow_ups,
    ("dismiss", "ids"): _open_follow_ups,
}
"""The functions that read values from the journal, by command and argument."""
