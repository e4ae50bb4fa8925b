"""The pane of one answer: the question, who answered it and how it compares, and the whole answer.

The answer is text to select in: a passage of it can belong to a theme.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.style import Style as RichStyle
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static, TextArea

from iitui.domain.comparison import ComparedAnswer, DatedAnswer, Voice
from iitui.domain.dates.calendar import say_ago
from iitui.domain.questions import PlanItem, Question
from iitui.domain.text import comma_join
from iitui.domain.themes import Passage
from iitui.ui.compare.wording import OFF_RECORD, SIGNS
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_drawing import harmless
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.theme import QUIET

_LINE = 4_000
"""Characters from which on a line of an answer is broken, so that a long one is drawn as fast as others."""

Location = tuple[int, int]


class AnswerText(TextArea):
    """Shows an answer, in which passages can be selected: with shift and arrows, by mouse, from a mark."""

    HELP_TITLE: ClassVar[str] = "In the answer"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "space", "mark", "Mark", "answer.mark", "Start or end a selection here; the arrow keys extend it"
        ),
        bind("j", "cursor_down", "Line down", "answer.down", "Go down one line"),
        bind("k", "cursor_up", "Line up", "answer.up", "Go up one line"),
        bind("l", "cursor_right", "Next letter", "answer.right", "Go forward one letter"),
        bind("h", "cursor_left", "Previous letter", "answer.left", "Go back one letter"),
        bind("g", "go_to_end(False)", "Beginning", "answer.first", "Go to the beginning of the answer"),
        bind("G", "go_to_end(True)", "End", "answer.last", "Go to the end of the answer"),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002
        self._answer = ""
        self._starts: list[int] = [0]
        self._passages: list[tuple[int, int]] = []
        self._is_marking = False
        super().__init__(
            id=id, read_only=True, compact=True, highlight_cursor_line=False, tab_behavior="focus"
        )

    def show_answer(self, answer: str, passages: Sequence[Passage]) -> None:
        """Show an answer, with the passages underlined that belong to themes."""
        places = [(passage.place_in(answer), len(passage.text)) for passage in passages]
        self._passages = sorted((place, place + length) for place, length in places if place is not None)
        if answer == self._answer:
            self.notify_style_update()
            return
        self._answer, self._is_marking = answer, False
        lines, self._starts = split_lines(answer)
        self.load_text("\n".join(lines))

    @property
    def passage(self) -> tuple[int, str]:
        """Where the selected passage begins in the answer, and its text; '' where nothing is selected."""
        ends = sorted((self._place(self.selection.start), self._place(self.selection.end)))
        chosen = self._answer[ends[0] : ends[1]]
        stripped = chosen.strip()
        return ends[0] + len(chosen) - len(chosen.lstrip()), stripped

    def _place(self, location: Location) -> int:
        row, column = location
        return self._starts[min(row, len(self._starts) - 1)] + column

    def select_passage(self, start: int, end: int) -> None:
        """Select a passage of the answer."""
        self.move_cursor(self._location(start))
        self.move_cursor(self._location(end), select=True)

    def _location(self, place: int) -> Location:
        row = max(number for number, start in enumerate(self._starts) if start <= place)
        return row, place - self._starts[row]

    def get_line(self, line_index: int) -> Text:
        """Return a line, with the passages of themes underlined."""
        line = super().get_line(line_index)
        first = self._starts[min(line_index, len(self._starts) - 1)]
        for start, end in self._passages:
            if start < first + len(line) and end > first:
                line.stylize(RichStyle(underline=True, italic=True), max(start - first, 0), end - first)
        return line

    def move_cursor(
        self,
        location: Location,
        select: bool = False,
        center: bool = False,
        record_width: bool = True,
    ) -> None:
        """Move; from a mark on, what is passed is selected."""
        super().move_cursor(location, select or self._is_marking, center, record_width)

    def action_cursor_left(self, select: bool = False) -> None:
        """Go back one letter."""
        super().action_cursor_left(select or self._is_marking)

    def action_cursor_right(self, select: bool = False) -> None:
        """Go forward one letter."""
        super().action_cursor_right(select or self._is_marking)

    def action_go_to_end(self, is_last: bool) -> None:
        """Go to the beginning or the end of the answer."""
        self.move_cursor(self.document.end if is_last else (0, 0))

    def action_mark(self) -> None:
        """Begin a passage at the cursor; again: end it, and keep it selected."""
        self._is_marking = not self._is_marking
        if self._is_marking:
            super().move_cursor(self.cursor_location)

    def on_resize(self, _size: Size) -> None:
        """Nothing is marked across another layout."""
        self._is_marking = False


def split_lines(answer: str) -> tuple[list[str], list[int]]:
    """Return the lines of an answer, the longest broken at blanks, and where each begins in it.

    A place in the shown text is the same as in the answer but for the breaks: a blank gives way to each.
    """
    lines: list[str] = []
    starts: list[int] = []
    place = 0
    for line in answer.split("\n"):
        end = place + len(line)
        while end - place > _LINE:
            blank = answer.rfind(" ", place, place + _LINE)
            stop = blank if blank > place else place + _LINE
            lines.append(answer[place:stop])
            starts.append(place)
            place = stop + (1 if blank > place else 0)
        lines.append(answer[place:end])
        starts.append(place)
        place = end + 1
    return lines, starts


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """One cell of the matrix, as the pane shows it.

    Attributes:
        answer: what the person answered; None if nothing.
        passages: the passages of the comparison that belong to themes.
        earlier: which answer of theirs is shown: 0 for the latest, 1 for the one before it.
    """

    question: Question
    voice: Voice
    answer: ComparedAnswer | None
    passages: Sequence[Passage]
    earlier: int = 0

    @property
    def answers(self) -> Sequence[DatedAnswer]:
        """All answers of the person to the question, newest first."""
        return self.answer.all if self.answer is not None else ()

    @property
    def shown(self) -> DatedAnswer | None:
        """The answer that is shown."""
        answers = self.answers
        return answers[min(self.earlier, len(answers) - 1)] if answers else None

    @property
    def item(self) -> PlanItem | None:
        """The planned question with the answer that's shown."""
        return self.shown.item if self.shown is not None else None


