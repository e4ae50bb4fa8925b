"""What could be typed next: a shell asks for it with `iitui complete WORD...` whenever tab is pressed.

The last word is the one that is being typed. Printed are words with what they mean, a tab between them, one
to a line; exit status 1 says that the name of a file belongs there. Whatever goes wrong, nothing is printed:
nobody who presses tab wants to read an error.
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
"""How many contacts are offered at the most."""

_FILES = ("files", "file", "write")
"""What stands for the name of a file, by its name among the arguments."""

Offer = tuple[str, str]
"""A word that could be typed, and what it means."""

Choices = Iterable[str] | None

_GENERAL: tuple[Offer, ...] = (
    (JOURNAL, "the journal"),
    ("--help", "what can be typed"),
    ("--version", "which iitui this is"),
)


class _FileName(Exception):  # noqa: N818 - it says what is wanted, and nothing is wrong
    """The name of a file belongs there, which shells know more about."""


class Argument:
    """What can be typed after a command: an option, or an argument in its place.

    Attributes:
        options: its names; none for an argument.
        name: by which the parser would keep it.
        meaning: what it means, in a few words.
        choices: the words that could stand there; None where others could.
        takes_value: whether a word follows the option.
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
    """Takes what a command tells the parser, without argparse."""

    usage: str | None = None

    def __init__(self) -> None:
        self.all: list[Argument] = []
        self.add_argument("-h", "--help", action="help", help="show this help message and exit")

    def add_argument(
        self,
        *names: str,
        action: str = "store",
        nargs: str | None = None,
        default: object = None,  # noqa: ARG002 - the parser's, as the next two
        type: Callable[[str], object] = str,  # noqa: A002, ARG002
        choices: Choices = None,
        metavar: str | None = None,  # noqa: ARG002
        help: str | None = None,  # noqa: A002
    ) -> None:
        """Take an argument as argparse does."""
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
        """Return what takes arguments of which one alone may be typed: both are offered."""
        return self


def answer(context: "RunContext", arguments: "Namespace") -> int:
    """Print what could be typed next; 1 where that is the name of a file."""
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
    """What could be typed after a command and the words around it."""
    if command not in COMMANDS:
        return
    known = _arguments_of(command)
    options = {name: one for one in known for name in one.options}
    awaited = options.get(words[-1])
    if awaited is not None and awaited.takes_value:
        yield from _values(context, command, awaited, current)
    elif current.startswith("-"):
        for one in dict.fromkeys(options.values()):
            if not set(one.options) & set(words):
                yield one.options[-1], one.meaning
    else:
        with_value = {name for name, one in options.items() if one.takes_value} | {JOURNAL}
        given = sum(
            not word.startswith("-") and earlier not in with_value for earlier, word in pairwise(("", *words))
        )
        argument = _argument([one for one in known if not one.options], given - 1)
        if argument is not None:
            yield from _values(context, command, argument, current)


def _arguments_of(command: str) -> list[Argument]:
    taken = CollectedArguments()
    fill = COMMANDS[command].fill
    if fill is not None:
        fill(taken)
    return taken.all


def _argument(arguments: Sequence[Argument], given: int) -> Argument | None:
    """The argument whose turn it is after so many words; the last may take any number of them."""
    for place, argument in enumerate(arguments):
        if place == given or argument.is_many:
            return argument
    return None


def _values(context: "RunContext", command: str, argument: Argument, current: str) -> Iterator[Offer]:
    """What could stand for one argument: one of a few words, a file, or something that the journal holds."""
    if argument.name in _FILES:
        raise _FileName
    if argument.choices is COMMANDS:
        yield from _commands()
    elif argument.choices is not None:
        yield from ((choice, "") for choice in argument.choices)
    read = _READERS.get((command, argument.name))
    if read is not None:
        from iitui.prompt.rows import read_rows

        with read_rows(context.paths) as rows:
            yield from read(context, rows, current)


def _owed(context: "RunContext", rows: "Rows | None", _current: str) -> Iterator[Offer]:
    from iitui.prompt.due import name_of, what_to_do

    for row in rows.owed(context.now) if rows else ():
        yield name_of(row), what_to_do(row)


def _coming(context: "RunContext", rows: "Rows | None", _current: str) -> Iterator[Offer]:
    yield "next", "the next interview"
    for row in rows.upcoming(context.now) if rows else ():
        yield str(row["id"]), row["who"]


def _contacts(_question: "RunContext", rows: "Rows | None", current: str) -> Iterator[Offer]:
    from iitui.domain.text import joined

    for row in rows.contacts(current, _MOST) if rows else ():
        yield row["name"], joined(row["role"], row["organization"])


_READERS: "dict[tuple[str, str], Callable[[RunContext, Rows | None, str], Iterator[Offer]]]" = {
    ("brief", "interview"): _coming,
    ("done", "ids"): _owed,
    ("schedule", "who"): _contacts,
    ("snooze", "words"): _owed,
    ("waive", "ids"): _owed,
    ("dismiss", "ids"): _owed,
}
"""What reads the journal, by command and argument."""
