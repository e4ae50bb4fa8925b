"""The clock of the tests: it stands until a test moves it on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.rule_figures import RuleFigures

ZONE = ZoneInfo("America/Detroit")
"""Where the user of the tests lives."""

FIGURES = RuleFigures(zone=ZONE)
"""What the rules of follow-ups count with: the recommended figures, where the user lives."""

MORNING = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
"""A Wednesday; 10:00 in Detroit, in daylight saving time."""


@dataclass(slots=True)
class MovableClock:
    """A clock that stands until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        """Move it on by a span, named as for `timedelta`."""
        self.now += timedelta(**span)
        return self.now
