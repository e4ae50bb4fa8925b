"""What the app does when something goes wrong that nobody foresaw: it says one sentence and writes a log.

Textual would print the values of local variables to the terminal, and so other people's words.
"""

import asyncio
from pathlib import Path

from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

from iitui.domain.errors import IituiError
from iitui.ui.driver import GuardedDriver

BAD_INPUT, FAILED = 2, 3
"""The exit statuses after what the user can do something about, and after such an error."""


class MishapApp(App[None]):
    """An app that survives an error in an action, and leaves after any other with one sentence."""

    def __init__(self) -> None:
        super().__init__(driver_class=GuardedDriver)

    @property
    def log_folder(self) -> Path:
        """Where the log lies."""
        raise NotImplementedError

    def explained(self, error: BaseException) -> IituiError | None:
        """Return the error that the user can do something about, if it is one."""
        return error if isinstance(error, IituiError) else None

    def on_mount(self) -> None:
        """Let also what fails where nobody waits for it go into the log, and not to the terminal."""
        asyncio.get_running_loop().set_exception_handler(self._note_lost)

    def _note_lost(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:  # noqa: ARG002
        from iitui.logbook import note

        error = context.get("exception")
        if isinstance(error, BaseException):
            note(error, "app, where nobody waited", self.log_folder)

    def _handle_exception(self, error: Exception) -> None:
        """Take the place of Textual's own handling, which prints local variables with the traceback.

        A worker that failed was an action: it is over, its verb was taken back, and the app goes on. After
        anything else a part of the screen no longer answers, so the app is left with status 3. What is typed
        and not saved is kept in both cases.
        """
        from iitui.domain.text import clean_line
        from iitui.logbook import note, sentence

        if self._exception is None:  # from here run_test takes it, so that no test overlooks it
            self._exception = error
            self._exception_event.set()
        cause = error.error if isinstance(error, WorkerFailed) else error
        told = self.explained(cause)
        words = clean_line(str(told) if told else sentence(note(error, "app", self.log_folder)))
        if isinstance(error, WorkerFailed):
            self.notify(words, title=IituiError.title, severity="error", markup=False, timeout=15)
            return
        self._return_code = BAD_INPUT if told else FAILED
        if not self._exit_renderables:
            self._exit_renderables.append(Text(f"iitui: {words}"))
        self._close_messages_no_wait()
