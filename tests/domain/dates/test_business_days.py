"""Business days: over weekends, days off, holidays and changes of the clocks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from iitui.business_calendar import calendar_of, public_holidays, read_days_off, read_weekend
from iitui.domain.dates.business_days import BusinessCalendar
from iitui.domain.errors import UnreadableError

BERLIN, CAIRO, DETROIT = ZoneInfo("Europe/Berlin"), ZoneInfo("Africa/Cairo"), ZoneInfo("America/Detroit")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def same(one: datetime, other: datetime) -> bool:
    return one.isoformat() == other.isoformat()


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-18T10:30", 0, "2026-11-18T10:30"),
        ("2026-11-18T10:30", 2, "2026-11-20T10:30"),
        ("2026-11-18T10:30", 3, "2026-11-23T10:30"),
        ("2026-11-18T10:30", 7, "2026-11-27T10:30"),
        ("2026-11-21T10:30", 1, "2026-11-23T10:30"),
        ("2026-11-22T10:30", 1, "2026-11-23T10:30"),
        ("2026-11-23T10:30", -1, "2026-11-20T10:30"),
        ("2026-10-23T10:30", 1, "2026-10-26T10:30"),
    ],
)
def test_business_days_pass_over_weekends(start, days, end):
    assert same(BusinessCalendar().add(berlin(start).astimezone(UTC), days, BERLIN), berlin(end))


def test_a_business_day_that_lacks_the_time_goes_on_after_it():
    thursday = datetime(2026, 4, 23, 0, 30, tzinfo=CAIRO)
    assert BusinessCalendar().add(thursday, 1, CAIRO).isoformat() == "2026-04-24T01:30:00+03:00"
    assert BusinessCalendar().add(thursday, 2, CAIRO).isoformat() == "2026-04-27T00:30:00+03:00"


def test_days_off_and_holidays_are_passed_over():
    christmas = calendar_of((), ("2026-12-24", "2026-12-28..2027-01-01"), "US-MI")
    assert christmas.day_after(date(2026, 12, 23), 1) == date(2026, 12, 26)  # no weekend, so Saturday counts
    weekdays = calendar_of(("Sat", "sunday"), ("2026-12-24", "2026-12-28..2027-01-01"), "US")
    assert weekdays.day_after(date(2026, 12, 23), 1) == date(2027, 1, 4)
    assert weekdays.day_after(date(2027, 1, 4), -1) == date(2026, 12, 23)
    assert weekdays.day_after(date(2026, 11, 25), 3) == date(2026, 12, 1)  # over Thanksgiving


def test_the_leap_day_is_a_day():
    assert BusinessCalendar().day_after(date(2028, 2, 28), 1) == date(2028, 2, 29)


def test_a_search_ends_where_no_day_counts():
    always = BusinessCalendar(weekend=range(7))
    assert always.day_after(date(2026, 1, 1), 1).year > 2030


def test_the_local_time_stays_when_the_clocks_change():
    friday = datetime(2026, 10, 30, 18, 0, tzinfo=DETROIT)
    assert BusinessCalendar().add(friday, 1, DETROIT).isoformat() == "2026-11-02T18:00:00-05:00"


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (lambda: read_weekend(["Caturday"]), "weekend: 'Caturday' isn't a day of the week"),
        (
            lambda: read_weekend(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
            "there are no business days left",
        ),
        (lambda: read_days_off(["tomorrow"]), "days_off: 'tomorrow' is neither a day"),
        (lambda: read_days_off(["2027-01-02..2026-12-28"]), "neither a day"),
        (lambda: read_days_off(["2026-01-01..2199-01-01"]), "at most a year"),
        (lambda: public_holidays("Atlantis"), "'Atlantis' is unknown"),
        (lambda: public_holidays("US-XYZ"), "'US-XYZ' is unknown"),
    ],
)
def test_what_cannot_be_read_is_said(read, words):
    with pytest.raises(UnreadableError, match=words):
        read()
