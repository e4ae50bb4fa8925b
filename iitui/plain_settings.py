"""Reads a settings file of the plainest kind: on each line a name and a text, a number, true or false.

Most files are like that, and a shell prompt would wait longer for TOML's own reader than it takes to answer.
Whatever else stands in a file is left to `iitui.settings_file`, which alone says what is wrong.
"""

from iitui.domain.errors import UnreadableError
from iitui.settings import DEFINED, Settings

_NEEDS_PLACE = "holidays"
"""The setting of which something may be wrong that only shows when days are counted."""


def read_plain_settings(path: str) -> Settings | None:
    """Return the settings of a file that is plain and right; None for any other."""
    given: dict[str, object] = {}
    try:
        with open(path, encoding="utf-8") as file:
            for line in file.read().split("\n"):
                _take(line, given)
    except (OSError, ValueError, UnreadableError):
        return None
    return Settings(place=None, **given)


def _take(line: str, given: dict[str, object]) -> None:
    """Add what a line sets; raises `ValueError` if it is not plain, and what `Setting.check` raises."""
    text = line.strip(" ")
    if not text.isprintable():
        raise ValueError("a tab, or what TOML does not allow")
    if not text or text.startswith("#"):
        return
    name, _, rest = text.partition("=")
    name = name.rstrip(" ")
    if name not in DEFINED or name in given or name == _NEEDS_PLACE:
        raise ValueError(name)
    given[name] = DEFINED[name].check(_value(rest.strip(" ")))


def _value(text: str) -> object:
    """Return the value that stands after the equals sign; a comment may follow it."""
    if text.startswith('"'):
        value, quote, rest = text[1:].partition('"')
        rest = rest.strip(" ")
        if not quote or "\\" in value or (rest and not rest.startswith("#")):
            raise ValueError(text)
        return value
    word = text.partition("#")[0].rstrip(" ")
    if word in ("true", "false"):
        return word == "true"
    if not (word.isascii() and word.isdecimal()) or (word.startswith("0") and word != "0"):
        raise ValueError(text)
    return int(word)
