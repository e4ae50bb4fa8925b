"""Briefs: everything needed for one interview, on one page."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.contacts import Contact
from iitui.domain.interview_results import InterviewResult
from iitui.domain.interviews import ChecklistItem, Interview
from iitui.domain.occupations import Occupation
from iitui.domain.questions import PlanItem
from iitui.domain.takeaways import Takeaway
from iitui.domain.touches import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything needed for one interview, on one page.

    Attributes:
        touches: the latest ones, newest first.
        promises: the promises that are still open, of both sides.
        earlier: earlier interviews with the same contact.
        arrive_minutes: how early to be there.
        results: what this interview and the earlier ones gave; without those that gave nothing so far.
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
    results: tuple[InterviewResult, ...] = ()

    def result_of(self, interview_id: int) -> InterviewResult | None:
        """Return what this interview or an earlier one gave; None if that is nothing."""
        return next((result for result in self.results if result.interview_id == interview_id), None)

    @property
    def be_there(self) -> datetime:
        """When to be there, or to be online."""
        return self.interview.be_there(self.arrive_minutes)

    @property
    def leave_by(self) -> datetime | None:
        """When to leave for an interview in person; None for any other medium."""
        return self.interview.leave_by(self.arrive_minutes)
