"""Interviews: the agenda, and everything that one brief needs."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from iitui.domain.enums import Medium, Standing, Status, TakeawayKind
from iitui.domain.values import Brief, ChecklistItem, Interview, Occupation
from iitui.store.readers.contacts import ContactReader
from iitui.store.readers.questions import QuestionReader
from iitui.store.readers.rows import Reader, instant, maybe_instant, placeholders, seconds


def _interview(row: sqlite3.Row) -> Interview:
    return Interview(
        id=row["id"],
        contact_id=row["contact_id"],
        who=row["who"],
        organization=row["organization"],
        role=row["role"],
        occupation_id=row["occupation_id"],
        occupation=row["occupation"],
        start=instant(row["start"]),
        zone=row["zone"],
        minutes=row["minutes"],
        medium=Medium(row["medium"]),
        place=row["place"],
        travel_minutes=row["travel_minutes"],
        status=Status(row["status"]),
        before=row["before"],
        after=row["after"],
    )


def _occupation(row: sqlite3.Row) -> Occupation:
    return Occupation(
        id=row["id"], name=row["name"], research=row["research"], standing=Standing(row["standing"])
    )


class InterviewReader(Reader):
    """Reads interviews; `now` decides what is still to come."""

    def get(self, interview_id: int) -> Interview | None:
        """Return one interview; None when there is none by that number."""
        row = self._first("SELECT * FROM agenda WHERE id = :id", {"id": interview_id})
        return None if row is None else _interview(row)

    def next(self, now: datetime) -> Interview | None:
        """Return the planned interview that is going on or comes next."""
        row = self._first(
            """SELECT * FROM agenda WHERE status = 'planned' AND "end" > :now ORDER BY start, id LIMIT 1""",
            {"now": seconds(now)},
        )
        return None if row is None else _interview(row)

    def upcoming(self, now: datetime) -> list[Interview]:
        """Return the planned interviews that are not over, the next one first."""
        return self._list("""status = 'planned' AND "end" > :now ORDER BY start, id""", now)

    def past(self, now: datetime) -> list[Interview]:
        """Return all others, the latest first."""
        return self._list("""NOT (status = 'planned' AND "end" > :now) ORDER BY start DESC, id DESC""", now)

    def with_contact(self, contact_id: int) -> list[Interview]:
        """Return all interviews with one contact, the latest first."""
        rows = self._all(
            "SELECT * FROM agenda WHERE contact_id = :id ORDER BY start DESC, id DESC", {"id": contact_id}
        )
        return [_interview(row) for row in rows]

    def hanging_on(self, contact_ids: Sequence[int]) -> tuple[int, int]:
        """Return how many interviews some contacts have, and how many answers were written down in them."""
        chosen = f"SELECT id FROM interview WHERE contact_id IN ({placeholders(contact_ids)})"  # noqa: S608
        answers = f"SELECT count(*) FROM plan_item WHERE answer <> '' AND interview_id IN ({chosen})"  # noqa: S608
        return self._number(f"SELECT count(*) FROM ({chosen})"), self._number(answers)  # noqa: S608

    def overlapping(self, start: datetime, end: datetime, but: int | None = None) -> list[Interview]:
        """Return the planned interviews that share time with a span; `but` is left out."""
        rows = self._all(
            """SELECT * FROM agenda WHERE status = 'planned' AND start < :end AND "end" > :start
            AND id IS NOT :but ORDER BY start, id""",
            {"start": seconds(start), "end": seconds(end), "but": but},
        )
        return [_interview(row) for row in rows]

    def _list(self, clause: str, now: datetime) -> list[Interview]:
        rows = self._all("SELECT * FROM agenda WHERE " + clause, {"now": seconds(now)})  # noqa: S608
        return [_interview(row) for row in rows]

    def without_debrief(self, now: datetime) -> set[int]:
        """Return the numbers of the interviews of which nothing was written down yet."""
        rows = self._all(
            "SELECT interview_id FROM follow_up WHERE kind = 'debrief' AND arises <= :now"
            " AND coalesce(verdict, 'snoozed') = 'snoozed'",
            {"now": seconds(now)},
        )
        return {row["interview_id"] for row in rows}

    def checklist(self, interview_id: int) -> list[ChecklistItem]:
        """Return the preparation for an interview, in order."""
        rows = self._all(
            "SELECT * FROM preparation WHERE interview_id = :id ORDER BY position, id", {"id": interview_id}
        )
        return [
            ChecklistItem(
                id=row["id"],
                interview_id=row["interview_id"],
                slug=row["slug"],
                text=row["text"],
                lead_days=row["lead_days"],
                ticked_at=maybe_instant(row["ticked_at"]),
            )
            for row in rows
        ]

    def occupations(self) -> list[Occupation]:
        """Return all occupations by name."""
        return [_occupation(row) for row in self._all("SELECT * FROM occupation ORDER BY name_key")]

    def occupation(self, occupation_id: int) -> Occupation | None:
        """Return one occupation; None when there is none by that number."""
        row = self._first("SELECT * FROM occupation WHERE id = :id", {"id": occupation_id})
        return None if row is None else _occupation(row)

    def brief(self, interview_id: int, now: datetime, arrive_minutes: int) -> Brief | None:
        """Return everything needed for one talk; None when there is none by that number."""
        interview = self.get(interview_id)
        contacts = ContactReader(self._connection)
        contact = contacts.get(interview.contact_id, now) if interview else None
        if interview is None or contact is None:
            return None
        promised = (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS)
        return Brief(
            interview=interview,
            contact=contact,
            occupation=self.occupation(interview.occupation_id) if interview.occupation_id else None,
            plan=tuple(QuestionReader(self._connection).plan(interview_id)),
            checklist=tuple(self.checklist(interview_id)),
            touches=tuple(contacts.touches(interview.contact_id, limit=5)),
            promises=tuple(t for t in contacts.takeaways(interview.contact_id) if t.kind in promised),
            earlier=tuple(i for i in self.with_contact(interview.contact_id) if i.start < interview.start),
            arrive_minutes=arrive_minutes,
        )
