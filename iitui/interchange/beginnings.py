"""The beginning of a file, by which its kind is told before it is read."""

from pathlib import Path

MOST = 65_536
"""How many bytes of a file are looked at."""


def beginning_of(path: Path) -> bytes:
    """Return the first bytes of a file; none if it cannot be read: whoever reads it says why."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.read(MOST)
    except (OSError, ValueError):
        return b""
