"""What is said of statistics: figures where there is enough, plain words where there is not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.statistics import Funnel, ReplyTimes, Statistics, ThankYouTimes, Times, WeekCount
from iitui.output import width_of
from iitui.reports.statistics import statistics_parts, statistics_record, statistics_text

ZONE = ZoneInfo("America/Detroit")
NOW = datetime(2027, 1, 6, 14, 0, tzinfo=UTC)
MONDAY = date(2026, 12, 14)


def times(*hours: float) -> Times:
    return Times(tuple(timedelta(hours=each) for each in hours))


def made(
    funnel: Funnel | None = None,
    replies: ReplyTimes | None = None,
    thank_yous: ThankYouTimes | None = None,
    weeks: tuple[int, ...] = (0,),
    since: datetime | None = None,
) -> Statistics:
    return Statistics(
        since=since,
        until=NOW,
        funnel=funnel or Funnel(),
        replies=replies or ReplyTimes(Times(()), 0, 0),
        thank_yous=thank_yous or ThankYouTimes(timedelta(hours=24), Times(()), 0, 0),
        weeks=tuple(WeekCount(MONDAY + timedelta(weeks=n), count) for n, count in enumerate(weeks)),
    )


def thanks(*hours: float, waived: int = 0, owed: int = 0, allowed: int = 24) -> ThankYouTimes:
    return ThankYouTimes(timedelta(hours=allowed), times(*hours), waived, owed)


@pytest.mark.parametrize(
    ("funnel", "words"),
    [
        (Funnel(9, 4, 2, 1), ["9", "4 of 9", "2 of 9", "1 of 9", "0 of 9"]),
        (Funnel(10, 4, 2, 1), ["10", "4 (40%)", "2 (20%)", "1 (10%)", "0 (0%)"]),
        (Funnel(), []),
    ],
)
def test_shares_are_in_percent_from_ten_people_on(funnel: Funnel, words: list[str]):
    assert [bar.words for bar in statistics_parts(made(funnel))[0].bars] == words


@pytest.mark.parametrize(
    ("funnel", "sentence"),
    [
        (Funnel(), "You haven't asked anyone for an interview."),
        (Funnel(2, 1, 1, 0, 0, 1), "1 person was asked without a logged request."),
        (Funnel(2, 2, 2, 0, 0, 2), "2 people were asked without a logged request."),
    ],
)
def test_who_was_asked_without_a_request_is_said(funnel: Funnel, sentence: str):
    assert statistics_parts(made(funnel))[0].sentences[-1] == sentence


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        (ReplyTimes(times(), 0, 0), ["You haven't made any requests."]),
        (ReplyTimes(times(), 0, 1), ["1 of 1 request has no answer yet."]),
        (ReplyTimes(times(), 2, 0), ["2 of 2 answers have no time in the journal."]),
        (
            ReplyTimes(times(2), 0, 3),
            [
                "1 answer is too little for a median; it came after 2 hours.",
                "3 of 4 requests have no answer yet.",
            ],
        ),
        (
            ReplyTimes(times(2, 50, 240, 240), 1, 0),
            [
                "4 answers are too few for a median; they came after 2 hours, 2 days, 10 days and 10 days.",
                "1 of 5 answers has no time in the journal.",
            ],
        ),
        (
            ReplyTimes(times(2, 50, 60, 240, 240), 0, 0),
            ["Half of 5 answers came within 3 days; the quickest took 2 hours, the slowest 10 days."],
        ),
    ],
)
def test_replies_in_words(replies: ReplyTimes, said: list[str]):
    part = statistics_parts(made(replies=replies))[1]
    counted = ["Counted from the first request, including nudges."] if replies.times.each else []
    assert list(part.sentences) == said + counted
    assert bool(part.bars) == (len(replies.times.each) >= 5), "four bars of one would mislead"


def test_the_bars_of_replies_hold_all_answers_and_say_where_the_median_is():
    bars = statistics_parts(made(replies=ReplyTimes(times(1, 24, 25, 100, 200, 700), 0, 0)))[1].bars
    assert [(bar.label, bar.words) for bar in bars] == [
        ("within a day", "2"),
        ("1–2 days", "1"),
        ("2–4 days", "0, median 3 days"),
        ("4–7 days", "1"),
        ("1–2 weeks", "1"),
        ("2–4 weeks", "0"),
        ("longer", "1"),
    ]


@pytest.mark.parametrize(
    ("thank_yous", "said"),
    [
        (thanks(), ["No interviews yet."]),
        (thanks(owed=1), ["1 thank-you is still due."]),
        (thanks(owed=2, waived=1), ["2 thank-yous are still due.", "1 thank-you was dismissed."]),
        (
            thanks(1, 30),
            [
                "2 thank-yous are too few for a median; they came after 1 hour and 30 hours.",
                "1 of 2 were done within 24 hours of the end of the interview.",
            ],
        ),
        (
            thanks(1, 1, 2, 3, 4, 5, 6, 7, 8, 30, waived=3),
            [
                "Half of 10 thank-yous were done within 5 hours; the quickest took 1 hour,"
                " the slowest 30 hours.",
                "9 of 10 were done within 24 hours of the end of the interview (90%).",
                "3 thank-yous were dismissed.",
            ],
        ),
    ],
)
def test_thank_yous_in_words(thank_yous: ThankYouTimes, said: list[str]):
    assert list(statistics_parts(made(thank_yous=thank_yous))[2].sentences) == said


@pytest.mark.parametrize(
    ("allowed", "labels"),
    [
        (24, "within 6 hours|6–12 hours|12–24 hours|24–48 hours|2–7 days|longer"),
        (48, "within 12 hours|12–24 hours|24–48 hours|48–96 hours|4–7 days|longer"),
        (1, "within 1 hour|1–2 hours|2–168 hours|longer"),
        (600, "within 150 hours|150–300 hours|300–600 hours|600–1200 hours|longer"),
    ],
)
def test_the_bars_of_thank_yous_follow_the_time_allowed_and_mark_what_was_late(allowed: int, labels: str):
    thank_yous = thanks(0, 1, 2, 30, 2000, allowed=allowed)
    bars = statistics_parts(made(thank_yous=thank_yous))[2].bars
    assert "|".join(bar.label for bar in bars) == labels
    assert sum(bar.amount for bar in bars) == 5
    assert sum(bar.amount for bar in bars if bar.is_late) == 5 - thank_yous.in_time


@pytest.mark.parametrize(
    ("weeks", "sentence"),
    [
        ((0,), "No interviews this week."),
        ((2,), "2 interviews this week."),
        ((0, 0), "No interviews in the last 2 weeks."),
        ((1, 3, 0), "4 interviews in the last 3 weeks, most in the week from Mon 21 Dec 2026: 3."),
        ((0, 0, 0, 1), "1 interview in the last 4 weeks, most in the week from Mon 4 Jan: 1."),
    ],
)
def test_weeks_in_words_over_the_end_of_a_year(weeks: tuple[int, ...], sentence: str):
    part = statistics_parts(made(weeks=weeks))[3]
    assert part.sentences == (sentence,)
    assert bool(part.weeks) == any(weeks)


SOME = made(
    Funnel(12, 8, 5, 3, 2),
    ReplyTimes(times(1, 24, 25, 100, 200, 700), 2, 4),
    thanks(1, 2, 3, 4, 50, owed=1),
    (0, 2, 1, 0),
    since=datetime(2026, 12, 14, 5, tzinfo=UTC),
)

FIGURES = """\
Statistics since Mon 14 Dec 2026
================================

