"""The floor: the least that a Textual app can take; run as ``python -m benchmarks.floors``."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Label


class Floor(App[None]):
    """One label and one input with nothing behind it."""

    def compose(self) -> ComposeResult:
        """Show both."""
        yield Label("floor-is-painted")
        yield Input()


if __name__ == "__main__":
    Floor().run()
