"""Reads follow-ups, worst first, from the view `follow_up`."""

import sqlite3
from datetime import datetime, timedelta

from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, Reminder, Verdict, state_of
from iitui.store.queries import DUE, OPEN, OWED, OWED_UNTIL, WORST_FIRST
from iitui.store.records import record
from iitui.store.row_reader import Reader, instant, maybe_instant, placeholders, seconds


def _follow_up(row: sqlite3.Row, now: datetime, day_end: datetime) -> FollowUp:
    kind = Kind(row["kind"])
    verdict = Verdict(row["verdict"]) if row["verdict"] else None
    due = instant(row["due"])
    return FollowUp(
        id=FollowUpId(kind, row["subject_id"]),
        contact_id=row["contact_id"],
        interview_id=row["interview_id"],
        who=row["who"],
        detail=row["detail"],
        arises=instant(row["arises"]),
        due=due,
        allowed=timedelta(seconds=row["allowed"]),
        state=state_of(due, verdict, now, day_end),
        verdict=verdict,
        settled_at=maybe_instant(row["settled_at"]),
        occurrence=row["occurrence"],
    )


def _settled(row: sqlite3.Row) -> FollowUp:
    due = instant(row["due"])
    return FollowUp(
        id=FollowUpId(Kind(row["kind"]), row["subject_id"]),
        contact_id=row["contact_id"],
        interview_id=row["interview_id"],
        who=row["who"],
        detail=row["detail"],
        arises=due,
        due=due,
        allowed=timedelta(),
        state=DueState.SETTLED,
        verdict=Verdict(row["verdict"]),
        settled_at=instant(row["settled_at"]),
        occurrence=row["occurrence"],
        reason=row["reason"],
        done_by_id=row["done_by_id"],
    )


class FollowUpReader(Reader):
    """Reads the follow-ups owed at an instant; `day_end` is the end of the user's day."""

    def owed(self, now: datetime, day_end: datetime, until: datetime | None = None) -> list[FollowUp]:
        """Return what is open and due by `until` (None: everything open), worst first."""
        parameters = {"now": seconds(now), "until": seconds(until) if until else None}
        rows = self._all(OWED if until is None else OWED_UNTIL, parameters)
        return [_follow_up(row, now, day_end) for row in rows]

    def count_overdue(self, now: datetime) -> int:
        """Return how much of what is open is overdue."""
        return self._number("SELECT count(*)" + DUE, {"now": seconds(now), "until": seconds(now)})

    def of_contacts(self, ids: list[int], now: datetime, day_end: datetime) -> dict[int, FollowUp]:
        """Return the worst follow-up of each of the given contacts."""
        if not ids:
            return {}
        chosen = f" AND contact_id IN ({placeholders(ids)})"
        rows = self._all("SELECT *" + OPEN + chosen + WORST_FIRST, {"now": seconds(now)})
        found: dict[int, FollowUp] = {}
        for row in rows:
            found.setdefault(row["contact_id"], _follow_up(row, now, day_end))
        return found

    def with_contact(self, contact_id: int, now: datetime, day_end: datetime) -> list[FollowUp]:
        """Return the open follow-ups of one contact, worst first."""
        rows = self._all(
            "SELECT *" + OPEN + " AND contact_id = :contact" + WORST_FIRST,
            {"now": seconds(now), "contact": contact_id},
        )
        return [_follow_up(row, now, day_end) for row in rows]

    def settled(self, limit: int = 200) -> list[FollowUp]:
        """Return the follow-ups that were done or waived, latest first.

        What was allowed for them is not known any more; ticked items of checklists are not among them.
        """
        rows = self._all(
            "SELECT * FROM settled_follow_up ORDER BY settled_at DESC, kind, subject_id, occurrence DESC"
            " LIMIT :limit",
            {"limit": limit},
        )
        return [_settled(row) for row in rows]

    def find(self, name: FollowUpId, now: datetime, day_end: datetime) -> FollowUp | None:
        """Return a follow-up that has arisen and not expired, settled or not; None if there is none."""
        row = self._first(
            "SELECT * FROM follow_up WHERE kind = :kind AND subject_id = :subject AND arises <= :now"
            " AND (expires IS NULL OR expires > :now)",
            {"kind": name.kind.value, "subject": name.subject, "now": seconds(now)},
        )
        return None if row is None else _follow_up(row, now, day_end)

    def again(self, name: FollowUpId, now: datetime, day_end: datetime) -> FollowUp | None:
        """Return what is owed next under the ID of a follow-up that was settled; None for nothing more."""
        row = self._first(
            "SELECT * FROM follow_up WHERE kind = :kind AND subject_id = :subject AND verdict IS NULL"
            " AND (expires IS NULL OR expires > :now)",
            {"kind": name.kind.value, "subject": name.subject, "now": seconds(now)},
        )
        return None if row is None else _follow_up(row, now, day_end)

    def reminder(self, reminder_id: int) -> Reminder | None:
        """Return a reminder as the user made it; None if there is none with that ID."""
        row = self._first("SELECT * FROM reminder WHERE id = :id", {"id": reminder_id})
        return None if row is None else record(Reminder, row)
