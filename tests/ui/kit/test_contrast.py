"""How well text can be read: contrast by WCAG 2.2 of every theme, in its colors and as they are drawn."""

import pytest
from textual.color import Color
from textual.geometry import Region
from textual.theme import BUILTIN_THEMES, Theme

from iitui.ui.app.app import IituiApp
from iitui.ui.kit.contrast import (
    BLACK,
    WHITE,
    contrast,
    legible_variables,
    make_legible,
    shown_in_256,
    text_on,
    variables_in_256,
)
from iitui.ui.kit.theme import ENOUGH, THEMES, least_contrast_of
from tests.ui.pilot import settle

FOREIGN = tuple(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)
PLANES = ("background", "surface", "panel")
GROUNDS = (*PLANES, "cursor-ground", "cursor-blurred-ground", "field-ground", "field-focus-ground")
TEXTS = ("foreground", "text-muted", *(f"text-{tone}" for tone in ("primary", "accent", "warning", "error")))
PAIRS = (
    *((text, ground) for text in (*TEXTS, "text-success", "text-secondary") for ground in GROUNDS),
    *(("foreground", ground) for ground in ("selection-ground", "warning-ground", "error-ground")),
    ("current-text", "current-ground"),
)


def colors_of(theme: Theme) -> dict[str, str]:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    return variables if theme in THEMES else {**variables, **legible_variables(variables, dark=theme.dark)}


def test_contrast_is_that_of_wcag():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(Color.parse("#777777"), WHITE) < ENOUGH


def test_what_is_legible_stays():
    assert make_legible(Color.parse("#e0e0e0"), [BLACK]) == Color.parse("#e0e0e0")
    assert make_legible(BLACK, [BLACK]) != BLACK
    assert text_on(Color.parse("#ffee00")) == BLACK
    assert text_on(Color.parse("#0000aa")) == WHITE


@pytest.mark.parametrize("theme", [*THEMES, *FOREIGN], ids=lambda theme: theme.name)
def test_text_stands_out_from_every_ground(theme):
    colors = {name: Color.parse(value) for name, value in colors_of(theme).items() if value.startswith("#")}
    weak = {
        (text, ground): round(contrast(colors[text], colors[ground]), 2)
        for text, ground in PAIRS
        if contrast(colors[text], colors[ground]) < least_contrast_of(theme)
    }
    assert not weak


@pytest.mark.parametrize("theme", [*THEMES, *FOREIGN], ids=lambda theme: theme.name)
def test_text_stands_out_in_256_colors(theme):
    least = least_contrast_of(theme)
    found = {**colors_of(theme), **variables_in_256(colors_of(theme), least)}
    colors = {
        name: shown_in_256(Color.parse(value)) for name, value in found.items() if value.startswith("#")
    }
    weak = {pair: contrast(*(colors[name] for name in pair)) for pair in PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < least}
    assert colors["cursor-ground"] not in [colors[plane] for plane in PLANES]


def weak_texts(app: IituiApp, wanted: float) -> dict[str, float]:
    """What is drawn in front with too little contrast, each with it; a dialog dims what is behind it."""
    strips = list(app.screen._compositor.render_strips())
    boxes = [box.region for box in app.screen.query(".form--box")]
    if boxes:
        box = Region.from_union(boxes)
        strips = [strip.crop(box.x, box.right) for strip in strips[box.y : box.bottom]]
    weak = {}
    for segment in (segment for strip in strips for segment in strip):
        if not any(sign.isalnum() for sign in segment.text):
            continue
        style = segment.style
        assert style is not None, segment
        assert style.bgcolor is not None, segment
        colors = [Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)]
        if contrast(*colors) < wanted:
            weak[f"{segment.text.strip()} ({colors[0].hex} on {colors[1].hex})"] = contrast(*colors)
    return weak


DRAWN = {
    "contacts": (("2", "space"), ("iitui-light",)),
    "form": (("2", "i"), ("iitui-high-contrast-light", "solarized-light")),
    "comparison": (("6", "enter"), ("iitui-high-contrast",)),
}
"""Screens that draw in every color, each with the keys that lead there and themes besides the usual one."""


@pytest.mark.parametrize("place", DRAWN)
async def test_drawn_text_stands_out(sample_app, place):
    keys, others = DRAWN[place]
    async with sample_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert not weak_texts(sample_app, ENOUGH)
        for name in others:
            sample_app.theme = name
            await pilot.pause()
            theme = sample_app.current_theme
            assert Color.parse(sample_app.theme_variables["text-muted"]) == Color.parse(
                colors_of(theme)["text-muted"]
            )
            assert not weak_texts(sample_app, least_contrast_of(theme)), name
