"""Reads the facts that a follow-up follows from; only who asks why waits for it."""

from iitui.domain.causes import Cause
from iitui.domain.follow_ups import FollowUp, Kind, Subject
from iitui.domain.rules import RULES
from iitui.domain.takeaways import Takeaway
from iitui.domain.touches import Touch
from iitui.store.records import record
from iitui.store.row_reader import Reader, maybe_instant


class CauseReader(Reader):
    """Reads the facts of follow-ups, settled or not."""

    def of(self, follow_up: FollowUp) -> Cause:
        """Return the facts of a follow-up, as they are now."""
        kind, subject_id = follow_up.id.kind, follow_up.id.subject
        about = Subject(RULES[kind].subject)
        news = None
        if kind is Kind.TELL_THE_REFERRER:
            news = self._first("SELECT * FROM referral_news WHERE id = :id", {"id": subject_id})
        return Cause(
            request=self._touch(subject_id) if about is Subject.TOUCH else None,
            takeaway=self._takeaway(subject_id) if about is Subject.TAKEAWAY else None,
            advice=self._advice(subject_id) if kind is Kind.REPORT_BACK else (),
            named=news["name"] if news else "",
            asked_at=maybe_instant(news["asked"]) if news else None,
            answered_at=maybe_instant(news["answered"]) if news else None,
            met_at=maybe_instant(news["met"]) if news else None,
            done_by=None if follow_up.done_by_id is None else self._touch(follow_up.done_by_id),
        )

    def _touch(self, touch_id: int) -> Touch | None:
        row = self._first("SELECT * FROM touch WHERE id = :id", {"id": touch_id})
        return None if row is None else record(Touch, row)

    def _takeaway(self, takeaway_id: int) -> Takeaway | None:
        row = self._first("SELECT * FROM takeaway WHERE id = :id", {"id": takeaway_id})
        return None if row is None else record(Takeaway, row)

    def _advice(self, interview_id: int) -> tuple[str, ...]:
        rows = self._all(
            "SELECT text FROM untold_advice WHERE interview_id = :id ORDER BY at, id", {"id": interview_id}
        )
        return tuple(row["text"] for row in rows)
