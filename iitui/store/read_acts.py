"""Acts: what was done to the journal, for its history."""

from iitui.domain.values.acts import Act
from iitui.store.row_reader import Reader, instant


class ActReader(Reader):
    """Reads the history of a journal."""

    def latest(self, limit: int = 100) -> list[Act]:
        """Return the latest acts, newest first; those taken back and not yet replaced are marked."""
        rows = self._all(
            "SELECT id, at, name, undone FROM act ORDER BY id DESC LIMIT :limit", {"limit": limit}
        )
        return [
            Act(id=row["id"], at=instant(row["at"]), name=row["name"], undone=bool(row["undone"]))
            for row in rows
        ]
