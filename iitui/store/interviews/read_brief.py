"""Reads briefs, everything needed for one interview, with checklists.

It is separate from the agenda because it loads contacts and questions, which `iitui next` does not need.
"""

from collections.abc import Iterable
from datetime import datetime

from iitui.domain.briefs import Brief
from iitui.domain.interview_results import InterviewResult
from iitui.domain.interviews import ChecklistItem, Interview
from iitui.domain.takeaways import TakeawayKind
from iitui.store.contacts.read import ContactReader
from iitui.store.interviews.read import InterviewReader
from iitui.store.interviews.read_results import ResultReader
from iitui.store.occupations.read import OccupationReader
from iitui.store.questions.read import QuestionReader
from iitui.store.records import record
from iitui.store.row_reader import Reader
from iitui.store.touches.read import TouchReader


class BriefReader(Reader):
    """Reads what belongs to an interview; what is before `now` has happened."""

    def get(
        self, interview_id: int, now: datetime, arrive_minutes: int, *, with_results: bool = False
    ) -> Brief | None:
        """Return the brief of an interview; None if there is none with that ID.

        Args:
            interview_id: the interview.
            now: what is before it has happened.
            arrive_minutes: how early to be there.
            with_results: whether to read what this interview and earlier ones gave as well.
        """
        interviews = InterviewReader(self._connection)
        interview = interviews.get(interview_id)
        contacts = ContactReader(self._connection)
        contact = contacts.get(interview.contact_id, now) if interview else None
        if interview is None or contact is None:
            return None
        earlier = [i for i in interviews.with_contact(interview.contact_id) if i.start < interview.start]
        occupations = OccupationReader(self._connection)
        promised = (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS)
        return Brief(
            interview=interview,
            contact=contact,
            occupation=occupations.get(interview.occupation_id) if interview.occupation_id else None,
            plan=tuple(QuestionReader(self._connection).plan(interview_id)),
            checklist=tuple(self.checklist(interview_id)),
            touches=tuple(TouchReader(self._connection).with_contact(interview.contact_id, limit=5)),
            promises=tuple(t for t in contacts.takeaways(interview.contact_id) if t.kind in promised),
            earlier=tuple(earlier),
            arrive_minutes=arrive_minutes,
            results=self._results([interview, *earlier], now) if with_results else (),
        )

    def _results(self, interviews: Iterable[Interview], now: datetime) -> tuple[InterviewResult, ...]:
        """Return what interviews gave, without those that gave nothing so far."""
        reader = ResultReader(self._connection)
        results = (reader.result(interview.id, now) for interview in interviews)
        return tuple(result for result in results if not result.is_empty)

    def checklist(self, interview_id: int) -> list[ChecklistItem]:
        """Return the checklist of an interview, in order."""
        rows = self._all(
            "SELECT * FROM preparation WHERE interview_id = :id ORDER BY position, id", {"id": interview_id}
        )
        return [record(ChecklistItem, row) for row in rows]
