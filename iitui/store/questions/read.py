"""Reads questions: the bank, and the plans of interviews."""

import sqlite3
from dataclasses import dataclass

from iitui.domain.questions import BankRow, Category, Phase, PlanItem, Question
from iitui.domain.text import search_words
from iitui.store.records import record
from iitui.store.row_reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFilter:
    """Which questions of the bank to show; each field narrows the list, unless it is None or ''."""

    query: str = ""
    category: Category | None = None
    phase: Phase | None = None


def _question(row: sqlite3.Row) -> Question:
    return record(Question, row, slug=row["slug"] or "")


class QuestionReader(Reader):
    """Reads questions and plans."""

    def get(self, question_id: int) -> Question | None:
        """Return a question; None if there is none with that ID."""
        row = self._first("SELECT * FROM question WHERE id = :id", {"id": question_id})
        return None if row is None else _question(row)

    def bank(self, narrowed: BankFilter = BankFilter(), interview_id: int | None = None) -> list[BankRow]:
        """Return the questions of the bank; with an interview, how each relates to its plan."""
        rows = self._all(
            """SELECT q.*, p.id IS NOT NULL AS picked,
                EXISTS (SELECT 1 FROM plan_item x JOIN interview i ON i.id = x.interview_id
                    WHERE x.question_id = q.id AND x.state = 'asked' AND i.id <> :interview
                    AND i.contact_id = (SELECT contact_id FROM interview WHERE id = :interview)
                    ) AS asked_before,
                (SELECT count(DISTINCT i.contact_id)
                    FROM plan_item x JOIN interview i ON i.id = x.interview_id
                    WHERE x.question_id = q.id AND x.answer <> '' AND i.occupation_id =
                    (SELECT occupation_id FROM interview WHERE id = :interview)) AS answers
            FROM question q LEFT JOIN plan_item p ON p.question_id = q.id AND p.interview_id = :interview
            WHERE NOT q.retired
            ORDER BY CASE q.phase WHEN 'open' THEN 0 WHEN 'core' THEN 1 ELSE 2 END, q.position, q.id""",
            {"interview": interview_id},
        )
        found = (record(BankRow, row, question=_question(row)) for row in rows)
        return [row for row in found if _fits(row.question, narrowed)]

    def plan(self, interview_id: int) -> list[PlanItem]:
        """Return the questions picked for an interview, in order."""
        rows = self._all(
            """SELECT q.*, p.id AS item_id, p.interview_id, p.position AS place, p.state, p.answer,
                p.off_record, p.seconds, p.agreement
            FROM plan_item p JOIN question q ON q.id = p.question_id
            WHERE p.interview_id = :id ORDER BY p.position, p.id""",
            {"id": interview_id},
        )
        return [
            record(PlanItem, row, id=row["item_id"], position=row["place"], question=_question(row))
            for row in rows
        ]

    def unanswered(self, interview_id: int) -> list[Question]:
        """Return the questions of the bank without an answer yet about the interview's occupation."""
        return [row.question for row in self.bank(interview_id=interview_id) if not row.answers]


def _fits(question: Question, narrowed: BankFilter) -> bool:
    if narrowed.category is not None and question.category is not narrowed.category:
        return False
    if narrowed.phase is not None and question.phase is not narrowed.phase:
        return False
    wanted = search_words(narrowed.query)
    if not wanted:
        return not narrowed.query.strip()
    words = search_words(f"{question.text} {question.category} {question.phase} {question.origin}")
    return all(any(word.startswith(piece) for word in words) for piece in wanted)
