"""What every command is given: the circumstances of its run, and the journal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from iitui.clock import Clock, local_zone
from iitui.context import RunContext
from iitui.domain.errors import JournalError
from iitui.paths import Paths, is_unmade, is_usual

if TYPE_CHECKING:
    from argparse import Namespace
    from tempfile import TemporaryDirectory

    from iitui.domain.dates.reading import DateReading
    from iitui.store.journal import Store
    from iitui.store.reader import JournalReader

SampleOpener = Callable[["Context", "TemporaryDirectory[str]"], int]
"""Opens the screens on a sample journal in a folder, which goes afterwards; returns the exit status."""


class Context(RunContext):
    """One run of one command, with access to the journal.

    Attributes:
        open_sample: opens the screens on a sample journal that is deleted afterwards.
    """

    def __init__(self, paths: Paths, clock: Clock, open_sample: SampleOpener) -> None:
        super().__init__(paths, clock)
        self.open_sample = open_sample

    @cached_property
    def zone(self) -> ZoneInfo:
        """The user's time zone, by its name."""
        return local_zone(self.settings.zone)

    @property
    def date_reading(self) -> "DateReading":
        """How times on the command line are read."""
        from iitui.domain.dates.reading import DateReading

        return DateReading(
            now=self.now,
            zone=self.zone,
            day_first=self.settings.day_first,
            first_weekday=self.settings.first_weekday,
            remind_at=self.settings.remind_at,
        )

    @contextmanager
    def look(self) -> "Iterator[JournalReader]":
        """Open the journal for reading. One that does not exist yet reads as empty and is not created.

        Raises:
            JournalError: it cannot be read.
        """
        from iitui.store.reader import JournalReader

        is_new = is_unmade(self.paths)
        reader = (
            JournalReader.empty() if is_new else JournalReader.open(self.paths.journal_file, self.figures)
        )
        try:
            yield reader
        finally:
            reader.close()

    def left_out(self, tags: Sequence[str] = ()) -> list[str]:
        """Return the tags of contacts who are left out of a page: those named, and that of the settings."""
        return [tag for tag in (*tags, self.settings.private_tag) if tag.strip()]

    @contextmanager
    def open(self) -> "Iterator[Store]":
        """Open the journal for writing; create it if it does not exist yet.

        Raises:
            JournalError: it cannot be opened, or its folder is missing.
        """
        from iitui.store.journal import Store

        make_usual_folder(self.paths)
        store = Store.open(self.paths.journal, self.clock, self.figures)
        try:
            yield store
        finally:
            store.close()
            if store.backup_trouble is not None:
                from iitui.output import say

                say(f"iitui: {store.backup_trouble}")


CommandFunction = Callable[[Context, "Namespace"], int]
"""Runs one command with its arguments; returns the exit status."""

Commands = Mapping[str, CommandFunction]
"""The commands of one group, by name."""


def make_usual_folder(paths: Paths) -> None:
    """Create the folder of the journal, private to its owner, if the journal is in the usual place.

    Raises:
        JournalError: it cannot be created.
    """
    if not is_usual(paths):
        return
    folder = paths.journal.parent
    try:
        # One by one: with parents=True, only the last would be private to its owner.
        for missing in reversed([parent for parent in (folder, *folder.parents) if not parent.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise JournalError(f"The folder {folder} cannot be created: {error.strerror}.") from error
