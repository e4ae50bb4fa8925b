"""The line at the top: where you are, where you can go, and what presses most."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget


class TopBar(Widget):
    """Shows the places with their keys, the present one lit, and a short word at the right.

    Attributes:
        word: what presses most, such as the next talk.
        urgent: whether the word is said in the colour of what is late.
    """

    DEFAULT_CSS = """
    TopBar { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-bar--place",
        "top-bar--here",
        "top-bar--word",
        "top-bar--urgent",
    }

    word: reactive[str] = reactive("")
    urgent: reactive[bool] = reactive(False)

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
        """Draw places at the left and the word at the right, as far as it fits."""
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        for key, name in self._places:
            style = "top-bar--here" if name == self._here else "top-bar--place"
            line.append(f" {key} {name} ", self.get_component_rich_style(style))
        room = self.content_size.width - line.cell_len
        style = "top-bar--urgent" if self.urgent else "top-bar--word"
        word = Text(self.word, self.get_component_rich_style(style))
        if room > 8:
            word.truncate(room - 1, overflow="ellipsis")
            line.append(" " * (room - word.cell_len))
            line.append_text(word)
        return line
