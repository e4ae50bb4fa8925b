"""What a shell asks by itself, at a prompt or for tab, understood without argparse, which is slow to load.

Only what is typed exactly so; all else is for the parser, which also says what is wrong with it.
"""

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

_JOURNAL = "--db"
"""As in `iitui.commands`, which a prompt does not wait for."""

_FLAGS = {"due": ("--json", "--quiet"), "next": ("--json",)}
_GROUPS = {"due": "follow_ups", "next": "interviews"}


def understand(words: Sequence[str]) -> "Namespace | None":
    """Return what the parser would make of the words; None where it has to look at them itself."""
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
