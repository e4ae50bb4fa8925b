"""The bar at the top: the places with their keys, what is overdue, and the next interview."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.message import Message
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

    class PlaceClicked(Message):
        """A place was clicked; `name` is its name."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class OverdueClicked(Message):
        """How much is overdue was clicked."""

    class InterviewClicked(Message):
        """The next interview was clicked."""

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
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        for (_, name), words in zip(self._places, self._words_of_places(), strict=True):
            part = "current" if name == self._current else "place"
            line.append(words, self.get_component_rich_style(f"top-bar--{part}"))
        room = self.content_size.width - line.cell_len - 1
        words_at_right = self._words_at_right(room)
        line.append(" " * max(room + 1 - words_at_right.cell_len, 0))
        line.append_text(words_at_right)
        return line

    def _words_at_right(self, room: int) -> Text:
        return next((variant for variant in self._variants() if variant.cell_len <= room), Text())

    def _words_of_places(self) -> list[str]:
        """Return the places as far apart as there is room for; where there is none, by their keys alone."""
        width, needed = self.content_size.width, Text(self.overdue).cell_len + 1
        words = self._named_places(gap=" ")
        if _cells(words) + needed > width:
            words = self._named_places(gap="")
        return words if _cells(words) <= width else self._named_places(gap="", only_current=True)

    def _named_places(self, *, gap: str, only_current: bool = False) -> list[str]:
        """Return the words for each place.

        Args:
            gap: what stands after each but the present one.
            only_current: whether the others are shown by their keys alone.
        """
        named = []
        for key, name in self._places:
            if name == self._current:
                named.append(f" {key} {name} ")
            else:
                named.append(f" {key}{gap}" if only_current else f" {key} {name}{gap}")
        return named

    def on_click(self, event: events.Click) -> None:
        """Go to what is under the mouse: a place, what is overdue, the next interview."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        end = 0
        named = self._words_of_places()
        for (_, name), words in zip(self._places, named, strict=True):
            end += _cells([words])
            if offset.x < end:
                self.post_message(self.PlaceClicked(name))
                return
        words_at_right = self._words_at_right(self.content_size.width - end - 1)
        x = offset.x - self.content_size.width + words_at_right.cell_len
        if x >= 0:
            is_overdue = x < Text(self.overdue).cell_len or "·" not in words_at_right.plain
            self.post_message(
                self.OverdueClicked() if self.overdue and is_overdue else self.InterviewClicked()
            )

    def _variants(self) -> Iterator[Text]:
        """The forms of the text at the right, the longest first; how much is overdue is in all of them."""
        overdue = Text(self.overdue, self.get_component_rich_style("top-bar--overdue"))
        style = self.get_component_rich_style("top-bar--interview")
        for interview in self.interview:
            yield Text.assemble(overdue, (" · ", style) if self.overdue else "", (interview, style))
        yield overdue
        if self.overdue:
            yield Text(f"{self.overdue.split()[0]}!", self.get_component_rich_style("top-bar--overdue"))


def _cells(words: Sequence[str]) -> int:
    return sum(cell_len(each) for each in words)


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
