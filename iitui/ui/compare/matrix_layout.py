"""Where the columns and rows of the answer matrix stand, and which of them are seen; pure figures."""

from dataclasses import dataclass

EDGE = 1
"""Cells at the left for the edge of the cursor, and as many at the right for the handle of the scrollbar."""

NARROW, LEAST_WIDE, MOST_WIDE = 6, 16, 44
"""Cells of a person: with signs only; with the beginning of each answer, at least and at most."""

LEAST_QUESTION, MOST_QUESTION = 16, 72


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """The columns of the matrix in a width.

    Attributes:
        question: cells of the first column, which always stays.
        person: cells of every person.
        visible: how many people are seen at a time.
        has_words: whether the people's columns show how each answer begins.
    """

    question: int
    person: int
    visible: int
    has_words: bool


def lay_out_matrix(width: int, people: int, has_words: bool | None = None) -> MatrixLayout:
    """Return the columns for so many people.

    Args:
        width: of the widget, in cells.
        people: how many there are.
        has_words: whether to show how answers begin; None where there is room for all people so.
    """
    room = max(width - 2 * EDGE, 2)
    question = max(min(room * 2 // 5, MOST_QUESTION), min(LEAST_QUESTION, room // 2))
    left = room - question
    if has_words is None:
        has_words = people * LEAST_WIDE <= left
    least = min(LEAST_WIDE if has_words else NARROW, left)
    visible = max(min(left // max(least, 1), people), 1)
    person = min(left // visible, MOST_WIDE) if has_words else least
    question = min(room - person * visible, max(question, MOST_QUESTION))
    return MatrixLayout(question, person, visible, has_words)


def scrolled(first: int, cursor: int, visible: int, count: int) -> int:
    """Return the first of the rows or columns seen, moved as little as shows the cursor."""
    first = max(min(first, cursor), cursor - visible + 1)
    return max(0, min(first, count - visible))
