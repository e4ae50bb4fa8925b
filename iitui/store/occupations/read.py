"""Reads occupations, with the evidence of the interviews about each."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from iitui.domain.comparison import Evidence, OccupationSummary
from iitui.domain.contacts import Level
from iitui.domain.occupations import Occupation
from iitui.domain.text import fold
from iitui.store.queries import HEARD, TO_COME
from iitui.store.records import record
from iitui.store.row_reader import Reader, maybe_instant, placeholders, seconds

_VOICES = f"""
    SELECT DISTINCT i.occupation_id, c.id, c.organization_id, c.level
    FROM interview i JOIN contact c ON c.id = i.contact_id WHERE {HEARD}
"""
"""Who was interviewed about which occupation."""

_SUMMARIES = f"""
    SELECT o.*,
        (SELECT count(*) FROM ({_VOICES}) v WHERE v.occupation_id = o.id) AS people,
        (SELECT count(DISTINCT organization_id) FROM ({_VOICES}) v WHERE v.occupation_id = o.id)
            AS organizations,
        (SELECT min(i.start) FROM interview i WHERE i.occupation_id = o.id AND {HEARD}) AS oldest,
        (SELECT max(i.start) FROM interview i WHERE i.occupation_id = o.id AND {HEARD}) AS newest,
        (SELECT count(*) FROM interview i WHERE i.occupation_id = o.id AND {TO_COME}) AS planned,
        (SELECT count(*) FROM (SELECT 1 FROM interview i JOIN plan_item p ON p.interview_id = i.id
            WHERE i.occupation_id = o.id GROUP BY p.question_id HAVING max(p.answer) = '')) AS open_questions
    FROM occupation o
"""


class OccupationReader(Reader):
    """Reads occupations; what is before `now` has happened."""

    def all(self) -> list[Occupation]:
        """Return all occupations, sorted by name."""
        return [record(Occupation, row) for row in self._all("SELECT * FROM occupation ORDER BY name_key")]

    def get(self, occupation_id: int) -> Occupation | None:
        """Return an occupation; None if there is none with that ID."""
        row = self._first("SELECT * FROM occupation WHERE id = :id", {"id": occupation_id})
        return None if row is None else record(Occupation, row)

    def named(self, name: str) -> Occupation | None:
        """Return the occupation with a name, ignoring accents and case; None if there is none."""
        row = self._first("SELECT * FROM occupation WHERE name_key = :key", {"key": fold(name)})
        return None if row is None else record(Occupation, row)

    def ids(self, query: str = "") -> list[int]:
        """Return the IDs of the occupations whose names contain all words of a search, by name."""
        words = fold(query).split()
        names = self._all("SELECT id, name_key FROM occupation ORDER BY name_key")
        return [row["id"] for row in names if all(word in row["name_key"] for word in words)]

    def summaries(self, occupation_ids: Sequence[int], now: datetime) -> list[OccupationSummary]:
        """Return some occupations with what is known about them and what is not, in the given order."""
        chosen = placeholders(occupation_ids)
        levels: dict[int, dict[Level, int]] = {}
        for row in self._all(
            f"SELECT occupation_id, level, count(*) AS people FROM ({_VOICES})"
            f" WHERE occupation_id IN ({chosen}) AND level IS NOT NULL GROUP BY occupation_id, level",
            {"now": seconds(now)},
        ):
            levels.setdefault(row["occupation_id"], {})[Level(row["level"])] = row["people"]
        rows = self._all(f"{_SUMMARIES} WHERE o.id IN ({chosen})", {"now": seconds(now)})
        found = {row["id"]: _summary(row, levels.get(row["id"], {})) for row in rows}
        return [found[number] for number in occupation_ids if number in found]

    def hanging_on(self, occupation_ids: Sequence[int]) -> int:
        """Return how many interviews are about the given occupations."""
        chosen = placeholders(occupation_ids)
        return self._number(f"SELECT count(*) FROM interview WHERE occupation_id IN ({chosen})")


def _summary(row: sqlite3.Row, levels: dict[Level, int]) -> OccupationSummary:
    return OccupationSummary(
        occupation=record(Occupation, row),
        evidence=Evidence(
            people=row["people"],
            organizations=row["organizations"],
            levels={level: levels[level] for level in Level if level in levels},
            oldest=maybe_instant(row["oldest"]),
            newest=maybe_instant(row["newest"]),
        ),
        planned=row["planned"],
        open_questions=row["open_questions"],
    )
