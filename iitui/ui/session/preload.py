"""Loading modules on a thread while nobody types, so that a key pressed meanwhile is answered soon."""

import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module

REST = 0.3
"""Seconds without a key after which loading goes on."""

_SHORT_TURN = 0.0005
"""Seconds after which the thread that loads lets the screen's thread have its turn."""


class Preloader:
    """Loads one module after the other, and waits between them while keys come."""

    def __init__(self) -> None:
        self._resume_at = 0.0
        self._ended = threading.Event()
        self._turn = threading.Lock()

    def give_way(self) -> None:
        """Wait from now on: a key was pressed."""
        self._resume_at = time.monotonic() + REST

    def end(self) -> None:
        """Wait no longer, now or ever: what is loaded is needed."""
        self._ended.set()

    def load(self, modules: Sequence[str]) -> None:
        """Load modules, in their order; on a thread of its own, after what others are loading."""
        with self._turn:
            self._load(modules)

    def _load(self, modules: Sequence[str]) -> None:
        usual_turn = sys.getswitchinterval()
        sys.setswitchinterval(_SHORT_TURN)
        try:
            for name in modules:
                # Between two modules no lock of an import is held, for which the screen would have to wait.
                while (left := self._resume_at - time.monotonic()) > 0 and not self._ended.wait(left):
                    pass
                import_module(name)
        finally:
            sys.setswitchinterval(usual_turn)