From request to thank-you
-------------------------
asked     12
answered  8 (67%)
agreed    5 (42%)
held      3 (25%)
thanked   2 (17%)
Counted in people, as a share of everyone you asked; each step is part of the
one before.
  asked     you asked for an interview, or planned one without logging a request
  answered  they answered, whatever the answer
  agreed    they agreed, or an interview was planned or held
  held      an interview was held
  thanked   the thank-you for it is done

Reply times
-----------
within a day  2
1–2 days      1
2–4 days      0, median 3 days
4–7 days      1
1–2 weeks     1
2–4 weeks     0
longer        1
Half of 6 answers came within 3 days; the quickest took 1 hour, the slowest 4
weeks.
4 of 12 requests have no answer yet.
2 of 8 answers have no time in the journal.
Counted from the first request, including nudges.

Thank-you times
---------------
within 6 hours  4, median 3 hours
6–12 hours      0
12–24 hours     0
24–48 hours     0
2–7 days        1
longer          0
Half of 5 thank-yous were done within 3 hours; the quickest took 1 hour, the
slowest 2 days.
4 of 5 were done within 24 hours of the end of the interview.
1 thank-you is still due.

Interviews a week
-----------------
week from Mon 21 Dec 2026  2
week from Mon 28 Dec 2026  1
3 interviews in the last 4 weeks, most in the week from Mon 21 Dec 2026: 2.
"""


def test_figures_as_text():
    assert statistics_text(SOME, ZONE, 80, with_plots=False) == FIGURES


@pytest.mark.parametrize("width", [60, 80, 158])
def test_plots_as_text_say_the_same_words(width: int):
    text = statistics_text(SOME, ZONE, width, with_plots=True)
    assert "⣿" in text
    assert "⣿" not in FIGURES
    assert max(map(width_of, text.splitlines())) <= width
    for word in ("12\n", "8 (67%)\n", "0, median 3 days\n", "1 thank-you is still due.\n", "21 Dec"):
        assert word in text


def test_the_record_has_numbers_and_null_where_there_are_too_few():
    record = statistics_record(SOME, ZONE)
    assert record["since"] == "2026-12-14T00:00:00-05:00"
    assert record["people"] == {
        "asked": 12,
        "answered": 8,
        "agreed": 5,
        "held": 3,
        "thanked": 2,
        "without_request": 0,
    }
    assert record["replies"] == {
        "requests": 12,
        "answered": 8,
        "waiting": 4,
        "undated": 2,
        "median_hours": 62.5,
        "quickest_hours": 1.0,
        "slowest_hours": 700.0,
    }
    few = statistics_record(made(thank_yous=thanks(1)), ZONE)
    assert few["since"] is None
    assert few["thank_yous"] == {
        "interviews": 1,
        "done": 1,
        "in_time": 1,
        "allowed_hours": 24,
        "waived": 0,
        "owed": 0,
        "median_hours": None,
        "quickest_hours": 1.0,
        "slowest_hours": 1.0,
    }
    assert few["weeks"] == [{"begins": "2026-12-14", "interviews": 0}]
