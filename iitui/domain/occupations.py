"""Occupations: the work being explored."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors


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
