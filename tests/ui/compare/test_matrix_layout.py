"""Where the columns of the answer matrix stand, and the picture of an impression."""

import pytest

from iitui.ui.compare.answer_pane import split_lines
from iitui.ui.compare.matrix_layout import EDGE, lay_out_matrix, scrolled
from iitui.ui.compare.wording import scale


@pytest.mark.parametrize("width", [10, 20, 56, 76, 100, 160, 400])
@pytest.mark.parametrize("people", [1, 3, 30])
@pytest.mark.parametrize("has_words", [None, True, False])
def test_the_columns_fit_and_the_question_always_stays(width: int, people: int, has_words: bool | None):
    layout = lay_out_matrix(width, people, has_words)
    assert layout.question + layout.person * layout.visible <= width - 2 * EDGE
    assert layout.question >= 4
    assert 1 <= layout.visible <= people


def test_words_are_shown_where_there_is_room_for_all():
    assert lay_out_matrix(80, 2).has_words
    assert not lay_out_matrix(80, 30).has_words
    assert lay_out_matrix(80, 30).visible >= 7
    assert lay_out_matrix(160, 4).has_words


def test_it_scrolls_as_little_as_shows_the_cursor():
    assert scrolled(0, 9, 5, 30) == 5
    assert scrolled(5, 7, 5, 30) == 5
    assert scrolled(5, 2, 5, 30) == 2
    assert scrolled(28, 29, 5, 30) == 25
    assert scrolled(3, 0, 9, 4) == 0


@pytest.mark.parametrize(
    ("before", "after", "picture"),
    [
        (None, None, "┼─┼─┼─┼─┼"),
        (1, 5, "○═══════●"),
        (5, 2, "┼─●═════○"),
        (3, 3, "┼─┼─◉─┼─┼"),
        (None, 4, "┼─┼─┼─●─┼"),
        (2.5, None, "┼─┼○┼─┼─┼"),
    ],
)
def test_impressions_are_drawn_on_a_scale(before: float | None, after: float | None, picture: str):
    assert scale(before, after) == picture


@pytest.mark.parametrize(
    "text", ["", "one", "a\n\nb", "word " * 3_000, "x" * 10_000, "é" * 3_999 + " " + "b" * 5_000]
)
def test_a_place_in_the_shown_text_is_known_in_the_answer(text: str):
    lines, starts = split_lines(text)
    for line, start in zip(lines, starts, strict=True):
        assert text[start : start + len(line)] == line
        assert len(line) <= 4_000
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
