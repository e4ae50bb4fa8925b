"""Contrast between text and its ground, and colors that have enough of it for any theme.

The ratio is that of WCAG 2.2: 1 for the same color, 21 for black on white. Text needs 4.5.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from rich.color import ColorSystem
from textual.color import Color

from iitui.ui.kit.theme import ENOUGH, shared_colors

_AIM = ENOUGH + 0.05
"""What is aimed at: colors are rounded on their way to the terminal."""

BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)

_TONES = ("primary", "secondary", "accent", "warning", "error", "success")
_STEPS = 20
"""In how many steps a color goes the whole way to black or white, or a tint to none."""


@lru_cache(2048)
def luminance(color: Color) -> float:
    """Return the relative luminance of a color: 0 for black, 1 for white (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colors without transparency, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(text: Color, grounds: Iterable[Color]) -> float:
    """Return the contrast of a text with the ground that it stands out from least."""
    return min(contrast(text, ground) for ground in grounds)


def text_on(ground: Color) -> Color:
    """Return black or white, whichever stands out more from a ground: always enough."""
    return max(BLACK, WHITE, key=lambda text: contrast(text, ground))


def make_legible(text: Color, grounds: Iterable[Color]) -> Color:
    """Return a color as near to that of a text as stands out enough from all of some grounds.

    Where none does, because the grounds are too unlike, it is black or white.
    """
    grounds = tuple(grounds)
    end = max(BLACK, WHITE, key=lambda color: least_contrast(color, grounds))
    nearer = (text.blend(end, step / _STEPS, 1.0) for step in range(_STEPS))
    return next((color for color in nearer if least_contrast(color, grounds) >= _AIM), end)


def _tinted(ground: Color, tint: Color, share: float, text: Color) -> Color:
    """Return a ground with so much of a tint, or less if the text could not be read on it."""
    shares = (share * (1 - step / _STEPS) for step in range(_STEPS))
    tinted = (ground.blend(tint, part, 1.0) for part in shares)
    return next((color for color in tinted if contrast(text, color) >= _AIM), ground)


def legible_variables(variables: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Return what is to be changed in the variables of a theme so that all text can be read.

    Args:
        variables: those that Textual makes of the theme.
        dark: whether the theme is a dark one.
    """
    background, surface, panel = (Color.parse(variables[name]) for name in ("background", "surface", "panel"))
    surface, panel = background + surface, background + panel
    tones = {tone: Color.parse(variables[tone]) for tone in _TONES}
    wanted = background + Color.parse(variables["foreground"])
    share = 0.24 if dark else 0.16
    cursor, focus = (ground.blend(tones["primary"], share, 1.0) for ground in (background, surface))
    blurred = background.blend(wanted, 0.08, 1.0)
    grounds = (background, surface, panel, cursor, blurred, focus)
    foreground = make_legible(wanted, grounds)
    colors = {
        "background": background,
        "foreground": foreground,
        "surface": surface,
        "panel": panel,
        "cursor-ground": cursor,
        "cursor-blurred-ground": blurred,
        "field-ground": panel,
        "field-focus-ground": focus,
        "current-ground": tones["accent"],
        "current-text": text_on(tones["accent"]),
        "selection-ground": _tinted(background, tones["primary"], 0.4, foreground),
        "warning-ground": _tinted(background, tones["warning"], 0.25, foreground),
        "error-ground": _tinted(background, tones["error"], 0.3, foreground),
        "text-muted": make_legible(background.blend(foreground, 0.6, 1.0), grounds),
        **{f"text-{tone}": make_legible(color, grounds) for tone, color in tones.items()},
    }
    named = {name: color.hex for name, color in colors.items()}
    return {**named, **shared_colors(named)}


_PLANES = ("background", "surface", "panel", "cursor-blurred-ground", "field-ground")
_CURSORS = ("cursor-ground", "field-focus-ground")
_BANNERS = ("selection-ground", "warning-ground", "error-ground")
_TEXTS = ("foreground", "text-muted", *(f"text-{tone}" for tone in _TONES))


@lru_cache(2048)
def shown_in_256(color: Color) -> Color:
    """Return what a terminal with 256 colors shows for a color, as Rich chooses it."""
    return Color.from_rich_color(color.rich_color.downgrade(ColorSystem.EIGHT_BIT))


def _gray_like(color: Color) -> Color:
    """Return the gray that is as bright as a color."""
    light = luminance(color)
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return Color(*_thrice(round(part * 255)))


def _thrice(part: int) -> tuple[int, int, int]:
    return part, part, part


def _ground_of_256(color: Color, taken: Collection[Color]) -> Color:
    """Return a color that is shown about as bright as a ground, and unlike those that are taken."""
    gray = _gray_like(color).r
    grays = [Color(*_thrice(min(max(gray + step, 0), 255))) for step in range(-40, 41, 8)]
    fit = [other for other in (color, *grays) if shown_in_256(other) not in taken]
    return min(fit or [color], key=lambda other: abs(luminance(shown_in_256(other)) - luminance(color)))


def variables_in_256(variables: Mapping[str, str], least: float) -> dict[str, str]:
    """Return the colors of a theme in 256, where near ones become the same, so that all text can be read.

    Args:
        variables: those of the theme, with every color that the stylesheet uses.
        least: the contrast that its text needs.
    """
    parsed = {name: Color.parse(variables[name]) for name in (*_PLANES, *_CURSORS, *_BANNERS, *_TEXTS)}
    found = {name: _ground_of_256(parsed[name], ()) for name in (*_PLANES, *_BANNERS)}
    planes = [shown_in_256(found[name]) for name in ("background", "surface", "panel")]
    for name in _CURSORS:
        found[name] = _ground_of_256(parsed[name], planes)
    grounds = [shown_in_256(found[name]) for name in (*_PLANES, *_CURSORS)]
    for name in _TEXTS:
        found[name] = _text_of_256(parsed[name], grounds, least)
    for name in _BANNERS:
        if contrast(shown_in_256(found[name]), shown_in_256(found["foreground"])) < least:
            found[name] = found["cursor-ground"]
    found["current-text"] = text_on(shown_in_256(Color.parse(variables["current-ground"])))
    named = {name: color.hex for name, color in found.items()}
    return {**named, **shared_colors(named)}


def _text_of_256(text: Color, grounds: Collection[Color], least: float) -> Color:
    end = max(BLACK, WHITE, key=lambda color: least_contrast(color, grounds))
    nearer = (text.blend(end, step / _STEPS, 1.0) for step in range(_STEPS))
    return next((color for color in nearer if least_contrast(shown_in_256(color), grounds) >= least), end)
