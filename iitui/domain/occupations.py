"""Occupations: the work being explored."""

from dataclasses import dataclass, replace
from enum import StrEnum

from iitui.domain.checks import FieldErrors


class Standing(StrEnum):
    """Whether the user still considers an occupation."""

    EXPLORING = "exploring"
    PURSUING = "pursuing"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationDraft:
    """An occupation being explored, as typed."""

    name: str
    research: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation being explored."""

    id: int
    name: str
    research: str
    standing: Standing


def check_occupation(draft: OccupationDraft) -> OccupationDraft:
    """Return an occupation's draft, cleaned.

    Raises:
        BadInputError: with a message for each invalid field.
    """
    errors = FieldErrors()
    checked = replace(
        draft,
        name=errors.line("name", draft.name, "The occupation", needed=True),
        research=errors.text("research", draft.research, "The research"),
    )
    errors.done()
    return checked
