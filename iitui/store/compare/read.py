"""Reads comparisons: what the interviews about each occupation say together.

Which interviews count is said by `HEARD`; one that was missed or is still to come says nothing.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from iitui.domain.comparison import (
    Candidate,
    ComparedAnswer,
    ComparedOccupation,
    Comparison,
    DatedAnswer,
    Voice,
    evidence_of,
    mean,
    without_tags,
)
from iitui.domain.contacts import Level
from iitui.domain.debriefs import Debrief
from iitui.domain.interviews import Rating
from iitui.domain.questions import Phase, PlanItem, Question
from iitui.domain.takeaways import Takeaway
from iitui.domain.themes import Passage
from iitui.store.occupations.read import OccupationReader
from iitui.store.queries import HEARD, TO_COME
from iitui.store.questions.read import plan_item_of, question_of
from iitui.store.records import record
from iitui.store.row_reader import Reader, instant, seconds
from iitui.store.themes.read import passage_of

_PHASES = list(Phase)


class CompareReader(Reader):
    """Reads comparisons; what ended before `now` has happened."""

    def get(self, occupation_id: int, now: datetime) -> Comparison | None:
        """Return what the interviews about an occupation say; None if there is none with that ID."""
        occupation = OccupationReader(self._connection).get(occupation_id)
        if occupation is None:
            return None
        interviews = self._interviews(now, occupation_id)
        ids = [row["id"] for row in interviews]
        rows = self._items(ids)
        questions: dict[int, Question] = {}
        for row in rows:
            if row["id"] not in questions:
                questions[row["id"]] = question_of(row)
        items = [plan_item_of(row, questions[row["id"]]) for row in rows if row["answer"]]
        answers = _answers(items, interviews)
        answered = {question_id for question_id, _ in answers}
        return Comparison(
            occupation=occupation,
            voices=tuple(self._voices(interviews)),
            questions=tuple(question for question in questions.values() if question.id in answered),
            unanswered=tuple(question for question in questions.values() if question.id not in answered),
            answers=answers,
            takeaways=tuple(self._takeaways(ids)),
            passages=tuple(self._passages(ids)),
        )

    def overview(self, now: datetime, left_out: Collection[str] = ()) -> list[ComparedOccupation]:
        """Return all occupations as one line each, sorted by name.

        Args:
            now: what ended before it has happened.
            left_out: tags, in any case; whoever has one of them is left out with all they said.
        """
        by_occupation = defaultdict[int, list[sqlite3.Row]](list)
        for row in self._interviews(now):
            by_occupation[row["occupation_id"]].append(row)
        planned = self._planned(now)
        summaries = []
        for occupation in OccupationReader(self._connection).all():
            voices = without_tags(self._voices(by_occupation[occupation.id]), left_out)
            debriefs = [debrief for voice in voices for debrief in voice.debriefs]
            summaries.append(
                ComparedOccupation(
                    occupation=occupation,
                    evidence=evidence_of(voices),
                    before=mean(voice.before_rating for voice in voices),
                    after=mean(voice.after_rating for voice in voices),
                    liked=tuple(debrief.liked for debrief in debriefs if debrief.liked),
                    disliked=tuple(debrief.disliked for debrief in debriefs if debrief.disliked),
                    planned=planned.get(occupation.id, 0),
                    voices=tuple(voices),
                )
            )
        return summaries

    def not_asked(self, occupation_id: int, now: datetime) -> list[Candidate]:
        """Return the contacts without an interview about an occupation, held or planned, by name."""
        rows = self._all(
            f"""SELECT c.id, c.name, c.role, c.level, coalesce(g.name, '') AS organization
            FROM contact c LEFT JOIN organization g ON g.id = c.organization_id
            WHERE NOT c.archived AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = c.id
                AND i.occupation_id = :id AND (i.status = 'planned' OR {HEARD}))
            ORDER BY c.sort_key, c.id""",
            {"id": occupation_id, "now": seconds(now)},
        )
        return [record(Candidate, row) for row in rows]

    def _interviews(self, now: datetime, occupation_id: int | None = None) -> list[sqlite3.Row]:
        """Read the interviews that count, oldest first; about one occupation, or about any."""
        which = "i.occupation_id IS NOT NULL" if occupation_id is None else "i.occupation_id = :id"
        return self._all(
            f"""SELECT i.id, i.contact_id, i.occupation_id, i.start, i.before, i.before_rating, i.after,
                i.after_rating, c.name AS who, c.role, c.level, coalesce(g.name, '') AS organization,
                d.interview_id IS NOT NULL AS is_debriefed, d.news, d.liked, d.disliked, d.surprises,
                d.corrections, d.about_me
            FROM interview i JOIN contact c ON c.id = i.contact_id
            LEFT JOIN organization g ON g.id = c.organization_id
            LEFT JOIN debrief d ON d.interview_id = i.id
            WHERE {which} AND {HEARD} ORDER BY i.start, i.id""",
            {"id": occupation_id, "now": seconds(now)},
        )

    def _planned(self, now: datetime) -> dict[int, int]:
        """Count the interviews to come, by occupation."""
        rows = self._all(
            "SELECT i.occupation_id, count(*) AS number FROM interview i"
            f" WHERE {TO_COME} AND i.occupation_id IS NOT NULL GROUP BY i.occupation_id",
            {"now": seconds(now)},
        )
        return {row["occupation_id"]: row["number"] for row in rows}

    def _voices(self, interviews: Sequence[sqlite3.Row]) -> list[Voice]:
        """Return the people of some interviews, in the order in which they were first interviewed."""
        by_contact = defaultdict[int, list[sqlite3.Row]](list)
        for row in interviews:
            by_contact[row["contact_id"]].append(row)
        tags = self._tags(by_contact)
        return [_voice(rows, tags.get(contact_id, ())) for contact_id, rows in by_contact.items()]

    def _tags(self, contact_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        rows = self._in(
            "SELECT x.contact_id, t.name FROM contact_tag x JOIN tag t ON t.id = x.tag_id"
            " WHERE x.contact_id IN ({}) ORDER BY t.name_key",
            contact_ids,
        )
        tags = defaultdict[int, list[str]](list)
        for row in rows:
            tags[row["contact_id"]].append(row["name"])
        return {contact_id: tuple(names) for contact_id, names in tags.items()}

    def _items(self, interview_ids: Sequence[int]) -> list[sqlite3.Row]:
        """Read the plans of interviews, with the questions, in the order of the bank."""
        rows = self._in(
            """SELECT q.*, q.position AS rank, p.id AS item_id, p.interview_id, p.position AS place, p.state,
                p.answer, p.off_record, p.seconds, p.agreement
            FROM plan_item p JOIN question q ON q.id = p.question_id WHERE p.interview_id IN ({})""",
            interview_ids,
        )
        return sorted(rows, key=lambda row: (_PHASES.index(Phase(row["phase"])), row["rank"], row["id"]))

    def _takeaways(self, interview_ids: Sequence[int]) -> list[Takeaway]:
        rows = self._in(
            "SELECT * FROM takeaway WHERE interview_id IN ({}) ORDER BY created_at, id", interview_ids
        )
        return [record(Takeaway, row) for row in rows]

    def _passages(self, interview_ids: Sequence[int]) -> list[Passage]:
        rows = self._in(
            """SELECT s.*, t.name AS theme FROM passage s JOIN theme t ON t.id = s.theme_id
            JOIN plan_item p ON p.id = s.plan_item_id WHERE p.interview_id IN ({})
            ORDER BY t.name_key, p.question_id, s.id""",
            interview_ids,
        )
        return [passage_of(row) for row in rows]

    def _in(self, query: str, ids: Iterable[int]) -> list[sqlite3.Row]:
        """Read rows by a query with a list of IDs where it has `{}`."""
        return self._all(query.format(",".join(str(int(number)) for number in ids)))


def _answers(
    items: Iterable[PlanItem], interviews: Sequence[sqlite3.Row]
) -> dict[tuple[int, int], ComparedAnswer]:
    """Return the latest answer to each question by each person; the interviews are oldest first."""
    places = {row["id"]: place for place, row in enumerate(interviews)}
    by_pair = defaultdict[tuple[int, int], list[PlanItem]](list)
    for item in items:
        contact_id = interviews[places[item.interview_id]]["contact_id"]
        by_pair[item.question.id, contact_id].append(item)
    answers = {}
    for pair, given in by_pair.items():
        given.sort(key=lambda item: places[item.interview_id], reverse=True)
        latest, *earlier = (
            DatedAnswer(instant(interviews[places[item.interview_id]]["start"]), item) for item in given
        )
        answers[pair] = ComparedAnswer(
            contact_id=pair[1], at=latest.at, item=latest.item, earlier=tuple(earlier)
        )
    return answers


def _voice(rows: Sequence[sqlite3.Row], tags: tuple[str, ...]) -> Voice:
    """Make a voice of the interviews with one person, oldest first."""
    first, latest = rows[0], rows[-1]
    before = next((row for row in rows if row["before"]), first)
    before_rating = next((row["before_rating"] for row in rows if row["before_rating"]), None)
    after = next((row for row in reversed(rows) if row["after"]), latest)
    after_rating = next((row["after_rating"] for row in reversed(rows) if row["after_rating"]), None)
    return Voice(
        contact_id=first["contact_id"],
        who=first["who"],
        organization=first["organization"],
        role=first["role"],
        level=Level(first["level"]) if first["level"] else None,
        tags=tags,
        interview_ids=tuple(row["id"] for row in rows),
        first=instant(first["start"]),
        latest=instant(latest["start"]),
        before=before["before"],
        before_rating=Rating(before_rating) if before_rating else None,
        after=after["after"],
        after_rating=Rating(after_rating) if after_rating else None,
        debriefs=tuple(record(Debrief, row) for row in rows if row["is_debriefed"]),
    )
