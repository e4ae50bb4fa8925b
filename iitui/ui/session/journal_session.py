"""The session on one open journal: what every screen reads with and acts with, with clock and settings.

The reader is open before the first frame. The store, which writes, takes long to import: it is opened on a
thread after the first frame, and that pauses while the user types. An act that comes before it is open makes
it go on without pauses, and waits for it while the screen stays responsive.
"""

import asyncio
from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from iitui.clock import Clock
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import JournalError
from iitui.domain.rule_figures import RuleFigures
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.reader import JournalReader

if TYPE_CHECKING:
    from iitui.domain.dates.reading import DateReading
    from iitui.domain.interviews import Interview
    from iitui.store.autosave import UnsavedTexts
    from iitui.store.journal import Store
    from iitui.ui.kit.lists.sorting import SortOrder
    from iitui.ui.session.journal_words import JournalWords
    from iitui.ui.session.preload import Preloader

T = TypeVar("T")


class JournalSession:
    """One open journal.

    Attributes:
        paths: where the journal and everything beside it lie.
        zone: the user's time zone.
        settings: the user's settings.
        figures: what the rules of follow-ups count with.
        is_sample: whether it is a sample journal, which is thrown away: nothing of it is shared, and what is
            typed there is kept beside it.
        reader: reads the journal; to be used on the app's own thread only.
        autosave_warning_shown: whether the user was told that unsaved text cannot be kept.
        orders: the orders that the user chose for lists, by the name of the list; until the app is left.
    """

    def __init__(
        self,
        paths: Paths,
        clock: Clock,
        zone: ZoneInfo,
        settings: Settings,
        *,
        is_sample: bool = False,
    ) -> None:
        self.paths = paths
        self.zone = zone
        self.settings = settings
        self.is_sample = is_sample
        self._clock = clock
        self._opening: asyncio.Task[Store] | None = None
        self._is_new = not paths.journal.exists() or not paths.journal.stat().st_size
        self.figures = settings.rule_figures(zone)
        self.reader = JournalReader.open(paths.journal, self.figures)
        self.autosave_warning_shown = False
        self.orders: dict[str, SortOrder] = {}
        self._status: tuple[Hashable, tuple[Interview | None, int]] | None = None
        self._reported_backup_trouble: JournalError | None = None
        self._aside = Lock()
        self._aside_reader: JournalReader | None = None
        self._replaced_reader: JournalReader | None = None
        """The reader of a journal that did not exist yet; kept open, for visible rows may come from it."""

    @cached_property
    def _preloader(self) -> "Preloader":
        """What imports the store, loaded once the first frame stands."""
        from iitui.ui.session.preload import Preloader

        return Preloader()

    @cached_property
    def unsaved(self) -> "UnsavedTexts":
        """The texts that were typed into forms and not saved yet."""
        from iitui.store.autosave import UnsavedTexts

        folder = self.paths.journal.parent if self.is_sample else self.paths.state
        return UnsavedTexts(folder / "drafts", self.paths.journal)

    @cached_property
    def words(self) -> "JournalWords":
        """The words of the journal, which fields suggest."""
        from iitui.ui.session.journal_words import JournalWords

        return JournalWords(lambda: self.reader, lambda: JournalReader.open(self.paths.journal, self.figures))

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self._clock()

    def date_reading(self) -> "DateReading":
        """Return how the times that the user types now are read."""
        from iitui.domain.dates.reading import DateReading  # not for the first frame

        return DateReading(
            now=self.now(),
            zone=self.zone,
            day_first=self.settings.day_first,
            first_weekday=self.settings.first_weekday,
            remind_at=self.settings.remind_at,
        )

    def day_end(self) -> datetime:
        """The end of the user's local day."""
        return end_of_day(self.now(), self.zone)

    def what_there_is(self) -> Hashable:
        """Return what changes whenever screens have something else to show: journal, settings, the minute."""
        return self.reader, self.reader.state(), self.settings, self.now().replace(second=0, microsecond=0)

    def status(self) -> "tuple[Interview | None, int]":
        """Return the next interview and how much is overdue, read once for as long as nothing changes."""
        there_is = self.what_there_is()
        if self._status is None or self._status[0] != there_is:
            now = self.now()
            status = self.reader.interviews.next(now), self.reader.follow_ups.count_overdue(now)
            self._status = there_is, status
        return self._status[1]

    def pause_loading(self) -> None:
        """Pause what is imported in the background: a key was pressed."""
        self._preloader.pause()

    async def open_in_background(self) -> None:
        """Open the store while the user does not type, and a moment after the first frame.

        Raises:
            JournalError: the journal cannot be opened for writing.
        """
        self._preloader.pause()
        await self._opened_store()

    async def store(self) -> "Store":
        """Return the store; open it without pauses if it is not open yet.

        Raises:
            JournalError: the journal cannot be opened for writing.
        """
        self._preloader.stop_pausing()
        return await self._opened_store()

    async def _opened_store(self) -> "Store":
        if self._opening is None or (self._opening.done() and self._opening.exception() is not None):
            self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> "Store":
        store = await asyncio.to_thread(_open_store, self.paths, self._clock, self.figures, self._preloader)
        if self._is_new:
            self._replaced_reader, self.reader = (
                self.reader,
                JournalReader.open(self.paths.journal, self.figures),
            )
        return store

    @property
    def opened_store(self) -> "Store | None":
        """The store, if it is open already; for what must be saved at once, as the program is being left."""
        opening = self._opening
        if opening is None or not opening.done() or opening.cancelled() or opening.exception() is not None:
            return None
        return opening.result()

    async def act(self, verb: Callable[["Store"], T]) -> T:
        """Run one verb of the store, off the screen's thread, and return what it returns.

        Raises:
            IituiError: the verb refused, in words for the user.
        """
        store = await self.store()
        return await asyncio.to_thread(verb, store)

    async def read_aside(self, read: Callable[[JournalReader], T]) -> T:
        """Read off the screen's thread, on a connection of its own; other screens need not wait for it.

        Raises:
            JournalError: the journal cannot be read.
        """

        def run() -> T:
            with self._aside:
                if self._aside_reader is None:
                    self._aside_reader = JournalReader.open(self.paths.journal, self.figures)
                try:
                    return read(self._aside_reader)
                finally:
                    if self._is_new:  # what was empty when it was opened stays so
                        self._close_aside()

        return await asyncio.to_thread(run)

    def _close_aside(self) -> None:
        if self._aside_reader is not None:
            self._aside_reader.close()
            self._aside_reader = None

    def new_backup_trouble(self) -> JournalError | None:
        """Return why today's backup failed, once for each failure; None for nothing new."""
        store = self.opened_store
        if store is None:
            return None
        trouble = store.backup_trouble
        reported, self._reported_backup_trouble = self._reported_backup_trouble, trouble
        return None if trouble is reported else trouble

    async def close(self) -> None:
        """Close the store and the readers."""
        self._preloader.stop_pausing()
        if self._opening is not None and not self._opening.cancelled():
            await asyncio.wait([self._opening])
            if self._opening.exception() is None:
                self._opening.result().close()
        if self._replaced_reader is not None:
            self._replaced_reader.close()
        self.reader.close()
        with self._aside:
            self._close_aside()
        self.unsaved.close()


def _open_store(paths: Paths, clock: Clock, figures: RuleFigures, preloader: "Preloader") -> "Store":
    """Import the store's modules, which takes most of the time, and open the store; on a thread."""
    from iitui.ui.session.preload import STORE_MODULES

    preloader.load(STORE_MODULES)
    from iitui.store.journal import Store

    return Store.open(paths.journal, clock, figures)
