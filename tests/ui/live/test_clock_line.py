import pytest

from iitui.ui.live.clock_pane import draw_line


@pytest.mark.parametrize(
    ("share", "line"),
    [
        (0, "░░░░░░░░░░░░░░░▒▒▒▒▒"),
        (0.5, "██████████░░░░░▒▒▒▒▒"),
        (0.525, "██████████▌░░░░▒▒▒▒▒"),
        (0.9, "██████████████████▒▒"),
        (1, "████████████████████"),
    ],
)
def test_the_line_shows_what_has_passed_and_when_to_close(share, line):
    assert draw_line(share, 0.75, 20, "bold").plain == line


@pytest.mark.parametrize("width", [1, 7, 10, 141])
@pytest.mark.parametrize("eighth", range(9))
def test_it_is_as_wide_as_there_is_room(width, eighth):
    assert draw_line(eighth / 8, 0.75, width, "").cell_length == width
