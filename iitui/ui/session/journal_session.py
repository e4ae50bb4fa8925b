"""What every screen works with: the window to read through, the verbs to act with, clock and settings.

The window is open from the first frame on. The store is opened on a thread after that, and gives way to
keys; an act that comes earlier hurries it on and waits for it without holding up the screen.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from iitui.clock import Clock
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import JournalError
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.reader import JournalReader
from iitui.ui.session.preload import Preloader

if TYPE_CHECKING:
    from iitui.store.autosave import UnsavedTexts
    from iitui.store.journal import Store

T = TypeVar("T")


class JournalSession:
    """One journal, open on the screen.

    Attributes:
        reader: reads the journal; only on the app's own thread.
        zone: the user's zone.
        cannot_keep: whether the user knows that this does not work.
    """

    def __init__(
        self, paths: Paths, clock: Clock, zone: ZoneInfo, settings: Settings, drafts: Path | None = None
    ) -> None:
        self.paths = paths
        self.zone = zone
        self.settings = settings
        self._clock = clock
        self._opening: asyncio.Task[Store] | None = None
        self._is_new = not paths.journal.exists() or not paths.journal.stat().st_size
        self.reader = JournalReader.open(paths.journal)
        self._drafts = drafts or paths.state / "drafts"
        self.cannot_keep = False
        self._preloader = Preloader()
        self._told: JournalError | None = None
        self._before: JournalReader | None = None
        """The window on a journal that did not exist yet: rows drawn from it may still be in sight."""

    @cached_property
    def unsaved(self) -> "UnsavedTexts":
        """Keeps what is typed into forms."""
        from iitui.store.autosave import UnsavedTexts

        return UnsavedTexts(self._drafts, self.paths.journal)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self._clock()

    def day_end(self) -> datetime:
        """The end of the user's local day."""
        return end_of_day(self.now(), self.zone)

    def give_way(self) -> None:
        """Let an opening in the background wait: a key was pressed."""
        self._preloader.give_way()

    async def open_in_background(self) -> None:
        """Open the store while nobody types, and a moment after the first frame.

        Raises:
            JournalError: the journal cannot be opened for writing.
        """
        self._preloader.give_way()
        await self._opened()

    async def store(self) -> "Store":
        """Return the store as soon as can be, opening it first if nobody has.

        Raises:
            JournalError: the journal cannot be opened for writing.
        """
        self._preloader.end()
        return await self._opened()

    async def _opened(self) -> "Store":
        if self._opening is None or (self._opening.done() and self._opening.exception() is not None):
            self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> "Store":
        store = await asyncio.to_thread(_open_store, self.paths, self._clock, self._preloader)
        if self._is_new:
            self._before, self.reader = self.reader, JournalReader.open(self.paths.journal)
        return store

    async def act(self, verb: Callable[["Store"], T]) -> T:
        """Run one verb of the store, off the screen's thread, and return what it returns.

        Raises:
            IituiError: the verb refused, in words for the user.
        """
        store = await self.store()
        return await asyncio.to_thread(verb, store)

    def backup_trouble(self) -> JournalError | None:
        """Why today's backup could not be taken, told once; None where there is nothing to tell."""
        if self._opening is None or not self._opening.done() or self._opening.cancelled():
            return None
        if self._opening.exception() is not None:
            return None
        trouble = self._opening.result().backup_trouble
        told, self._told = self._told, trouble
        return None if trouble is told else trouble

    async def close(self) -> None:
        """Let go of the journal."""
        self._preloader.end()
        if self._opening is not None and not self._opening.cancelled():
            await asyncio.wait([self._opening])
            if self._opening.exception() is None:
                self._opening.result().close()
        if self._before is not None:
            self._before.close()
        self.reader.close()
        self.unsaved.close()


def _open_store(paths: Paths, clock: Clock, leisure: Preloader) -> "Store":
    """Open the store on a thread of its own; loading it is most of the work."""
    from iitui.store.preload import PARTS

    leisure.load(PARTS)
    from iitui.store.journal import Store

    return Store.open(paths.journal, clock)
