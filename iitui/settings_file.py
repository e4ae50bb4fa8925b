"""Reads the settings file, and says of each mistake the file, the line, and what is allowed."""

import re
import tomllib
from functools import cached_property
from os import fspath
from typing import TYPE_CHECKING

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line
from iitui.settings import DEFINED, Settings, TableSetting, flatten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iitui.paths import StrPath

_LONGEST = 60
"""How much of a wrong value is repeated, in characters."""

_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|.', re.DOTALL
)
"""A piece of TOML: a string, a comment, or one character."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")

Name = tuple[str, ...]
"""The name of a line in the file: ("theme",), ("keys", "contact.new")."""


class SettingsProblem:
    """Something that is wrong in the settings file.

    Attributes:
        name: the setting; empty if the file cannot be read at all.
        file: the file; `line`, the line in it, None if it is about no line in particular.
        why: what is wrong and what is allowed, in one sentence.
    """

    def __init__(self, file: str, name: str, line: int | None, why: str) -> None:
        self.file, self.name, self.line, self.why = file, name, line, why

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.why}"


class SettingsFile:
    """A settings file that was read.

    Attributes:
        path: the file.
        text: its text.
        values: what it sets, by name, as far as it is right.
        problems: what is wrong in it, in the order of its lines.
    """

    def __init__(self, path: "StrPath", text: str) -> None:
        self.path = fspath(path)
        self.text = text
        self.values: dict[str, object] = {}
        self.problems: list[SettingsProblem] = []
        try:
            entries = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._refuse_file(error)
            return
        for name, value in entries.items():
            self._take(name, value)
        self.problems.sort(key=lambda problem: problem.line or 0)

    @classmethod
    def read(cls, path: "StrPath") -> "SettingsFile":
        """Read a file; one that does not exist sets nothing.

        Raises:
            UnreadableError: it cannot be opened, or is no text.
        """
        try:
            with open(path, encoding="utf-8") as file:
                return cls(path, file.read())
        except FileNotFoundError:
            return cls(path, "")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else f"it isn't UTF-8 text: {error.reason}"
            raise UnreadableError(f"{fspath(path)}: the settings cannot be read: {why}.") from error

    def settings(self) -> Settings:
        """Return the settings.

        Raises:
            UnreadableError: something in the file is wrong.
        """
        if self.problems:
            others = len(self.problems) - 1
            more = f" ({others} more: iitui settings)" if others else ""
            raise UnreadableError(f"{self.problems[0]}{more}")
        return self.usable()

    def usable(self) -> Settings:
        """Return the settings, with the default for each that is wrong."""
        return Settings(place=self.place, **self.values)

    def line_of(self, *name: str) -> int | None:
        """Return the line on which something is set; None if it is not set."""
        wanted = tuple(".".join(name).split("."))
        inside = [line for key, line in self._lines.items() if key[: len(wanted)] == wanted]
        outer = (wanted[:many] for many in range(1, len(wanted)))
        around = [self._lines[key] for key in outer if key in self._lines]
        return self._lines.get(wanted) or min(inside, default=None) or max(around, default=None)

    def place(self, *name: str) -> str:
        """Return file and line of something that is set: "settings.toml:3"."""
        line = self.line_of(*name)
        return self.path if line is None else f"{self.path}:{line}"

    def refuse(self, why: str, *name: str) -> None:
        """Note that something that is set is wrong."""
        self.problems.append(SettingsProblem(self.path, ".".join(name), self.line_of(*name), why))

    @cached_property
    def _lines(self) -> dict[Name, int]:
        """The line of each key, by the parts of its name; keys within inline tables stand at that table."""
        lines: dict[Name, int] = {}
        table: Name = ()
        for number, statement in _statements(self.text):
            is_header = statement.startswith("[")
            name = _name_of(statement if is_header else f"{statement}= 0")
            table = name if is_header else table
            lines.setdefault(name if is_header else (*table, *name), number)
        return lines

    def _take(self, name: str, value: object) -> None:
        setting = DEFINED.get(name)
        if setting is None:
            self.refuse(_unknown(name), name)
        elif isinstance(setting, TableSetting) and isinstance(value, dict):
            self._take_table(setting, value)
        else:
            try:
                self.values[name] = setting.check(value)
            except UnreadableError as error:
                why = str(error)
                self.refuse(why if why.startswith(f"{name}:") else f"{name}: {why}", name)
            except ValueError:
                self.refuse(_must_be(name, setting.allowed, value), name)

    def _take_table(self, setting: TableSetting, table: dict[object, object]) -> None:
        entries = {}
        for name, value in flatten(table):
            try:
                key, entry = setting.check_entry(name, value)
                entries[key] = entry
            except ValueError:
                why = _must_be(name, setting.entry_allowed, value)
                self.refuse(f"[{setting.name}]: {why}", setting.name, name)
        self.values[setting.name] = entries

    def _refuse_file(self, error: Exception) -> None:
        at = _AT.search(str(error))
        line, column = (at[1], at[2]) if at else (None, None)
        words = _AT.sub("", str(error)) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply"
        if at and not line:  # the end of the document
            line = str(max(len(self.text.splitlines()), 1))
        where = f", column {column}" if column else ""
        number = int(line) if line else None
        why = f"the settings cannot be read{where}: {clean_line(words)}."
        self.problems.append(SettingsProblem(self.path, "", number, why))


def read_settings(path: "StrPath") -> Settings:
    """Read the settings file; return the defaults if there is none.

    Raises:
        UnreadableError: the file is not TOML, or contains an invalid or unknown setting.
    """
    return SettingsFile.read(path).settings()


def _statements(text: str) -> "Iterator[tuple[int, str]]":
    """Yield the number of the line and the text of each header, and of each key up to its equals sign."""
    line, depth, begun, words, is_value = 1, 0, 1, "", False
    for match in _PIECE.finditer(f"{text}\n"):
        piece = match[0]
        if piece == "\n" and depth == 0:
            if words.startswith("["):
                yield begun, words
            words, is_value = "", False
        elif not is_value and words and piece == "=":
            yield begun, words
            is_value = True
        elif is_value or words.startswith("["):
            depth += (piece in "[{") - (piece in "]}") if is_value else 0
            words += "" if is_value or piece[0] == "#" else piece
        elif piece.strip() and piece[0] != "#":
            begun, words = (begun, words + piece) if words else (line, piece)
        line += piece.count("\n")


def _name_of(statement: str) -> Name:
    """Return the parts of the name that a header or a key gives; TOML itself reads them."""
    names: list[str] = []
    inner: object = tomllib.loads(statement)
    while isinstance(inner, dict | list) and inner:
        if isinstance(inner, dict):
            name, inner = next(iter(inner.items()))
            names += str(name).split(".")
        else:
            inner = inner[0]
    return tuple(names)


def nearest(name: str, names: "Iterable[str]") -> str | None:
    """Return the name that was probably meant; None if none is similar."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.casefold(), [*names], n=1)), None)


def _unknown(name: str) -> str:
    near = nearest(name, DEFINED)
    hint = f"did you mean {near}?" if near else "iitui settings lists all."
    return f"there is no setting '{clean_line(name)[:_LONGEST]}'; {hint}"


def _must_be(name: str, allowed: str, value: object) -> str:
    return f"{clean_line(name)[:_LONGEST]} must be {allowed}, not {shown(value)}."


def shown(value: object) -> str:
    """Return a value as TOML writes it, cut where it is long."""
    text = clean_line(to_toml(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def to_toml(value: object) -> str:
    """Return a value as TOML writes it."""
    import json
    from datetime import time

    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(to_toml, value))}]"
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(str(name), ensure_ascii=False)} = {to_toml(each)}" for name, each in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return str(value)
