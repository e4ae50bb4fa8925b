"""The local calendar and its words: the day before, the day, the day after, and nights of clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iitui.domain.dates.calendar import (
    add_months,
    at_wall,
    end_of_day,
    next_occurrence,
    say_ago,
    say_both,
    say_countdown,
    say_deadline,
    say_due,
    say_span,
    say_when,
)
from iitui.domain.follow_ups import RepeatUnit

BERLIN = ZoneInfo("Europe/Berlin")
LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
CAIRO = ZoneInfo("Africa/Cairo")
HAVANA = ZoneInfo("America/Havana")
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=BERLIN)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def same(first: datetime, second: datetime) -> bool:
    """Whether two are one instant: datetimes of one zone would compare by their hands."""
    return first.astimezone(UTC) == second.astimezone(UTC)


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(), "less than a minute"),
        (timedelta(seconds=29), "less than a minute"),
        (timedelta(seconds=30), "1 minute"),
        (timedelta(minutes=40), "40 minutes"),
        (timedelta(minutes=59, seconds=30), "1 hour"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=2, minutes=29), "2 hours"),
        (timedelta(hours=23, minutes=40), "1 day"),
        (timedelta(hours=24), "1 day"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=7), "1 week"),
        (timedelta(days=10), "10 days"),
        (timedelta(days=21), "3 weeks"),
        (timedelta(days=31), "4 weeks"),
        (timedelta(days=90), "3 months"),
        (timedelta(days=365), "1 year"),
        (timedelta(days=800), "2 years"),
        (timedelta(days=-2), "2 days"),
    ],
)
def test_a_span_is_said_in_its_largest_sensible_unit(delta, words):
    assert say_span(delta) == words


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(seconds=29), "just now"),
        (timedelta(seconds=30), "1 minute ago"),
        (timedelta(minutes=90), "90 minutes ago"),
        (timedelta(days=20), "3 weeks ago"),
        (timedelta(days=-20), "in 3 weeks"),
        (timedelta(seconds=-29), "just now"),
        (timedelta(hours=-3), "in 3 hours"),
    ],
)
def test_an_age_is_said_in_the_units_of_a_span(passed, words):
    assert say_ago(NOW - passed, NOW) == words


def test_an_age_is_counted_in_real_hours_as_clocks_go_back():
    assert say_ago(berlin("2026-10-25 01:30"), berlin("2026-10-25 03:30")) == "3 hours ago"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2026-11-18 10:35", "in 5 minutes"),
        ("2026-11-18 13:30", "in 3 hours"),
        ("2026-11-18 22:30", "in 12 hours"),
        ("2026-11-19 09:00", "tomorrow"),
        ("2026-11-20 00:30", "in 2 days"),
        ("2026-11-25 10:30", "in 1 week"),
        ("2026-11-18 10:30", "in progress, 30 minutes left"),
        ("2026-11-18 10:00", "ended just now"),
        ("2026-11-15 10:00", "ended 3 days ago"),
    ],
)
def test_a_countdown_counts_hours_today_and_days_of_the_calendar_later(start, words):
    begins = berlin(start)
    assert say_countdown(begins, begins + timedelta(minutes=30), NOW, BERLIN) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-11-16T10:30", "2 days late"),
        ("2026-11-17T10:30", "1 day late"),
        ("2026-11-18T09:50", "40 minutes late"),
        ("2026-11-18T10:30:20", "due now"),
        ("2026-11-18T08:46", "2 hours late"),
        ("2026-11-18T11:59", "due in 89 minutes"),
        ("2026-11-18T12:00", "due in 2 hours"),
        ("2026-11-18T12:14", "due in 2 hours"),
        ("2026-11-18T13:30", "due in 3 hours"),
        ("2026-11-18T17:00", "due today 17:00"),
        ("2026-11-19T00:00", "due today"),
        ("2026-11-19T00:01", "due tomorrow"),
        ("2026-11-19T23:59", "due tomorrow"),
        ("2026-11-20T00:00", "due tomorrow"),
        ("2026-11-20T09:00", "due in 2 days"),
        ("2026-11-25T09:00", "due in 1 week"),
        ("2026-12-18T10:30", "due in 4 weeks"),
    ],
)
def test_due_counts_hours_then_days_of_the_calendar(due, words):
    assert say_due(berlin(due), NOW, BERLIN) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-11-19T00:00", "by the end of today"),
        ("2026-11-20T00:00", "by the end of Thu 19 Nov"),
        ("2027-01-01T00:00", "by the end of Thu 31 Dec"),
        ("2027-01-02T00:00", "by the end of Fri 1 Jan 2027"),
        ("2026-11-19T00:01", "Thu 19 Nov 00:01"),
    ],
)
def test_what_is_due_at_midnight_is_due_by_the_end_of_the_day_before(due, words):
    assert say_deadline(berlin(due), BERLIN, NOW) == words


def test_due_across_midnight_still_counts_hours():
    assert say_due(berlin("2026-11-19T01:00"), berlin("2026-11-18T23:00"), BERLIN) == "due in 2 hours"


def test_due_counts_real_hours_while_the_clocks_go_back():
    assert say_due(berlin("2026-10-25T03:00"), berlin("2026-10-25T01:00"), BERLIN) == "due in 3 hours"
    assert say_due(berlin("2027-03-28T04:00"), berlin("2027-03-28T01:00"), BERLIN) == "due in 2 hours"


def test_due_is_seen_from_the_given_zone():
    due = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
    assert say_due(due, NOW, BERLIN) == "due tomorrow"
    assert say_due(due, NOW, NEW_YORK) == "due today 22:00"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2026-11-24T14:00", "Tue 24 Nov 14:00"),
        ("2027-01-05T09:05", "Tue 5 Jan 2027 09:05"),
        ("2025-12-31T23:59", "Wed 31 Dec 2025 23:59"),
    ],
)
def test_an_instant_names_its_year_when_it_is_another(instant, words):
    assert say_when(berlin(instant), BERLIN, NOW) == words


@pytest.mark.parametrize(
    ("zone", "own", "hour", "words"),
    [
        (LONDON, NEW_YORK, 10, "Tue 24 Nov 10:00 (Europe/London), 05:00 here"),
        (LONDON, NEW_YORK, 3, "Tue 24 Nov 03:00 (Europe/London), Mon 23 Nov 22:00 here"),
        (BERLIN, ZoneInfo("Europe/Paris"), 10, "Tue 24 Nov 11:00"),
        (LONDON, LONDON, 10, "Tue 24 Nov 10:00"),
    ],
)
def test_an_instant_in_two_zones(zone, own, hour, words):
    assert say_both(datetime(2026, 11, 24, hour, tzinfo=UTC), zone, own, NOW) == words


def test_an_ordinary_day_ends_at_midnight():
    assert end_of_day(NOW.astimezone(UTC), BERLIN).isoformat() == "2026-11-19T00:00:00+01:00"
    midnight = berlin("2026-11-18T00:00")
    assert end_of_day(midnight, BERLIN) == berlin("2026-11-19T00:00")


def test_the_day_that_ends_is_that_of_the_zone():
    instant = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    for here in (UTC, BERLIN, NEW_YORK):
        told = instant.astimezone(here)
        assert end_of_day(told, BERLIN) == berlin("2026-11-20T00:00")
        assert end_of_day(told, NEW_YORK) == datetime(2026, 11, 19, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BERLIN, date(2026, 10, 24), 24),
        (BERLIN, date(2026, 10, 25), 25),
        (BERLIN, date(2026, 10, 26), 24),
        (BERLIN, date(2027, 3, 28), 23),
        (CAIRO, date(2026, 4, 24), 23),
        (CAIRO, date(2026, 10, 29), 25),
        (HAVANA, date(2026, 11, 1), 25),
    ],
)
def test_days_have_as_many_hours_as_their_clocks_show(zone, day, hours):
    noon = datetime.combine(day, time(12), tzinfo=zone)
    start, end = end_of_day(noon - timedelta(days=1), zone), end_of_day(noon, zone)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)
    assert same(end_of_day(start, zone), end)


def test_a_day_before_one_without_midnight_ends_with_its_first_hour():
    assert (
        end_of_day(datetime(2026, 4, 23, 12, tzinfo=CAIRO), CAIRO).isoformat() == "2026-04-24T01:00:00+03:00"
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 11, 18), 1, date(2026, 12, 18)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 18), 14, date(2028, 1, 18)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_keep_the_day_or_take_the_last(start, months, end):
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("due", "now", "every", "unit", "following"),
    [
        ("2026-11-18T09:00", "2026-11-17T12:00", 1, RepeatUnit.DAYS, "2026-11-19T09:00"),
        ("2026-11-18T09:00", "2026-11-18T09:00", 1, RepeatUnit.DAYS, "2026-11-19T09:00"),
        ("2026-11-18T09:00", "2026-11-19T08:59", 1, RepeatUnit.DAYS, "2026-11-19T09:00"),
        ("2026-11-18T09:00", "2026-11-19T09:00", 1, RepeatUnit.DAYS, "2026-11-20T09:00"),
        ("2026-11-18T09:00", "2026-12-18T09:01", 10, RepeatUnit.DAYS, "2026-12-28T09:00"),
        ("2026-11-18T09:00", "2026-11-18T10:00", 2, RepeatUnit.WEEKS, "2026-12-02T09:00"),
        ("2026-10-19T09:00", "2026-10-20T09:00", 1, RepeatUnit.WEEKS, "2026-10-26T09:00"),
        ("2027-03-21T09:00", "2027-03-22T09:00", 1, RepeatUnit.WEEKS, "2027-03-28T09:00"),
        ("2027-03-27T02:30", "2027-03-27T09:00", 1, RepeatUnit.DAYS, "2027-03-28T03:30"),
        ("2026-11-18T09:00", "2026-12-17T12:00", 1, RepeatUnit.MONTHS, "2026-12-18T09:00"),
        ("2026-11-18T09:00", "2026-12-18T08:59", 1, RepeatUnit.MONTHS, "2026-12-18T09:00"),
        ("2026-11-18T09:00", "2026-12-18T09:00", 1, RepeatUnit.MONTHS, "2027-01-18T09:00"),
        ("2026-01-31T09:00", "2026-01-31T09:00", 1, RepeatUnit.MONTHS, "2026-02-28T09:00"),
        ("2026-01-31T09:00", "2026-03-01T09:00", 1, RepeatUnit.MONTHS, "2026-03-31T09:00"),
        ("2026-01-31T09:00", "2027-02-15T09:00", 3, RepeatUnit.MONTHS, "2027-04-30T09:00"),
    ],
)
def test_a_repeat_follows_the_local_calendar(due, now, every, unit, following):
    found = next_occurrence(berlin(due).astimezone(UTC), berlin(now).astimezone(UTC), BERLIN, every, unit)
    assert same(found, berlin(following))


def test_the_anchor_brings_the_31st_back_after_february():
    anchor, due = berlin("2026-01-31T09:00"), berlin("2026-02-28T09:00")
    without = next_occurrence(due, due, BERLIN, 1, RepeatUnit.MONTHS)
    anchored = next_occurrence(due, due, BERLIN, 1, RepeatUnit.MONTHS, anchor=anchor)
    assert (without, anchored) == (berlin("2026-03-28T09:00"), berlin("2026-03-31T09:00"))


def test_the_anchor_brings_a_snoozed_reminder_back_to_its_day():
    anchor, snoozed = berlin("2026-11-16T09:00"), berlin("2026-11-18T15:00")
    found = next_occurrence(snoozed, snoozed, BERLIN, 1, RepeatUnit.WEEKS, anchor=anchor)
    assert found == berlin("2026-11-23T09:00")


def test_a_repeat_done_early_is_not_due_at_the_same_time_again():
    anchor, due, early = (berlin(f"2026-11-{day}T09:00") for day in (16, 23, 20))
    assert next_occurrence(due, early, BERLIN, 1, RepeatUnit.WEEKS, anchor=anchor) == berlin(
        "2026-11-30T09:00"
    )


def test_a_repeat_comes_back_to_its_hour_after_a_night_that_lacked_it():
    anchor, moved = berlin("2027-03-27T02:30"), berlin("2027-03-28T03:30")
    assert next_occurrence(moved, moved, BERLIN, 1, RepeatUnit.DAYS, anchor=anchor) == berlin(
        "2027-03-29T02:30"
    )


def test_a_repeat_of_less_than_one_is_refused():
    with pytest.raises(ValueError, match="every 0 days"):
        next_occurrence(NOW, NOW, BERLIN, 0, RepeatUnit.DAYS)


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@settings(max_examples=150, deadline=None)
@given(MOMENTS, MOMENTS, st.integers(1, 400), st.sampled_from(RepeatUnit), st.sampled_from([BERLIN, CAIRO]))
def test_the_next_occurrence_is_the_first_after_now(due, now, every, unit, zone):
    found = next_occurrence(due, now, zone, every, unit)
    assert found.astimezone(UTC) > max(due, now)
    base, local = due.astimezone(zone), found.date()
    if unit is RepeatUnit.MONTHS:
        before = add_months(base.date(), (local.year - base.year) * 12 + local.month - base.month - every)
    else:
        before = local - timedelta(days=every * (7 if unit is RepeatUnit.WEEKS else 1))
    assert at_wall(before, base.time(), zone).astimezone(UTC) <= max(due, now)
