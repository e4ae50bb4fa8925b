"""Messages in the corner that vanish in time, even when they are shown late.

Textual uses the time left as the interval of a timer. When a busy app shows a message only after its time,
that is negative, and the timer never stops.
"""

from textual.notifications import Notification

LEAST_SECONDS = 0.05
"""How long a message stays that is shown too late."""


class TimelyNotification(Notification):
    """A message in the corner that always has some time left while it is shown."""

    @property
    def time_left(self) -> float:
        """Return the seconds until it vanishes; always more than zero."""
        return max(super().time_left, LEAST_SECONDS)

    @property
    def has_expired(self) -> bool:
        """Return whether its time is over."""
        return super().time_left <= 0
