"""How a plan fits its interview."""

import pytest

from iitui.domain.plan_length import Fit, PlanLength


def length(*minutes: int, interview: int = 30) -> PlanLength:
    return PlanLength(minutes=minutes, interview_minutes=interview, ask_minutes=20, fewest=8, most=10)


@pytest.mark.parametrize(
    ("minutes", "interview", "fit"),
    [
        ((), 30, Fit.EMPTY),
        ((2,) * 7, 30, Fit.SHORT),
        ((2,) * 8, 30, Fit.GOOD),
        ((2,) * 10, 30, Fit.GOOD),
        ((1,) * 10, 30, Fit.GOOD),
        ((1,) * 11, 30, Fit.LONG),
        ((3,) * 6, 30, Fit.GOOD),
        ((3,) * 7, 30, Fit.LONG),
        ((2, 3, 2, 3), 10, Fit.LONG),
        ((2, 3, 3, 2), 15, Fit.GOOD),
        ((1,) * 12, 60, Fit.GOOD),
        ((4,) * 4, 30, Fit.SHORT),
        ((4,) * 5, 30, Fit.GOOD),
        ((6, 4, 5), 30, Fit.SHORT),
        ((6, 4, 6), 30, Fit.GOOD),
        ((1,), 1, Fit.GOOD),
    ],
)
def test_a_plan_is_short_or_long_by_its_questions_and_its_minutes(minutes, interview, fit):
    assert length(*minutes, interview=interview).fit is fit


def test_the_verdict_says_by_how_much():
    assert length(*(3,) * 8).verdict == "4 min too long"
    assert length(*(1,) * 11).verdict == "1 question too many"
    assert length(*(1,) * 13).verdict == "3 questions too many"
    assert length(2, 2).verdict == "too short: 6 more would do"
    assert length(*(2,) * 8).verdict == "fits"


def test_a_short_interview_is_not_asked_for_longer_than_it_is():
    assert length(5, 5, 5, interview=10).asked_for == 10
    assert length(5, 5, 5, interview=10).verdict == "5 min too long"


def test_the_line_where_the_time_is_over_stands_after_the_last_question_that_ends_in_time():
    plan = length(10, 10, 5)
    assert plan.ends_within(19) == 1
    assert plan.ends_within(20) == 2
    assert plan.ends_within(25) == 3
    assert length().ends_within(20) == 0
