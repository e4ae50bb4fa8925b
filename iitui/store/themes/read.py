"""Reads themes and their passages."""

import sqlite3

from iitui.domain.themes import Passage, Theme
from iitui.store.records import record
from iitui.store.row_reader import Reader

_PASSAGES = "SELECT s.*, t.name AS theme FROM passage s JOIN theme t ON t.id = s.theme_id"


def passage_of(row: sqlite3.Row) -> Passage:
    """Make a passage from its row, with the name of its theme."""
    return record(Passage, row, item_id=row["plan_item_id"])


class ThemeReader(Reader):
    """Reads themes and passages."""

    def all(self) -> list[Theme]:
        """Return all themes, sorted by name."""
        rows = self._all(
            """SELECT t.id, t.name, count(s.id) AS passages, count(DISTINCT i.contact_id) AS people
            FROM theme t LEFT JOIN passage s ON s.theme_id = t.id
            LEFT JOIN plan_item p ON p.id = s.plan_item_id LEFT JOIN interview i ON i.id = p.interview_id
            GROUP BY t.id ORDER BY t.name_key"""
        )
        return [Theme(id=r["id"], name=r["name"], passages=r["passages"], people=r["people"]) for r in rows]

    def passage(self, passage_id: int) -> Passage | None:
        """Return a passage; None if there is none with that ID."""
        row = self._first(f"{_PASSAGES} WHERE s.id = :id", {"id": passage_id})
        return None if row is None else passage_of(row)
