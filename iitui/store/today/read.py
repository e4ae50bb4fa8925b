"""Reads what the Today screen shows: the next interview, open requests, occupations that rest on one voice.

It does not load the readers of contacts and questions, because the first frame would have to wait for them.
"""

from datetime import datetime

from iitui.domain.today import Beginning, FirstStep, NextInterview, Unanswered
from iitui.store.interviews.read import InterviewReader
from iitui.store.records import record
from iitui.store.row_reader import Reader, seconds


class TodayReader(Reader):
    """Reads what the Today screen shows besides follow-ups; what is before `now` has happened."""

    def has_contacts(self) -> bool:
        """Return whether there is a contact that is not archived."""
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM contact WHERE archived = 0)"))

    def beginning(self, interview: NextInterview | None) -> Beginning | None:
        """Return which of the first steps comes next; None once the first interview has its questions.

        Args:
            interview: the next interview.
        """
        if interview is not None:
            is_first = self._number("SELECT count(*) FROM (SELECT 1 FROM interview LIMIT 2)") == 1
            return Beginning(FirstStep.QUESTIONS) if is_first and not interview.picked else None
        if not self.has_contacts():
            return Beginning(FirstStep.PEOPLE)
        if self._number("SELECT EXISTS (SELECT 1 FROM interview)"):
            return None
        to_ask = self._number("SELECT count(*) FROM contact WHERE archived = 0")
        if to_ask > 1:
            return Beginning(FirstStep.INTERVIEW, to_ask)
        only = self._all("SELECT id, name FROM contact WHERE archived = 0")[0]
        return Beginning(FirstStep.INTERVIEW, to_ask, only["id"], only["name"])

    def next_interview(self, now: datetime) -> NextInterview | None:
        """Return the planned interview that is going on or comes next, with the state of its preparation."""
        interviews = InterviewReader(self._connection).upcoming(now, limit=2)
        if not interviews:
            return None
        row = self._all(
            """SELECT count(*) AS picked, coalesce(sum(q.minutes), 0) AS minutes,
                (SELECT count(*) FROM preparation WHERE interview_id = :id) AS items,
                (SELECT count(ticked_at) FROM preparation WHERE interview_id = :id) AS ticked,
                (SELECT count(*) FROM agenda WHERE status = 'planned' AND "end" > :now) AS interviews
            FROM plan_item p JOIN question q ON q.id = p.question_id WHERE p.interview_id = :id""",
            {"id": interviews[0].id, "now": seconds(now)},
        )[0]
        return record(
            NextInterview,
            row,
            interview=interviews[0],
            then=interviews[1] if len(interviews) > 1 else None,
            more=max(row["interviews"] - 2, 0),
        )

    def unanswered(self, now: datetime, limit: int = 50) -> list[Unanswered]:
        """Return the contacts who were asked for an interview and have not replied, longest wait first.

        The view `open_request` says which requests are without a reply.
        """
        rows = self._all(
            """SELECT c.id AS contact_id, c.name, c.organization, c.role, max(t.at) AS asked_at,
                business_days_after(max(t.at), figure('nudge_days')) AS reply_due, count(*) AS requests
            FROM open_request t JOIN contact_list c ON c.id = t.contact_id
            WHERE t.at <= :now AND NOT c.archived
            GROUP BY c.id ORDER BY asked_at, c.sort_key LIMIT :limit""",
            {"now": seconds(now), "limit": limit},
        )
        return [record(Unanswered, row) for row in rows]

    def with_news(self) -> int:
        """Return how many contacts have news that the journal does not hold."""
        if not self._number("SELECT EXISTS (SELECT 1 FROM source_statement WHERE news <> '')"):
            return 0
        from iitui.store.news.read import NewsReader

        return len({news.contact_id for news in NewsReader(self._connection).pending()})

    def one_voice(self, now: datetime) -> list[str]:
        """Return the occupations, not ruled out, that one contact only was interviewed about, by name."""
        rows = self._all(
            """SELECT o.name FROM occupation o JOIN interview i ON i.occupation_id = o.id
            WHERE o.standing <> 'ruled out' AND (i.status = 'held'
                OR i.status = 'planned' AND i.start + i.minutes * 60 <= :now)
            GROUP BY o.id HAVING count(DISTINCT i.contact_id) = 1 ORDER BY o.name_key""",
            {"now": seconds(now)},
        )
        return [row["name"] for row in rows]
