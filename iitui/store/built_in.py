"""Reads the files in `iitui/data` that ship with the program: questions, plans, checklist, sample journal.

The entries of a file have the fields of the dataclass that they are read into, by the same names. They are
iitui's own, so nothing is checked here: `tests/store/test_library.py` does that once for all.
"""

import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar, get_args, get_origin, get_type_hints

from iitui.domain.built_in import BuiltInQuestion, ChecklistTemplate, ReadyPlan

T = TypeVar("T")

Entry = Mapping[str, object]
"""A table of a TOML file."""


def load_questions() -> tuple[BuiltInQuestion, ...]:
    """Return the built-in questions, in the order of the file: Oakland's fifteen topics first."""
    return tuple(fill(BuiltInQuestion, entry) for entry in entries("questions.toml")["question"])


def load_plans() -> tuple[ReadyPlan, ...]:
    """Return the ready-made plans; every slug in them is that of a built-in question."""
    return tuple(fill(ReadyPlan, entry) for entry in entries("plans.toml")["plan"])


def load_checklist() -> tuple[ChecklistTemplate, ...]:
    """Return the items of the preparation, earliest first."""
    return tuple(fill(ChecklistTemplate, entry) for entry in entries("checklist.toml")["item"])


def entries(file_name: str) -> Mapping[str, list[Entry]]:
    """Return the entries of a file in `iitui/data`, by their kind."""
    return tomllib.loads(files("iitui.data").joinpath(file_name).read_text(encoding="utf-8"))


def fill(make: Callable[..., T], entry: Entry) -> T:
    """Return a dataclass with the fields of an entry that it has: words become members of closed sets."""
    kinds = _kinds(make)
    return make(**{name: _value(kinds[name], value) for name, value in entry.items() if name in kinds})


@lru_cache
def _kinds(make: Callable[..., object]) -> dict[str, object]:
    return get_type_hints(make)


def _value(kind: object, value: object) -> object:
    """Return a value from a file as the kind that a field declares."""
    if isinstance(value, list):
        values = [_value(get_args(kind)[0], each) for each in value]
        return frozenset(values) if get_origin(kind) is frozenset else tuple(values)
    for each in (kind, *get_args(kind)):  # a kind that may be None is one of two
        if isinstance(value, str) and isinstance(each, type) and issubclass(each, StrEnum):
            return each(value)
        if isinstance(value, dict) and callable(each):
            return fill(each, value)
    return value
