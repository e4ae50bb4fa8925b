"""Reads acts, the entries of the history."""

from iitui.domain.history import Act
from iitui.store.records import record
from iitui.store.row_reader import Reader


class ActReader(Reader):
    """Reads the history of a journal."""

    def latest(self, limit: int = 100) -> list[Act]:
        """Return the latest acts, newest first; those that can be redone are marked as undone."""
        rows = self._all(
            "SELECT id, at, name, undone FROM act ORDER BY id DESC LIMIT :limit", {"limit": limit}
        )
        return [record(Act, row) for row in rows]
