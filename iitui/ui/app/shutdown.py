"""Leaving: by a key, a signal, a closed terminal or an error, the process ends and gives the terminal back.

A watchdog covers every way out and ends what has not ended in time, because neither a thread that waits for a
locked file nor a terminal that accepts no more output may keep the process alive.
"""

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

LEAVE_SECONDS = 2.0
"""How long leaving may take."""

GO_ON_SECONDS = 30.0
"""How long closing a journal may take before another one is opened."""

SIGNAL_SECONDS = 0.8
"""How long it may take after a signal: a system that shuts down soon sends a harder one."""

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""Signals that ask a program to leave."""


def status_of(number: int) -> int:
    """Return the exit status after a signal, as shells count it."""
    return 128 + number


class Watchdog:
    """Ends the process after a while, unless it has ended before."""

    def __init__(self, restore: Callable[[], None]) -> None:
        """Make a watchdog.

        Args:
            restore: gives the terminal back; called on the watchdog's own thread.
        """
        self._restore = restore
        self._timer: threading.Timer | None = None

    def arm(self, seconds: float, status: int, words: str = "") -> None:
        """End the process after some seconds; only the first call counts.

        Args:
            seconds: from now.
            status: the exit status.
            words: what is printed then.
        """
        if self._timer is None:
            self._timer = threading.Timer(seconds, self._end, (status, words))
            self._timer.daemon = True
            self._timer.start()

    def stand_down(self) -> None:
        """Let the process go on after all: what was to stop has stopped."""
        if self._timer is not None:
            self._timer.cancel()

    def _end(self, status: int, words: str) -> None:
        try:
            self._restore()
            if words:
                os.write(2, f"{words}\n".encode())
        finally:
            os._exit(status)


def on_signals(leave: Callable[[int], None]) -> None:
    """Call a function with the number of the signal that asks the program to leave.

    Uses `signal.signal` instead of the event loop, which may be what no longer responds.
    """

    def handle(number: int, _frame: FrameType | None) -> None:
        leave(number)

    for number in SIGNALS:
        signal.signal(number, handle)