class AnswerPane(Vertical):
    """Shows one cell of the matrix whole; knows neither where it comes from nor what is done with it."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="pane")

    def compose(self) -> ComposeResult:
        """Put the facts above the answer."""
        yield Static(id="answer-facts", markup=False)
        yield AnswerText(id="answer-text")

    @property
    def text(self) -> AnswerText:
        """The answer itself."""
        return self.query_one(AnswerText)

    def show(self, cell: ShownCell | None, now: datetime) -> None:
        """Show a cell; None for nothing."""
        item = cell.item if cell is not None else None
        here = [passage for passage in (cell.passages if cell else ()) if item and passage.item_id == item.id]
        themes = dict.fromkeys(passage.theme for passage in here)
        self.border_title = (
            pane_title(cell.voice.who[:60], None, ", ".join(themes)[:60]) if cell else Content("")
        )
        self.query_one("#answer-facts", Static).update(_facts(cell, now) if cell else "")
        self.text.show_answer(item.answer if item else "", here)


def _facts(cell: ShownCell, now: datetime) -> Content:
    voice, shown = cell.voice, cell.shown
    where = comma_join(voice.role, voice.organization, voice.level.value if voice.level else "")
    said = Content.styled("no answer", QUIET)
    if shown is not None:
        item = shown.item
        sign, color = SIGNS[item.agreement]
        words = item.agreement.value if item.agreement else "not compared yet"
        said = Content.styled(f"{sign} {words}", color or QUIET)
        if item.off_record:
            said = Content.assemble(said, "  ", (f"{OFF_RECORD} off the record", "$text-warning"))
        age = say_ago(shown.at, now)
        if len(cell.answers) > 1:
            age = f"{age}  [ ] answer {cell.earlier + 1} of {len(cell.answers)}, newest first"
        said = Content.assemble(said, f"  {age}")
    question = Content.styled(harmless(cell.question.text), "bold")
    return Content.assemble(question, "\n", said, (f"  {harmless(where[:120])}", QUIET))
