"""Reads the files in `iitui/data` that ship with the program: questions, plans, checklist, sample journal.

The entries of a file have the fields of the dataclass that they are read into, by the same names. They are
iitui's own, so nothing is checked here: `tests/store/test_library.py` does that once for all.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from iitui.domain.built_in import BuiltInQuestion, ChecklistTemplate, ReadyPlan
from iitui.store.records import record

Entry = Mapping[str, object]
"""A table of a TOML file."""


def load_questions() -> tuple[BuiltInQuestion, ...]:
    """Return the built-in questions, in the order of the file: Oakland's fifteen topics first."""
    return tuple(record(BuiltInQuestion, entry) for entry in entries("questions.toml")["question"])


def load_plans() -> tuple[ReadyPlan, ...]:
    """Return the ready-made plans; every slug in them is that of a built-in question."""
    return tuple(record(ReadyPlan, entry) for entry in entries("plans.toml")["plan"])


def load_checklist() -> tuple[ChecklistTemplate, ...]:
    """Return the items of the preparation, earliest first."""
    return tuple(record(ChecklistTemplate, entry) for entry in entries("checklist.toml")["item"])


def entries(file_name: str) -> Mapping[str, list[Entry]]:
    """Return the entries of a file in `iitui/data`, by their kind."""
    return tomllib.loads(files("iitui.data").joinpath(file_name).read_text(encoding="utf-8"))
