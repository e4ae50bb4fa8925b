"""What every command is given: where things lie, what time it is, and the journal to look at or write to."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from iitui.clock import Clock, local_zone
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import JournalError
from iitui.paths import Paths, is_unmade, is_usual
from iitui.settings import Settings, read_settings

if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.store.journal import Store
    from iitui.store.reader import JournalReader

AppRunner = Callable[["Context"], int]
"""Opens the screens on the journal of a context and returns the exit status."""


class Context:
    """One run of one command.

    Attributes:
        paths: where everything lies.
        clock: tells the present instant.
        run_throwaway: opens the screens on a journal that is deleted afterwards.
    """

    def __init__(self, paths: Paths, clock: Clock, run_throwaway: AppRunner) -> None:
        self.paths = paths
        self.clock = clock
        self.run_throwaway = run_throwaway

    @cached_property
    def settings(self) -> Settings:
        """The user's settings; raises `UnreadableError` when their file is not right."""
        return read_settings(self.paths.settings_file)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The user's time zone."""
        return local_zone(self.settings.zone)

    @cached_property
    def now(self) -> datetime:
        """The instant at which the command looked at the clock first; it does not move."""
        return self.clock()

    @property
    def day_end(self) -> datetime:
        """The end of the user's day."""
        return end_of_day(self.now, self.zone)

    @contextmanager
    def look(self) -> "Iterator[JournalReader]":
        """Open the journal for reading; one that is not there yet reads as empty, and nothing is made.

        Raises:
            JournalError: it cannot be read.
        """
        from iitui.store.reader import JournalReader

        is_new = is_unmade(self.paths)
        reader = JournalReader.empty() if is_new else JournalReader.open(self.paths.journal_file)
        try:
            yield reader
        finally:
            reader.close()

    @contextmanager
    def open(self) -> "Iterator[Store]":
        """Open the journal for writing, made if it is not there yet.

        Raises:
            JournalError: it cannot be opened, or its folder is missing.
        """
        from iitui.store.journal import Store

        make_usual_folder(self.paths)
        store = Store.open(self.paths.journal, self.clock)
        try:
            yield store
        finally:
            store.close()
            if store.backup_trouble is not None:
                from iitui.output import say

                say(f"iitui: {store.backup_trouble}")


Command = Callable[[Context, "Namespace"], int]
"""Runs one command with what was typed after it and returns the exit status."""

Commands = Mapping[str, Command]
"""The commands of one group, by name."""


def make_usual_folder(paths: Paths) -> None:
    """Make the folder of the journal, for its owner only, where the journal lies in the usual place.

    Raises:
        JournalError: it cannot be made.
    """
    if not is_usual(paths):
        return
    folder = paths.journal.parent
    try:
        # One by one: with parents=True only the last would be the owner's alone.
        for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise JournalError(f"The folder {folder} cannot be made: {error.strerror}.") from error
