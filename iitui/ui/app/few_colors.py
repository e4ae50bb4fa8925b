"""Themes and filters for terminals with 16 colors or none.

Where a color looks as its terminal pleases, only pairs count that can be read in every usual palette: a color
on another that is too near to it becomes black or white.
"""

from functools import lru_cache

from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from iitui.ui.app.output_filter import Colors
from iitui.ui.kit.contrast import contrast
from iitui.ui.kit.theme import ENOUGH, make_theme

_CODES = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
)
PALETTES = tuple(tuple(Color.parse(f"#{code}") for code in line.split()) for line in _CODES)
"""The 16 colors of the Linux console and of xterm: the darkest and the brightest that are usual."""

BLACK, WHITE = 0, 15
_BRIGHT = 8
"""What the number of a color and that of its bright kin differ by."""


_NO_GROUNDS = {3: 11, 8: 0, 12: 4}
"""Yellow, bright black and bright blue, each with what is drawn instead: no text stands out from them."""


def least_contrast(text: int, ground: int) -> float:
    """Return the contrast of two of the 16 colors in the palette where it is least."""
    return min(contrast(palette[text], palette[ground]) for palette in PALETTES)


@lru_cache(256)
def legible_on(text: int, ground: int) -> int:
    """Return a text color for a ground, both of the 16: the same, its kin, or black or white."""
    for number in (text, text ^ _BRIGHT):
        if least_contrast(number, ground) >= ENOUGH:
            return number
    return max((BLACK, WHITE), key=lambda other: least_contrast(other, ground))


@lru_cache(1024)
def _in_sixteen(style: Style) -> Style:
    """Return a style in colors that can be read; what is as the terminal has it stays so."""
    text, ground = (_number(color) for color in (style.color, style.bgcolor))
    if ground is not None:
        ground = _NO_GROUNDS.get(ground, ground)
        text = legible_on(WHITE if text is None else text, ground)
    colors = (None if number is None else TerminalColor.from_ansi(number) for number in (text, ground))
    return style.without_color + Style(dim=False) + Style.from_color(*colors)


def _number(color: TerminalColor | None) -> int | None:
    return None if color is None or color.is_default else color.downgrade(ColorSystem.STANDARD).number


class SixteenColors(LineFilter):
    """Draws in the 16 colors of the terminal, and no text in a color too near to its ground."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of a line in the 16 colors."""
        return [Segment(text, style and _in_sixteen(style), control) for text, style, control in segments]


REVERSED, UNDERLINED = "ansi_white", "ansi_bright_black"
"""Grounds of the theme without colors, drawn as reverse and as underlined text.

Textual leaves reverse out of most of its styles, but no ground.
"""

_ATTRIBUTES = {7: Style(reverse=True), 8: Style(underline=True)}
"""What is drawn for these grounds, by their numbers."""


@lru_cache(1024)
def _without_color(style: Style) -> Style:
    ground = None if style.bgcolor is None else style.bgcolor.number
    return style.without_color + _ATTRIBUTES.get(-1 if ground is None else ground, Style()) + Style(dim=False)


class WithoutColors(LineFilter):
    """Draws without any color: bold, reverse and underlined stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of a line without their colors."""
        return [Segment(text, style and _without_color(style), control) for text, style, control in segments]


_CONSOLE = str.maketrans("╭╮╰╯┏┓┗┛━┃✓●◆▸▾▐⣿", "┌┐└┘╔╗╚╝═║√■♦►▼▌█")
"""Signs that the fonts of the Linux console lack, and those of code page 437 that stand for them."""


class ConsoleSigns(LineFilter):
    """Draws for the Linux console, whose fonts have hardly more than the signs of code page 437."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of a line with signs that the console has."""
        return [Segment(text.translate(_CONSOLE), style, control) for text, style, control in segments]


def filters_for(colors: Colors, terminal: str) -> tuple[LineFilter, ...]:
    """Return what makes of any colors those that the terminal has.

    Args:
        colors: how many it has.
        terminal: its name, as `TERM` says it.
    """
    colored = WithoutColors() if colors is Colors.NONE else SixteenColors()
    return (colored, ConsoleSigns()) if terminal == "linux" else (colored,)


def theme_for(colors: Colors, theme: Theme) -> Theme:
    """Return the theme that takes the place of another where there are so few colors."""
    if colors is Colors.NONE:
        return _COLORLESS
    return _DARK if theme.dark else _LIGHT


_PLAIN = "ansi_default"

_COLORLESS = make_theme(
    "iitui-colorless",
    {
        **dict.fromkeys(("background", "surface", "panel", "foreground", "cursor-blurred-ground"), _PLAIN),
        **dict.fromkeys(("cursor-ground", "current-ground", "selection-ground"), REVERSED),
        **dict.fromkeys(("warning-ground", "error-ground", "input-cursor-background"), REVERSED),
        **dict.fromkeys(("field-ground", "field-focus-ground"), UNDERLINED),
        **dict.fromkeys(("current-text", "text-muted", "text-primary", "text-accent"), _PLAIN),
        **dict.fromkeys(("text-warning", "text-error", "text-success", "input-cursor-foreground"), _PLAIN),
        **dict.fromkeys(("border", "border-blurred", "scrollbar"), _PLAIN),
        "input-cursor-text-style": "none",
    },
    dark=True,
    ansi=True,
)

_DARK = make_theme(
    "iitui-16",
    {
        **dict.fromkeys(("background", "surface", "panel", "cursor-blurred-ground"), "ansi_black"),
        **dict.fromkeys(("cursor-ground", "field-focus-ground", "warning-ground"), "ansi_blue"),
        "field-ground": "ansi_black",
        "current-ground": "ansi_cyan",
        "current-text": "ansi_black",
        "selection-ground": "ansi_magenta",
        "error-ground": "ansi_red",
        "foreground": "ansi_bright_white",
        "text-muted": "ansi_white",
        "text-primary": "ansi_bright_cyan",
        "text-accent": "ansi_bright_cyan",
        "text-warning": "ansi_bright_yellow",
        "text-error": "ansi_bright_red",
        "text-success": "ansi_bright_green",
        "border": "ansi_bright_cyan",
        "border-blurred": "ansi_white",
        "scrollbar": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-background": "ansi_bright_white",
        "input-cursor-text-style": "none",
    },
    dark=True,
    ansi=True,
)

_LIGHT = make_theme(
    "iitui-16-light",
    {
        **dict.fromkeys(("background", "surface", "panel", "cursor-blurred-ground"), "ansi_bright_white"),
        **dict.fromkeys(("cursor-ground", "field-focus-ground", "warning-ground"), "ansi_cyan"),
        "field-ground": "ansi_bright_white",
        "current-ground": "ansi_blue",
        "current-text": "ansi_bright_white",
        "selection-ground": "ansi_green",
        "error-ground": "ansi_bright_yellow",
        "foreground": "ansi_black",
        "text-muted": "ansi_black",
        "text-primary": "ansi_blue",
        "text-accent": "ansi_blue",
        "text-warning": "ansi_magenta",
        "text-error": "ansi_red",
        "text-success": "ansi_blue",
        "border": "ansi_blue",
        "border-blurred": "ansi_black",
        "scrollbar": "ansi_black",
        "input-cursor-foreground": "ansi_bright_white",
        "input-cursor-background": "ansi_black",
        "input-cursor-text-style": "none",
    },
    dark=False,
    ansi=True,
)
