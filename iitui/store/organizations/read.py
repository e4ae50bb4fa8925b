"""Reads organizations: the list with its search, and how far things are with the people there."""

from collections.abc import Sequence
from datetime import datetime

from iitui.domain.organizations import Organization, OrganizationSummary
from iitui.domain.text import fold
from iitui.store.records import record
from iitui.store.row_reader import Reader, placeholders, seconds

_PEOPLE = """
    SELECT c.organization_id,
        EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = c.id AND (i.status = 'held'
            OR (i.status = 'planned' AND i.start + i.minutes * 60 <= :now))) AS met,
        NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = c.id AND i.status IN ('held', 'planned'))
            AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.contact_id = c.id AND t.is_request) AS to_ask
    FROM contact c WHERE NOT c.archived
"""


class OrganizationReader(Reader):
    """Reads organizations; what is before `now` has happened."""

    def all(self) -> list[Organization]:
        """Return all organizations, sorted by name."""
        rows = self._all("SELECT id, name, notes FROM organization ORDER BY name_key")
        return [record(Organization, row) for row in rows]

    def research(self) -> dict[str, str]:
        """Return what was researched about each organization, by its name; empty for nothing."""
        return {row["name"]: row["notes"] for row in self._all("SELECT name, notes FROM organization")}

    def get(self, organization_id: int) -> Organization | None:
        """Return an organization; None if there is none with that ID."""
        row = self._first("SELECT id, name, notes FROM organization WHERE id = :id", {"id": organization_id})
        return None if row is None else record(Organization, row)

    def named(self, name: str) -> Organization | None:
        """Return the organization with a name, ignoring accents and case; None if there is none."""
        row = self._first("SELECT id FROM organization WHERE name_key = :key", {"key": fold(name)})
        return None if row is None else self.get(row["id"])

    def ids(self, query: str = "") -> list[int]:
        """Return the IDs of the organizations whose names contain all words of a search, by name."""
        words = fold(query).split()
        names = self._all("SELECT id, name_key FROM organization ORDER BY name_key")
        return [row["id"] for row in names if all(word in row["name_key"] for word in words)]

    def summaries(self, organization_ids: Sequence[int], now: datetime) -> list[OrganizationSummary]:
        """Return some organizations with how far things are with their people, in the given order."""
        chosen = placeholders(organization_ids)
        rows = self._all(
            f"""SELECT g.id, g.name, g.notes <> '' AS has_notes, count(p.met) AS people,
                coalesce(sum(p.met), 0) AS met, coalesce(sum(p.to_ask), 0) AS to_ask
            FROM organization g
            LEFT JOIN ({_PEOPLE} AND c.organization_id IN ({chosen})) p ON p.organization_id = g.id
            WHERE g.id IN ({chosen}) GROUP BY g.id""",
            {"now": seconds(now)},
        )
        found = {row["id"]: record(OrganizationSummary, row) for row in rows}
        return [found[number] for number in organization_ids if number in found]

    def hanging_on(self, organization_ids: Sequence[int]) -> int:
        """Return how many contacts work at the given organizations, archived ones included."""
        chosen = placeholders(organization_ids)
        return self._number(f"SELECT count(*) FROM contact WHERE organization_id IN ({chosen})")
