"""The figures of the rules of follow-ups: how many hours and days there are, and which days count.

The defaults are the recommendations of careers offices: thank within 24 hours (Yale, UConn); after three
business days without a reply ask a second person there, after seven ask the first one again (Duke, SFU), at
most twice (Udacity); tell the referrer of each change (Robbins); report back on advice after a few weeks
(Working Centre). A plain class, because a shell prompt reads the rules too.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from collections.abc import Mapping

    from iitui.domain.dates.business_days import BusinessCalendar

DEFAULTS: "Mapping[str, int]" = MappingProxyType(
    {
        "thank_you_hours": 24,
        "confirm_hours": 24,
        "second_name_days": 3,
        "nudge_days": 7,
        "most_nudges": 2,
        "introduction_days": 7,
        "promise_days": 7,
        "tell_days": 3,
        "report_days": 21,
    }
)
"""The figures by their names in the settings file; days of requests are business days."""


class RuleFigures:
    """What the rules of follow-ups count with.

    Attributes:
        figures: numbers by the names in `DEFAULTS`.
        tag_cadence: after how many days contacts with a tag are owed a touch, by the folded name of the tag.
        calendar: which days are business days; None for Monday to Friday.
        zone: the zone whose days and clocks count.
    """

    def __init__(
        self,
        figures: "Mapping[str, int]" = DEFAULTS,
        *,
        tag_cadence: "Mapping[str, int]" = MappingProxyType({}),
        calendar: "BusinessCalendar | None" = None,
        zone: tzinfo | None = None,
    ) -> None:
        self.figures = {**DEFAULTS, **figures}
        self.tag_cadence = tag_cadence
        self.calendar = calendar
        self.zone = zone or UTC

    def days_after(self, instant: datetime, days: int) -> datetime:
        """Return the same local time some days later."""
        from iitui.domain.dates.calendar import at_wall

        local = instant.astimezone(self.zone)
        return at_wall(local.date() + timedelta(days=days), local.time(), self.zone)

    @property
    def business_calendar(self) -> "BusinessCalendar":
        """Which days are business days."""
        if self.calendar is None:
            from iitui.domain.dates.business_days import BusinessCalendar

            self.calendar = BusinessCalendar()
        return self.calendar

    def business_days_after(self, instant: datetime, days: int) -> datetime:
        """Return the same local time some business days later."""
        return self.business_calendar.add(instant, days, self.zone).astimezone(UTC)
