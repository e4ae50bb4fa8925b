"""The bar at the top: the places with their keys, what is overdue, and the next interview."""

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
    """Shows the places at the left, the present one highlighted, and what is most urgent at the right.

    Attributes:
        overdue: how much is overdue, in few words; '' for nothing.
        interview: the next interview, in shorter and shorter forms; the first that fits is shown.
    """

    DEFAULT_CSS = """
    TopBar { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-bar--place",
        "top-bar--current",
        "top-bar--interview",
        "top-bar--overdue",
    }

    overdue: reactive[str] = reactive("")
    interview: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, places: Sequence[tuple[str, str]], current: str) -> None:
        """Make the bar.

        Args:
            places: key and name of each place.
            current: the name of the present one.
        """
        super().__init__()
        self._places = places
        self._current = current

    def render(self) -> RenderResult:
        """Draw the places at the left, and at the right the longest form that fits."""
        needed = Text(self.overdue).cell_len + 1
        line = self._place_names(" ")
        if line.cell_len + needed > self.content_size.width:
            line = self._place_names("")
        room = self.content_size.width - line.cell_len - 1
        words = next((variant for variant in self._variants() if variant.cell_len <= room), Text())
        line.append(" " * max(room + 1 - words.cell_len, 0))
        line.append_text(words)
        return line

    def _place_names(self, gap: str) -> Text:
        """Return the places, with a gap after each."""
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        for key, name in self._places:
            is_current = name == self._current
            style = "top-bar--current" if is_current else "top-bar--place"
            line.append(f" {key} {name}{gap or ' ' * is_current}", self.get_component_rich_style(style))
        return line

    def _variants(self) -> Iterator[Text]:
        """The forms of the text at the right, the longest first; how much is overdue is in all of them."""
        overdue = Text(self.overdue, self.get_component_rich_style("top-bar--overdue"))
        style = self.get_component_rich_style("top-bar--interview")
        for interview in self.interview:
            yield Text.assemble(overdue, (" · ", style) if self.overdue else "", (interview, style))
        yield overdue
        if self.overdue:
            yield Text(f"{self.overdue.split()[0]}!", self.get_component_rich_style("top-bar--overdue"))


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
