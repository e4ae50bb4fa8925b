"""Completes the command line: a shell runs `iitui complete WORD...` whenever tab is pressed.

The last word is the one being typed. Each line printed is a word that fits, a tab, and its meaning; exit
status 1 means that a file name belongs there. Errors print nothing, since they would garble the line that is
being typed.
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

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.store.reader import JournalReader

_MOST = 50
"""How many contacts are offered at most."""

_FILES = ("files", "file", "write")
"""The arguments that take a file name."""

Offer = tuple[str, str]
"""A word that fits, and what it means."""

_GENERAL: tuple[Offer, ...] = (
    (JOURNAL, "the journal"),
    ("--help", "show this help"),
    ("--version", "show the version"),
)


class _FileName(Exception):  # noqa: N818 - a signal, not an error
    """A file name belongs there, which the shell completes better."""


def complete(context: Context, arguments: "Namespace") -> int:
    """Print the words that fit next; return 1 if a file name belongs there."""
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
    """Yield the words that fit after a command and the words around it."""
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
    """Return the argument that comes after this many words; the last one may take any number."""
    for place, argument in enumerate(arguments):
        if place == given or argument.nargs in ("+", "*"):
            return argument
    return None


def _values(context: Context, command: str, action: Action, current: str) -> Iterator[Offer]:
    """Yield the values of one argument: its choices, a file name, or something from the journal."""
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
"""The functions that look values up in the journal, by command and argument."""

COMMANDS: Commands = {"complete": complete}
