"""A pane that shows one part of the statistics: a plot, drawn to its width, and words that say the same."""

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from iitui.reports.plots import draw_bars, draw_columns
from iitui.reports.statistics import StatisticsPart, week_label
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.theme import QUIET

_LEAST_COLUMNS = 5
"""How many lines the columns of the weeks take where there is no room to spare."""

_SOLID = str.maketrans("⣿⣶⣤⣀⡇⡆⡄⡀", "█▆▄▂▌▌▖▖")
"""What stands on the screen for the dots of a plot: the eye takes in an area faster than dots."""

_DOTS, _LATE = "$text-primary", "$text-warning"


class StatisticsPane(Widget):
    """Draws anew for each size; where it is higher than it needs to be, its columns are higher, too."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id, classes="pane")
        self._part = StatisticsPart(title="")
        self._is_spaced = False

    def has_room_between(self) -> bool:
        """Return whether it is high enough for a blank line between two bars."""
        words = len(list(self._words(self.size.width)))
        return 2 * len(self._part.bars) + words <= self.size.height

    def space_out(self, is_spaced: bool) -> None:
        """Leave a blank line between two bars, or none."""
        if is_spaced != self._is_spaced:
            self._is_spaced = is_spaced
            self.refresh()

    def show(self, part: StatisticsPart, about: str) -> None:
        """Show a part; `about`, the period, stands behind its title."""
        self.border_title = pane_title(part.title, None, about)
        if part != self._part:
            self._part = part
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """Everything that is drawn."""
        return "\n".join(line.plain for line in self.lines(self.size.width, self.size.height))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as it needs in that width."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines(self.size.width, self.size.height))

    def lines(self, width: int, height: int = 0) -> list[Content]:
        """Return the lines of a width; the columns take what a height leaves to them."""
        words = list(self._words(width))
        plot = list(self._bars(width))
        if height and self._is_spaced:
            plot = [line for bar in plot for line in (bar, Content(""))][:-1]
        if self._part.weeks:
            axis = 2
            plot = list(self._columns(width, max(height - len(words) - axis, _LEAST_COLUMNS)))
        return [*plot, *words]

    def _bars(self, width: int) -> Iterator[Content]:
        for bar in draw_bars(self._part.bars, width):
            dots = bar.dots.translate(_SOLID)
            yield Content.assemble(bar.label, (dots, _LATE if bar.is_late else _DOTS), bar.words)

    def _columns(self, width: int, height: int) -> Iterator[Content]:
        counts = [week.interviews for week in self._part.weeks]
        labels = [week_label(week.begins) for week in self._part.weeks]
        *columns, line, below = draw_columns(counts, labels, width, height)
        for column in columns:
            yield Content.assemble((column.axis, QUIET), (column.dots.translate(_SOLID), _DOTS))
        yield Content.styled(line.axis + line.dots, QUIET)
        yield Content.styled(below.axis + below.dots, QUIET)

    def _words(self, width: int) -> Iterator[Content]:
        part, room = self._part, max(width, 1)
        if part.bars or part.weeks:
            yield Content("")
        for sentence in part.sentences:
            yield from Content(sentence).wrap(room)
        longest = max((len(name) for name, _ in part.meanings), default=0)
        for name, meaning in part.meanings:
            lines = Content.styled(meaning, QUIET).wrap(max(room - longest - 1, 1))
            for place, line in enumerate(lines):
                yield Content.assemble(f"{'' if place else name:{longest}} ", line)
