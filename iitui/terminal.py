"""How wide the terminal is; the standard library would load half of its archives to say so."""

import os
import sys

USUAL = 80
"""Columns where there is no terminal."""


def columns() -> int:
    """The columns of the terminal that is written to: as `COLUMNS` says, else as it says itself."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or USUAL
    except (OSError, ValueError):  # no terminal; or standard output is closed
        return USUAL
