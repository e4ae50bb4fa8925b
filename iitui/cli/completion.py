"""What could be typed next: a shell asks for it with `iitui complete WORD...` whenever tab is pressed.

The last word is the one that is being typed. Printed are words with what they mean, a tab between them, one
to a line; exit status 1 says that the name of a file belongs there. Whatever goes wrong, nothing is printed:
nobody who presses tab wants to read an error.
"""

from argparse import Action
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from iitui.cli.arguments import COMMANDS as KNOWN
from iitui.cli.arguments import actions_of, typed_command
from iitui.cli.context import Commands, Context
from iitui.cli.prompt import JOURNAL
from iitui.domain.errors import IituiError
from iitui.domain.text import clean_line, fold
from iitui.reports.words import joined

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.store.reader import JournalReader

_MOST = 50
"""How many contacts are offered at the most."""

_FILES = ("files", "file", "write")
"""What stands for the name of a file, by its name among the arguments."""

Offer = tuple[str, str]
"""A word that could be typed, and what it means."""

_GENERAL: tuple[Offer, ...] = (
    (JOURNAL, "the journal"),
    ("--help", "what can be typed"),
    ("--version", "which iitui this is"),
)


class _FileName(Exception):  # noqa: N818 - it says what is wanted, and nothing is wrong
    """The name of a file belongs there, which shells know more about."""


def complete(context: Context, arguments: "Namespace") -> int:
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


def _offers(context: Context, words: Sequence[str]) -> Iterator[Offer]:
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
    return ((name, command.does) for name, command in KNOWN.items())


def _after(context: Context, command: str, words: Sequence[str], current: str) -> Iterator[Offer]:
    """What could be typed after a command and the words around it."""
    if command not in KNOWN:
        return
    actions = actions_of(command)
    options = {name: one for one in actions for name in one.option_strings}
    awaited = options.get(words[-1])
    if awaited is not None and awaited.nargs is None:
        yield from _values(context, command, awaited, current)
    elif current.startswith("-"):
        for action in dict.fromkeys(options.values()):
            if not set(action.option_strings) & set(words):
                yield action.option_strings[-1], str(action.help or "")
    else:
        with_value = {name for name, one in options.items() if one.nargs is None} | {JOURNAL}
        given = sum(
            not word.startswith("-") and earlier not in with_value for earlier, word in pairwise(("", *words))
        )
        argument = _argument([one for one in actions if not one.option_strings], given - 1)
        if argument is not None:
            yield from _values(context, command, argument, current)


def _argument(arguments: Sequence[Action], given: int) -> Action | None:
    """The argument whose turn it is after so many words; the last may take any number of them."""
    for place, argument in enumerate(arguments):
        if place == given or argument.nargs in ("+", "*"):
            return argument
    return None


def _values(context: Context, command: str, action: Action, current: str) -> Iterator[Offer]:
    """What could stand for one argument: one of a few words, a file, or something that the journal holds."""
    if action.dest in _FILES:
        raise _FileName
    if action.choices is KNOWN:
        yield from _commands()
    elif action.choices is not None:
        yield from ((str(choice), "") for choice in action.choices)
    read = _READERS.get((command, action.dest))
    if read is not None:
        with context.look() as reader:
            yield from read(context, reader, current)


def _owed(context: Context, reader: "JournalReader", _current: str) -> Iterator[Offer]:
    for follow_up in reader.follow_ups.owed(context.now, context.day_end):
        yield str(follow_up.id), follow_up.what


def _coming(context: Context, reader: "JournalReader", _current: str) -> Iterator[Offer]:
    yield "next", "the next interview"
    for interview in reader.interviews.upcoming(context.now):
        yield str(interview.id), interview.who


def _contacts(context: Context, reader: "JournalReader", current: str) -> Iterator[Offer]:
    for row in reader.contacts.page(current, 0, _MOST, context.now, context.day_end):
        yield row.name, joined(row.role, row.organization)


_READERS: "dict[tuple[str, str], Callable[[Context, JournalReader, str], Iterator[Offer]]]" = {
    ("brief", "interview"): _coming,
    ("done", "ids"): _owed,
    ("schedule", "who"): _contacts,
    ("snooze", "words"): _owed,
    ("waive", "ids"): _owed,
}
"""What reads the journal, by command and argument."""

COMMANDS: Commands = {"complete": complete}
