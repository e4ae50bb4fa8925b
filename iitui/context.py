"""The circumstances of one run: where the files are, what time it is, and what the user has set."""

from datetime import datetime, tzinfo
from functools import cached_property
from os.path import lexists

from iitui.clock import Clock, local_zone, machine_zone
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.rule_figures import RuleFigures
from iitui.paths import Paths

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from iitui.settings import Settings


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
    def has_settings(self) -> bool:
        """Whether there is a settings file; without one, a prompt does not even load the defaults."""
        return lexists(self.paths.settings_file)

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings; raises `UnreadableError` if their file is invalid."""
        if not self.has_settings:
            from iitui.settings import Settings

            return Settings()
        from iitui.plain_settings import read_plain_settings

        plain = read_plain_settings(self.paths.settings_file)
        if plain is not None:
            return plain
        from iitui.settings_file import read_settings

        return read_settings(self.paths.settings_file)

    @cached_property
    def zone(self) -> tzinfo:
        """The user's time zone."""
        name = self.settings.zone if self.has_settings else ""
        return machine_zone(name) or local_zone(name)

    @cached_property
    def figures(self) -> RuleFigures:
        """What the rules of follow-ups count with; raises `UnreadableError` as `settings` does."""
        return self.settings.rule_figures(self.zone) if self.has_settings else RuleFigures(zone=self.zone)

    @cached_property
    def now(self) -> datetime:
        """The instant at which the run first read the clock; it stays the same from then on."""
        return self.clock()

    @property
    def day_end(self) -> datetime:
        """The end of the user's day."""
        return end_of_day(self.now, self.zone)
