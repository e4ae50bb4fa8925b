"""Reads TOML files field by field, with errors that name the file and the entry.

Only this module turns the output of tomllib into typed values.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import time
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

from iitui.domain.errors import UnreadableError

_Choice = TypeVar("_Choice", bound=StrEnum)


def text_of(file_name: str) -> str:
    """Return the text of a file in `iitui/data`."""
    return files("iitui.data").joinpath(file_name).read_text(encoding="utf-8")


class Entry:
    """A table of a TOML file, which records its place and which fields were read.

    Every method that reads a field raises UnreadableError if the value is not valid.

    Attributes:
        where: the file and the entry, for error messages.
    """

    def __init__(self, table: Mapping[str, object], where: str) -> None:
        self.where = where
        self._table = table
        self._read: set[str] = set()

    def wrong(self, what: str) -> UnreadableError:
        """Return an error about this entry; `what` is the end of the message."""
        return UnreadableError(f"{self.where}: {what}")

    def has(self, key: str) -> bool:
        """Return whether the entry has a field."""
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text without surrounding white space; without a default it is required and never empty."""
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.wrong(f"“{key}” must be a text.")
        if default is None and not value.strip():
            raise self.wrong(f"“{key}” is empty.")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty if absent."""
        values = self._list(key)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(f"“{key}” must be a list of texts.")
        return tuple(str(value) for value in values)

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"“{key}” must be a whole number.")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """Return a whole number, or None if absent."""
        return self.whole(key) if self.has(key) else None

    def number(self, key: str) -> float:
        """Return a number, whole or not."""
        value = self._value(key, None)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.wrong(f"“{key}” must be a number.")
        return float(value)

    def flag(self, key: str) -> bool:
        """Return True or False; False if absent."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"“{key}” must be true or false.")
        return value

    def clock(self, key: str) -> time:
        """Return a time of day, written "10:00"."""
        written = self.text(key)
        try:
            return time.fromisoformat(written)
        except ValueError as error:
            raise self.wrong(f"“{key}” must be a time such as 10:00, not “{written}”.") from error

    def choice(self, key: str, choices: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return a value of an enum; required without a default."""
        return self._choose(key, self.text(key, default), choices)

    def choice_or_none(self, key: str, choices: type[_Choice]) -> _Choice | None:
        """Return a value of an enum, or None if absent."""
        return self.choice(key, choices) if self.has(key) else None

    def choices(self, key: str, choices: type[_Choice]) -> frozenset[_Choice]:
        """Return several values of an enum, none if absent."""
        return frozenset(self._choose(key, value, choices) for value in self.texts(key))

    def entries(self, key: str, name_key: str) -> tuple["Entry", ...]:
        """Return the tables in a list, none if absent; errors name them by their field `name_key`."""
        found: list[Entry] = []
        for number, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                raise self.wrong(f"“{key}” must be a list of tables.")
            found.append(
                Entry(value, f"{self.where}, {key} {number} ({value.get(name_key, 'without a name')})")
            )
        return tuple(found)

    def known(self, key: str, value: str, names: Iterable[str]) -> str:
        """Return a value that must be one of the names, or empty."""
        if value and value not in names:
            raise self.wrong(f"“{key}” names “{value}”, which does not exist.")
        return value

    def finish(self) -> None:
        """Refuse fields that were not read: most likely they are misspelled."""
        left = sorted(set(self._table) - self._read)
        if left:
            raise self.wrong(f"there is no field “{left[0]}”.")

    def _value(self, key: str, default: object) -> object:
        self._read.add(key)
        value = self._table.get(key, default)
        if value is None:
            raise self.wrong(f"“{key}” is missing.")
        return value

    def _list(self, key: str) -> list[object]:
        value = self._value(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"“{key}” must be a list.")
        return value

    def _choose(self, key: str, value: str, choices: type[_Choice]) -> _Choice:
        try:
            return choices(value)
        except ValueError as error:
            allowed = ", ".join(f"“{choice.value}”" for choice in choices)
            raise self.wrong(f"“{key}” must be one of {allowed}, not “{value}”.") from error


def read_document(text: str, file_name: str) -> Entry:
    """Parse a TOML text as one entry; raise UnreadableError if it is not TOML."""
    try:
        return Entry(tomllib.loads(text), file_name)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(f"{file_name} is not TOML: {error}.") from error


def refuse_doubles(entries: Iterable[Entry], names: Iterable[str]) -> None:
    """Refuse the second of two entries with the same name."""
    seen: set[str] = set()
    for entry, name in zip(entries, names, strict=True):
        if name in seen:
            raise entry.wrong(f"“{name}” appears twice.")
        seen.add(name)
