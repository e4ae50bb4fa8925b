"""Reads the facts that statistics are made of: requests, what came from those who were asked, interviews."""

from datetime import datetime

from iitui.domain.interviews import Status
from iitui.domain.statistics import CountedRequest, InterviewFacts, StatisticsFacts
from iitui.store.row_reader import Reader, instant, maybe_instant, seconds

_REQUESTS = """
    SELECT contact_id, at, answered_at, coalesce(outcome, 'no reply yet') AS outcome
    FROM touch WHERE is_request AND direction = 'out' AND at <= :now ORDER BY at, id
"""

_INCOMING = """
    SELECT contact_id, at FROM touch
    WHERE direction = 'in' AND at <= :now
        AND contact_id IN (SELECT contact_id FROM touch WHERE is_request AND direction = 'out')
    ORDER BY at
"""

_INTERVIEWS = """
    SELECT id, contact_id, start, coalesce(ended_at, start + minutes * 60) AS "end", status
    FROM interview WHERE status <> 'cancelled' ORDER BY start, id
"""

_THANK_YOUS = """
    SELECT f.subject_id, f.verdict, coalesce(t.at, f.settled_at) AS settled_at
    FROM follow_up f
    JOIN settlement s ON s.kind = f.kind AND s.subject_id = f.subject_id AND s.occurrence = f.occurrence
    LEFT JOIN touch t ON t.id = s.done_by_id
    WHERE f.kind = 'thank_you' AND f.verdict IN ('done', 'waived')
"""
"""What was said of thank-yous; one that a touch did is as old as the touch, whenever that was logged."""


class StatisticsReader(Reader):
    """Reads for statistics, the whole journal in four queries."""

    def facts(self, now: datetime) -> StatisticsFacts:
        """Return the facts as they are now; of requests and answers, what lies ahead is left out."""
        parameters = {"now": seconds(now)}
        incoming: dict[int, list[datetime]] = {}
        for row in self._each(_INCOMING, parameters):
            incoming.setdefault(row["contact_id"], []).append(instant(row["at"]))
        requests = [
            CountedRequest(
                row["contact_id"],
                instant(row["at"]),
                maybe_instant(row["answered_at"]),
                row["outcome"] != "no reply yet",
                row["outcome"] == "agreed",
            )
            for row in self._each(_REQUESTS, parameters)
        ]
        return StatisticsFacts(requests, incoming, self._interviews())

    def _interviews(self) -> list[InterviewFacts]:
        settled = {row["subject_id"]: row for row in self._each(_THANK_YOUS)}
        statuses = {status.value: status for status in Status}
        interviews = []
        for row in self._each(_INTERVIEWS):
            thank_you = settled.get(row["id"])
            is_done = thank_you is not None and thank_you["verdict"] == "done"
            interviews.append(
                InterviewFacts(
                    row["contact_id"],
                    instant(row["start"]),
                    instant(row["end"]),
                    statuses[row["status"]],
                    instant(thank_you["settled_at"]) if thank_you is not None and is_done else None,
                    thank_you is not None and not is_done,
                )
            )
        return interviews
