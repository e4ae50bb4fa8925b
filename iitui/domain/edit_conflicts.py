"""Merges two changes to one record: the user's own, and one made elsewhere meanwhile."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from iitui.domain.text import shorten

D = TypeVar("D")

_MOST_QUOTED = 60
"""How many characters of a text from elsewhere are quoted."""


def is_same(first: object, second: object) -> bool:
    """Return whether two values are equal; a list equals a tuple of equal items."""
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return list(first) == list(second)
    return first == second


def merge(mine: D, seen: D, now: D) -> D:
    """Return the user's draft, with the fields that were changed only elsewhere updated.

    Args:
        mine: the user's draft.
        seen: the record when its form was opened.
        now: the record as it is now.
    """
    if not is_dataclass(mine) or isinstance(mine, type):
        return now if is_same(mine, seen) else mine
    updates = {
        field.name: getattr(now, field.name)
        for field in fields(mine)
        if is_same(getattr(mine, field.name), getattr(seen, field.name))
    }
    return replace(mine, **updates)


def clashes(mine: D, seen: D, now: D) -> dict[str, str]:
    """Return field -> the text from elsewhere, for text fields to which the user wrote something else."""
    if not is_dataclass(mine) or isinstance(mine, type):
        return {}
    texts = {}
    for field in fields(mine):
        ours, before, theirs = (getattr(draft, field.name) for draft in (mine, seen, now))
        if isinstance(theirs, str) and theirs not in (before, ours) and ours != before:
            texts[field.name] = f"Elsewhere: “{shorten(' '.join(theirs.split()), _MOST_QUOTED)}”"
    return texts
