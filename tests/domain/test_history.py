from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.history import ALL_FOR, DAILY_FOR, NEWEST_KEPT, WEEKLY_FOR, worth_keeping

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def hourly(days: int) -> list[datetime]:
    return [NOW - timedelta(hours=hour) for hour in range(days * 24)]


def test_all_of_the_last_two_days_are_kept():
    kept = worth_keeping(hourly(2), NOW)
    assert kept == set(hourly(2))


def test_older_days_keep_their_last_one():
    kept = sorted(instant for instant in worth_keeping(hourly(14), NOW) if NOW - instant > timedelta(days=2))
    assert len(kept) == len({instant.date() for instant in kept})
    assert all(instant.hour == 23 for instant in kept if instant.date() < (NOW - timedelta(days=2)).date())


def test_older_weeks_and_months_are_thinner():
    daily = [NOW - timedelta(days=day) for day in range(800)]
    kept = worth_keeping(daily, NOW)
    weekly = [instant for instant in kept if timedelta(days=14) < NOW - instant <= timedelta(weeks=10)]
    monthly = [instant for instant in kept if NOW - instant > timedelta(weeks=10)]
    assert len(weekly) in (8, 9)
    assert len(monthly) == len({(instant.year, instant.month) for instant in monthly})
    assert 23 <= len(monthly) <= 25


@pytest.mark.parametrize("span", [ALL_FOR, DAILY_FOR, WEEKLY_FOR])
def test_a_span_ends_with_what_is_exactly_so_old(span: timedelta):
    newest = hourly(2)[:NEWEST_KEPT]
    edge, after, last = (NOW - span - timedelta(seconds=seconds) for seconds in range(3))
    assert worth_keeping([*newest, edge, after, last], NOW) == {*newest, edge, after}, "the first of its span"


def test_a_week_and_a_month_of_one_number_are_two():
    now = datetime(2026, 3, 13, 12, tzinfo=UTC)
    newest = [now - timedelta(hours=hour) for hour in range(NEWEST_KEPT)]
    first_week, january = datetime(2026, 1, 3, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    assert worth_keeping([*newest, first_week, january], now) == {*newest, first_week, january}


def test_the_newest_are_kept_however_old():
    old = [NOW - timedelta(days=4000, minutes=minute) for minute in range(20)]
    kept = worth_keeping(old, NOW)
    assert set(sorted(old)[-NEWEST_KEPT:]) <= kept
    assert len(kept) == NEWEST_KEPT


def test_thinning_again_takes_nothing_more():
    kept = worth_keeping(hourly(100), NOW)
    assert worth_keeping(kept, NOW) == kept
