"""Reads what interviews gave, for briefs, timelines and debriefs."""

from collections.abc import Iterable
from datetime import datetime

from iitui.domain.interview_results import Debrief, InterviewResult, NamedResult
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.store.contacts.read import ContactReader
from iitui.store.questions.read import QuestionReader
from iitui.store.records import record
from iitui.store.row_reader import Reader, placeholders


class ResultReader(Reader):
    """Reads debriefs, takeaways and who was named."""

    def result(self, interview_id: int, now: datetime) -> InterviewResult:
        """Return what an interview gave; what is before `now` has happened."""
        takeaways = self.takeaways(interview_id)
        return InterviewResult(
            interview_id=interview_id,
            debrief=self.debrief(interview_id),
            takeaways=tuple(one for one in takeaways if one.kind is not TakeawayKind.NAME),
            named=tuple(self._named(one, now) for one in takeaways if one.kind is TakeawayKind.NAME),
            offered_by=self.names(one for one in takeaways if one.kind is TakeawayKind.TO_TRY),
            answers=tuple(
                item for item in QuestionReader(self._connection).plan(interview_id) if item.answer
            ),
            transcripts=self._number(
                "SELECT count(*) FROM transcript WHERE interview_id = :id", {"id": interview_id}
            ),
        )

    def debrief(self, interview_id: int) -> Debrief | None:
        """Return the debrief of an interview; None if none was written."""
        row = self._first("SELECT * FROM debrief WHERE interview_id = :id", {"id": interview_id})
        return None if row is None else record(Debrief, row)

    def takeaways(self, interview_id: int) -> tuple[Takeaway, ...]:
        """Return what came out of an interview, in the order in which it was noted."""
        rows = self._all(
            "SELECT * FROM takeaway WHERE interview_id = :id ORDER BY created_at, id", {"id": interview_id}
        )
        return tuple(record(Takeaway, row) for row in rows)

    def names(self, takeaways: Iterable[Takeaway]) -> dict[int, str]:
        """Return the names of the contacts that takeaways are linked to."""
        linked = placeholders(one.person_id for one in takeaways if one.person_id is not None)
        if not linked:
            return {}
        rows = self._all(f"SELECT id, name FROM contact WHERE id IN ({linked})")
        return {row["id"]: row["name"] for row in rows}

    def _named(self, takeaway: Takeaway, now: datetime) -> NamedResult:
        person_id = takeaway.person_id
        contact = None if person_id is None else ContactReader(self._connection).get(person_id, now)
        if contact is None:
            return NamedResult(text=takeaway.text)
        return NamedResult(
            text=contact.name, contact_id=contact.id, stage=contact.stage, named=len(contact.named)
        )
