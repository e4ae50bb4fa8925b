"""How the times that a user types are read: one value, made once from the clock and the settings."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from iitui.domain.dates.parse import IN_THE_MORNING, read_until


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """How times are read.

    Attributes:
        now: the present instant.
        zone: whose calendar and clocks are meant.
        day_first: whether 5/12 is the fifth of December.
        first_weekday: the day on which weeks begin, 0 for Monday.
        remind_at: the time of day that a day alone means where something is put off.
    """

    now: datetime
    zone: ZoneInfo
    day_first: bool = False
    first_weekday: int = 0
    remind_at: time = IN_THE_MORNING

    def until(self, text: str) -> datetime:
        """Read until when something is put off.

        Raises:
            UnreadableError: as `read_until`.
        """
        return read_until(
            text,
            self.now,
            self.zone,
            day_first=self.day_first,
            first_weekday=self.first_weekday,
            remind_at=self.remind_at,
        )
