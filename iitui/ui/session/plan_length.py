"""How long the questions of an interview take, compared with the minutes that the user has set."""

from collections.abc import Sequence

from iitui.domain.interviews import Interview
from iitui.domain.questions import PlanItem, PlanLength
from iitui.settings import Settings


def length_of(plan: Sequence[PlanItem], interview: Interview, settings: Settings) -> PlanLength:
    """Return the length of a plan, compared with its interview."""
    return PlanLength(
        minutes=[item.question.minutes for item in plan],
        interview_minutes=interview.minutes,
        ask_minutes=settings.ask_minutes,
        fewest=settings.questions,
        most=settings.most_questions,
    )


def length_of_sum(count: int, minutes: int, interview: Interview, settings: Settings) -> PlanLength:
    """Return the length of a plan of which only the number of questions and the sum of minutes are known."""
    each, rest = divmod(minutes, max(count, 1))
    return PlanLength(
        minutes=[each + (place < rest) for place in range(count)],
        interview_minutes=interview.minutes,
        ask_minutes=settings.ask_minutes,
        fewest=settings.questions,
        most=settings.most_questions,
    )
