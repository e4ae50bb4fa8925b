"""The app's dealings with the journal: opening it, watching it, taking back what was done.

What one sees of it, and which keys there are, stands in `app`.
"""

import asyncio
import contextlib
import contextvars
import gc
import signal
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar, overload

from textual import events, on, work
from textual._context import active_message_pump  # nothing public tells whose handler failed
from textual.app import App
from textual.driver import Driver
from textual.worker import get_current_worker

from iitui.domain.errors import IituiError
from iitui.store.glance import explain_failure
from iitui.ui.crash_handling import CrashHandler
from iitui.ui.desk import Desk
from iitui.ui.driver import GuardedDriver
from iitui.ui.screens.base import JournalScreen
from iitui.ui.shutdown import LEAVE_SECONDS, SIGNAL_SECONDS, Watchdog, on_signals, status_of
from iitui.ui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual.message import Message
    from textual.screen import Screen, ScreenResultCallbackType
    from textual.widget import AwaitMount

    from iitui.domain.values.acts import Act
    from iitui.store.journal import Store

T = TypeVar("T")

WATCH_SECONDS = 1.0
"""How often to look whether another program has written to the journal."""

TICK_SECONDS = 20.0
"""How often countdowns are counted anew."""


class JournalApp(App[None]):
    """An app on one journal.

    Attributes:
        desk: what every screen works with.
        MODES_OF_PLACES: the modes of the places, in the order of their keys.
    """

    MODES_OF_PLACES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(driver_class=GuardedDriver)
        self.desk = desk
        self._seen = 0
        self._type_ahead = TypeAhead(self)
        self._crashes = CrashHandler(
            self, desk.paths.state, self.explained, self.MODES_OF_PLACES, self.renew_mode
        )
        self._watchdog = Watchdog(self._restore_terminal)

    def renew_mode(self, mode: str) -> None:
        """Make the screens of a mode anew."""
        raise NotImplementedError

    def explained(self, error: BaseException) -> IituiError | None:
        """Return the error that the user can do something about: also a journal that cannot be read."""
        if isinstance(error, IituiError):
            return error
        return explain_failure(error, self.desk.paths.journal)

    async def _dispatch_message(self, message: "Message") -> None:
        """Let no error in a handler of the app itself end the loop in which it handles messages.

        There is no public place around all of them; `on_event` is around events only.
        """
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - the edge: see crash_handling
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Take the place of Textual's own handling, which ends the app and prints local variables."""
        if self._exception is None:  # from here run_test takes it, so that no test overlooks it
            self._exception = error
            self._exception_event.set()
        self._keep_typed()
        self._crashes.handle(error, active_message_pump.get(None))

    @overload
    def push_screen(
        self,
        screen: "Screen[T] | str",
        callback: "ScreenResultCallbackType[T] | None" = None,
        wait_for_dismiss: Literal[False] = False,
        *,
        mode: str | None = None,
    ) -> "AwaitMount": ...

    @overload
    def push_screen(
        self,
        screen: "Screen[T] | str",
        callback: "ScreenResultCallbackType[T] | None" = None,
        wait_for_dismiss: Literal[True] = True,
        *,
        mode: str | None = None,
    ) -> "Future[T]": ...

    def push_screen(
        self,
        screen: "Screen[T] | str",
        callback: "ScreenResultCallbackType[T] | None" = None,
        wait_for_dismiss: bool = False,
        *,
        mode: str | None = None,
    ) -> "AwaitMount | Future[T]":
        """Push a screen, as Textual does; while an act waits for its answer, keys go to it."""
        if not wait_for_dismiss:
            return super().push_screen(screen, callback, mode=mode)
        answer = super().push_screen(screen, callback, wait_for_dismiss=True, mode=mode)
        self._type_ahead.asks(get_current_worker(), answer)
        return answer

    def exit(
        self, result: None = None, return_code: int = 0, message: "RenderableType | None" = None
    ) -> None:
        """Leave, whatever still goes on; what is typed is kept, and a watchdog ends what hangs."""
        self._leave_within(LEAVE_SECONDS, return_code, message)
        super().exit(result, return_code, message)

    def _leave_within(self, seconds: float, status: int, message: "RenderableType | None" = None) -> None:
        self._crashes.is_leaving = True
        self._type_ahead.close()
        if not self.is_headless:
            self._watchdog.arm(seconds, status, str(message or ""))
        self._keep_typed()

    def _leave_for(self, number: int) -> None:
        """Leave because of a signal; called wherever the main thread is, or on that of the input."""
        self._watchdog.arm(SIGNAL_SECONDS, status_of(number))
        self._own_loop.call_soon_threadsafe(self.exit, None, status_of(number), context=self._own_context)

    def _restore_terminal(self) -> None:
        if isinstance(self._driver, GuardedDriver):
            self._driver.restore_terminal()

    def _keep_typed(self) -> None:
        """Keep what is typed into any dialog right now."""
        from iitui.ui.dialogs.kept import KeptDialog

        for mode in self.MODES_OF_PLACES:
            with contextlib.suppress(KeyError):  # of a mode in which nobody was yet
                for screen in self.get_screen_stack(mode):
                    if isinstance(screen, KeptDialog):
                        screen.keep_typed()

    def on_mount(self) -> None:
        """Leave in order when the system asks for it; log what fails where nobody waits for it."""
        self._own_loop = asyncio.get_running_loop()
        self._own_context = contextvars.copy_context()
        self._own_loop.set_exception_handler(self._crashes.note_lost)
        if isinstance(self._driver, GuardedDriver):
            on_signals(self._leave_for)
            self._driver.on_closed = partial(self._leave_for, signal.SIGHUP)

    @on(Driver.SignalResume)
    def _draw_all(self) -> None:
        """Draw everything: the terminal came back from the shell with nothing on it."""
        self.screen.refresh(layout=True)

    def attend(self) -> None:
        """Open the store once the first frame is painted, and look after the journal from then on."""
        self.set_interval(WATCH_SECONDS, self._watch)
        self.set_interval(TICK_SECONDS, self.reload_screen)
        self.call_after_refresh(self._open_store)

    async def on_event(self, event: events.Event) -> None:
        """Let what is loaded in the background wait while somebody types."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self.prepare()
            self.desk.give_way()
            if not self._type_ahead.admits(event):
                return
        await super().on_event(event)

    def prepare(self) -> None:
        """Get ready for other screens than the first; called once that is painted, and before all input."""

    @work(group="background")
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
