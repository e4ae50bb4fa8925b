"""Text that was typed into a form but not saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedText:
    """What was typed into one form.

    Attributes:
        form: the kind of form.
        about: the record of the form, so that the same form finds the text again.
        title: the record in words.
        again: the key that opens that form again and where, in words; '' if unknown.
        at: the instant of the last key, aware.
        texts: field -> what was typed, for changed fields only.
        before: field -> its text when the form was opened.
    """

    form: str
    about: str
    title: str
    again: str
    at: datetime
    texts: Mapping[str, str]
    before: Mapping[str, str]


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the fields that have changed."""
    return {name: text for name, text in now.items() if text != before.get(name, "")}


def count_typed(before: Mapping[str, str], now: Mapping[str, str]) -> int:
    """Return approximately how many characters were added to the fields."""
    return sum(_count_added(before.get(name, ""), text) for name, text in changed(before, now).items())


def _count_added(before: str, now: str) -> int:
    start = _count_common(before, now)
    return len(now) - start - _count_common(before[start:][::-1], now[start:][::-1])


def _count_common(first: str, second: str) -> int:
    """Return the length of the beginning that two texts share."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(first), len(second)))
