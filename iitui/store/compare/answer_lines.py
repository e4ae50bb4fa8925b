"""Reads what interviews brought, for other programs: nothing off the record, nobody with a private tag."""

import sqlite3
from collections.abc import Iterator

from iitui.domain.answer_lines import AnswerLine
from iitui.domain.text import fold
from iitui.store.row_reader import Reader, instant

_ANSWERS = "FROM plan_item p JOIN interview i ON i.id = p.interview_id WHERE p.answer <> ''"

_KEPT_OUT = """
    c.id IN (SELECT x.contact_id FROM contact_tag x JOIN tag t ON t.id = x.tag_id WHERE t.name_key = :tag)
"""
_WHO = """
    coalesce(i.start, 0) AS start, coalesce(i.zone, '') AS zone, coalesce(i.uid, '') AS interview,
    c.name AS who, c.role, coalesce(g.name, '') AS organization, coalesce(o.name, '') AS occupation
"""
_JOINS = """
    JOIN contact c ON c.id = {owner}.contact_id LEFT JOIN organization g ON g.id = c.organization_id
    LEFT JOIN occupation o ON o.id = i.occupation_id
"""
_EACH_ANSWER = f"""
SELECT 'answer' AS kind, {_WHO}, q.text AS question, p.answer AS text, '' AS uid,
    (SELECT group_concat(name, char(10)) FROM (SELECT DISTINCT t.name FROM passage s
        JOIN theme t ON t.id = s.theme_id WHERE s.plan_item_id = p.id ORDER BY t.name_key)) AS themes
FROM plan_item p JOIN interview i ON i.id = p.interview_id JOIN question q ON q.id = p.question_id
{_JOINS.format(owner="i")}
WHERE p.answer <> '' AND NOT p.off_record AND NOT {_KEPT_OUT} ORDER BY i.start, i.id, p.position, p.id
"""
_EACH_TAKEAWAY = f"""
SELECT w.kind, {_WHO}, w.created_at, '' AS question, w.text, w.uid, '' AS themes
FROM takeaway w LEFT JOIN interview i ON i.id = w.interview_id {_JOINS.format(owner="w")}
WHERE NOT {_KEPT_OUT} ORDER BY w.created_at, w.id
"""
_EACH_PASSAGE = f"""
SELECT 'passage' AS kind, {_WHO}, q.text AS question, s.text, s.uid, t.name AS themes
FROM passage s JOIN theme t ON t.id = s.theme_id JOIN plan_item p ON p.id = s.plan_item_id
JOIN interview i ON i.id = p.interview_id JOIN question q ON q.id = p.question_id {_JOINS.format(owner="i")}
WHERE NOT p.off_record AND NOT {_KEPT_OUT} ORDER BY t.name_key, i.start, s.id
"""


class AnswerLineReader(Reader):
    """Reads answers, takeaways and the passages of themes."""

    def each(self, private_tag: str) -> Iterator[AnswerLine]:
        """Yield answers by interview, then takeaways, then passages by theme.

        Args:
            private_tag: contacts with this tag are left out with all they said; empty for nobody.
        """
        for query in (_EACH_ANSWER, _EACH_TAKEAWAY, _EACH_PASSAGE):
            yield from map(_line, self._each(query, {"tag": fold(private_tag)}))

    def count(self, private_tag: str) -> dict[str, int]:
        """Return how many answers, takeaways and passages there are for others to read."""
        return {
            name: self._number(f"SELECT count(*) FROM ({query})", {"tag": fold(private_tag)})
            for name, query in (
                ("answer", _EACH_ANSWER), ("takeaway", _EACH_TAKEAWAY), ("passage", _EACH_PASSAGE),
            )
        }  # fmt: skip

    def count_off_record(self) -> int:
        """Return how many answers are off the record."""
        return self._number(f"SELECT count(*) {_ANSWERS} AND p.off_record")

    def count_kept_out(self, private_tag: str) -> int:
        """Return how many contacts have the tag that keeps them out."""
        return self._number(
            f"SELECT count(*) FROM contact c WHERE {_KEPT_OUT}",
            {"tag": fold(private_tag)},
        )


def _line(row: sqlite3.Row) -> AnswerLine:
    return AnswerLine(
        kind=row["kind"],
        at=instant(row["start"] or row["created_at"]),
        zone=row["zone"],
        interview=row["interview"],
        who=row["who"],
        organization=row["organization"],
        role=row["role"],
        occupation=row["occupation"],
        question=row["question"],
        text=row["text"],
        themes=tuple(filter(None, (row["themes"] or "").split("\n"))),
        uid=row["uid"],
    )
