"""Occupations: the work being explored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.errors import AmbiguousError, NotFoundError
from iitui.domain.text import clean_line, fold


class Standing(StrEnum):
    """Whether the user still considers an occupation."""

    EXPLORING = "exploring"
    PURSUING = "pursuing"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationDraft(Draft):
    """An occupation being explored, as typed."""

    name: str
    research: str = ""

    def _cleaned(self, errors: FieldErrors) -> Self:
        return replace(
            self,
            name=errors.line("name", self.name, "The occupation", needed=True),
            research=errors.text("research", self.research, "The research"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation being explored.

    Attributes:
        standing_reason: the reason for the standing.
        standing_at: when the user last set the standing, or None.
    """

    id: int
    name: str
    research: str
    standing: Standing
    standing_reason: str
    standing_at: datetime | None


def find_occupation(text: str, occupations: Sequence[Occupation]) -> Occupation:
    """Return the occupation that a person means by a name, its beginning, or a word of it.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: there are several.
    """
    wanted = fold(text)
    readings: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: wanted in name,
    )
    for fits in readings:
        matches = [occupation for occupation in occupations if fits(fold(occupation.name))]
        if len(matches) > 1:
            names = ", ".join(occupation.name for occupation in matches[:4])
            raise AmbiguousError(f"'{clean_line(text)}' matches several occupations: {names}.")
        if matches:
            return matches[0]
    known = ", ".join(occupation.name for occupation in occupations[:6])
    raise NotFoundError(
        f"There's no occupation '{clean_line(text)}'" + (f"; there are {known}." if known else " yet.")
    )
