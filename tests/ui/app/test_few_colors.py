"""Terminals with 16 colors or none: what is told apart without colors, and that all text can be read."""

import re

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from iitui.settings import Settings
from iitui.ui.app.app import IituiApp
from iitui.ui.app.few_colors import BLACK, WHITE, SixteenColors, filters_for, least_contrast, legible_on
from iitui.ui.app.output_filter import Colors, colors_of_terminal
from iitui.ui.kit.contrast import WHITE as WHITE_COLOR
from iitui.ui.kit.theme import ENOUGH
from tests.conftest import MakeApp
from tests.ui.pilot import settle

SIXTEEN = {"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "standard"}


@pytest.mark.parametrize(
    ("system", "environment", "colors"),
    [
        ("truecolor", {"TERM": "xterm-256color"}, Colors.ENOUGH),
        ("256", {"TERM": "screen-256color"}, Colors.MANY),
        ("standard", {"TERM": "xterm"}, Colors.SIXTEEN),
        ("standard", {"TERM": "linux"}, Colors.SIXTEEN),
        ("standard", {"TERM": "vt100"}, Colors.NONE),
        (None, {"TERM": "dumb"}, Colors.NONE),
        ("truecolor", {"TERM": "xterm", "NO_COLOR": "1"}, Colors.NONE),
        ("truecolor", {"TERM": "xterm", "NO_COLOR": ""}, Colors.ENOUGH),
    ],
)
def test_colors_of_terminals(system, environment, colors):
    assert colors_of_terminal(system, environment) is colors


def test_every_pair_of_the_sixteen_is_legible():
    grounds = {number for number in range(16) if number not in (3, 8, 12)}
    pairs = [(legible_on(text, ground), ground) for text in range(16) for ground in grounds]
    assert min(least_contrast(text, ground) for text, ground in pairs) >= ENOUGH
    bright_black = Style.parse("red on bright_black")
    assert SixteenColors().apply([Segment("x", bright_black)], WHITE_COLOR)[0].style == Style.parse(
        "color(9) on color(0) not dim"
    )
    assert legible_on(9, 4) == WHITE  # red on blue
    assert legible_on(11, 0) == 11
    assert legible_on(3, 15) == BLACK  # yellow on white


def test_the_linux_console_draws_what_its_fonts_have():
    *_, console = filters_for(Colors.SIXTEEN, "linux")
    assert console.apply([Segment("╭─╮✓")], WHITE_COLOR)[0].text == "┌─┐√"
    assert len(filters_for(Colors.SIXTEEN, "xterm")) == 1


@pytest.fixture
def app_in(sample_app, monkeypatch):
    """An app on the sample in a terminal with so many colors."""

    def make(environment: dict[str, str], theme: str = "iitui") -> IituiApp:
        sample_app.session.settings = Settings(theme=theme)
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", environment.get("TEXTUAL_COLOR_SYSTEM", "auto"))
        return IituiApp(sample_app.session, environment)

    return make


def number_of(color: Color | None) -> int:
    """The number of one of the 16 colors."""
    assert color is not None
    assert color.number is not None
    return color.number


def drawn_styles(app: IituiApp) -> dict[str, Style]:
    """The styles of the texts in front, by the texts."""
    strips = app.screen._compositor.render_strips()
    return {one.text.strip(): one.style for strip in strips for one in strip if one.style}


@pytest.mark.parametrize(("theme", "keys"), [("iitui", "2i"), ("iitui-light", "2")])
async def test_sixteen_colors_are_legible(app_in, theme, keys):
    app = app_in(SIXTEEN, theme)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys)
        await settle(pilot)
        assert app.current_theme.ansi
        for text, style in drawn_styles(app).items():
            assert least_contrast(number_of(style.color), number_of(style.bgcolor)) >= ENOUGH, text


async def test_themes_in_the_colors_of_the_terminal_are_drawn(make_app: MakeApp):
    app = make_app(Settings(theme="ansi-light"))
    async with app.run_test() as pilot:
        await settle(pilot)
        place = drawn_styles(app)["1 Today"]
        assert least_contrast(number_of(place.color), number_of(place.bgcolor)) >= ENOUGH
        app.theme = "iitui"
        await settle(pilot)
        assert str(drawn_styles(app)["2 Contacts"].bgcolor).count("triplet") == 1


async def test_nothing_depends_on_colors(app_in):
    app = app_in({"NO_COLOR": "1", "TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "truecolor"})
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2", "down")
        await settle(pilot)
        styles = drawn_styles(app)
        assert styles["2 Contacts"].reverse
        assert not styles["3 Interviews"].reverse
        assert styles["Bill Petrosky"].reverse
        assert not styles["Curtis Malone"].reverse
        assert "┏" in {text[:1] for text in styles}, "the pane with the focus has a heavy border"
        sent = "".join(strip.render(app.console) for strip in app.screen._compositor.render_strips())
        codes = {code for codes in re.findall(r"\x1b\[([\d;]*)m", sent) for code in codes.split(";")}
        assert codes <= {"0", "1", "3", "4", "7", "9"}
        await pilot.press("l", "f")
        await settle(pilot)
        assert drawn_styles(app)["mail"].underline
        assert "[ ] no" in drawn_styles(app)
