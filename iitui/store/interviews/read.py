"""Reads interviews, from the view `agenda`."""

from collections.abc import Sequence
from datetime import datetime

from iitui.domain.interviews import Interview
from iitui.store.queries import UPCOMING
from iitui.store.records import record
from iitui.store.row_reader import Reader, placeholders, seconds


class InterviewReader(Reader):
    """Reads interviews; what ends after `now` is still to come."""

    def get(self, interview_id: int) -> Interview | None:
        """Return an interview; None if there is none with that ID."""
        row = self._first("SELECT * FROM agenda WHERE id = :id", {"id": interview_id})
        return None if row is None else record(Interview, row)

    def next(self, now: datetime) -> Interview | None:
        """Return the planned interview that is going on or comes next, if any."""
        return next(iter(self.upcoming(now, limit=1)), None)

    def upcoming(self, now: datetime, limit: int = -1) -> list[Interview]:
        """Return the planned interviews that are not over, the next one first; at most so many, if said."""
        rows = self._all(UPCOMING, {"now": seconds(now), "limit": limit})
        return [record(Interview, row) for row in rows]

    def past(self, now: datetime) -> list[Interview]:
        """Return all others, the latest first."""
        rows = self._all(
            """SELECT * FROM agenda WHERE NOT (status = 'planned' AND "end" > :now)
            ORDER BY start DESC, id DESC""",
            {"now": seconds(now)},
        )
        return [record(Interview, row) for row in rows]

    def going_on(self) -> Interview | None:
        """Return the interview that has begun and not ended, if any."""
        row = self._first(
            "SELECT * FROM agenda WHERE started_at IS NOT NULL AND ended_at IS NULL"
            " ORDER BY started_at DESC LIMIT 1"
        )
        return None if row is None else record(Interview, row)

    def with_contact(self, contact_id: int) -> list[Interview]:
        """Return all interviews with one contact, latest first."""
        rows = self._all(
            "SELECT * FROM agenda WHERE contact_id = :id ORDER BY start DESC, id DESC", {"id": contact_id}
        )
        return [record(Interview, row) for row in rows]

    def about(self, occupation_id: int) -> list[Interview]:
        """Return all interviews about one occupation, latest first."""
        rows = self._all(
            "SELECT * FROM agenda WHERE occupation_id = :id ORDER BY start DESC, id DESC",
            {"id": occupation_id},
        )
        return [record(Interview, row) for row in rows]

    def hanging_on(self, contact_ids: Sequence[int]) -> tuple[int, int]:
        """Return the number of interviews with the given contacts, and of answers recorded in them."""
        chosen = f"SELECT id FROM interview WHERE contact_id IN ({placeholders(contact_ids)})"
        answers = f"SELECT count(*) FROM plan_item WHERE answer <> '' AND interview_id IN ({chosen})"
        return self._number(f"SELECT count(*) FROM ({chosen})"), self._number(answers)

    def overlapping(self, start: datetime, end: datetime, but: int | None = None) -> list[Interview]:
        """Return the planned interviews that overlap a span of time, except the one with ID `but`."""
        rows = self._all(
            """SELECT * FROM agenda WHERE status = 'planned' AND start < :end AND "end" > :start
            AND id IS NOT :but ORDER BY start, id""",
            {"start": seconds(start), "end": seconds(end), "but": but},
        )
        return [record(Interview, row) for row in rows]

    def without_debrief(self, now: datetime) -> set[int]:
        """Return the IDs of the past interviews without any notes yet."""
        rows = self._all(
            "SELECT interview_id FROM follow_up WHERE kind = 'debrief' AND arises <= :now"
            " AND coalesce(verdict, 'snoozed') = 'snoozed'",
            {"now": seconds(now)},
        )
        return {row["interview_id"] for row in rows}
