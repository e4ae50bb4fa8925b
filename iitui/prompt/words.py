"""Parses the commands that a shell runs by itself, for its prompt or for tab, without loading argparse.

Only exact forms are recognized here; everything else is left to the parser, which also reports errors.
"""

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

_JOURNAL = "--db"
"""As in `iitui.commands`, which a prompt does not wait for."""

_FLAGS = {"due": ("--json", "--quiet"), "next": ("--json",)}
_GROUPS = {"due": "follow_ups", "next": "interviews"}


def understand(words: Sequence[str]) -> "Namespace | None":
    """Return what the parser would return for the words; None if the parser is needed."""
    journal = None
    if len(words) > 1 and words[0] == _JOURNAL and not words[1].startswith("-"):
        journal, words = words[1], words[2:]
    if not words:
        return _namespace(db=journal, command=None)
    command, flags = words[0], words[1:]
    if command == "complete":
        return _namespace(db=_journal_among(flags), command=command, words=list(flags))
    known = _FLAGS.get(command, ())
    if command not in _FLAGS or not set(flags) <= set(known):
        return None
    options: dict[str, object] = {flag.removeprefix("--"): flag in flags for flag in known}
    if command == "due":
        options["within"] = None
    return _namespace(db=journal, command=command, group=_GROUPS[command], **options)


def _journal_among(words: Sequence[str]) -> str | None:
    """The journal that is named among the words of a command that is being typed."""
    return next((name for option, name in pairwise(words) if option == _JOURNAL), None)


def _namespace(**values: object) -> "Namespace":
    said: Namespace = SimpleNamespace(**values)  # type: ignore[assignment]  # only its attributes are read
    return said
