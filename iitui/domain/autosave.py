"""Text that somebody typed and has not saved yet, and how much of it would be lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedText:
    """What was typed into one form.

    Attributes:
        form: the kind of form.
        about: which record it was about, so that the same form finds it again.
        title: the same in words, for people.
        again: how to get to that form again, in words; '' where that is not known.
        at: the instant of the last key, aware.
        texts: field -> what was typed; only fields that were changed.
        before: field -> what had stood there when the form was opened.
    """

    form: str
    about: str
    title: str
    again: str
    at: datetime
    texts: Mapping[str, str]
    before: Mapping[str, str]


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the fields that are not what they were."""
    return {name: text for name, text in now.items() if text != before.get(name, "")}


def count_typed(before: Mapping[str, str], now: Mapping[str, str]) -> int:
    """Return how many characters stand in some fields that did not stand there before, about."""
    return sum(_more(before.get(name, ""), text) for name, text in changed(before, now).items())


def _more(before: str, now: str) -> int:
    first = _common(before, now)
    return len(now) - first - _common(before[first:][::-1], now[first:][::-1])


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
