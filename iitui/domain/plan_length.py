"""Whether a plan fits its interview: the minutes its questions take against the time that was asked for.

Careers offices agree that an interview holds 8 to 10 questions in 20 to 30 minutes (Pomona, Berkeley,
Oakland).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

FULL_INTERVIEW = 30
"""Minutes of the interview that the numbers of questions in the settings are meant for."""


class Fit(Enum):
    """How a plan fits its interview."""

    EMPTY = auto()
    SHORT = auto()
    GOOD = auto()
    LONG = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLength:
    """The length of a plan, held against its interview.

    Attributes:
        minutes: what each question takes, in order.
        interview_minutes: how long the interview may block the calendar.
        ask_minutes: how long one asks for.
        fewest: questions that a plan for half an hour should have.
        most: questions above which it is too long.
    """

    minutes: Sequence[int]
    interview_minutes: int
    ask_minutes: int
    fewest: int
    most: int

    @property
    def total(self) -> int:
        """The minutes of all questions together."""
        return sum(self.minutes)

    @property
    def asked_for(self) -> int:
        """The minutes that the questions may take: never more than the interview has."""
        return min(self.ask_minutes, self.interview_minutes)

    @property
    def fit(self) -> Fit:
        """How the plan fits; one that leaves no room for another question is not short."""
        if not self.minutes:
            return Fit.EMPTY
        if self._too_many > 0 or self.total > self.asked_for:
            return Fit.LONG
        average = self.total / len(self.minutes)
        if self._missing > 0 and self.total + average <= self.asked_for:
            return Fit.SHORT
        return Fit.GOOD

    @property
    def verdict(self) -> str:
        """How the plan fits, in words: "4 min too long", "short: 3 more would fit", "fits"."""
        match self.fit:
            case Fit.EMPTY:
                return "nothing picked"
            case Fit.SHORT:
                return f"too short: {self._missing} more would do"
            case Fit.GOOD:
                return "fits"
            case Fit.LONG:
                over = self.total - self.asked_for
                if over > 0:
                    return f"{over} min too long"
                many = self._too_many
                return "1 question too many" if many == 1 else f"{many} questions too many"

    def ends_within(self, minutes: int) -> int:
        """How many of the questions, from the first on, are over within so many minutes."""
        passed = 0
        for place, each in enumerate(self.minutes):
            passed += each
            if passed > minutes:
                return place
        return len(self.minutes)

    @property
    def _too_many(self) -> int:
        return len(self.minutes) - max(1, round(self.most * self.interview_minutes / FULL_INTERVIEW))

    @property
    def _missing(self) -> int:
        return round(self.fewest * min(1.0, self.interview_minutes / FULL_INTERVIEW)) - len(self.minutes)
