"""Imports modules on a thread in the background, and pauses while the user types.

An import holds up the screen's thread, because only one thread runs Python at a time: without the pauses a
key pressed meanwhile would be answered late.
"""

import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module

STORE_MODULES = (
    "sqlalchemy",
    "sqlalchemy.orm",
    "pydantic",
    "sqlmodel",
    "iitui.store.schema.tables",
    "iitui.store.journal",
)
"""The slow modules of the store, in the order in which they are loaded."""

PAUSE_SECONDS = 0.3
"""Seconds without a key after which the imports go on."""

_SHORT_TURN = 0.0005
"""Seconds after which the importing thread yields to the screen's thread."""


class Preloader:
    """Imports one module after the other, and pauses between them while keys are pressed."""

    def __init__(self) -> None:
        self._resume_at = 0.0
        self._is_needed_now = threading.Event()
        self._lock = threading.Lock()

    def pause(self) -> None:
        """Pause for `PAUSE_SECONDS` from now: a key was pressed."""
        self._resume_at = time.monotonic() + PAUSE_SECONDS

    def stop_pausing(self) -> None:
        """Do not pause any more, for the modules are needed now."""
        self._is_needed_now.set()

    def load(self, modules: Sequence[str]) -> None:
        """Import modules in their order.

        To be called on a thread of its own. A second call waits until the first has ended.
        """
        with self._lock:
            self._load(modules)

    def _load(self, modules: Sequence[str]) -> None:
        usual_turn = sys.getswitchinterval()
        sys.setswitchinterval(_SHORT_TURN)
        try:
            for name in modules:
                # Between two modules no import lock is held, so that the screen can import what it needs.
                while (left := self._resume_at - time.monotonic()) > 0 and not self._is_needed_now.wait(left):
                    pass
                import_module(name)
        finally:
            sys.setswitchinterval(usual_turn)
