"""Words in the corner that vanish in time, also when they are shown late.

Textual takes the time that is left for the interval of a timer. Where a busy app comes to show words only
after their time, that is negative, and the timer runs in a circle for ever.
"""

from textual.notifications import Notification

LEAST_SECONDS = 0.05
"""Words that are shown too late stay so long."""


class TimelyNotification(Notification):
    """Words in the corner, with some time left as long as they are shown."""

    @property
    def time_left(self) -> float:
        """Return the seconds until they vanish; never none."""
        return max(super().time_left, LEAST_SECONDS)

    @property
    def has_expired(self) -> bool:
        """Return whether their time is over."""
        return super().time_left <= 0
