"""The clock of live mode: large digits, what is left in words, and a line that fills."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from iitui.domain.live import ClockReading, Pace
from iitui.domain.text import shorten
from iitui.ui.kit.lists.row_drawing import harmless
from iitui.ui.kit.theme import QUIET

_LONGEST_NAME = 40

_STYLES = {
    Pace.ON_TIME: "$text-success",
    Pace.CLOSING: "$text-warning",
    Pace.UP: "bold $text-error",
    Pace.OVER: "bold $text-error",
}


class ClockPane(Horizontal):
    """Shows how the interview stands to the minutes that were promised; words say what the colors say."""

    PACES: ClassVar[tuple[Pace, ...]] = tuple(Pace)

    def compose(self) -> ComposeResult:
        """Put the digits before the words and the line."""
        yield Digits("0:00", id="live-digits")
        with Vertical(id="live-times"):
            yield Static(id="live-left", markup=False)
            yield Static(id="live-line", markup=False)
            yield Static(id="live-progress", markup=False)

    def show(self, reading: ClockReading, minutes: int, title: str, progress: str) -> None:
        """Show another moment.

        Args:
            reading: what the clock shows.
            minutes: the promised minutes.
            title: whose interview it is, or that it is a rehearsal.
            progress: how far the questions are.
        """
        style = _STYLES[reading.pace]
        digits = self.query_one("#live-digits", Digits)
        if digits.value != reading.digits:
            digits.update(reading.digits)
        for pace in self.PACES:
            digits.set_class(pace is reading.pace, f"-{pace.name.lower().replace('_', '-')}")
        times = self.query_one("#live-times")
        width = max(times.size.width, 10)
        words = Content.assemble(
            (reading.words[0].upper() + reading.words[1:], f"bold {style}"), (f"  of {minutes} min", QUIET)
        )
        self.query_one("#live-left", Static).update(words, layout=False)
        filled = round(reading.share * width)
        line = Content.assemble(("━" * filled, style), ("─" * (width - filled), "$scrollbar"))
        self.query_one("#live-line", Static).update(line, layout=False)
        shown = Content.assemble((progress, ""), (f"  {harmless(shorten(title, _LONGEST_NAME))}", QUIET))
        self.query_one("#live-progress", Static).update(shown, layout=False)
