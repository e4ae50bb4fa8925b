"""What every screen works with: the window to read through, the verbs to act with, the clock and the settings.

The window is open from the first frame on. The store is opened on a thread after that; an act that comes earlier
waits for it without holding up the screen.
"""

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from iitui.clock import Clock
from iitui.domain.spans import end_of_day
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.glance import Glance

if TYPE_CHECKING:
    from iitui.store.journal import Store

T = TypeVar("T")

_SHORT_TURN = 0.0005
"""Seconds after which a thread that imports lets the screen's thread have its turn."""


class Desk:
    """One journal, open on the screen.

    Attributes:
        glance: reads the journal; only on the app's own thread.
        zone: the user's zone.
    """

    def __init__(self, paths: Paths, clock: Clock, zone: ZoneInfo, settings: Settings) -> None:
        self.paths = paths
        self.zone = zone
        self.settings = settings
        self._clock = clock
        self._opening: asyncio.Task[Store] | None = None
        self._is_new = not paths.journal.exists() or not paths.journal.stat().st_size
        self.glance = Glance.open(paths.journal)
        self._before: Glance | None = None
        """The window on a journal that did not exist yet: rows drawn from it may still be in sight."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self._clock()

    def day_end(self) -> datetime:
        """The end of the user's local day."""
        return end_of_day(self.now(), self.zone)

    async def store(self) -> "Store":
        """Return the store, opening it first if nobody has.

        Raises:
            JournalError: the journal cannot be opened for writing.
        """
        if self._opening is None or (self._opening.done() and self._opening.exception() is not None):
            self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> "Store":
        store = await asyncio.to_thread(_open_store, self.paths, self._clock)
        if self._is_new:
            self._before, self.glance = self.glance, Glance.open(self.paths.journal)
        return store

    async def act(self, verb: Callable[["Store"], T]) -> T:
        """Run one verb of the store, off the screen's thread, and return what it returns.

        Raises:
            IituiError: the verb refused, in words for the user.
        """
        store = await self.store()
        return await asyncio.to_thread(verb, store)

    async def close(self) -> None:
        """Let go of the journal."""
        if self._opening is not None and not self._opening.cancelled():
            await asyncio.wait([self._opening])
            if self._opening.exception() is None:
                self._opening.result().close()
        if self._before is not None:
            self._before.close()
        self.glance.close()


def _open_store(paths: Paths, clock: Clock) -> "Store":
    """Open the store on a thread of its own; meanwhile keys are answered before imports go on."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT_TURN)
    try:
        from iitui.store.journal import Store

        return Store.open(paths.journal, clock)
    finally:
        sys.setswitchinterval(usual)
