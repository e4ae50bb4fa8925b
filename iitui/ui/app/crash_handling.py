"""Handles unexpected errors: one sentence for the user, the rest in the log, and the app goes on.

Textual would end the app and print the values of local variables to the terminal, and so other people's
words. Here the screen that failed is replaced; the app is left only when the same place fails again at once.
"""

import asyncio
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import WorkerFailed

from iitui.domain.errors import IituiError
from iitui.ui.kit.screens import ClosingOnce
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

BAD_INPUT, FAILED = 2, 3
"""The exit statuses after what the user can do something about, and after such an error."""

AGAIN_SECONDS = 5.0
"""A second error at the same place within so long leaves the app."""

_REOPENED = "The screen was opened anew."

Place = tuple[type[BaseException], str, int]
"""The kind of an error, and the file and line that raised it."""


class CrashHandler:
    """Decides what an error means for the app, and mends what it broke."""

    def __init__(
        self,
        app: App[None],
        log_folder: Path,
        explain: Callable[[BaseException], IituiError | None],
        open_stacks: Callable[[], Iterable[tuple[str, list[Screen[object]]]]],
        rebuild_mode: Callable[[str], None],
    ) -> None:
        """Make a handler.

        Args:
            app: whose errors these are.
            log_folder: where the log lies.
            explain: returns the error that the user can do something about, if it is one.
            open_stacks: returns the modes in which somebody was, each with its screens.
            rebuild_mode: makes the screens of a mode again, from the first one.
        """
        self._app = app
        self._log_folder = log_folder
        self._explain = explain
        self._open_stacks = open_stacks
        self._rebuild_mode = rebuild_mode
        self._latest: dict[Place, float] = {}
        self.is_leaving = False

    def handle(self, error: Exception, pump: "MessagePump | None") -> None:
        """Tell the user of an error, write it down, and mend the screen or leave.

        Args:
            error: what went wrong. A worker that failed was an action: it is over, its verb was taken back,
                and no part of the screen is broken.
            pump: the part of the app whose handler it was.
        """
        from iitui.domain.text import clean_line
        from iitui.error_log import note, sentence

        cause = error.error if isinstance(error, WorkerFailed) else error
        known_error = self._explain(cause)
        words = str(known_error) if known_error else sentence(note(error, "app", self._log_folder))
        words = clean_line(words)
        if self.is_leaving:
            return
        if isinstance(error, WorkerFailed):
            self._say(words)
        elif known_error is not None:
            self._leave(BAD_INPUT, words)
        elif self._is_again(error):
            self._leave(FAILED, words)
        else:
            self._say(f"{words} {_REOPENED}")
            self._app.call_later(self._reopen, self._screen_of(pump))

    def note_lost(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:  # noqa: ARG002
        """Write down what failed where nobody waited for it; asyncio would print it between the lines."""
        from iitui.error_log import note

        error = context.get("exception")
        if isinstance(error, BaseException):
            note(error, "app, where nobody waited", self._log_folder)

    def _leave(self, status: int, words: str) -> None:
        self._app.exit(return_code=status, message=Text(f"iitui: {words}", no_wrap=True, overflow="ignore"))

    def _say(self, words: str) -> None:
        self._app.notify(words, title=IituiError.title, severity="error", markup=False, timeout=15)

    def _is_again(self, error: Exception) -> bool:
        frames = traceback.extract_tb(error.__traceback__)
        place = (type(error), frames[-1].filename, frames[-1].lineno or 0) if frames else (type(error), "", 0)
        now = time.monotonic()
        before, self._latest[place] = self._latest.get(place), now
        return before is not None and now - before < AGAIN_SECONDS

    def _screen_of(self, pump: "MessagePump | None") -> Screen[object] | None:
        """The screen that a part belongs to, also when the part was taken out of it by its error."""
        while isinstance(pump, DOMNode):
            if isinstance(pump, Screen):
                return pump
            pump = pump.parent
        stack = self._app.screen_stack
        return stack[-1] if stack else None

    def _reopen(self, screen: Screen[object] | None) -> None:
        """Put a new screen in the place of a broken one; a dialog is closed, and what is typed in it kept."""
        if screen is None or self.is_leaving:
            return
        for mode, stack in list(self._open_stacks()):
            if screen in stack:
                self._reopen_in(mode, screen, is_base=stack[0] is screen)

    def _reopen_in(self, mode: str, screen: Screen[object], *, is_base: bool) -> None:
        if mode == self._app.current_mode:
            while self._app.screen is not screen:
                self._close(self._app.screen)
            if not is_base:
                self._close(screen)
                if isinstance(screen, JournalScreen):
                    self._app.push_screen(screen.recreated())
                return
        self._rebuild_mode(mode)

    def _close(self, screen: Screen[object]) -> None:
        if isinstance(screen, ClosingOnce):
            screen.dismiss(None)
        else:
            self._app.pop_screen()
