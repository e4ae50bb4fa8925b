"""Occupations: the work being explored."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from iitui.domain.checks import FieldErrors


class Standing(StrEnum):
    """Where the user stands with an occupation."""

    EXPLORING = "exploring"
    PURSUING = "pursuing"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationDraft:
    """An occupation being explored and what was researched about it."""

    name: str
    research: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation being explored.

    Attributes:
        standing_reason: why the user stands there.
        standing_at: since when; None while it was never said.
    """

    id: int
    name: str
    research: str
    standing: Standing
    standing_reason: str
    standing_at: datetime | None


def check_occupation(draft: OccupationDraft) -> OccupationDraft:
    """Return an occupation's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    errors = FieldErrors()
    checked = replace(
        draft,
        name=errors.line("name", draft.name, "The occupation", needed=True),
        research=errors.text("research", draft.research, "The research"),
    )
    errors.done()
    return checked
