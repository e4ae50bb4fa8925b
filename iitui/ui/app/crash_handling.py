"""Handles unexpected errors: one sentence for the user, the rest in the log, and the app goes on.

Textual would end the app and print the values of local variables, including other people's words, to the
terminal. Here the screen that failed is replaced; the app ends only when the same place soon fails again.
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
"""The exit statuses after an error that the user can do something about, and after an unexpected one."""

AGAIN_SECONDS = 5.0
"""The seconds within which a second error at the same place ends the app."""

_REOPENED = "The screen was reopened."

Place = tuple[type[BaseException], str, int]
"""The kind of an error, and the file and line that raised it."""


class CrashHandler:
    """Decides what an error means for the app, and replaces the screen that it broke."""

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
            open_stacks: returns the modes that have been visited, each with its screens.
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
        """Tell the user about an error, log it, and replace the screen or leave.

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
        """Log the error of a task that nobody awaits; asyncio would print it over the screen."""
        from iitui.error_log import note

        error = context.get("exception")
        if isinstance(error, BaseException):
            note(error, "app, where no one waited", self._log_folder)

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
        """The screen that a part belongs to, even if the error has removed the part from it."""
        while isinstance(pump, DOMNode):
            if isinstance(pump, Screen):
                return pump
            pump = pump.parent
        stack = self._app.screen_stack
        return stack[-1] if stack else None

    def _reopen(self, screen: Screen[object] | None) -> None:
        """Replace a broken screen with a new one; close a broken dialog, and keep what was typed in it."""
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
                self._app.uninstall_screen(screen)  # a broken one is not kept
                if isinstance(screen, JournalScreen):
                    self._app.push_screen(screen.recreated())
                return
        self._rebuild_mode(mode)

    def _close(self, screen: Screen[object]) -> None:
        if isinstance(screen, ClosingOnce):
            screen.dismiss(None)
        else:
            self._app.pop_screen()
