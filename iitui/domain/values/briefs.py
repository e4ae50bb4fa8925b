"""The brief of one interview, and what is on it that nothing else shows."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.enums.interviews import Standing
from iitui.domain.values.contacts import Contact, Takeaway, Touch
from iitui.domain.values.interviews import Interview
from iitui.domain.values.questions import PlanItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation being explored."""

    id: int
    name: str
    research: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One item of the preparation for an interview.

    Attributes:
        lead_days: due so many days before the start.
        ticked_at: when it was ticked, or None.
    """

    id: int
    interview_id: int
    slug: str
    text: str
    lead_days: int
    ticked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything needed for one interview, on one page.

    Attributes:
        arrive_minutes: how early to be there, by medium.
        promises: promises still open between the two.
        touches: the latest, newest first.
    """

    interview: Interview
    contact: Contact
    occupation: Occupation | None
    plan: tuple[PlanItem, ...]
    checklist: tuple[ChecklistItem, ...]
    touches: tuple[Touch, ...]
    promises: tuple[Takeaway, ...]
    earlier: tuple[Interview, ...]
    arrive_minutes: int

    @property
    def be_there(self) -> datetime:
        """The instant to be there, or to be online."""
        return self.interview.be_there(self.arrive_minutes)

    @property
    def leave_by(self) -> datetime | None:
        """The instant to leave for a meeting in person; None where nobody travels."""
        return self.interview.leave_by(self.arrive_minutes)
