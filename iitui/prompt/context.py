"""Where and when a prompt asks: the journal, the instant, the zone; each looked up when it is needed."""

from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from iitui.clock import local_zone, make_clock
from iitui.domain.dates.calendar import end_of_day
from iitui.paths import find_paths
from iitui.settings import read_settings


class PromptContext:
    """What every answer to a prompt is given.

    Attributes:
        paths: where everything lies.
    """

    def __init__(self, journal: str | None) -> None:
        """Take the journal that was named, if one was.

        Raises:
            UnreadableError: `IITUI_NOW` is not a time with an offset.
        """
        self.paths = find_paths(journal)
        self._clock = make_clock()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The user's time zone; raises `UnreadableError` when the settings are not right."""
        return local_zone(read_settings(self.paths.settings_file).zone)

    @cached_property
    def now(self) -> datetime:
        """The instant at which the clock was looked at first; it does not move."""
        return self._clock()

    @property
    def day_end(self) -> datetime:
        """The end of the user's day."""
        return end_of_day(self.now, self.zone)
