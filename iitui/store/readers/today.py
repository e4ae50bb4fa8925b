"""What one wants to know first: who has not answered, and which occupation rests on one voice."""

from datetime import datetime

from iitui.domain.values.contacts import Unanswered
from iitui.store.readers.rows import Reader, instant, seconds


class TodayReader(Reader):
    """Reads what no list of its own holds; `now` decides what has happened already."""

    def unanswered(self, now: datetime, limit: int = 50) -> list[Unanswered]:
        """Return who was asked for an interview and has not replied, the longest silence first.

        A request is open while its outcome is "no reply yet", nothing came in after it, and no talk with the
        contact is planned or was held since.
        """
        rows = self._all(
            """SELECT c.id, c.name, c.organization, c.role, max(t.at) AS asked_at, count(*) AS requests
            FROM touch t JOIN contact_list c ON c.id = t.contact_id
            WHERE t.is_request AND t.direction = 'out'
                AND coalesce(t.outcome, 'no reply yet') = 'no reply yet' AND t.at <= :now AND NOT c.archived
                AND NOT EXISTS (SELECT 1 FROM touch r WHERE r.contact_id = t.contact_id AND r.at >= t.at
                    AND (r.direction = 'in' OR r.is_request AND r.outcome <> 'no reply yet'))
                AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = t.contact_id
                    AND i.status IN ('planned', 'held') AND i.start >= t.at)
            GROUP BY c.id ORDER BY asked_at, c.sort_key LIMIT :limit""",
            {"now": seconds(now), "limit": limit},
        )
        return [
            Unanswered(
                contact_id=row["id"],
                name=row["name"],
                organization=row["organization"],
                role=row["role"],
                asked_at=instant(row["asked_at"]),
                requests=row["requests"],
            )
            for row in rows
        ]

    def one_voice(self, now: datetime) -> list[str]:
        """Return the occupations still explored of which exactly one contact has told, by name."""
        rows = self._all(
            """SELECT o.name FROM occupation o JOIN interview i ON i.occupation_id = o.id
            WHERE o.standing <> 'ruled out' AND (i.status = 'held'
                OR i.status = 'planned' AND i.start + i.minutes * 60 <= :now)
            GROUP BY o.id HAVING count(DISTINCT i.contact_id) = 1 ORDER BY o.name_key""",
            {"now": seconds(now)},
        )
        return [row["name"] for row in rows]
