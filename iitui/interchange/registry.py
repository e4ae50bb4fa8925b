"""The formats that contacts can be imported from: the only list of them.

It names modules instead of importing them: the command line needs the names whenever it completes
``iitui import``, and must not load the importers for that.
"""

import sys

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from iitui.interchange.formats import Format

FORMATS = {
    "vcard": "iitui.interchange.vcard",
    "linkedin": "iitui.interchange.linkedin",
    "iitui-csv": "iitui.interchange.tables.own",
    "google": "iitui.interchange.tables.google",
    "outlook": "iitui.interchange.tables.outlook",
    "thunderbird": "iitui.interchange.tables.thunderbird",
    "csv": "iitui.interchange.tables.any_table",
    "icalendar": "iitui.interchange.calendar.format",
}
"""The word for ``--format``, and the module that defines the format as `FORMAT`.

Where two formats fit a file equally well, the first of them reads it.
"""


def find_format(name: str) -> "Format":
    """Return a format by the word for ``--format``; its module is loaded when first asked for.

    Raises:
        KeyError: there is no such format.
    """
    module = FORMATS[name]
    __import__(module)  # loading importlib would take longer
    chosen: Format = sys.modules[module].FORMAT
    return chosen


def all_formats() -> "list[Format]":
    """Return all formats in the order of the list."""
    return [find_format(name) for name in FORMATS]


def file_endings() -> tuple[str, ...]:
    """Return the endings that files of contacts have, each once, in the order of the list."""
    return tuple(dict.fromkeys(ending for each in all_formats() for ending in each.endings))
