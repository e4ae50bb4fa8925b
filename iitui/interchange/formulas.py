"""Keeps spreadsheets from computing what people typed: cells that begin as a formula does get an apostrophe.

The export writes it and the import takes it off again, both here only, so that what goes out comes back the
same. The characters are those of OWASP's "CSV injection"; telephone numbers stay as they are, because nothing
is computed of them that does harm, and other programs read them.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_TELEPHONE = re.compile(r"[+-][0-9 ().\-/]*[0-9][0-9 ().\-/]*(?: ?(?:ext\.?|x) ?[0-9]+)?")


def escaped(value: str) -> str:
    """Return the text of a cell so that no spreadsheet takes it for a formula.

    A text that has such an apostrophe already gets one more.
    """
    return f"'{value}" if _FORMULA.match(value) and not _TELEPHONE.fullmatch(value) else value


def unescaped(value: str) -> str:
    """Return the text that `escaped` was given."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value, 1) else value
