"""Reads debriefs, and what interviews gave."""

from datetime import datetime

from iitui.domain.debriefs import Debrief, DebriefRecord
from iitui.domain.interview_results import InterviewResult
from iitui.store.interviews.read import InterviewReader
from iitui.store.interviews.read_results import ResultReader
from iitui.store.questions.read import QuestionReader
from iitui.store.row_reader import Reader


class DebriefReader(Reader):
    """Reads what was written down right after interviews."""

    def get(self, interview_id: int) -> Debrief | None:
        """Return the debrief of an interview; None if none was written."""
        return ResultReader(self._connection).debrief(interview_id)

    def record(self, interview_id: int) -> DebriefRecord | None:
        """Return all that is written down of an interview; None if there is none with that ID."""
        interview = InterviewReader(self._connection).get(interview_id)
        if interview is None:
            return None
        results = ResultReader(self._connection)
        takeaways = results.takeaways(interview_id)
        return DebriefRecord(
            interview=interview,
            debrief=results.debrief(interview_id),
            takeaways=takeaways,
            plan=tuple(QuestionReader(self._connection).plan(interview_id)),
            names=results.names(takeaways),
        )

    def result(self, interview_id: int, now: datetime) -> InterviewResult:
        """Return what an interview gave; what is before `now` has happened."""
        return ResultReader(self._connection).result(interview_id, now)
