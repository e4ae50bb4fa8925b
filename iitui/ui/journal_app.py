"""The app's dealings with the journal: opening it, watching it, taking back what was done.

What one sees of it, and which keys there are, stands in `app`.
"""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work

from iitui.domain.errors import IituiError
from iitui.store.glance import explain_failure
from iitui.ui.desk import Desk
from iitui.ui.mishaps import MishapApp
from iitui.ui.screens.base import JournalScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from iitui.domain.values.acts import Act
    from iitui.store.journal import Store

WATCH_SECONDS = 1.0
"""How often to look whether another program has written to the journal."""

TICK_SECONDS = 20.0
"""How often countdowns are counted anew."""


class JournalApp(MishapApp):
    """An app on one journal.

    Attributes:
        desk: what every screen works with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._seen = 0

    @property
    def log_folder(self) -> Path:
        """Where the log lies."""
        return self.desk.paths.state

    def explained(self, error: BaseException) -> IituiError | None:
        """Return the error that the user can do something about: also a journal that cannot be read."""
        return super().explained(error) or explain_failure(error, self.desk.paths.journal)

    def attend(self) -> None:
        """Open the store once the first frame is painted, and look after the journal from then on."""
        self.set_interval(WATCH_SECONDS, self._watch)
        self.set_interval(TICK_SECONDS, self.reload_screen)
        self.call_after_refresh(self._open_store)

    async def on_event(self, event: events.Event) -> None:
        """Let what is loaded in the background wait while somebody types."""
        if isinstance(event, events.InputEvent):
            self.prepare()
            self.desk.give_way()
        await super().on_event(event)

    def prepare(self) -> None:
        """Get ready for other screens than the first; called once that is painted, and before all input."""

    @work
    async def _open_store(self) -> None:
        if not gc.isenabled():  # it rests from the start of the process until the first frame
            gc.freeze()
            gc.enable()
        self.prepare()
        try:
            await self.desk.open_at_leisure()
        except IituiError as error:
            self.tell(error)
        self._seen = self.desk.glance.state()
        self.reload_screen()
        from iitui.ui.keeping import tell_unsaved

        unsaved = tell_unsaved(self.desk)
        if unsaved:
            self.notify(unsaved, title="Unsaved text", severity="warning", markup=False, timeout=10)

    def _watch(self) -> None:
        state = self.desk.glance.state()
        if state != self._seen:
            self._seen = state
            self.reload_screen()
        trouble = self.desk.backup_trouble()
        if trouble is not None:
            self.notify(str(trouble), title=trouble.title, severity="warning", markup=False, timeout=15)

    def reload_screen(self) -> None:
        """Read anew what the screen in front shows; a dialog over it is left alone."""
        # While the app is being left, a screen loses its parts one by one.
        if self.is_running and isinstance(self.screen, JournalScreen) and self.screen.is_mounted:
            self.screen.reload()

    @work
    async def action_undo(self) -> None:
        """Take back what was done last, and say what it was."""
        await self._step("Undone", "Taking back …", lambda store: store.history.undo())

    @work
    async def action_redo(self) -> None:
        """Do again what was taken back, and say what it was."""
        await self._step("Done again", "Doing again …", lambda store: store.history.redo())

    async def _step(self, said: str, meanwhile: str, verb: "Callable[[Store], Act]") -> None:
        from iitui.ui.screens.waiting import work_behind_a_bar

        try:
            store = await self.desk.store()
            act = await work_behind_a_bar(self, meanwhile, lambda: verb(store))
        except IituiError as error:
            self.tell(error)
        else:
            if act is not None:
                self.notify(f"{said}: {act.name}", markup=False)
            self.reload_screen()

    def tell(self, error: IituiError) -> None:
        """Tell the user what went wrong."""
        self.notify(str(error), title=error.title, severity="error", markup=False, timeout=8)

    async def on_unmount(self) -> None:
        """Let go of the journal."""
        await self.desk.close()
