"""The program in a real pseudo-terminal: what it draws, how it ends, and the state it leaves the terminal in.

Textual's Pilot waits between keys; what happens when keys come faster shows only here.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import IO, Self

PATIENCE = 30.0
"""Seconds after which a test gives up waiting: far more than a busy machine needs."""

_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Makes the terminal that of the process's session, so that closing it is felt as in a real one."""

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")

_RAW = termios.ECHO | termios.ICANON | termios.ISIG


class Terminal:
    """One end of a pseudo-terminal; iitui is at the other."""

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        *,
        columns: int = 100,
        rows: int = 30,
        program: str | None = None,
        errors: IO[bytes] | None = None,
    ) -> None:
        """Start iitui in a terminal.

        Args:
            arguments: of iitui.
            home: the home folder that it sees, and in which it runs.
            columns: of the terminal.
            rows: of the terminal.
            program: Python to run in the place of iitui, which breaks something in it first.
            errors: where standard error goes, if not to the terminal.
        """
        self.screen_file, other = os.openpty()
        self.resize(columns, rows)
        environment = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        for name in ("COLUMNS", "LINES"):  # of a picture that was taken before: the terminal has its own size
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-IS",  # it only hands on: nothing is looked up for that
                "-c",
                _TAKE_TERMINAL,
                *(["-c", program] if program else ["-m", "iitui"]),
                *arguments,
            ],
            stdin=other,
            stdout=other,
            stderr=errors or other,
            env=environment,
            cwd=home,  # what is saved under a bare name stays there
            start_new_session=True,
        )
        self._other = other  # kept open: the state of the terminal is read after the program has ended
        self.drawn = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.close()

    def close(self) -> None:
        """Close the terminal, as who closes its window does."""
        for file in (self.screen_file, self._other):
            if file >= 0:
                os.close(file)
        self.screen_file = self._other = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self.screen_file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, *keys: str, gap: float = 0.0) -> None:
        """Press keys, so many seconds apart, and take in what is drawn meanwhile."""
        for key in keys:
            os.write(self.screen_file, key.encode())
            self.read(gap)

    def read(self, seconds: float) -> int:
        """Take in what is drawn for so long, and return how many bytes it was."""
        until, count = monotonic() + seconds, 0
        while True:
            left = max(until - monotonic(), 0.0)
            if not select.select([self.screen_file], [], [], left)[0]:
                return count
            try:
                data = os.read(self.screen_file, 65536)
            except OSError:
                return count
            if not data:
                return count
            self.drawn += data
            count += len(data)

    def text(self) -> str:
        """All that was drawn since `forget`, without what steers the terminal."""
        return _ESCAPES.sub(b"", self.drawn).decode("utf-8", "replace")

    def forget(self) -> None:
        """Let what was drawn before count no more."""
        self.drawn = b""

    def wait_for(self, words: str) -> None:
        """Read until words are drawn; fail if they never are."""
        latest = monotonic() + PATIENCE
        while words not in self.text():
            assert self.process.poll() is None, f"it ended before {words!r}: {self.text()[-2000:]}"
            assert monotonic() < latest, f"{words!r} never came: {self.text()[-2000:]}"
            self.read(0.05)

    def rest(self, quiet: float = 0.4) -> None:
        """Read until nothing has been drawn for so long; fail if there is no end to it."""
        latest = monotonic() + PATIENCE
        while self.read(quiet):
            assert monotonic() < latest, "it never comes to rest"

    def has_ended(self) -> bool:
        """Whether the program has ended."""
        return self.process.poll() is not None

    def wait(self, seconds: float = PATIENCE) -> int:
        """Return the exit status once the program has ended; fail if it does not within so long."""
        latest = monotonic() + seconds
        while self.process.poll() is None:
            assert monotonic() < latest, f"it did not end: {self.text()[-2000:]}"
            if self.screen_file < 0:
                select.select([], [], [], 0.01)
            else:
                self.read(0.01)
        if self.screen_file >= 0:
            self.read(0.0)
        return self.process.returncode

    def is_given_back(self) -> bool:
        """Whether keys echo, lines can be edited, and the usual screen and cursor are back."""
        flags = termios.tcgetattr(self._other)[3]
        screen = self.drawn.rfind(b"\x1b[?1049l") > self.drawn.rfind(b"\x1b[?1049h")
        cursor = self.drawn.rfind(b"\x1b[?25h") > self.drawn.rfind(b"\x1b[?25l")
        return flags & _RAW == _RAW and screen and cursor
