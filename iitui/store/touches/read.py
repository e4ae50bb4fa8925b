"""Reads touches."""

from iitui.domain.touches import Touch
from iitui.store.records import record
from iitui.store.row_reader import Reader


class TouchReader(Reader):
    """Reads touches."""

    def get(self, touch_id: int) -> Touch | None:
        """Return one touch; None if there is none with that ID."""
        row = self._first("SELECT * FROM touch WHERE id = :id", {"id": touch_id})
        return None if row is None else record(Touch, row)

    def with_contact(self, contact_id: int, limit: int = 50) -> list[Touch]:
        """Return the latest touches with a contact, newest first."""
        rows = self._all(
            "SELECT * FROM touch WHERE contact_id = :id ORDER BY at DESC, id DESC LIMIT :limit",
            {"id": contact_id, "limit": limit},
        )
        return [record(Touch, row) for row in rows]

    def latest_request(self, contact_id: int) -> Touch | None:
        """Return the latest request to a contact; None if there was none."""
        row = self._first(
            "SELECT * FROM touch WHERE contact_id = :id AND is_request ORDER BY at DESC, id DESC LIMIT 1",
            {"id": contact_id},
        )
        return None if row is None else record(Touch, row)
