"""Checks that the journal is still the file that was opened.

SQLite would continue writing to a file after it or its folder was deleted, and confirm acts that are lost.
"""

from pathlib import Path

from iitui.domain.errors import JournalError


class FileIdentity:
    """Remembers which file was at a path, without opening it, which would release SQLite's locks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _file_at(path)

    def check(self) -> None:
        """Check that the same file is still there.

        Raises:
            JournalError: it was moved, deleted or replaced.
        """
        present = _file_at(self._path)
        if present is None:
            raise JournalError(
                f"{self._path} is no longer there: it was moved or deleted; nothing was changed."
                " Put it back, or quit iitui and start it again."
            )
        if present != self._file:
            raise JournalError(
                f"{self._path} was replaced by another file; nothing was changed."
                " Quit iitui and start it again."
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of a file; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
