"""Reads news, former positions, and to whom a new position is a reason to write."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from iitui.domain.news import FRESH, ContactNews, FormerPosition, News, ReasonToWrite, Statement, read_fields
from iitui.store.row_reader import Reader, instant, placeholders, seconds

_NEWS = """
    SELECT s.id, s.contact_id, s.source, s.said_at, s.name, s.organization, s.role, s.news,
        c.name AS name_now, coalesce(g.name, '') AS organization_now, c.role AS role_now
    FROM source_statement s JOIN contact c ON c.id = s.contact_id
    LEFT JOIN organization g ON g.id = c.organization_id
    WHERE s.news <> ''"""

_HAS_ANY = """
    SELECT EXISTS (SELECT 1 FROM source_statement WHERE contact_id = :id AND news <> '')
        OR EXISTS (SELECT 1 FROM former_position WHERE contact_id = :id)"""

_REASONS = """
    SELECT f.contact_id, c.name, coalesce(g.name, '') AS organization, c.role, max(f.until_at) AS since
    FROM former_position f JOIN contact c ON c.id = f.contact_id AND NOT c.archived
    LEFT JOIN organization g ON g.id = c.organization_id
    WHERE f.until_at > :fresh
        AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.contact_id = c.id AND t.at >= f.until_at)
        AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = c.id
            AND i.status IN ('planned', 'held') AND i.start >= f.until_at)"""


class NewsReader(Reader):
    """Reads what files said differently of contacts, and what came of it."""

    def pending(self) -> list[News]:
        """Return the news of which nothing has been said yet, the latest first."""
        return self._news(f"{_NEWS} ORDER BY s.said_at DESC, c.sort_key, s.id")

    def some(self, news_ids: Sequence[int]) -> list[News]:
        """Return those among some news of which nothing has been said yet, in their order."""
        chosen = f" AND s.id IN ({placeholders(news_ids)})"
        found = {each.id: each for each in self._news(_NEWS + chosen)}
        return [found[number] for number in news_ids if number in found]

    def about(self, contact_id: int) -> list[News]:
        """Return the news of one contact."""
        return self._news(f"{_NEWS} AND s.contact_id = :id ORDER BY s.said_at DESC, s.id", contact_id)

    def of_contact(self, contact_id: int, now: datetime) -> ContactNews:
        """Return news, former positions and reason to write of one contact; most have none of them."""
        if not self._number(_HAS_ANY, {"id": contact_id}):
            return ContactNews()
        return ContactNews(
            tuple(self.about(contact_id)),
            tuple(self.former_positions(contact_id)),
            tuple(self.reasons(now, contact_id)),
        )

    def _news(self, query: str, contact_id: int | None = None) -> list[News]:
        news = [_news(row) for row in self._each(query, {"id": contact_id})]
        return [each for each in news if each.changes]

    def former_positions(self, contact_id: int) -> list[FormerPosition]:
        """Return where a contact worked before, the latest first."""
        rows = self._all(
            "SELECT organization, role, until_at FROM former_position WHERE contact_id = :id"
            " ORDER BY until_at DESC, id DESC",
            {"id": contact_id},
        )
        return [
            FormerPosition(organization=row["organization"], role=row["role"], until=instant(row["until_at"]))
            for row in rows
        ]

    def reasons(self, now: datetime, contact_id: int | None = None) -> list[ReasonToWrite]:
        """Return to whom a new position is a reason to write, the latest first.

        There is none where something passed between us since, or where one is planned.
        """
        only = "" if contact_id is None else " AND f.contact_id = :id"
        rows = self._all(
            f"{_REASONS}{only} GROUP BY f.contact_id ORDER BY since DESC, c.sort_key, f.contact_id",
            {"fresh": seconds(now - FRESH), "id": contact_id},
        )
        return [
            ReasonToWrite(
                contact_id=row["contact_id"],
                who=row["name"],
                position=Statement("", row["organization"], row["role"]).position,
                since=instant(row["since"]),
            )
            for row in rows
        ]


def _news(row: sqlite3.Row) -> News:
    return News(
        id=row["id"],
        contact_id=row["contact_id"],
        source=row["source"],
        said_at=instant(row["said_at"]),
        says=Statement(row["name"], row["organization"], row["role"]),
        journal=Statement(row["name_now"], row["organization_now"], row["role_now"]),
        fields=read_fields(row["news"]),
    )
