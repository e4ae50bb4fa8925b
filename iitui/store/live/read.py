"""Reads what an interview needs while it goes on, besides its plan."""

from datetime import datetime

from iitui.domain.live import NOTES, EarlierAnswer
from iitui.store.row_reader import Reader, instant, maybe_instant


class LiveReader(Reader):
    """Reads for live mode."""

    def earlier_answers(self, question_id: int, interview_id: int) -> list[EarlierAnswer]:
        """Return the answers to a question in other interviews: the same contact's first, then the latest."""
        rows = self._all(
            """SELECT a.who, a.role, a.start, p.answer, p.off_record,
                a.contact_id = (SELECT contact_id FROM interview WHERE id = :interview) AS is_same
            FROM plan_item p JOIN agenda a ON a.id = p.interview_id
            WHERE p.question_id = :question AND p.interview_id <> :interview AND p.answer <> ''
            ORDER BY is_same DESC, a.start DESC, p.id DESC""",
            {"question": question_id, "interview": interview_id},
        )
        return [
            EarlierAnswer(
                who=row["who"],
                role=row["role"],
                start=instant(row["start"]),
                text=row["answer"],
                off_record=bool(row["off_record"]),
                is_same_person=bool(row["is_same"]),
            )
            for row in rows
        ]

    def changed_at(self, interview_id: int) -> datetime | None:
        """Return when the latest act about an interview or its answers was; None if the history has none."""
        row = self._first(
            """SELECT max(a.at) AS at FROM act a JOIN change c ON c.act_id = a.id
            WHERE NOT a.undone AND (
                (c.record = 'interview' AND c.row_id = :id)
                OR (c.record = 'plan_item'
                    AND c.row_id IN (SELECT id FROM plan_item WHERE interview_id = :id))
                OR (c.record = 'takeaway'
                    AND c.row_id IN (SELECT id FROM takeaway WHERE interview_id = :id)))""",
            {"id": interview_id},
        )
        return None if row is None else maybe_instant(row["at"])

    def last_noted(self, interview_id: int) -> int | None:
        """Return the ID of the planned question that was answered, or in front, last; None for none."""
        row = self._first(
            """SELECT c.row_id FROM act a JOIN change c ON c.act_id = a.id
            JOIN plan_item p ON p.id = c.row_id
            WHERE NOT a.undone AND c.record = 'plan_item' AND p.interview_id = :id
                AND (p.answer <> '' OR p.seconds > 0)
            ORDER BY a.at DESC, a.id DESC LIMIT 1""",
            {"id": interview_id},
        )
        return None if row is None else int(row["row_id"])

    def notes_question(self) -> int | None:
        """Return the ID of the question under which notes without a plan are kept; None before the first."""
        row = self._first(
            "SELECT min(id) AS id FROM question WHERE text = :text AND origin = 'mine' AND retired",
            {"text": NOTES},
        )
        return None if row is None else row["id"]
