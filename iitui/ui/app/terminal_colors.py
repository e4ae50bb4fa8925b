"""Tells how many colors the terminal has.

The colors of a theme cannot be told apart in 16: text would often get the color of its ground. There, every
theme gives way to one in the 16, dark or light as the theme is; under `NO_COLOR` to one without any, in which
bold, reverse and underlined text show what colors show elsewhere (`iitui.ui.app.few_colors`).
"""

from collections.abc import Mapping
from enum import Enum, auto

_MONOCHROME = ("vt", "xterm-mono", "linux-m", "screen.linux-m")
"""How the names begin of terminals that have no colors."""


class Colors(Enum):
    """How many colors a terminal has: enough to show a theme, 256, 16, or none."""

    ENOUGH = auto()
    MANY = auto()
    SIXTEEN = auto()
    NONE = auto()


def colors_of_terminal(system: str | None, environment: Mapping[str, str]) -> Colors:
    """Return how many colors there are to draw with.

    Args:
        system: what Rich takes the terminal for: "standard", "256", "truecolor"; None for no colors.
        environment: the environment variables; with `NO_COLOR` there are none (no-color.org).
    """
    if environment.get("NO_COLOR") or environment.get("TERM", "").startswith(_MONOCHROME) or system is None:
        return Colors.NONE
    return {"standard": Colors.SIXTEEN, "256": Colors.MANY}.get(system, Colors.ENOUGH)
