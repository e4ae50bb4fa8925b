"""The moments of the sample, told relative to now on the calendar of a zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.sample import Moment
from iitui.store.sample.moments import instant_of
from tests.clock import ZONE


def test_hours_are_rounded_to_the_quarter():
    now = datetime(2026, 3, 4, 9, 8, tzinfo=UTC)
    assert instant_of(Moment(hours=3), now, ZONE) == datetime(2026, 3, 4, 12, 15, tzinfo=UTC)
    assert instant_of(Moment(hours=-30.5), now, ZONE) == datetime(2026, 3, 3, 2, 45, tzinfo=UTC)


def test_a_day_is_counted_on_the_calendar_of_the_zone():
    now = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # still the third in Detroit
    moment = Moment(day=1, at=datetime(2026, 1, 1, 10, 30).time())
    assert instant_of(moment, now, ZONE) == datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
    assert instant_of(moment, now, ZoneInfo("Europe/London")) == datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


def test_the_wall_clock_holds_across_a_change_of_clocks():
    now = datetime(2026, 3, 7, 10, 0, tzinfo=ZONE)
    day_of_the_change = instant_of(Moment(day=1, at=datetime(2026, 1, 1, 10, 0).time()), now, ZONE)
    assert day_of_the_change - now == timedelta(hours=23)
