"""Organizations: where contacts work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Where contacts work."""

    id: int
    name: str
    notes: str
