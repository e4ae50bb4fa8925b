"""Themes: the user's names for what passages of several answers have in common."""

from dataclasses import dataclass, replace
from typing import Self

from iitui.domain.checks import Draft, FieldErrors


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme.

    Attributes:
        passages: how many passages belong to it.
        people: how many people these passages come from.
    """

    id: int
    name: str
    passages: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDraft(Draft):
    """A passage of an answer to add to a theme.

    Attributes:
        item_id: the plan item whose answer contains it.
        start: its position in the answer, in characters.
        text: the passage.
        theme: the name of the theme; created if new.
    """

    item_id: int
    start: int
    text: str
    theme: str

    def _cleaned(self, errors: FieldErrors) -> Self:
        """Clean the name of the theme, and leave out the white space around the passage."""
        text = self.text.strip()
        errors.text("text", text, "The passage")
        if not text:
            errors.fields.setdefault("text", "The passage is empty.")
        start = self.start + len(self.text) - len(self.text.lstrip())
        theme = errors.line("theme", self.theme, "The theme", needed=True)
        return replace(self, start=start, text=text, theme=theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of an answer that belongs to a theme; the answer may have been changed since.

    Attributes:
        start: its position in the answer when it was added, in characters.
        text: the passage.
    """

    id: int
    item_id: int
    theme_id: int
    theme: str
    start: int
    text: str

    def place_in(self, answer: str) -> int | None:
        """Return the position of the passage in an answer, the nearest one to `start`; None if it is gone."""
        places: list[int] = []
        place = answer.find(self.text)
        while place >= 0:
            places.append(place)
            place = answer.find(self.text, place + 1)
        return min(places, key=lambda position: abs(position - self.start), default=None)
