"""What can be exported, and in which formats: the only list of them.

It names modules instead of importing them: the command line needs the words whenever it completes
``iitui export``, and must not load what reads and writes for that.
"""

import sys

from iitui.domain.errors import UnreadableError

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from iitui.exports.outgoing import ExportRequest, Outgoing
    from iitui.store.reader import JournalReader

CALENDAR = "calendar"
"""The subject that `iitui.calendars` exports, since what calendars were told is remembered."""

FORMATS = {
    "contacts": ("vcard", "vcard3", "csv"),
    CALENDAR: ("ics",),
    "answers": ("csv", "markdown"),
    "questions": ("toml", "json"),
    "everything": ("json",),
}
"""The subjects of ``iitui export``, and the words for ``--format`` of each, the default first.

The module of a subject, but for `CALENDAR`, is the one of its name in this package. It has a function
`prepare`, which is given a reader of the journal and an `ExportRequest`, and returns an `Outgoing`.
"""


def all_formats() -> tuple[str, ...]:
    """Return the words for ``--format`` of all subjects, each once."""
    return tuple(dict.fromkeys(name for formats in FORMATS.values() for name in formats))


def choose_format(subject: str, wanted: str | None) -> str:
    """Return the format in which a subject is exported: the one that is wanted, else its usual one.

    Raises:
        UnreadableError: the subject is not exported in that format.
    """
    formats = FORMATS[subject]
    if wanted is None:
        return formats[0]
    if wanted not in formats:
        raise UnreadableError(f"--format {wanted}: {subject} can be exported as {_either(formats)}.")
    return wanted


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def prepare(reader: "JournalReader", request: "ExportRequest") -> "Outgoing":
    """Return what leaves the journal; it is read while it is written, so the reader stays open meanwhile.

    Raises:
        KeyError: there is no such subject.
    """
    FORMATS[request.subject]
    name = f"iitui.exports.{request.subject}"
    __import__(name)  # loading importlib would take longer
    outgoing: Outgoing = sys.modules[name].prepare(reader, request)
    return outgoing
