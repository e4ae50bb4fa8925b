"""Contrast between text and its ground, and colors that have enough of it for any theme.

The ratio is that of WCAG 2.2: 1 for the same color, 21 for black on white. Text needs 4.5.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from textual.color import Color

from iitui.ui.kit.theme import shared_colors

ENOUGH = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3, level AA)."""

_AIM = 4.55
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
    return next((color for color in tinted if contrast(text, color) >= _AIM + 1), ground)


def legible_variables(variables: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Return what is to be changed in the variables of a theme so that all text can be read.

    Args:
        variables: those that Textual makes of the theme.
        dark: whether the theme is a dark one.
    """
    background, surface, panel = (Color.parse(variables[name]) for name in ("background", "surface", "panel"))
    surface, panel = background + surface, background + panel
    planes = (background, surface, panel)
    tones = {tone: Color.parse(variables[tone]) for tone in _TONES}
    foreground = make_legible(background + Color.parse(variables["foreground"]), planes)
    share = 0.24 if dark else 0.16
    cursor = _tinted(background, tones["primary"], share, foreground)
    blurred = _tinted(background, foreground, 0.08, foreground)
    focus = _tinted(surface, tones["primary"], share, foreground)
    selection = _tinted(background, tones["primary"], 0.4, foreground)
    grounds = (*planes, cursor, blurred, focus)
    colors = {
        "foreground": foreground,
        "surface": surface,
        "panel": panel,
        "cursor-ground": cursor,
        "cursor-blurred-ground": blurred,
        "field-ground": panel,
        "field-focus-ground": focus,
        "current-ground": tones["accent"],
        "current-text": text_on(tones["accent"]),
        "selection-ground": selection,
        "warning-ground": _tinted(background, tones["warning"], 0.25, foreground),
        "error-ground": _tinted(background, tones["error"], 0.3, foreground),
        "text-muted": make_legible(background.blend(foreground, 0.6, 1.0), grounds),
        **{f"text-{tone}": make_legible(color, grounds) for tone, color in tones.items()},
    }
    named = {name: color.hex for name, color in colors.items()}
    return {**named, **shared_colors(named)}
