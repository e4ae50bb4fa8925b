"""What comes from the terminal, before Textual makes keys of it: a paste is text and presses no key.

Textual reads escape sequences inside a pasted text as keys, and ends at a byte that is not UTF-8.
"""

import os
import re
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress

from textual._parser import ParseEOF, ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

START, END = "\x1b[200~", "\x1b[201~"
"""How a terminal says that a pasted text begins and ends (bracketed paste of xterm)."""

LONGEST = 2_000_000
"""Characters of one paste that are taken; the rest of it is passed over."""

_STEERING = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
"""Control characters, but for those that part lines and cells."""


class PasteGuard:
    """Takes control characters out of what is pasted; everything else goes through as it came."""

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
        """Let keys through; the mark of a paste may have begun in the piece before."""
        known = self._before + text
        place = known.find(START)
        if place < 0:
            self._before = known[-len(START) + 1 :]
            return passed + text, ""
        self._is_open, self._held, self._taken, self._before = True, "", 0, ""
        through = place + len(START) - (len(known) - len(text))
        return passed + text[:through], text[through:]

    def _within(self, passed: str, text: str) -> tuple[str, str]:
        """Clean what is pasted; the mark of its end may go on in the next piece."""
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


class GuardedDriver(LinuxDriver):
    """Reads from the terminal like Textual's own, through a guard, and whatever bytes there come."""

    def run_input_thread(self) -> None:
        """Wait for input and hand on its events until the app is left."""
        parser, guard = XTermParser(self._debug), PasteGuard()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = os.read(self.fileno, 4096)
                    if not data:  # nobody is there any more
                        break
                    for event in parser.feed(guard.passing(decode(data))):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        with suppress(EOFError, ParseEOF, ParseError):
            for _ in parser.feed(""):
                pass
