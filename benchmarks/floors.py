"""The floors: the least that a Textual app can take; run as ``python -m benchmarks.floors label|input``."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Label

WORDS = "floor-is-painted"


class LabelFloor(App[None]):
    """A: one label."""

    def compose(self) -> ComposeResult:
        """Show it."""
        yield Label(WORDS)


class InputFloor(App[None]):
    """C: one input with nothing behind it."""

    def compose(self) -> ComposeResult:
        """Show it."""
        from textual.widgets import Input  # not for the other floor to wait for

        yield Label(WORDS)
        yield Input()


if __name__ == "__main__":
    (InputFloor if sys.argv[1:] == ["input"] else LabelFloor)().run()
