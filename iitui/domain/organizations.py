"""Organizations: where contacts work."""

from dataclasses import dataclass, replace
from typing import Self

from iitui.domain.checks import Draft, FieldErrors


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDraft(Draft):
    """An organization, as read from a file.

    Attributes:
        notes: what there is to know about it.
    """

    name: str
    notes: str = ""

    def _cleaned(self, errors: FieldErrors) -> Self:
        return replace(
            self,
            name=errors.line("name", self.name, "The name of the organization", needed=True),
            notes=errors.text("notes", self.notes, "The research"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organization where contacts work."""

    id: int
    name: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationSummary:
    """An organization, with how far things are with its people.

    Attributes:
        has_notes: whether anything was researched about it.
        people: how many contacts work there; archived ones are left out.
        met: how many of them were interviewed.
        to_ask: how many of them have not been asked for an interview.
    """

    id: int
    name: str
    has_notes: bool
    people: int
    met: int
    to_ask: int
