"""Reads the facts from which a follow-up arises; apart from the list, which must not wait for them."""

from datetime import datetime

from iitui.domain.follow_up_facts import FollowUpFacts
from iitui.domain.follow_ups import FollowUp, Kind, Subject
from iitui.domain.rules import RULES
from iitui.store.contacts.read import ContactReader
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.interviews.read import InterviewReader
from iitui.store.row_reader import Reader, maybe_instant
from iitui.store.touches.read import TouchReader

MOST_ADVICE = 20
"""How many pieces of advice are read."""


class FollowUpFactsReader(Reader):
    """Reads the facts of one follow-up at a time."""

    def of(self, follow_up: FollowUp, now: datetime) -> FollowUpFacts:
        """Return the facts of a follow-up, settled or not; what is gone meanwhile is None."""
        kind, subject = follow_up.id.kind, follow_up.id.subject
        connection = self._connection
        contact_id, interview_id, touch_id = (
            follow_up.contact_id,
            follow_up.interview_id,
            follow_up.done_by_id,
        )
        about_touch = RULES[kind].subject == Subject.TOUCH
        touches = TouchReader(connection)
        requests, latest = self._requests(subject) if about_touch else (0, None)
        cadence, tag = self._cadence(subject) if kind is Kind.KEEP_IN_TOUCH else (None, "")
        return FollowUpFacts(
            contact=ContactReader(connection).get(contact_id, now) if contact_id is not None else None,
            interview=InterviewReader(connection).get(interview_id) if interview_id is not None else None,
            reminder=FollowUpReader(connection).reminder(subject) if kind is Kind.REMINDER else None,
            request=touches.get(subject) if about_touch else None,
            requests=requests,
            latest_request=latest,
            date_named=RULES[kind].subject == Subject.TAKEAWAY and self._names_date(subject),
            advice=self._advice(subject) if kind is Kind.REPORT_BACK else (),
            cadence=cadence,
            cadence_tag=tag,
            done_by=touches.get(touch_id) if touch_id is not None else None,
        )

    def _requests(self, touch_id: int) -> tuple[int, datetime | None]:
        row = self._first(
            "SELECT requests, latest_at FROM request_chain WHERE first_id = :id", {"id": touch_id}
        )
        return (0, None) if row is None else (row["requests"], maybe_instant(row["latest_at"]))

    def _names_date(self, takeaway_id: int) -> bool:
        row = self._first("SELECT due_at FROM takeaway WHERE id = :id", {"id": takeaway_id})
        return row is not None and row["due_at"] is not None

    def _advice(self, interview_id: int) -> tuple[str, ...]:
        rows = self._all(
            "SELECT text FROM untold_advice WHERE interview_id = :id ORDER BY at, id LIMIT :most",
            {"id": interview_id, "most": MOST_ADVICE},
        )
        return tuple(row["text"] for row in rows)

    def _cadence(self, contact_id: int) -> tuple[int | None, str]:
        """Return the days of a contact's cadence, and the tag that they come from."""
        row = self._first(
            """SELECT c.cadence_days AS own, j.value AS days, g.name AS tag
            FROM contact c
            LEFT JOIN contact_tag x ON x.contact_id = c.id
            LEFT JOIN tag g ON g.id = x.tag_id
            LEFT JOIN json_each(tag_cadences()) j ON j.key = g.name_key
            WHERE c.id = :id ORDER BY j.value IS NULL, j.value, g.name LIMIT 1""",
            {"id": contact_id},
        )
        if row is None:
            return None, ""
        if row["own"] is not None or row["days"] is None:
            return row["own"], ""
        return row["days"], row["tag"]
