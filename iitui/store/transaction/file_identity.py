"""Whether the journal is still the file that was opened.

SQLite goes on writing to a file that was deleted, or whose folder was: it would confirm acts that are lost.
"""

from pathlib import Path

from iitui.domain.errors import JournalError


class FileIdentity:
    """Remembers which file lay at a path; the file itself is not opened, which would drop SQLite's locks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _file_at(path)

    def check(self) -> None:
        """Look whether it still lies there.

        Raises:
            JournalError: it was moved, deleted or replaced.
        """
        present = _file_at(self._path)
        if present is None:
            raise JournalError(
                f"{self._path} is no longer there: it was moved or deleted; nothing was changed."
                " Put it back, or leave iitui and start it anew."
            )
        if present != self._file:
            raise JournalError(
                f"{self._path} is another file than before: it was replaced; nothing was changed."
                " Leave iitui and start it anew."
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return by which device and number the system knows a file; None where there is none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
