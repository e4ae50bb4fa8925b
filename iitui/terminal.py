"""Measures the terminal, without `shutil`, which is slow to load."""

import os
import sys

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL = 80
"""The width in columns without a terminal."""


def columns() -> int:
    """Return the width of the terminal on standard output in columns; `COLUMNS` overrides it."""
    chosen = os.environ.get("COLUMNS", "")
    if chosen.isdecimal() and int(chosen) > 0:
        return int(chosen)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or USUAL
    except (OSError, ValueError):  # no terminal, or standard output is closed
        return USUAL


def knows_links(environment: "Mapping[str, str]") -> bool:
    """Return whether a terminal takes links (OSC 8), or leaves them out without a trace as most others do."""
    return environment.get("TERM", "") not in ("", "dumb", "linux", "vt100", "vt220")
