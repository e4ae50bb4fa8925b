"""Reads debriefs."""

from iitui.domain.debriefs import Debrief
from iitui.store.records import record
from iitui.store.row_reader import Reader


class DebriefReader(Reader):
    """Reads what was written down right after interviews."""

    def get(self, interview_id: int) -> Debrief | None:
        """Return the debrief of an interview; None if none was written."""
        row = self._first("SELECT * FROM debrief WHERE interview_id = :id", {"id": interview_id})
        return None if row is None else record(Debrief, row)
