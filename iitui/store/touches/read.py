"""Reads touches."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from iitui.domain.contacts import NamePermission
from iitui.domain.follow_ups import Kind
from iitui.domain.requests import COLLEAGUE_DAYS, Colleague, RequestFacts
from iitui.domain.touches import Touch
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.records import record
from iitui.store.row_reader import Reader, instant, placeholders, seconds

_ASKED_PERSON = """
    SELECT c.name AS who, c.name_permission, coalesce(r.name, '') AS referrer, c.organization_id,
        1 + figure('most_nudges') AS most_unanswered,
        (SELECT count(*) FROM open_request o WHERE o.contact_id = c.id) AS unanswered
    FROM contact c LEFT JOIN contact r ON r.id = c.referred_by_id WHERE c.id = :id"""

_COLLEAGUES = """
    SELECT c.id, c.name, max(t.at) AS asked_at FROM contact c JOIN touch t ON t.contact_id = c.id
    WHERE c.organization_id = :organization AND c.id <> :id AND t.is_request AND t.direction = 'out'
        AND t.at >= :since
    GROUP BY c.id ORDER BY asked_at DESC, c.id"""


class TouchReader(Reader):
    """Reads touches."""

    def get(self, touch_id: int) -> Touch | None:
        """Return one touch; None if there is none with that ID."""
        row = self._first("SELECT * FROM touch WHERE id = :id", {"id": touch_id})
        return None if row is None else record(Touch, row)

    def all_of(self, touch_ids: Iterable[int]) -> dict[int, Touch]:
        """Return those touches that there are, by their IDs."""
        rows = self._all(f"SELECT * FROM touch WHERE id IN ({placeholders(touch_ids)})")
        return {row["id"]: record(Touch, row) for row in rows}

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

    def request_facts(self, contact_id: int, now: datetime, day_end: datetime) -> RequestFacts | None:
        """Return what is known of asking a contact; None if there is no such contact."""
        row = self._first(_ASKED_PERSON, {"id": contact_id})
        if row is None:
            return None
        owed = FollowUpReader(self._connection).with_contact(contact_id, now, day_end)
        return RequestFacts(
            who=row["who"],
            referrer=row["referrer"],
            name_permission=NamePermission(row["name_permission"]),
            latest=self.latest_request(contact_id),
            unanswered=row["unanswered"],
            most_unanswered=row["most_unanswered"],
            nudge_due=next((one.due for one in owed if one.id.kind is Kind.NUDGE), None),
            colleagues=tuple(self._colleagues(contact_id, row["organization_id"], now, day_end)),
        )

    def _colleagues(
        self, contact_id: int, organization_id: int | None, now: datetime, day_end: datetime
    ) -> list[Colleague]:
        """Return those at an organization who were asked last, but those for whom a second name is owed."""
        since = now - timedelta(days=2 * COLLEAGUE_DAYS)
        rows = self._all(
            _COLLEAGUES, {"id": contact_id, "organization": organization_id, "since": seconds(since)}
        )
        follow_ups = FollowUpReader(self._connection)
        colleagues: list[Colleague] = []
        for row in rows:
            owed = follow_ups.with_contact(row["id"], now, day_end) if len(colleagues) < 3 else ()
            if not any(one.id.kind is Kind.SECOND_NAME and one.due <= day_end for one in owed):
                colleagues.append(Colleague(row["name"], instant(row["asked_at"])))
        return colleagues
