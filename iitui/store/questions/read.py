"""Reads questions: the bank, and the plans of interviews."""

import sqlite3
from dataclasses import dataclass, replace

from iitui.domain.built_in import COMPUTED_QUESTIONS, OWN_PLAN, ReadyPlan
from iitui.domain.contacts import Level
from iitui.domain.question_sets import KnownQuestion, QuestionPlanDraft, QuestionSet
from iitui.domain.questions import BankRow, Category, Origin, Phase, PlanItem, Question, QuestionDraft
from iitui.domain.second_opinion import second_opinion
from iitui.domain.text import matches_search
from iitui.store.records import record
from iitui.store.row_reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFilter:
    """Which questions of the bank to show; each field narrows the list, unless it is None or ''."""

    query: str = ""
    category: Category | None = None
    phase: Phase | None = None


def question_of(row: sqlite3.Row) -> Question:
    """Make a question from its row."""
    return record(Question, row, slug=row["slug"] or "")


def plan_item_of(row: sqlite3.Row, question: Question) -> PlanItem:
    """Make a planned question from its row, whose ID is called `item_id` and whose position `place`."""
    return record(PlanItem, row, id=row["item_id"], position=row["place"], question=question)


class QuestionReader(Reader):
    """Reads questions and plans."""

    def get(self, question_id: int) -> Question | None:
        """Return a question; None if there is none with that ID."""
        row = self._first("SELECT * FROM question WHERE id = :id", {"id": question_id})
        return None if row is None else question_of(row)

    def sets(self) -> dict[int, QuestionSet]:
        """Return the sets that were taken over, by ID."""
        rows = self._each("SELECT * FROM question_set ORDER BY id")
        return {row["id"]: record(QuestionSet, row) for row in rows}

    def plans_of(self, set_id: int | None) -> list[QuestionPlanDraft]:
        """Return the plans of a set, or the user's own for None."""
        rows = self._each("SELECT * FROM question_plan WHERE set_id IS :id ORDER BY id", {"id": set_id})
        return [record(QuestionPlanDraft, row, questions=tuple(row["questions"].split())) for row in rows]

    def ready_plans(self) -> list[ReadyPlan]:
        """Return the ready-made plans of the journal: the user's own, then those of sets."""
        sets = self.sets()
        return [
            ReadyPlan(
                slug=plan.uid,
                name=plan.name,
                description=plan.description,
                minutes=plan.minutes,
                questions=plan.questions,
                origin=OWN_PLAN if set_id is None else sets[set_id].in_words,
            )
            for set_id in (None, *sets)
            for plan in self.plans_of(set_id)
        ]

    def to_hand_out(self, *, everything: bool = False) -> tuple[list[Question], list[QuestionPlanDraft]]:
        """Return the user's own questions and plans, or the whole bank with the plans of sets.

        Plans name built-in questions by their slugs. Of the questions that are neither built in nor the
        user's own, those that a plan needs are included.
        """
        offered = [row.question for row in self.bank()]
        by_uid = {row["uid"]: question_of(row) for row in self._each("SELECT * FROM question")}
        plans = [plan for set_id in (None, *self.sets()) for plan in self.plans_of(set_id)]
        plans = plans if everything else self.plans_of(None)
        questions = [each for each in offered if everything or not (each.slug or each.set_id)]
        planned = [by_uid[uid] for plan in plans for uid in plan.questions if uid in by_uid]
        questions += [each for each in planned if not each.slug]
        named = [
            replace(plan, questions=tuple(by_uid[uid].slug or uid for uid in plan.questions if uid in by_uid))
            for plan in plans
        ]
        return list({each.uid: each for each in questions}.values()), named

    def known(self) -> list[KnownQuestion]:
        """Return all questions, also those that are no longer offered, as sets are compared with them."""
        rows = self._each(
            """SELECT q.*, coalesce(s.uid, '') AS set_uid
            FROM question q LEFT JOIN question_set s ON s.id = q.set_id ORDER BY q.retired DESC, q.id"""
        )
        return [
            KnownQuestion(
                row["id"],
                row["uid"],
                record(QuestionDraft, row),
                row["as_given"],
                row["set_uid"],
                row["origin"] == Origin.BUILT_IN,
            )
            for row in rows
        ]

    def bank(self, narrowed: BankFilter = BankFilter(), interview_id: int | None = None) -> list[BankRow]:
        """Return the questions of the bank; with an interview, how each relates to its plan."""
        rows = self._all(
            """SELECT q.*, p.id IS NOT NULL AS picked,
                EXISTS (SELECT 1 FROM plan_item x JOIN interview i ON i.id = x.interview_id
                    WHERE x.question_id = q.id AND x.state = 'asked' AND i.id <> :interview
                    AND i.contact_id = (SELECT contact_id FROM interview WHERE id = :interview)
                    ) AS asked_before,
                coalesce(o.answers, 0) AS answers, coalesce(o.is_disputed, 0) AS is_disputed,
                coalesce(u.asked, 0) AS asked, coalesce(u.usable, 0) AS usable
            FROM question q LEFT JOIN plan_item p ON p.question_id = q.id AND p.interview_id = :interview
            LEFT JOIN (SELECT x.question_id, count(DISTINCT i.contact_id) AS answers,
                    max(coalesce(x.agreement, '') = 'differs') AS is_disputed
                FROM interview i JOIN plan_item x ON x.interview_id = i.id
                WHERE i.occupation_id = (SELECT occupation_id FROM interview WHERE id = :interview)
                    AND x.answer <> '' GROUP BY x.question_id
                ) o ON o.question_id = q.id
            LEFT JOIN (SELECT question_id, count(*) AS asked,
                    sum(answer <> '' OR id IN (SELECT plan_item_id FROM passage)) AS usable
                FROM plan_item WHERE state = 'asked' OR answer <> '' GROUP BY question_id
                ) u ON u.question_id = q.id
            WHERE NOT q.retired
            ORDER BY CASE q.phase WHEN 'open' THEN 0 WHEN 'core' THEN 1 ELSE 2 END, q.position, q.id""",
            {"interview": interview_id},
        )
        found = (record(BankRow, row, question=question_of(row)) for row in rows)
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
        return [plan_item_of(row, question_of(row)) for row in rows]

    def second_opinion(self, interview_id: int, ask_minutes: int | None = None) -> tuple[Question, ...]:
        """Return the questions still open about the interview's occupation that fit the person and the time.

        Args:
            interview_id: the interview to plan.
            ask_minutes: how long the user asks for; None for the whole interview.
        """
        row = self._first(
            "SELECT i.minutes, c.level FROM interview i JOIN contact c ON c.id = i.contact_id"
            " WHERE i.id = :id",
            {"id": interview_id},
        )
        if row is None:
            return ()
        minutes = row["minutes"] if ask_minutes is None else min(ask_minutes, row["minutes"])
        level = Level(row["level"]) if row["level"] else None
        return second_opinion(self.bank(interview_id=interview_id), level, minutes, COMPUTED_QUESTIONS)


def _fits(question: Question, narrowed: BankFilter) -> bool:
    if narrowed.category is not None and question.category is not narrowed.category:
        return False
    if narrowed.phase is not None and question.phase is not narrowed.phase:
        return False
    text = f"{question.text} {question.category} {question.phase} {question.origin}"
    return matches_search(narrowed.query, text)
