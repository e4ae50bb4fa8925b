"""The line at the top: where you are, where you can go, and what presses most."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from iitui.domain.dates.calendar import say_countdown


class TopBar(Widget):
    """Shows the places with their keys, the present one lit, and what presses most at the right.

    Attributes:
        late: what is late, in few words.
        interview: the next interview, in fewer and fewer words; the first that fits whole is shown.
    """

    DEFAULT_CSS = """
    TopBar { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-bar--place",
        "top-bar--here",
        "top-bar--interview",
        "top-bar--late",
    }

    late: reactive[str] = reactive("")
    interview: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, places: Sequence[tuple[str, str]], here: str) -> None:
        """Make the line.

        Args:
            places: key and name of each place.
            here: the name of the present one.
        """
        super().__init__()
        self._places = places
        self._here = here

    def render(self) -> RenderResult:
        """Draw places at the left and at the right as many words as fit whole."""
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        for key, name in self._places:
            style = "top-bar--here" if name == self._here else "top-bar--place"
            line.append(f" {key} {name} ", self.get_component_rich_style(style))
        room = self.content_size.width - line.cell_len - 1
        words = next((form for form in self._forms() if form.cell_len <= room), Text())
        line.append(" " * max(room + 1 - words.cell_len, 0))
        line.append_text(words)
        return line

    def _forms(self) -> Iterator[Text]:
        """What can stand at the right, the fullest first; the interview gives way to what is late."""
        late = Text(self.late, self.get_component_rich_style("top-bar--late"))
        style = self.get_component_rich_style("top-bar--interview")
        for interview in self.interview:
            yield Text.assemble(late, (" · ", style) if self.late else "", (interview, style))
        yield late


def interview_forms(
    who: str, start: datetime, end: datetime, now: datetime, zone: ZoneInfo
) -> tuple[str, ...]:
    """Return how far off an interview is in fewer and fewer words: "Dana Ito in 3 hours", ..., "3 h"."""
    counted = "now" if start <= now < end else say_countdown(start, end, now, zone)
    return f"{who} {counted}", f"interview {counted}", _in_short(start, now)


def _in_short(start: datetime, now: datetime) -> str:
    minutes = round((start - now).total_seconds() / 60)
    if minutes <= 0:
        return "now"
    if minutes < 100:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} d"
