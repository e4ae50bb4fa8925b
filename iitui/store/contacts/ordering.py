"""Sorts all contacts by a column of their list.

Only what the column holds is read, once for all contacts. Blanks come last; the name decides among equals.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from iitui.domain.contacts import ContactColumn, Stage, stage_of
from iitui.domain.follow_ups import Kind
from iitui.domain.rules import RULES
from iitui.domain.text import fold
from iitui.store.contacts.stage_facts import FACTS, facts_of
from iitui.store.queries import OPEN, WORST_FIRST
from iitui.store.row_reader import Reader, seconds

_BY_NAME = "SELECT id FROM contact WHERE archived = :archived ORDER BY sort_key, id"

_ORGANIZATIONS = """SELECT c.id, g.name_key AS value FROM contact c
    JOIN organization g ON g.id = c.organization_id WHERE g.name_key <> ''"""

_LAST_TOUCHES = """SELECT contact_id AS id, max(at) AS value FROM (
        SELECT contact_id, at FROM touch WHERE at <= :now
        UNION ALL SELECT contact_id, min(start + minutes * 60, coalesce(ended_at, start + minutes * 60))
            FROM interview
            WHERE status = 'held' OR (status = 'planned' AND start + minutes * 60 <= :now))
    GROUP BY contact_id"""

_WITH_FACTS = f"""SELECT c.id, {FACTS} FROM contact c
    WHERE c.id IN (SELECT contact_id FROM touch UNION SELECT contact_id FROM interview)"""

Values = Mapping[int, str] | Mapping[int, int]


class ContactOrdering(Reader):
    """Sorts contacts; what is before `now` has happened."""

    def ids(self, column: ContactColumn, now: datetime, *, archived: bool, is_down: bool) -> list[int]:
        """Return all contacts, sorted.

        Args:
            column: what they are sorted by.
            now: the present instant.
            archived: the archived contacts instead of the others.
            is_down: what is most, or last in the alphabet, comes first.
        """
        by_name = [row["id"] for row in self._each(_BY_NAME, {"archived": archived})]
        if column is ContactColumn.NAME:
            return by_name[::-1] if is_down else by_name
        readers: Mapping[ContactColumn, Callable[[datetime], Values]] = {
            ContactColumn.ORGANIZATION: self._organizations,
            ContactColumn.ROLE: self._roles,
            ContactColumn.STAGE: self._stages,
            ContactColumn.LAST_TOUCH: self._last_touches,
            ContactColumn.OWED: self._owed,
            ContactColumn.DUE: self._due,
        }
        values = readers[column](now)
        filled = [number for number in by_name if number in values]
        filled.sort(key=values.__getitem__, reverse=is_down)
        if len(filled) == len(by_name):
            return filled
        blank = [number for number in by_name if number not in values]
        return filled + blank

    def _organizations(self, _now: datetime) -> dict[int, str]:
        return {row["id"]: row["value"] for row in self._each(_ORGANIZATIONS)}

    def _roles(self, _now: datetime) -> dict[int, str]:
        rows = self._all("SELECT id, role FROM contact WHERE trim(role) <> ''")
        folded = {role: fold(role) for role in {row["role"] for row in rows}}
        return {row["id"]: folded[row["role"]] for row in rows}

    def _stages(self, now: datetime) -> dict[int, int]:
        places = {stage: place for place, stage in enumerate(Stage)}
        # Nothing has passed with most of them, so that they are still to be asked.
        values = {row["id"]: places[Stage.TO_ASK] for row in self._each("SELECT id FROM contact")}
        for row in self._each(_WITH_FACTS, {"now": seconds(now)}):
            values[row["id"]] = places[stage_of(facts_of(row), now)]
        return values

    def _last_touches(self, now: datetime) -> dict[int, int]:
        return {row["id"]: row["value"] for row in self._each(_LAST_TOUCHES, {"now": seconds(now)})}

    def _owed(self, now: datetime) -> dict[int, str]:
        return {number: fold(RULES[Kind(kind)].called) for number, (kind, _) in self._worst(now).items()}

    def _due(self, now: datetime) -> dict[int, int]:
        return {number: due for number, (_, due) in self._worst(now).items()}

    def _worst(self, now: datetime) -> dict[int, tuple[str, int]]:
        """Return kind and due time of the worst follow-up of each contact who is owed one."""
        query = f"SELECT contact_id, kind, due {OPEN} AND contact_id IS NOT NULL {WORST_FIRST}"
        worst: dict[int, tuple[str, int]] = {}
        for row in self._each(query, {"now": seconds(now)}):
            worst.setdefault(row["contact_id"], (row["kind"], row["due"]))
        return worst
