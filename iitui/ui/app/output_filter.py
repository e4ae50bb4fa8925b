"""The last filter before the terminal: it removes control characters, wherever the text came from.

Control characters are dropped wherever text comes in; this also covers what another program wrote to the
journal.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_STEERING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
"""C0, DEL, C1, and characters that change the direction of writing; none of them takes a cell."""


class ControlFilter(LineFilter):
    """Removes control characters from what is drawn; the width stays the same, since they have none."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of a line without control characters in their text."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(re.sub(_STEERING, "", segment.text), segment.style)
            for segment in segments
        ]
