"""Two people, or two programs, changed one record: what both of them want is put together here."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from iitui.domain.text import shorten

D = TypeVar("D")

_TOLD = 60
"""Characters of what was written elsewhere that are told."""


def same(one: object, other: object) -> bool:
    """Return whether two values are the same; a list is the same as a tuple of the same things."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) == list(other)
    return one == other


def merge(mine: D, seen: D, now: D) -> D:
    """Return my draft with what was changed elsewhere alone; where both changed something, mine stands.

    Args:
        mine: what I made of the record.
        seen: what the record was when I began.
        now: what it has become meanwhile.
    """
    if not is_dataclass(mine) or isinstance(mine, type):
        return now if same(mine, seen) else mine
    taken = {
        field.name: getattr(now, field.name)
        for field in fields(mine)
        if same(getattr(mine, field.name), getattr(seen, field.name))
    }
    return replace(mine, **taken)


def clashes(mine: D, seen: D, now: D) -> dict[str, str]:
    """Return, field by field, what was written elsewhere where I have written something else; lines only."""
    if not is_dataclass(mine) or isinstance(mine, type):
        return {}
    found = {}
    for field in fields(mine):
        ours, before, theirs = (getattr(one, field.name) for one in (mine, seen, now))
        if isinstance(theirs, str) and theirs not in (before, ours) and ours != before:
            found[field.name] = f"Elsewhere: “{shorten(' '.join(theirs.split()), _TOLD)}”"
    return found
