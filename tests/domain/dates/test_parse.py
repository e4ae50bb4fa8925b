"""Dates as people type them: what each means on a Wednesday morning in Berlin, and what is refused."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iitui.domain.dates.calendar import say_when
from iitui.domain.dates.parse import read_until, read_when, refuse_past
from iitui.domain.errors import UnreadableError

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=BERLIN)  # a Wednesday


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def wall(
    text: str,
    now: datetime = NOW,
    zone: ZoneInfo = BERLIN,
    *,
    day_first: bool = False,
    default_time: time | None = None,
) -> str:
    """What the clocks show, to be compared with "2026-11-18 14:00"."""
    when = read_when(text, now, zone, day_first=day_first, default_time=default_time)
    assert when.tzinfo is zone
    return f"{when:%Y-%m-%d %H:%M}"


def refusal(text: str, now: datetime = NOW) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_when(text, now, BERLIN)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow 3pm", "2026-11-19 15:00"),
        ("  TOMORROW,   at 3 PM ", "2026-11-19 15:00"),
        ("3pm tomorrow", "2026-11-19 15:00"),
        ("today 14:00", "2026-11-18 14:00"),
        ("today 9:00", "2026-11-18 09:00"),
        ("yesterday 9am", "2026-11-17 09:00"),
        ("day after tomorrow 17:00", "2026-11-20 17:00"),
        ("tonight 7pm", "2026-11-18 19:00"),
        ("tonight at 8", "2026-11-18 20:00"),
        ("this afternoon at 4", "2026-11-18 16:00"),
        ("tomorrow morning at 6", "2026-11-19 06:00"),
        ("fri 8 in the evening", "2026-11-20 20:00"),
        ("2026-12-05 14:00", "2026-12-05 14:00"),
        ("2026-12-05T14:00", "2026-12-05 14:00"),
        ("2026-12-05t14:00:59.5", "2026-12-05 14:00"),
        ("2026-12-05 at 2pm", "2026-12-05 14:00"),
        ("2026-12-05 02:30 pm", "2026-12-05 14:30"),
        ("12/5 2pm", "2026-12-05 14:00"),
        ("12/5/2027 14:00", "2027-12-05 14:00"),
        ("12/5/27 14:00", "2027-12-05 14:00"),
        ("5.12. 14:00", "2026-12-05 14:00"),
        ("5.12 14:00", "2026-12-05 14:00"),
        ("5.12.2027 14:00", "2027-12-05 14:00"),
        ("5.12.27, 14:00", "2027-12-05 14:00"),
        ("5. 12. 2027 14:00", "2027-12-05 14:00"),
        ("5.12. 10", "2026-12-05 10:00"),
        ("dec 5 2pm", "2026-12-05 14:00"),
        ("Dec. 5 2pm", "2026-12-05 14:00"),
        ("5 dec 2026 at 2pm", "2026-12-05 14:00"),
        ("December 5th, 2:30 pm", "2026-12-05 14:30"),
        ("on the 5th of December at noon", "2026-12-05 12:00"),
        ("dec 5 2027 2pm", "2027-12-05 14:00"),
        ("Sat 5 Dec 14:00", "2026-12-05 14:00"),
    ],
)
def test_days_of_the_calendar(text, meant):
    assert wall(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("11/17 9am", "2027-11-17 09:00"),
        ("11/18 9am", "2026-11-18 09:00"),
        ("11/19 9am", "2026-11-19 09:00"),
        ("12/18 9am", "2026-12-18 09:00"),
        ("1.2. 14:00", "2027-02-01 14:00"),
        ("tue 17 nov 14:00", "2026-11-17 14:00"),
        ("wed 17 nov 14:00", "2027-11-17 14:00"),
    ],
)
def test_a_day_without_a_year_that_has_passed_is_in_the_next(text, meant):
    assert wall(text) == meant


def test_the_day_of_the_week_tells_the_year_of_a_leap_day():
    assert wall("tue 29 feb 9am", berlin("2027-11-18T10:30")) == "2028-02-29 09:00"
    assert wall("tue 29 feb 9am", berlin("2028-11-18T10:30")) == "2028-02-29 09:00"


def test_day_first_turns_slashes_and_nothing_else():
    assert wall("12/5 2pm", day_first=True) == "2027-05-12 14:00"
    assert wall("5.12. 2pm", day_first=True) == "2026-12-05 14:00"
    assert wall("2026-12-05 2pm", day_first=True) == "2026-12-05 14:00"


WEEKDAYS = [
    # "tue 2pm", "next tue 2pm", "tue in 2 weeks 2pm", seen from each day of one week at 10:30
    ("2026-11-16", "2026-11-17", "2026-11-24", "2026-12-01"),
    ("2026-11-17", "2026-11-17", "2026-11-24", "2026-12-01"),
    ("2026-11-18", "2026-11-24", "2026-11-24", "2026-12-01"),
    ("2026-11-22", "2026-11-24", "2026-11-24", "2026-12-01"),
    ("2026-11-23", "2026-11-24", "2026-12-01", "2026-12-08"),
]


@pytest.mark.parametrize(("today", "bare", "following", "second"), WEEKDAYS)
def test_days_of_the_week(today, bare, following, second):
    now = berlin(f"{today}T10:30")
    assert wall("tue 2pm", now) == wall("this tuesday at 2pm", now) == f"{bare} 14:00"
    assert wall("next tue 2pm", now) == wall("tues next week 2pm", now) == f"{following} 14:00"
    assert wall("tue in 2 weeks 2pm", now) == wall("in two weeks on tuesday 2pm", now) == f"{second} 14:00"


@pytest.mark.parametrize(
    ("today", "first_weekday", "week", "tuesday"),
    [
        ("2026-11-14 12:00", 6, "2026-11-15", "2026-11-17"),  # a Saturday: Sunday begins the next week
        ("2026-11-15 12:00", 6, "2026-11-22", "2026-11-24"),
        ("2026-11-15 12:00", 0, "2026-11-16", "2026-11-17"),
        ("2026-11-16 12:00", 6, "2026-11-22", "2026-11-24"),
        ("2026-11-16 12:00", 0, "2026-11-23", "2026-11-24"),
        ("2026-11-13 12:00", 5, "2026-11-14", "2026-11-17"),
    ],
)
def test_the_next_week_begins_on_the_day_on_which_weeks_begin(today, first_weekday, week, tuesday):
    now = datetime.fromisoformat(today).replace(tzinfo=BERLIN)
    for text, day in (("next week 9:00", week), ("next tue 9:00", tuesday), ("tue next week 9:00", tuesday)):
        when = read_when(text, now, BERLIN, first_weekday=first_weekday)
        assert f"{when:%Y-%m-%d %H:%M}" == f"{day} 09:00", text


def test_today_by_its_name_is_today_only_while_the_time_is_ahead():
    assert wall("wed 10:31") == "2026-11-18 10:31"
    assert wall("wed 10:30") == "2026-11-25 10:30"
    assert wall("wed", default_time=time(23)) == "2026-11-25 23:00"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3pm", "2026-11-18 15:00"),
        ("10:31", "2026-11-18 10:31"),
        ("10:30", "2026-11-19 10:30"),
        ("9am", "2026-11-19 09:00"),
        ("14:00", "2026-11-18 14:00"),
        ("2:30pm", "2026-11-18 14:30"),
        ("2.30pm", "2026-11-18 14:30"),
        ("2:30 p.m.", "2026-11-18 14:30"),
        ("14h30", "2026-11-18 14:30"),
        ("10 am", "2026-11-19 10:00"),
        ("12am", "2026-11-19 00:00"),
        ("12pm", "2026-11-18 12:00"),
        ("noon", "2026-11-18 12:00"),
        ("midnight", "2026-11-19 00:00"),
        ("24:00", "2026-11-19 00:00"),
        ("at 10", "2026-11-19 10:00"),
        ("@11", "2026-11-18 11:00"),
        ("at 14.30", "2026-11-18 14:30"),
        ("at 3", "2026-11-18 15:00"),
        ("3 o'clock", "2026-11-18 15:00"),
        ("at 6", "2026-11-18 18:00"),
        ("at 7", "2026-11-19 07:00"),
        ("3:30", "2026-11-18 15:30"),
        ("03:30", "2026-11-19 03:30"),
        ("3:30am", "2026-11-19 03:30"),
        ("fri 10", "2026-11-20 10:00"),
        ("fri 14.30", "2026-11-20 14:30"),
    ],
)
def test_a_time_alone_is_its_next_occurrence(text, meant):
    assert wall(text) == meant


def test_midnight_ends_the_day_it_is_said_of_and_zero_hours_begin_it():
    assert wall("fri midnight") == wall("fri 24:00") == "2026-11-21 00:00"
    assert wall("fri 00:00") == wall("fri 12am") == "2026-11-20 00:00"
    assert wall("tonight midnight") == "2026-11-19 00:00"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in 45 minutes", "2026-11-18 11:15"),
        ("+90min", "2026-11-18 12:00"),
        ("+2h", "2026-11-18 12:30"),
        ("in an hour", "2026-11-18 11:30"),
        ("in half an hour", "2026-11-18 11:00"),
        ("in 1 hour 30 minutes", "2026-11-18 12:00"),
        ("2 hours from now", "2026-11-18 12:30"),
        ("10 minutes ago", "2026-11-18 10:20"),
        ("now", "2026-11-18 10:30"),
        ("in 3 days at 10", "2026-11-21 10:00"),
        ("3 days ago at 10", "2026-11-15 10:00"),
        ("in 2 weeks 3pm", "2026-12-02 15:00"),
        ("in two weeks, 3pm", "2026-12-02 15:00"),
        ("in a week at 9", "2026-11-25 09:00"),
        ("+2w 9:00", "2026-12-02 09:00"),
        ("+1m 9:00", "2026-12-18 09:00"),
        ("in twelve months 9:00", "2027-11-18 09:00"),
        ("in a year 9:00", "2027-11-18 09:00"),
        ("next week 9:00", "2026-11-23 09:00"),
        ("next month 9:00", "2026-12-01 09:00"),
    ],
)
def test_counted_from_now(text, meant):
    assert wall(text) == meant


def test_a_month_from_the_31st_is_the_last_of_a_shorter_one():
    assert wall("+1m 9:00", berlin("2027-01-31T08:00")) == "2027-02-28 09:00"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-05T14:00+01:00", "2026-12-05 14:00"),
        ("2026-12-05T14:00Z", "2026-12-05 15:00"),
        ("2026-12-05 14:00 -0500", "2026-12-05 20:00"),
        ("2026-12-05T23:30-02", "2026-12-06 02:30"),
        ("2027-03-28T02:30+01:00", "2027-03-28 03:30"),
    ],
)
def test_an_offset_names_the_instant(text, meant):
    assert wall(text) == meant


def test_now_is_seen_from_the_zone():
    late = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
    assert wall("tomorrow 9:00", late, NEW_YORK) == "2026-11-19 09:00"
    assert wall("tomorrow 9:00", late, BERLIN) == "2026-11-20 09:00"


def test_an_hour_that_the_clocks_skip_is_refused():
    for text in ("2027-03-28 02:30", "sun 28 mar 2027 2:30am"):
        assert "Sun 28 Mar 2027 the clocks of Europe/Berlin go forward over 02:30" in refusal(text)
        assert "'2027-03-28 03:30'" in refusal(text)
    assert wall("2027-03-28 01:59") == "2027-03-28 01:59"
    assert wall("2027-03-28 03:00") == "2027-03-28 03:00"
    assert wall("2027-03-27 02:30") == "2027-03-27 02:30"


def test_an_hour_that_comes_twice_is_the_first_one():
    assert read_when("2027-10-31 02:30", NOW, BERLIN).utcoffset() == timedelta(hours=2)
    assert read_when("2027-10-31 03:00", NOW, BERLIN).utcoffset() == timedelta(hours=1)


def test_an_hour_that_comes_twice_is_the_second_once_the_first_has_passed():
    between = datetime(2027, 10, 31, 1, 15, tzinfo=UTC)  # 02:15 for the second time
    when = read_when("02:30", between, BERLIN)
    assert when.astimezone(UTC) - between == timedelta(minutes=15)


def test_hours_count_as_they_pass_and_days_by_the_calendar():
    evening = berlin("2027-03-27T20:00")
    assert wall("in 8 hours", evening) == "2027-03-28 05:00"
    assert wall("in 1 day 20:00", evening) == "2027-03-28 20:00"


@pytest.mark.parametrize(
    "text",
    [
        "next tue",
        "fri",
        "tuesday",
        "in 2 weeks",
        "+3d",
        "next week",
        "next month",
        "2026-12-05",
        "5.12.",
        "tomorrow",
    ],
)
def test_a_day_needs_a_time_or_a_default(text):
    assert refusal(text) == f"'{text}' has no time of day; try '{text} 14:00'."
    assert wall(text, default_time=time(14)) == wall(f"{text} 14:00")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "An empty text has no day and no time"),
        (" , ", "has no day and no time"),
        ("a", "'a' wasn't understood"),
        ("ten", "'ten' wasn't understood"),
        ("10", "doesn't say what 10 is; try 'at 10'"),
        ("tomorrow banana", "wasn't understood at 'banana'"),
        ("3pm XET", "wasn't understood at 'XET'"),
        ("tue at", "wasn't understood at 'at'"),
        ("2-3pm", "has a start and an end, but only one time is needed"),
        ("morgen 14 Uhr", "wasn't understood"),
        ("٣pm", "wasn't understood"),
        ("feb 30 2pm", "February has at most 29 days, there is no 30"),
        ("feb 29 2pm", "February 2027 has 28 days, there is no 29"),
        ("2026-02-30 14:00", "February 2026 has 28 days, there is no 30"),
        ("31.4. 14:00", "April has 30 days, there is no 31"),
        ("12/0 14:00", "December has 31 days, there is no 0"),
        ("2026-13-05 14:00", "there is no month 13"),
        ("13/5 2pm", "here the month comes first; try '5/13 14:00'"),
        ("14.30", "names month 30, which doesn't exist: dots mean day and month; try '14:30'"),
        ("25:00", "25:00 is after 24:00"),
        ("24:01", "24:01 is after 24:00"),
        ("12:60", "12:60 goes beyond 59 minutes or seconds"),
        ("13pm", "13pm, but am and pm need 1 to 12"),
        ("0am", "0am, but am and pm need 1 to 12"),
        ("at 0", "gives 0 as an hour"),
        ("dec 5 26", "gives 26 as an hour; alone it must be 1 to 23; try 'fri 00:00' or '5 dec 2026 14:00'"),
        ("tonight 2am", "2am is not in the evening"),
        ("tomorrow morning 3pm", "3pm is not in the morning"),
        ("tue wed 3pm", "has more than one day"),
        ("tomorrow 5 dec 3pm", "has more than one day"),
        ("next tue 24 nov 3pm", "has more than one day"),
        ("next tue in 2 weeks 3pm", "has more than one day"),
        ("tue 3pm 4pm", "has more than one time of day"),
        ("wed 24 nov 3pm", "24 November 2026 is a Tuesday, not a Wednesday"),
        ("2 hours 10 minutes ago", "has more than one span of time"),
        ("+2h 3pm", "mixes a time from now with other words"),
        ("in 3m", "doesn't say whether m is minutes or months"),
        ("9h", "doesn't say whether 9h is a time or a span"),
        ("31/2 14:00", "there is no month 31"),
        ("5.77", "there is no month 77"),
        ("feb 29", "February 2027 has 28 days"),
        ("0", "doesn't say what 0 is"),
        ("two h", "is a time or a span"),
        ("1969-12-31 14:00", "is outside the years 1970 to 2200"),
        ("1970-01-01T00:00+05:00", "is outside the years 1970 to 2200"),
        ("2200-12-31 midnight", "is outside the years 1970 to 2200"),
        ("9999-12-31 14:00", "is outside the years 1970 to 2200"),
        ("in 9999 years 3pm", "is outside the years 1970 to 2200"),
        (f"+{'9' * 190}d 3pm", "is outside the years 1970 to 2200"),
        ("2026-12-05T14:00+19:00", "is +19:00 from UTC, and no time zone is"),
        ("3pm" + " " * 198, "is longer than 200 characters"),
    ],
)
def test_refusals_say_what_is_wrong(text, says):
    sentence = refusal(text)
    assert says in sentence
    assert "; try '" in sentence
    assert sentence.endswith("'.")
    assert "\n" not in sentence
    for example in re.findall("'([^']+)'", sentence.rpartition("; try ")[2]):
        assert read_when(example, NOW, BERLIN)


def test_a_refusal_quotes_a_long_text_in_part_and_without_control_characters():
    assert refusal("x\x1b[31m" * 30).startswith("'x[31mx[31m")
    assert len(refusal("x" * 5000)) < 200


@pytest.mark.parametrize("year", [1, 1969, 2201, 9999])
def test_a_clock_that_is_off_is_refused(year):
    assert "is outside the years" in refusal("tomorrow 3pm", datetime(year, 12, 31, 23, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fri", "2026-11-20 09:00"),
        ("+3d", "2026-11-21 09:00"),
        ("tomorrow", "2026-11-19 09:00"),
        ("tomorrow 3pm", "2026-11-19 15:00"),
        ("next week", "2026-11-23 09:00"),
        ("next month", "2026-12-01 09:00"),
        ("2026-12-05", "2026-12-05 09:00"),
        ("+2h", "2026-11-18 12:30"),
        ("tonight", "2026-11-18 19:00"),
        ("this afternoon", "2026-11-18 14:00"),
        ("fri evening", "2026-11-20 19:00"),
        ("morning", "2026-11-19 09:00"),
    ],
)
def test_snoozing_takes_nine_in_the_morning(text, meant):
    assert f"{read_until(text, NOW, BERLIN):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("text", ["today", "now", "yesterday", "2026-11-18 10:30", "wed 18 nov"])
def test_snoozing_into_the_past_is_refused(text):
    with pytest.raises(UnreadableError, match=r"^(Tue 17|Wed 18) Nov 2026 \d\d:\d\d is in the past\.$"):
        read_until(text, NOW, BERLIN)


def test_the_past_is_refused_by_the_instant_and_not_by_the_hands_of_the_clock():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    refuse_past(first.replace(fold=1), first, BERLIN)
    with pytest.raises(UnreadableError, match=r"^Sun 25 Oct 2026 02:30 is in the past\.$"):
        refuse_past(first, first.replace(minute=0, fold=1), BERLIN)
    with pytest.raises(UnreadableError, match=r"^Tue 3 Nov 2026 14:00 is in the past\.$"):
        refuse_past(berlin("2026-11-03T14:00"), NOW, BERLIN)


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)))
def test_what_is_said_can_be_read_back(instant):
    minute = instant.replace(second=0, microsecond=0)
    local = minute.astimezone(BERLIN)
    said = say_when(minute, BERLIN, NOW)
    assert read_when(said, NOW, BERLIN) == local.replace(fold=0)


# fmt: off
PIECES = st.sampled_from([
    "at", "on", "in", "+", "next", "this", "tue", "monday", "dec", "5", "5th", "12/5", "5.12.", "5.12",
    "2026", "29", "31", "feb", "2pm", "14:00", "13pm", "noon", "midnight", "two", "a", "weeks", "days",
    "m", "h", "hours", "min", "ago", "from now", "week", "month", "today", "tonight", "morning",
    "2026-12-05", "T14:00", "Z", "+01:00", "0", "99999", ".", "@", "24:00", ",",
])
# fmt: on
TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(PIECES, max_size=6).map(" ".join),
    st.lists(PIECES, max_size=4).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(
    TEXTS,
    st.datetimes(datetime(1970, 1, 2), datetime(2200, 12, 30), timezones=st.just(UTC)),
    st.sampled_from([BERLIN, NEW_YORK, ZoneInfo("Pacific/Kiritimati")]),
    st.booleans(),
    st.sampled_from([None, time(9)]),
)
def test_any_text_gives_an_instant_or_a_sentence(text, now, zone, day_first, default_time):
    sentence = ""
    try:
        when = read_when(text, now, zone, day_first=day_first, default_time=default_time)
    except UnreadableError as error:
        sentence = str(error)
        when = now.astimezone(zone)
    assert not sentence or sentence.endswith(".")
    assert when.tzinfo is zone
    assert 1970 <= when.year <= 2200
