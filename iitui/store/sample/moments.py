"""When the things of the sample journal happen: told relative to now, and so never old.

Apart from `iitui.domain.sample`, which is pure: the calendar is that of arrow.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import arrow

from iitui.domain.sample import Moment

_QUARTER_OF_AN_HOUR = 15 * 60


def instant_of(moment: Moment, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a moment in UTC.

    Hours are rounded to the nearest quarter of an hour, as people make appointments.

    Args:
        moment: hours from now, or a day counted from today with a time on the clock.
        now: the present instant, aware.
        zone: whose calendar and clocks the moment is told by.
    """
    if moment.hours is not None:
        exact = arrow.get(now).shift(hours=moment.hours).timestamp()
        return datetime.fromtimestamp(round(exact / _QUARTER_OF_AN_HOUR) * _QUARTER_OF_AN_HOUR, UTC)
    day = arrow.get(now).to(zone).shift(days=moment.day)
    at = moment.at
    return day.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0).to("UTC").datetime
