"""The circumstances of one run: where the files are, what time it is, and what the user has set."""

from datetime import datetime
from functools import cached_property
from os.path import lexists
from zoneinfo import ZoneInfo

from iitui.clock import Clock, local_zone
from iitui.domain.dates.calendar import end_of_day
from iitui.paths import Paths
from iitui.settings import Settings

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from iitui.domain.rule_figures import RuleFigures


class RunContext:
    """One run of one command; whatever is slow to find out is looked up when first needed.

    Attributes:
        paths: where iitui keeps its files.
        clock: returns the current instant.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self.paths = paths
        self.clock = clock

    @cached_property
    def settings(self) -> Settings:
        """The user's settings; raises `UnreadableError` if their file is invalid."""
        if not lexists(self.paths.settings_file):
            return Settings()
        from iitui.settings_file import read_settings

        return read_settings(self.paths.settings_file)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The user's time zone."""
        return local_zone(self.settings.zone)

    @cached_property
    def figures(self) -> "RuleFigures":
        """What the rules of follow-ups count with; raises `UnreadableError` as `settings` does."""
        return self.settings.rule_figures(self.zone)

    @cached_property
    def now(self) -> datetime:
        """The instant at which the run first read the clock; it stays the same from then on."""
        return self.clock()

    @property
    def day_end(self) -> datetime:
        """The end of the user's day."""
        return end_of_day(self.now, self.zone)
