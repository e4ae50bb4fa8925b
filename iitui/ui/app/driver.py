"""Reads the terminal before Textual does: pasted text stays text, and escape is a key of its own.

Textual reads escape sequences inside pasted text as keys, and fails at a byte that is not UTF-8.
"""

import os
import re
import selectors
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import constants, events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from iitui.ui.kit.textual_internals import InputParser, draw_on

START, END = "\x1b[200~", "\x1b[201~"
"""How a terminal says that a pasted text begins and ends (bracketed paste of xterm)."""

LONGEST = 2_000_000
"""The most characters that are taken from one paste; the rest is dropped."""

_STEERING = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
"""Control characters, except those that separate lines and cells."""


class PasteGuard:
    """Removes control characters from pasted text; lets everything else through unchanged."""

    def __init__(self) -> None:
        self._is_open = False
        self._before = ""
        self._held = ""
        self._taken = 0

    def passing(self, text: str) -> str:
        """Return what of the next piece of input may reach the parser."""
        passed = ""
        while text:
            passed, text = self._within(passed, text) if self._is_open else self._outside(passed, text)
        return passed

    def _outside(self, passed: str, text: str) -> tuple[str, str]:
        """Let keys through; the start of a paste may have begun in the piece before."""
        known = self._before + text
        place = known.find(START)
        if place < 0:
            self._before = known[-len(START) + 1 :]
            return passed + text, ""
        self._is_open, self._held, self._taken, self._before = True, "", 0, ""
        through = place + len(START) - (len(known) - len(text))
        return passed + text[:through], text[through:]

    def _within(self, passed: str, text: str) -> tuple[str, str]:
        """Clean what is pasted; the sequence that ends it may continue in the next piece."""
        known = self._held + text
        place = known.find(END)
        if place >= 0:
            self._is_open = False
            return passed + self._clean(known[:place]) + END, known[place + len(END) :]
        keep = next((size for size in range(len(END) - 1, 0, -1) if known.endswith(END[:size])), 0)
        self._held = known[len(known) - keep :]
        return passed + self._clean(known[: len(known) - keep]), ""

    def _clean(self, text: str) -> str:
        room = LONGEST - self._taken
        cleaned = re.sub(_STEERING, "", text)[:room]
        self._taken += len(cleaned)
        return cleaned


_ESCAPE = "\x1b"

_INTRODUCERS = "[O]P^_X\\"
"""After an escape these make it the beginning or the end of a control sequence (ECMA-48)."""

_WORD_KEYS = ("b", "f", "\x7f")
"""What terminals send after an escape for alt with an arrow or backspace, which move by words."""


class EscapeGuard:
    """Tells the escape key from the control sequences that begin like it.

    Textual reads an escape and a key that follows within a tenth of a second as one key: "esc 1" becomes "¡".
    Here they are two keys, except for the keys that move by words, if they arrive in one piece.
    """

    def __init__(self) -> None:
        self._since: float | None = None

    def parts(self, text: str, now: float) -> Iterator[str | events.Key]:
        """Yield escape keys, and between them what is left to the parser.

        Args:
            text: what came from the terminal.
            now: seconds on a monotonic clock.
        """
        came_apart, self._since = self._since is not None, None
        text = _ESCAPE + text if came_apart else text
        begin = 0
        for place in [found.start() for found in re.finditer(_ESCAPE, text)]:
            after = text[place + 1 : place + 2]
            is_word_key = after in _WORD_KEYS and not (came_apart and place == 0)
            if after and (after in _INTRODUCERS or is_word_key):
                continue
            yield text[begin:place]
            begin = place + 1
            if after:
                yield events.Key("escape", _ESCAPE)
            else:
                self._since = now
        yield text[begin:]

    def tick(self, now: float) -> Iterator[events.Key]:
        """Yield the escape key once nothing has followed it for long enough."""
        if self._since is not None and now - self._since >= constants.ESCAPE_DELAY:
            self._since = None
            yield events.Key("escape", _ESCAPE)

    def patience(self, now: float, longest: float) -> float:
        """Return how many seconds may pass before `tick` must be called."""
        return longest if self._since is None else max(self._since + constants.ESCAPE_DELAY - now, 0.0)


_RESTORE = (
    "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What Textual writes to give the terminal back: paste, wrapping, mouse, keys, screen, cursor, focus."""


class GuardedDriver(LinuxDriver):
    """Reads from the terminal like Textual's own driver, but through the guards, and accepts any bytes.

    Attributes:
        on_closed: called on the thread of the input when the terminal is closed.
    """

    on_closed: Callable[[], None] | None = None

    SHOWS_CURSOR: ClassVar[bool] = False
    """Whether the cursor of the terminal can be seen, not only followed."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._is_debugging = debug
        self._output = sys.__stdout__ or sys.__stderr__
        if self._output is not None:
            draw_on(self, self._output)  # standard error, where Textual draws, may be a log

    def start_application_mode(self) -> None:
        """Prepare the terminal, and with plain lines leave its cursor in sight."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        if self.SHOWS_CURSOR:
            self.write("\x1b[?25h")
            self.flush()

    def restore_terminal(self) -> None:
        """Restore the terminal without the threads that usually write to it; never blocks."""
        if self.attrs_before is None or self._output is None:
            return
        output = self._output.fileno()
        with suppress(OSError, termios.error):
            termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(output, False)
            os.write(output, _RESTORE.encode())
            os.set_blocking(output, True)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:  # EIO: the other end of the pseudo-terminal was closed
            return b""

    def run_input_thread(self) -> None:
        """Wait for input and hand on its events until the app is left."""
        parser, paste, escape = InputParser(debug=self._is_debugging), PasteGuard(), EscapeGuard()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(escape.patience(monotonic(), longest=0.1)):
                    data = self._read()
                    if not data:  # the terminal was closed
                        if self.on_closed is not None:
                            self.on_closed()
                        break
                    for part in escape.parts(paste.passing(decode(data)), monotonic()):
                        self._hand_on(parser, part)
                for key in escape.tick(monotonic()):
                    self.process_message(key)
                for event in parser.tick():
                    self.process_message(event)
        parser.close()

    def _hand_on(self, parser: InputParser, part: str | events.Key) -> None:
        if isinstance(part, events.Key):
            self.process_message(part)
        elif part:  # an empty text would tell the parser that the input has ended
            for event in parser.feed(part):
                self.process_message(event)


class CursorDriver(GuardedDriver):
    """The driver for plain lines: the cursor of the terminal shows where one is."""

    SHOWS_CURSOR = True
