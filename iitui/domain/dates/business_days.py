"""Business days: the days on which people can be expected to answer."""

from datetime import date, datetime, timedelta, tzinfo

from iitui.domain.dates.calendar import at_wall

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from collections.abc import Collection, Container

SATURDAY, SUNDAY = 5, 6

_DAY = timedelta(days=1)
_MOST_FREE_DAYS = 3660
"""After so many days off in a row, the next day counts as a business day: a search must end."""


class BusinessCalendar:
    """Tells business days from all others.

    Attributes:
        weekend: the days of the week that are none, 0 for Monday.
        days_off: the user's days off.
        holidays: public holidays.
    """

    def __init__(
        self,
        weekend: "Collection[int]" = (SATURDAY, SUNDAY),
        days_off: "Container[date]" = (),
        holidays: "Container[date]" = (),
    ) -> None:
        self.weekend = frozenset(weekend)
        self.days_off = days_off
        self.holidays = holidays
        self._days_after: dict[tuple[date, int], date] = {}

    def is_business_day(self, day: date) -> bool:
        """Return whether a day is a business day."""
        return day.weekday() not in self.weekend and day not in self.days_off and day not in self.holidays

    def add(self, instant: datetime, days: int, zone: tzinfo) -> datetime:
        """Return the same local time some business days later.

        After a weekend or a holiday, the first business day is the next one. Days may be negative.
        """
        local = instant.astimezone(zone)
        return at_wall(self.day_after(local.date(), days), local.time(), zone) if days else local

    def day_after(self, day: date, days: int) -> date:
        """Return the business day that is some business days later, or earlier if `days` is negative."""
        known = self._days_after.get((day, days))
        if known is None:
            known = self._days_after[day, days] = self._count(day, days)
        return known

    def _count(self, day: date, days: int) -> date:
        step = _DAY if days > 0 else -_DAY
        left, free = abs(days), 0
        while left:
            day += step
            if self.is_business_day(day) or free == _MOST_FREE_DAYS:
                left, free = left - 1, 0
            else:
                free += 1
        return day
