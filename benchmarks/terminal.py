"""A pseudo-terminal with a stopwatch: spawn to paint, key to paint."""

import fcntl
import os
import pty
import resource
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 20.0
SCREENFUL = 4_000
"""So many bytes are more than a line or two, and less than any screen with its colors."""

QUIET = 0.08
"""So many seconds without output mean that a screen is painted."""


class TimedTerminal:
    """Runs a program in a terminal of 100x30 and times what it paints."""

    def __init__(self, command: Sequence[str]) -> None:
        self._begun = time.perf_counter()
        self._child, self._file = pty.fork()
        if self._child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            os.execv(command[0], list(command))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self._seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._file)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._file], [], [], seconds)[0]:
            return False
        self._seen += os.read(self._file, 65536)
        return True

    def painted(self, words: str) -> float:
        """Return the seconds from spawn until the words are on the screen."""
        while words.encode() not in self._seen:
            if time.perf_counter() - self._begun > PATIENCE:
                raise TimeoutError(f"{words!r} never came")
            self._read(0.5)
        return time.perf_counter() - self._begun

    def settle(self) -> None:
        """Read until nothing has come for a moment."""
        while self._read(QUIET):
            pass

    def rest(self, seconds: float) -> None:
        """Read whatever comes for so long; the cursor of an input may blink for ever."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def resident(self) -> int:
        """Return the bytes of memory that the program has in use; Linux only, 0 elsewhere."""
        try:
            words = Path(f"/proc/{self._child}/statm").read_text().split()
        except OSError:
            return 0
        return int(words[1]) * resource.getpagesize()

    def opened(self, key: str) -> float:
        """Return the seconds from a key until another screen is painted, and not only a line of it."""
        self.settle()
        begun, before = time.perf_counter(), len(self._seen)
        os.write(self._file, key.encode())
        while len(self._seen) - before < SCREENFUL:
            if not self._read(PATIENCE):
                raise TimeoutError(f"{key!r} opened nothing")
        return time.perf_counter() - begun

    def key(self, key: str) -> float:
        """Return the seconds from a key until the first paint that answers it."""
        self.settle()
        begun = time.perf_counter()
        os.write(self._file, key.encode())
        if not self._read(PATIENCE):
            raise TimeoutError(f"nothing answered {key!r}")
        spent = time.perf_counter() - begun
        self.settle()
        return spent
