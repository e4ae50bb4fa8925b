"""Acts: what was done to the journal."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that was done to the journal, by name."""

    id: int
    at: datetime
    name: str
    undone: bool
