"""Organizations: where contacts work."""

from dataclasses import dataclass


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
