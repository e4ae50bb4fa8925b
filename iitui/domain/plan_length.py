"""How long the questions of a plan take, compared with the minutes of the interview.

Careers offices agree that an interview holds 8 to 10 questions in 20 to 30 minutes (Pomona, Berkeley,
Oakland).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from iitui.domain.text import several

FULL_INTERVIEW = 30
"""The length in minutes of the interview for which the settings give numbers of questions."""


class Fit(Enum):
    """How a plan fits its interview."""

    EMPTY = auto()
    SHORT = auto()
    GOOD = auto()
    LONG = auto()


class PlanFigures(Protocol):
    """What the user wants of a plan; the settings say it.

    Attributes:
        ask_minutes: how long the user asks for.
        questions: how many questions a plan for half an hour should have.
        most_questions: above this many questions, such a plan is too long.
    """

    @property
    def ask_minutes(self) -> int: ...  # noqa: D102
    @property
    def questions(self) -> int: ...  # noqa: D102
    @property
    def most_questions(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLength:
    """The length of a plan, compared with its interview.

    Attributes:
        minutes: what each question takes, in order.
        interview_minutes: how long the interview may block the calendar.
        ask_minutes: how long the user asks for.
        fewest: how many questions a plan for half an hour should have.
        most: above this many questions, such a plan is too long.
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
        """How the plan fits, in words: "4 min too long", "too short: 3 more would do", "fits"."""
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
                return f"{several(self._too_many, 'question')} too many"

    def ends_within(self, minutes: int) -> int:
        """How many questions, counted from the first, end within this many minutes."""
        passed = 0
        for place, question_minutes in enumerate(self.minutes):
            passed += question_minutes
            if passed > minutes:
                return place
        return len(self.minutes)

    @property
    def _too_many(self) -> int:
        return len(self.minutes) - max(1, round(self.most * self.interview_minutes / FULL_INTERVIEW))

    @property
    def _missing(self) -> int:
        return round(self.fewest * min(1.0, self.interview_minutes / FULL_INTERVIEW)) - len(self.minutes)


def length_of(minutes: Sequence[int], interview_minutes: int, figures: PlanFigures) -> PlanLength:
    """Return the length of a plan.

    Args:
        minutes: what each question takes, in order.
        interview_minutes: how long the interview may block the calendar.
        figures: what the user wants.
    """
    return PlanLength(
        minutes=minutes,
        interview_minutes=interview_minutes,
        ask_minutes=figures.ask_minutes,
        fewest=figures.questions,
        most=figures.most_questions,
    )


def length_of_sum(count: int, minutes: int, interview_minutes: int, figures: PlanFigures) -> PlanLength:
    """Return the length of a plan of which only the number of questions and the sum of minutes are known."""
    each, rest = divmod(minutes, max(count, 1))
    return length_of([each + (place < rest) for place in range(count)], interview_minutes, figures)
