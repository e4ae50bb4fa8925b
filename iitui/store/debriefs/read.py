"""Reads debriefs."""

import sqlite3

from iitui.domain.debriefs import Debrief
from iitui.store.row_reader import Reader

_TEXTS = ("news", "liked", "disliked", "surprises", "corrections", "about_me")


def debrief_of(row: sqlite3.Row) -> Debrief:
    """Make a debrief from its row."""
    return Debrief(**{name: row[name] for name in _TEXTS})


class DebriefReader(Reader):
    """Reads what was written down right after interviews."""

    def get(self, interview_id: int) -> Debrief | None:
        """Return the debrief of an interview; None if none was written."""
        row = self._first("SELECT * FROM debrief WHERE interview_id = :id", {"id": interview_id})
        return None if row is None else debrief_of(row)
