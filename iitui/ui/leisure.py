"""Loading modules on a thread while nobody types, so that a key pressed meanwhile is answered at once."""

import sys
import threading
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType, TracebackType

REST = 0.3
"""Seconds without a key after which loading goes on."""

_SHORT_TURN = 0.0005
"""Seconds after which the thread that loads lets the screen's thread have its turn."""


class Leisure:
    """Inside its `with`, imports of the thread that entered it wait before each module while keys come.

    It finds no module itself: it stands before the finders of Python, which are asked for each one.
    """

    def __init__(self) -> None:
        self._resume_at = 0.0
        self._ended = threading.Event()
        self._thread: int | None = None
        self._usual_turn = 0.0

    def give_way(self) -> None:
        """Wait from now on: a key was pressed."""
        self._resume_at = time.monotonic() + REST

    def end(self) -> None:
        """Wait no longer, now or ever: what is loaded is needed."""
        self._ended.set()

    def find_spec(
        self,
        fullname: str,  # noqa: ARG002
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Wait until nobody types; then let Python's own finders look for the module."""
        if threading.get_ident() == self._thread:
            while (left := self._resume_at - time.monotonic()) > 0 and not self._ended.wait(left):
                pass
        return None

    def __enter__(self) -> None:
        self._thread = threading.get_ident()
        self._usual_turn = sys.getswitchinterval()
        sys.setswitchinterval(_SHORT_TURN)
        sys.meta_path.insert(0, self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.meta_path.remove(self)
        sys.setswitchinterval(self._usual_turn)
