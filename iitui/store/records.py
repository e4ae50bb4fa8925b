"""Makes records of the domain from rows of the journal and from entries of the files that ship with iitui.

Columns and entries have the names of the fields; how each is converted follows from the type of its field.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import TypeVar, get_args, get_origin, get_type_hints

from iitui.store.row_reader import instant

T = TypeVar("T")

Convert = Callable[..., object]


def record(make: Callable[..., T], source: sqlite3.Row | Mapping[str, object], **more: object) -> T:
    """Return a record with the fields that a source has; words become members of enums, seconds instants.

    Args:
        make: the class of the record.
        source: a row or an entry; what is no field of the record is left out.
        more: further fields, which are taken as they are.
    """
    values = tuple(source) if isinstance(source, sqlite3.Row) else tuple(source.values())
    fields = {
        name: values[place] if convert is None else convert(values[place])
        for place, name, convert in _converts(make, tuple(source.keys()))
    }
    return make(**(fields | more))


@lru_cache(maxsize=256)
def _converts(make: Callable[..., object], names: tuple[str, ...]) -> list[tuple[int, str, Convert | None]]:
    """Return the places of the values that are fields, with their names and what converts them."""
    kinds = get_type_hints(make)
    return [(place, name, _convert(kinds[name])) for place, name in enumerate(names) if name in kinds]


def _convert(kind: object) -> Convert | None:
    """Return what converts a value to the type of a field; None where it is one already."""
    origin, inner = get_origin(kind), get_args(kind)
    if NoneType in inner:
        convert = _convert(inner[0])
        return convert and (lambda value: None if value is None else convert(value))
    if origin in (tuple, frozenset, Sequence):
        gather, each = (frozenset if origin is frozenset else tuple), _convert(inner[0])
        return gather if each is None else lambda values: gather(map(each, values))
    if kind is bool or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind
    if kind is datetime:
        return lambda value: instant(value) if isinstance(value, int) else value
    if isinstance(kind, type) and is_dataclass(kind):
        return lambda value: record(kind, value)
    return None
