"""Statistics of facts: who counts for which step, how long answers took, and the weeks of the calendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.interviews import Status
from iitui.domain.statistics import (
    LEAST_WEEKS,
    MOST_WEEKS,
    WEEKS,
    CountedRequest,
    Funnel,
    InterviewFacts,
    Statistics,
    StatisticsFacts,
    Times,
    count_weeks,
    make_statistics,
)

ZONE = ZoneInfo("America/Detroit")
NOW = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
"""A Wednesday."""


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def asked(
    who: int, days: float, *, answered: float | None = None, outcome: bool = False, agreed: bool = False
) -> CountedRequest:
    """A request so many days ago, answered so many days ago."""
    at = None if answered is None else ago(answered)
    return CountedRequest(who, ago(days), at, outcome or agreed, agreed)


def met(
    who: int,
    days: float,
    status: Status = Status.HELD,
    *,
    thanked: float | None = None,
    waived: bool = False,
) -> InterviewFacts:
    """An interview of half an hour that began so many days ago, thanked for so many hours after its end."""
    end = ago(days) + timedelta(minutes=30)
    thanked_at = None if thanked is None else end + timedelta(hours=thanked)
    return InterviewFacts(who, ago(days), end, status, thanked_at, waived)


def made(
    requests: Sequence[CountedRequest] = (),
    interviews: Sequence[InterviewFacts] = (),
    came: dict[int, list[float]] | None = None,
    **options,
) -> Statistics:
    incoming = {who: [ago(days) for days in each] for who, each in (came or {}).items()}
    return make_statistics(StatisticsFacts(requests, incoming, interviews), NOW, ZONE, **options)


@pytest.mark.parametrize(
    ("requests", "interviews", "came", "expected"),
    [
        pytest.param([], [], {}, Funnel(), id="nothing"),
        pytest.param([asked(1, 5)], [], {}, Funnel(1), id="asked"),
        pytest.param([asked(1, 5), asked(1, 2)], [], {}, Funnel(1), id="a nudge is the same person"),
        pytest.param([asked(1, -1)], [], {}, Funnel(), id="a request that lies ahead"),
        pytest.param([asked(1, 5)], [], {1: [4]}, Funnel(1, 1), id="something came"),
        pytest.param([asked(1, 5)], [], {1: [6]}, Funnel(1), id="it came before the request"),
        pytest.param([asked(1, 5)], [], {1: [-1]}, Funnel(1), id="it lies ahead"),
        pytest.param([asked(1, 5, answered=3)], [], {}, Funnel(1, 1), id="the time of the answer"),
        pytest.param([asked(1, 5, outcome=True)], [], {}, Funnel(1, 1), id="declined"),
        pytest.param([asked(1, 5, agreed=True)], [], {}, Funnel(1, 1, 1), id="agreed"),
        pytest.param([asked(1, 5)], [met(1, -3, Status.PLANNED)], {}, Funnel(1, 1, 1), id="planned"),
        pytest.param([asked(1, 5)], [met(1, 3, Status.MISSED)], {}, Funnel(1, 1, 1), id="missed"),
        pytest.param([asked(1, 5)], [met(1, 3, Status.PLANNED)], {}, Funnel(1, 1, 1, 1), id="over"),
        pytest.param([asked(1, 5)], [met(1, 3)], {}, Funnel(1, 1, 1, 1), id="held"),
        pytest.param([asked(1, 5)], [met(1, 3, waived=True)], {}, Funnel(1, 1, 1, 1), id="dismissed"),
        pytest.param([asked(1, 5)], [met(1, 3, thanked=2)], {}, Funnel(1, 1, 1, 1, 1), id="thanked"),
        pytest.param([], [met(1, 3, thanked=2)], {}, Funnel(1, 1, 1, 1, 1, 1), id="never asked"),
        pytest.param([asked(1, 1)], [met(1, 3)], {}, Funnel(1, 1, 1, 1), id="asked after an interview"),
        pytest.param(
            [asked(1, 9), asked(2, 8, agreed=True), asked(3, 7, outcome=True)],
            [met(2, 5, thanked=1), met(2, 2), met(4, 1)],
            {1: [20]},
            Funnel(4, 3, 2, 2, 1, 1),
            id="several people",
        ),
    ],
)
def test_each_step_counts_people_of_the_step_before(requests, interviews, came, expected):
    funnel = made(requests, interviews, came).funnel
    assert funnel == expected
    assert list(funnel.steps) == sorted(funnel.steps, reverse=True)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(29, 1), (30, 1), (30.001, 0)],
    ids=["the day after", "at the beginning", "just before it"],
)
def test_a_period_begins_with_an_instant(days, expected):
    requests, interviews = [asked(1, days)], [met(2, days)]
    statistics = made(requests, interviews, since=ago(30))
    assert (statistics.funnel.asked, statistics.funnel.unrecorded) == (2 * expected, expected)
    assert statistics.replies.requests == expected
    assert statistics.thank_yous.owed == expected


def test_who_was_asked_before_the_period_and_met_in_it_is_not_among_the_people_asked():
    statistics = made([asked(1, 40)], [met(1, 20)], since=ago(30))
    assert statistics.funnel == Funnel()
    assert statistics.thank_yous.owed == 1
    assert sum(week.interviews for week in statistics.weeks) == 1


def hours(statistics: Statistics) -> list[float]:
    return [each / timedelta(hours=1) for each in statistics.replies.times.each]


@pytest.mark.parametrize(
    ("requests", "interviews", "came", "expected"),
    [
        pytest.param(
            [asked(1, 5, answered=3)], [], {1: [4]}, ([48], 0, 0), id="the time that was noted wins"
        ),
        pytest.param([asked(1, 5)], [], {1: [6, 4, 2]}, ([24], 0, 0), id="the first that came after it"),
        pytest.param([asked(1, 5)], [], {1: [5]}, ([0], 0, 0), id="at the same instant"),
        pytest.param([asked(1, 5, answered=6)], [], {}, ([0], 0, 0), id="never less than nothing"),
        pytest.param([asked(1, 5)], [], {}, ([], 0, 1), id="no answer yet"),
        pytest.param([asked(1, 5, outcome=True)], [], {}, ([], 1, 0), id="an answer without its time"),
        pytest.param([asked(1, 9), asked(1, 2)], [], {1: [1]}, ([192], 0, 0), id="a nudge belongs to it"),
        pytest.param(
            [asked(1, 9), asked(1, 2, answered=1)], [], {}, ([192], 0, 0), id="a nudge was answered"
        ),
        pytest.param(
            [asked(1, 9), asked(1, 2)], [], {1: [8]}, ([24], 0, 1), id="asked again after an answer"
        ),
        pytest.param([asked(1, 9, outcome=True), asked(1, 2)], [], {1: [1]}, ([24], 1, 0), id="asked anew"),
        pytest.param([asked(1, 9), asked(2, 9)], [], {1: [8], 2: [7]}, ([24, 48], 0, 0), id="two people"),
        pytest.param([asked(1, 9)], [met(1, 5)], {1: [4]}, ([], 1, 0), id="what came after the interview"),
        pytest.param([asked(1, 9)], [met(1, 5)], {1: [8, 4]}, ([24], 0, 0), id="and what came before it"),
        pytest.param(
            [asked(1, 2)], [met(1, 5)], {1: [1]}, ([24], 0, 0), id="an interview before the request"
        ),
        pytest.param([asked(1, 9)], [met(1, -5, Status.PLANNED)], {}, ([], 1, 0), id="planned since"),
    ],
)
def test_reply_times_go_from_the_first_request_to_the_answer(requests, interviews, came, expected):
    statistics = made(requests, interviews, came)
    times, undated, waiting = expected
    assert hours(statistics) == times
    assert (statistics.replies.undated, statistics.replies.waiting) == (undated, waiting)
    assert statistics.replies.requests == len(times) + undated + waiting


def test_thank_you_times_begin_at_the_end_of_the_interview():
    interviews = [
        met(1, 9, thanked=24),
        met(2, 8, thanked=24.01),
        met(3, 7, thanked=-1),
        met(4, 6, waived=True),
        met(5, 5, Status.PLANNED),
        met(6, 4, Status.MISSED),
        met(7, -1, Status.PLANNED),
    ]
    thank_yous = made([], interviews).thank_yous
    assert [round(each / timedelta(hours=1), 2) for each in thank_yous.times.each] == [0, 24, 24.01]
    assert (thank_yous.in_time, thank_yous.waived, thank_yous.owed) == (2, 1, 1)
    assert made([], interviews, thank_you_hours=48).thank_yous.in_time == 3


@pytest.mark.parametrize(
    ("hours", "expected"),
    [((), None), ((1, 2, 3, 4), None), ((1, 2, 3, 4, 9), 3), ((1, 2, 3, 5, 6, 7), 4)],
)
def test_a_median_needs_five_times(hours, expected):
    median = Times(tuple(timedelta(hours=each) for each in hours)).median
    assert median == (None if expected is None else timedelta(hours=expected))


def test_times_are_counted_up_to_each_edge_and_beyond():
    times = Times(tuple(timedelta(hours=each) for each in (0, 1, 1.5, 3, 9)))
    assert times.counts([timedelta(hours=1), timedelta(hours=2)]) == [2, 1, 2]
    assert sum(times.counts([timedelta(hours=1)])) == 5


def local(text: str, zone: str = "America/Detroit") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "monday"),
    [
        pytest.param("2026-03-02 00:00", "2026-03-02", id="Monday at midnight"),
        pytest.param("2026-03-08 01:59", "2026-03-02", id="before the clocks go forward"),
        pytest.param("2026-03-08 23:59", "2026-03-02", id="the last minute of that short Sunday"),
        pytest.param("2026-03-09 00:00", "2026-03-09", id="the day after"),
        pytest.param("2026-10-26 00:00", "2026-10-26", id="Monday before the clocks go back"),
        pytest.param("2026-11-01 23:59", "2026-10-26", id="the last minute of that long Sunday"),
        pytest.param("2026-11-02 00:00", "2026-11-02", id="the day after it"),
        pytest.param("2026-12-31 12:00", "2026-12-28", id="the last day of a year"),
        pytest.param("2027-01-01 12:00", "2026-12-28", id="the first day of the next"),
        pytest.param("2027-01-04 00:00", "2027-01-04", id="the first Monday of it"),
    ],
)
def test_weeks_are_those_of_the_users_calendar(start, monday):
    weeks = count_weeks([local(start)], local("2027-01-06 09:00"), ZONE, local("2026-03-02 00:00"))
    assert [week.begins for week in weeks if week.interviews] == [date.fromisoformat(monday)]
    days = [week.begins for week in weeks]
    assert all(after - before == timedelta(days=7) for before, after in pairwise(days))
    assert days[-1] == date(2027, 1, 4)


def test_the_same_instant_is_in_another_week_on_the_other_side_of_the_world():
    instant = local("2026-03-08 20:00")
    for zone, monday in (("America/Detroit", date(2026, 3, 2)), ("Asia/Tokyo", date(2026, 3, 9))):
        weeks = count_weeks([instant], local("2026-03-12 12:00"), ZoneInfo(zone))
        assert [week.begins for week in weeks if week.interviews] == [monday]


@pytest.mark.parametrize(
    ("since", "count"),
    [(None, LEAST_WEEKS), ("2026-09-14 00:00", 1), ("2026-09-13 23:59", 2), ("2020-01-01 00:00", MOST_WEEKS)],
)
def test_so_many_weeks_are_counted(since, count):
    weeks = count_weeks([], NOW, ZONE, since and local(since))
    assert len(weeks) == count
    assert weeks[-1].begins == date(2026, 9, 14)


@pytest.mark.parametrize(("weeks", "count"), [(0, 12), (11, 12), (12, 13), (25, 26), (26, 26), (300, 26)])
def test_without_a_beginning_weeks_are_counted_from_the_first_interview_on(weeks, count):
    assert len(count_weeks([ago(7 * weeks), ago(1)], NOW, ZONE)) == count


def test_an_interview_before_the_first_week_or_cancelled_is_in_none():
    assert not any(week.interviews for week in count_weeks([ago(7 * WEEKS)], NOW, ZONE))


def test_nothing_is_empty_and_an_old_interview_is_not():
    assert made().is_empty
    assert not made([], [met(1, 3000)]).is_empty
    assert made([], [met(1, 3000)], since=ago(30)).is_empty


DAYS = st.integers(-5, 40)


@given(
    requests=st.lists(st.tuples(st.integers(1, 4), DAYS, st.none() | DAYS, st.booleans(), st.booleans())),
    interviews=st.lists(
        st.tuples(
            st.integers(1, 5),
            DAYS,
            st.sampled_from([Status.PLANNED, Status.HELD, Status.MISSED]),
            st.none() | st.integers(-2, 99),
        )
    ),
    came=st.dictionaries(st.integers(1, 4), st.lists(DAYS)),
    since=st.none() | DAYS,
)
def test_whatever_the_facts_the_numbers_agree(requests, interviews, came, since):
    asking = sorted(
        (
            asked(who, days, answered=answered, outcome=outcome, agreed=agreed)
            for who, days, answered, outcome, agreed in requests
        ),
        key=lambda each: each.at,
    )
    meetings = [met(who, days, status, thanked=thanked) for who, days, status, thanked in interviews]
    arrivals = {who: sorted(days, reverse=True) for who, days in came.items()}
    statistics = made(asking, meetings, arrivals, since=None if since is None else min(ago(since), NOW))
    steps = statistics.funnel.steps
    assert list(steps) == sorted(steps, reverse=True)
    assert 0 <= statistics.funnel.unrecorded <= statistics.funnel.agreed
    replies, thank_yous = statistics.replies, statistics.thank_yous
    assert replies.requests <= len([each for each in asking if each.at <= NOW])
    assert statistics.funnel.asked - statistics.funnel.unrecorded <= replies.requests
    assert statistics.funnel.asked - statistics.funnel.answered <= replies.waiting
    assert min((*replies.times.each, *thank_yous.times.each), default=timedelta()) >= timedelta()
    assert statistics.funnel.thanked <= len(thank_yous.times.each)
    assert sum(week.interviews for week in statistics.weeks) <= len(thank_yous.times.each) + thank_yous.owed
