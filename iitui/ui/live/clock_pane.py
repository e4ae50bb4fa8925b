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

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")

_STYLES = {
    Pace.ON_TIME: "$text-success",
    Pace.CLOSING: "$text-warning",
    Pace.UP: "bold $text-error",
    Pace.OVER: "bold $text-error",
}


def draw_line(share: float, closing_share: float, width: int, style: str) -> Content:
    """Draw the time that has passed against the minutes promised; the closing minutes look different.

    Args:
        share: how much has passed, from 0 to 1.
        closing_share: from where on the closing questions come up.
        width: in cells.
        style: of what has passed.
    """
    eighths = round(share * width * 8)
    filled, part = divmod(eighths, 8)
    passed = "█" * filled + (_EIGHTHS[part] if filled < width else "")
    closing = min(max(round(closing_share * width), len(passed)), width)
    return Content.assemble(
        (passed, style),
        ("░" * (closing - len(passed)), "$scrollbar"),
        ("▒" * (width - closing), "$text-warning"),
    )


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
            (reading.words[0].upper() + reading.words[1:], f"bold {style}"),
            (f"  of {minutes} min", QUIET),
            (f" · closing questions at {reading.closing_at}", QUIET) if reading.pace is Pace.ON_TIME else "",
        )
        self.query_one("#live-left", Static).update(words, layout=False)
        line = draw_line(reading.share, reading.closing_share, width, style)
        self.query_one("#live-line", Static).update(line, layout=False)
        shown = Content.assemble((progress, ""), (f"  {harmless(shorten(title, _LONGEST_NAME))}", QUIET))
        self.query_one("#live-progress", Static).update(shown, layout=False)
