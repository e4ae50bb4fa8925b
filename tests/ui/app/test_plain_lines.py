"""Plain lines for screen readers, calm screens, and where the cursor of the terminal stands."""

import re

import pytest
from textual.widgets import Input

from iitui.plain_lines import plain_lines
from iitui.settings import Settings
from iitui.ui.app.app import IituiApp
from iitui.ui.kit.lists.row_list import RowList
from tests.conftest import MakeApp
from tests.ui.pilot import drawn, settle

UNREADABLE = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2500-\u25ff\u2700-\u27bf\u2800-\u28ff\u2b00-\u2bff]")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Owed · 11", "Owed - 11"),
        ("└─ Zoë “said” – so …", "`- Zoë “said” – so …"),
        ("━━──", "==--"),
        ("●●○ ■□", "**o #o"),
        ("███░░░▒▒", "###...::"),
        ("⭐ ◽ ⠿⠀", "*  *  # "),
        ("[✓] 12′", "[x] 12m"),
        ("██ ■", "## #"),
    ],
)
def test_signs_have_likenesses(text, plain):
    assert plain_lines(text) == plain
    assert not UNREADABLE.search(plain)


@pytest.fixture
def plain_app(sample, make_app: MakeApp) -> IituiApp:
    """An app on the sample that draws plain lines."""
    return make_app(Settings(plain_lines=True, animations=False))


WALK = ("1", "2", "l", "escape", "b", "6", "enter")


async def test_no_boxes_and_no_signs(plain_app):
    async with plain_app.run_test(size=(100, 30)) as pilot:
        seen = []
        for key in WALK:
            await pilot.press(key)
            await settle(pilot)
            seen.append(drawn(plain_app))
            found = {line for line in seen[-1].splitlines() if UNREADABLE.search(line)}
            assert not found, key
            assert not re.search(r"\+---|\|  ", seen[-1]), f"{key}: a frame"
        assert "Contacts - 25" in seen[1]
        assert "enter Choose" in seen[2]


async def test_panes_are_one_above_the_other(plain_app):
    async with plain_app.run_test(size=(160, 45)) as pilot:
        for key in ("1", "2"):
            await pilot.press(key)
            await settle(pilot)
            assert not plain_app.screen.has_class("-wide"), key


async def test_the_cursor_of_the_terminal_follows(sample_app):
    async with sample_app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2", "down", "down")
        await settle(pilot)
        rows = sample_app.focused
        assert isinstance(rows, RowList)
        line = drawn(sample_app).splitlines()[sample_app.cursor_position.y]
        assert "Curtis Malone" in line
        assert line[sample_app.cursor_position.x] == "▌"
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(sample_app.focused, Input)
        assert sample_app.cursor_position == sample_app.focused.cursor_screen_offset
        assert not sample_app.focused.cursor_blink
        await pilot.press("escape", "up")
        await settle(pilot)
        assert "Bill Petrosky" in drawn(sample_app).splitlines()[sample_app.cursor_position.y]


def test_animations_can_be_turned_off(plain_app, sample_app):
    assert plain_app.animation_level == "none"
    assert sample_app.animation_level == "full"
