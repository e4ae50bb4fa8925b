"""Which questions a second opinion asks."""

from iitui.domain.contacts import Level
from iitui.domain.questions import BankRow, Category, Origin, Phase, Question
from iitui.domain.second_opinion import second_opinion


def row(number: int, **fields) -> BankRow:
    """A row of the bank; fields of the question and of the row by name."""
    question = Question(
        id=number,
        text=f"Question {number}?",
        category=fields.pop("category", Category.DAY),
        phase=Phase.CORE,
        sensitive=False,
        researchable=False,
        level=fields.pop("level", None),
        minutes=fields.pop("minutes", 3),
        origin=Origin.BUILT_IN,
        slug="",
        oakland=False,
        retired=False,
    )
    known = {"picked": False, "asked_before": False, "answers": 0, "is_disputed": False, **fields}
    return BankRow(question=question, **known)


def chosen(*rows: BankRow, level: Level | None = None, minutes: int = 20, most: int = 8) -> list[int]:
    return [question.id for question in second_opinion(rows, level, minutes, most)]


def test_what_nobody_answered_goes_before_what_is_disputed_and_agreement_is_left_out():
    disputed, agreed, blank = row(1, answers=2, is_disputed=True), row(2, answers=2), row(3)
    assert chosen(disputed, agreed, blank) == [1, 3]
    assert chosen(disputed, agreed, blank, most=1) == [3]


def test_the_minutes_are_kept_and_a_shorter_question_takes_the_room_of_a_long_one():
    assert chosen(row(1, minutes=4), row(2, minutes=9), row(3, minutes=3), minutes=7) == [1, 3]
    assert chosen(row(1), minutes=2) == []


def test_nobody_is_asked_the_same_question_twice():
    assert chosen(row(1, asked_before=True), row(2, asked_before=True, answers=1, is_disputed=True)) == []


def test_questions_for_the_level_of_the_person_come_first_and_those_for_another_last():
    rows = row(1, level=Level.SENIOR), row(2), row(3, level=Level.STARTING)
    assert chosen(*rows, level=Level.STARTING, most=1) == [3]
    assert chosen(*rows, level=Level.STARTING, most=2) == [2, 3]
    assert chosen(*rows, level=None, most=1) == [2]


def test_every_category_has_its_turn_before_one_has_a_second():
    rows = row(1), row(2), row(3, category=Category.PATH), row(4, category=Category.ADVICE)
    assert chosen(*rows, most=3) == [1, 3, 4]
    assert chosen(*rows, most=4) == [1, 2, 3, 4]
