"""What the terminal can show, and the last filter before it, which removes control characters.

The colors of a theme cannot be told apart in 16: text would often get the color of its ground. There, every
theme gives way to one in the 16, dark or light as the theme is; under `NO_COLOR` to one without any, in which
bold, reverse and underlined text show what colors show elsewhere (`iitui.ui.app.few_colors`).

Control characters are dropped wherever text comes in; this also covers what another program wrote to the
journal.
"""

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_STEERING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
"""C0, DEL, C1, and characters that change the direction of writing; none of them takes a cell."""

_MONOCHROME = ("vt", "xterm-mono", "linux-m", "screen.linux-m")
"""How the names begin of terminals that have no colors."""


class Colors(Enum):
    """How many colors a terminal has: enough to show a theme, 256, 16, or none."""

    ENOUGH = auto()
    MANY = auto()
    SIXTEEN = auto()
    NONE = auto()


def colors_of_terminal(system: str | None, environment: "Mapping[str, str]") -> Colors:
    """Return how many colors there are to draw with.

    Args:
        system: what Rich takes the terminal for: "standard", "256", "truecolor"; None for no colors.
        environment: the environment variables; with `NO_COLOR` there are none (no-color.org).
    """
    if environment.get("NO_COLOR") or environment.get("TERM", "").startswith(_MONOCHROME) or system is None:
        return Colors.NONE
    return {"standard": Colors.SIXTEEN, "256": Colors.MANY}.get(system, Colors.ENOUGH)


class ControlFilter(LineFilter):
    """Removes control characters from what is drawn; the width stays the same, since they have none.

    With plain lines, letters and digits also take the place of signs that only the eye understands.
    """

    def __init__(self, *, has_plain_lines: bool = False) -> None:
        super().__init__()
        self._plain_lines: Callable[[str], str] | None = None
        if has_plain_lines:
            from iitui.plain_lines import plain_lines

            self._plain_lines = plain_lines

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of a line without control characters in their text."""
        plain = self._plain_lines
        if plain is not None:
            segments = [Segment(plain(text), style, control) for text, style, control in segments]
        if all(_is_safe(segment) for segment in segments):
            return segments
        return [segment if segment.control else _made_safe(segment) for segment in segments]


def _is_safe(segment: Segment) -> bool:
    link = segment.style.link if segment.style else None
    return segment.text.isprintable() and (not link or _is_checked(link))


def _is_checked(link: str) -> bool:
    from iitui.domain.links import checked_link  # the first frame has no link

    return checked_link(link) == link


def _made_safe(segment: Segment) -> Segment:
    """Return a segment without control characters, and without a link that could leave its own sequence."""
    style = segment.style
    if style is not None and style.link and not _is_checked(style.link):
        style = style.update_link(None)
    return Segment(re.sub(_STEERING, "", segment.text), style)
