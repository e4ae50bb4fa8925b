"""Measures the terminal, without `shutil`, which is slow to load."""

import os
import sys

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
