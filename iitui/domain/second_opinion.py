"""Chooses the questions of the plan *Second opinion*: what is still open about an occupation."""

from collections import Counter
from collections.abc import Sequence

from iitui.domain.contacts import Level
from iitui.domain.questions import BankRow, Question


def second_opinion(
    rows: Sequence[BankRow], level: Level | None, minutes: int, most: int
) -> tuple[Question, ...]:
    """Return the questions to ask somebody next about an occupation, in the order of the bank.

    Those that nobody has answered come first, then those whose answers differ; none is asked of the same
    person twice. Of each, the questions for the person's level are preferred, those for another level come
    last, and every category has its turn before any has a second one. What does not fit is left out.

    Args:
        rows: the bank, in its order, as it stands for the interview.
        level: the level of the person to be interviewed, if it is known.
        minutes: how long the questions may take together.
        most: how many questions to choose at most.
    """
    open_rows = [row for row in rows if not row.asked_before and (row.is_disputed or not row.answers)]
    turns = Counter[tuple[bool, int, str]]()
    ranked = []
    for place, row in enumerate(open_rows):
        group = (bool(row.answers), _distance(row.question.level, level), row.question.category.value)
        ranked.append((group[:2], turns[group], place))
        turns[group] += 1
    chosen: list[int] = []
    for _, _, place in sorted(ranked):
        needed = open_rows[place].question.minutes
        if len(chosen) < most and needed <= minutes:
            chosen.append(place)
            minutes -= needed
    return tuple(open_rows[place].question for place in sorted(chosen))


def _distance(wanted: Level | None, level: Level | None) -> int:
    """Return how well a question fits a person: 0 for their level, 1 for any level, 2 for another one."""
    if wanted is None:
        return 1
    return 0 if wanted is level else 2
