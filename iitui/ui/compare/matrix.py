"""The answer matrix: questions down, people across; it draws only the cells that are seen.

A plain widget with a scroll offset of its own, as `RowList` is: the cursor is known by question and person,
so that reading the journal anew never moves the user.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style

from iitui.domain.comparison import ComparedAnswer, Voice
from iitui.domain.questions import Agreement, Question
from iitui.domain.text import shorten
from iitui.ui.compare.matrix_layout import EDGE, MatrixLayout, lay_out_matrix, scrolled
from iitui.ui.compare.wording import OFF_RECORD, SIGNS
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_drawing import fit, harmless, scrollbar_handle
from iitui.ui.kit.text_cursor import HoldsCursor
from iitui.ui.kit.theme import QUIET

_BEGINNING = 160
"""Characters of an answer that a cell looks at; no cell is wider."""

Cell = tuple[int, int]
"""The numbers of a question and of a contact."""


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """What a matrix shows.

    Attributes:
        questions: from top to bottom.
        voices: the people, from left to right.
        answers: question and contact -> the answer.
    """

    questions: Sequence[Question] = ()
    voices: Sequence[Voice] = ()
    answers: Mapping[Cell, ComparedAnswer] = field(default_factory=dict)

    def answered(self, question: Question) -> list[ComparedAnswer]:
        """Return the answers to a question, in the order of the people."""
        pairs = ((question.id, voice.contact_id) for voice in self.voices)
        return [self.answers[pair] for pair in pairs if pair in self.answers]


class AnswerMatrix(HoldsCursor, can_focus=True):
    """Shows who answered what, with a sign and a color for how each answer compares."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"matrix--cursor", "matrix--edge", "matrix--bar"}

    DEFAULT_CSS = """
    AnswerMatrix {
        width: 1fr;
        height: 1fr;
        color: $foreground;
        & > .matrix--cursor { background: $cursor-ground; text-style: bold; }
        & > .matrix--edge { color: $text-accent; text-style: bold; }
        & > .matrix--bar { color: $scrollbar; }
        &:focus > .matrix--bar { color: $text-accent; }
        &:ansi > .matrix--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down,j", "move(1, 0)", "Next question", "matrix.down", "Go to the next question"),
        bind("up,k", "move(-1, 0)", "Previous question", "matrix.up", "Go to the previous question"),
        bind("right,l", "move(0, 1)", "Next person", "matrix.right", "Go to the next person"),
        bind("left,h", "move(0, -1)", "Previous person", "matrix.left", "Go to the previous person"),
        bind("g", "move_to_end(-1, 0)", "First question", "matrix.first", "Go to the first question"),
        bind("G", "move_to_end(1, 0)", "Last question", "matrix.last", "Go to the last question"),
        bind("home", "move_to_end(0, -1)", "First person", "matrix.first_person", "Go to the first person"),
        bind("end", "move_to_end(0, 1)", "Last person", "matrix.last_person", "Go to the last person"),
        bind("pagedown,ctrl+f", "move_page(1)", "Page down", "matrix.page_down", "Go down one page"),
        bind("pageup,ctrl+b", "move_page(-1)", "Page up", "matrix.page_up", "Go up one page"),
        bind("enter", "open_cell", "Open", "matrix.open", "Open the brief of the interview", show=True),
    ]

    class CellMessage(Message):
        """What all messages of a matrix have in common."""

        def __init__(self, matrix: "AnswerMatrix", cell: Cell | None) -> None:
            super().__init__()
            self.matrix = matrix
            self.cell = cell

        @property
        def control(self) -> "AnswerMatrix":
            """The matrix, for selectors in `@on`."""
            return self.matrix

    class Moved(CellMessage):
        """The cursor is on another cell; None when there is none."""

        def can_replace(self, message: Message) -> bool:
            """Whether this message, which is newer, replaces one that still waits."""
            return isinstance(message, AnswerMatrix.Moved) and message.matrix is self.matrix

    class CellOpened(CellMessage):
        """A cell was opened with enter or the mouse."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002
        """Make a matrix without content.

        Args:
            empty: what stands in it then.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._empty = empty
        self._content = MatrixContent()
        self._row = self._column = self._top = self._left = 0
        self._has_words: bool | None = None
        self._styles: dict[str, Style] = {}
        self._reported: Cell | None = None

    @property
    def content(self) -> MatrixContent:
        """What it shows."""
        return self._content

    @property
    def cell(self) -> Cell | None:
        """The numbers of the question and the contact under the cursor; None when there is no cell."""
        content = self._content
        if not content.questions or not content.voices:
            return None
        return content.questions[self._row].id, content.voices[self._column].contact_id

    def show(self, content: MatrixContent, *, empty: str | None = None) -> None:
        """Show other answers; the cursor stays on its question and its person, or else at its place."""
        cell = self.cell
        self._content = content
        self._empty = self._empty if empty is None else empty
        if cell is not None:
            self._seek(cell)
        self._row = max(min(self._row, len(content.questions) - 1), 0)
        self._column = max(min(self._column, len(content.voices) - 1), 0)
        self._scroll()
        self.refresh()
        self._report()

    def _seek(self, cell: Cell) -> bool:
        """Put the cursor on what is there of a question and a person; return whether both are."""
        rows = [place for place, question in enumerate(self._content.questions) if question.id == cell[0]]
        columns = [place for place, voice in enumerate(self._content.voices) if voice.contact_id == cell[1]]
        self._row = rows[0] if rows else self._row
        self._column = columns[0] if columns else self._column
        return bool(rows and columns)

    def move_to(self, cell: Cell) -> bool:
        """Put the cursor on a cell; return whether it is there."""
        is_there = self._seek(cell)
        self._scroll()
        self.refresh()
        self._report()
        return is_there

    @property
    def has_words(self) -> bool:
        """Whether the people's columns show how each answer begins."""
        return self._layout.has_words

    def show_words(self, has_words: bool) -> None:
        """Show how each answer begins, or signs only."""
        self._has_words = has_words
        self._scroll()
        self.refresh()

    @property
    def _layout(self) -> MatrixLayout:
        return lay_out_matrix(self.size.width, len(self._content.voices), self._has_words)

    @property
    def _rows_seen(self) -> int:
        return max(self.size.height - 1, 1)

    def action_move(self, down: int, right: int) -> None:
        """Go so many questions down and so many people to the right."""
        self._go(self._row + down, self._column + right)

    def action_move_to_end(self, down: int, right: int) -> None:
        """Go to the first or last question, or person."""
        row = self._row if not down else 0 if down < 0 else len(self._content.questions)
        column = self._column if not right else 0 if right < 0 else len(self._content.voices)
        self._go(row, column)

    def action_move_page(self, pages: int) -> None:
        """Go so many pages down."""
        self._go(self._row + pages * max(self._rows_seen - 1, 1), self._column)

    def action_open_cell(self) -> None:
        """Open the cell under the cursor."""
        if self.cell is not None:
            self.post_message(self.CellOpened(self, self.cell))

    def _go(self, row: int, column: int) -> None:
        content = self._content
        before, scroll = self._row, (self._top, self._left)
        self._row = max(min(row, len(content.questions) - 1), 0)
        self._column = max(min(column, len(content.voices) - 1), 0)
        self._scroll()
        if scroll == (self._top, self._left):
            lines = {0, 1 + before - self._top, 1 + self._row - self._top}
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))
        else:
            self.refresh()
        self._report()

    def _scroll(self) -> None:
        content, layout = self._content, self._layout
        self._top = scrolled(self._top, self._row, self._rows_seen, len(content.questions))
        self._left = scrolled(self._left, self._column, layout.visible, len(content.voices))

    def _report(self) -> None:
        if self.is_running and self.cell != self._reported:
            self._reported = self.cell
            self.post_message(self.Moved(self, self.cell))

    def on_resize(self) -> None:
        """Lay out the cells for another size."""
        self._scroll()
        self.refresh()

    def on_focus(self) -> None:
        """Draw the cursor of a matrix that has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor of a matrix without the keys."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell clicked; open it if the cursor was there."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        event.stop()
        layout, row = self._layout, self._top + offset.y - 1
        column = self._left + (offset.x - EDGE - layout.question) // layout.person
        if offset.x < EDGE + layout.question:
            column = self._column
        if row >= len(self._content.questions) or column >= len(self._content.voices):
            return
        if (row, column) == (self._row, self._column):
            self.action_open_cell()
        else:
            self._go(row, column)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what comes below; the cursor goes with it only where it would leave the widget."""
        self._scroll_by_mouse(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what comes above."""
        self._scroll_by_mouse(event, -1)

    def _scroll_by_mouse(self, event: events.MouseEvent, direction: int) -> None:
        count = len(self._content.questions)
        top = max(min(self._top + direction * 3, count - self._rows_seen), 0)
        if top != self._top:
            event.stop()
            self._top = top
            self._row = max(min(self._row, top + self._rows_seen - 1, count - 1), top)
            self.refresh()
            self._report()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        self._styles.clear()
        self.place_cursor()
        return super().render_lines(crop)

    def cursor_cell(self) -> Offset:
        """Return where the question under the cursor begins."""
        return Offset(0, 1 + max(self._row - self._top, 0))

    def render_line(self, y: int) -> Strip:
        """Draw one line, exactly as wide as the widget."""
        width, content = self.size.width, self._content
        plain = self._style("")
        if not content.questions or not content.voices:
            segments = self._empty_line(y, width)
        elif y == 0:
            segments = self._header(self._layout)
        elif self._top + y - 1 < len(content.questions):
            segments = self._question(self._top + y - 1, y - 1, self._layout)
        else:
            segments = []
        return Strip(segments).apply_style(plain.rich_style).adjust_cell_length(width, plain.rich_style)

    def _empty_line(self, y: int, width: int) -> list[Segment]:
        lines = Content(self._empty).wrap(max(min(width - 4, 60), 1)) if self._empty else []
        y -= max((self.size.height - len(lines)) // 2, 0)
        if not 0 <= y < len(lines):
            return []
        quiet = self._style(QUIET)
        return fit([(lines[y].plain, quiet)], width, "center", quiet)

    def _header(self, layout: MatrixLayout) -> list[Segment]:
        """Draw the people, and how many of them are out of sight at either side."""
        content, quiet = self._content, self._style(f"bold {QUIET}")
        stop = self._left + layout.visible
        hidden = len(content.voices) - stop
        title = f"{len(content.questions)} questions" if len(content.questions) != 1 else "1 question"
        before = f"‹ {self._left} more" if self._left else ""
        room = max(layout.question - cell_len(before) - 1, 0)
        segments = [Segment(" " * EDGE, quiet.rich_style), *fit([(title, quiet)], room, "left", quiet)]
        segments += fit([(before, self._style("$text-primary"))], layout.question - room, "right", quiet)
        for place, voice in enumerate(content.voices[self._left : stop], self._left):
            style = self._style("bold $text-accent") if place == self._column else quiet
            is_last = hidden > 0 and place == stop - 1
            after = f"{hidden}›" if is_last else ""
            name = _initials(voice.who) if not layout.has_words else voice.who
            segments.append(Segment(" ", quiet.rich_style))
            rest = max(layout.person - 1 - cell_len(after), 0)
            segments += fit([(shorten(name, _BEGINNING), style)], rest, "left", quiet)
            if after:
                segments.append(Segment(after, self._style("$text-primary").rich_style))
        return segments

    def _question(self, row: int, line: int, layout: MatrixLayout) -> list[Segment]:
        content = self._content
        question = content.questions[row]
        has_cursor = row == self._row
        base = self._style("on $cursor-blurred-ground") if has_cursor else self._style("")
        edge = Segment("▌", self._style("edge").rich_style) if has_cursor else Segment(" ", base.rich_style)
        answers = content.answered(question)
        sign, color = _sign_of(answers)
        count = f" {len(answers)}/{len(content.voices)}"
        room = max(layout.question - 2 - len(count), 0)
        text = base + self._style("bold") if has_cursor else base
        segments = [
            edge,
            Segment(f"{sign} ", (base + self._style(color)).rich_style),
            *fit([(question.text, text)], room, "left", base),
            Segment(count[: layout.question - 2], (base + self._style(QUIET)).rich_style),
        ]
        for place in range(self._left, min(self._left + layout.visible, len(content.voices))):
            pair = question.id, content.voices[place].contact_id
            style = self._cursor_style() if has_cursor and place == self._column else base
            segments += self._cell(content.answers.get(pair), layout, style)
        handle = scrollbar_handle(self._top, self._rows_seen, len(content.questions))
        used = EDGE + layout.question + layout.person * min(layout.visible, len(content.voices))
        segments.append(Segment(" " * max(self.size.width - 1 - used, 0), base.rich_style))
        bar = base + self._style("bar")
        segments.append(Segment("▐" if line in handle else " ", bar.rich_style))
        return segments

    def _cell(self, answer: ComparedAnswer | None, layout: MatrixLayout, style: Style) -> list[Segment]:
        if answer is None:
            return [Segment(" " * layout.person, style.rich_style)]
        sign, color = SIGNS[answer.item.agreement]
        colored = style + self._style(color) if color else style
        mark = OFF_RECORD if answer.item.off_record else ""
        pieces = [(f" {sign}{mark}", colored)]
        if layout.has_words:
            pieces.append((f" {harmless(answer.item.answer[:_BEGINNING])}", style))
        return fit(pieces, layout.person, "left", style)

    def _cursor_style(self) -> Style:
        return self._style("cursor") if self.has_focus else self._style("on $cursor-blurred-ground")

    def _style(self, name: str) -> Style:
        """Return the style of a component class or of words such as "bold $text-error", without a ground."""
        style = self._styles.get(name)
        if style is None:
            if name in ("cursor", "edge", "bar"):
                style = self.get_visual_style(f"matrix--{name}")
            else:
                style = self.app.stylesheet.parse_style(name) if name else Style()
                if not name or name.startswith("on "):
                    style = self.visual_style + style
            self._styles[name] = style
        return style


def _initials(name: str) -> str:
    """Return the first letters of up to four words of a name."""
    return "".join(word[0] for word in harmless(name[:_BEGINNING]).split()[:4]).upper()


def _sign_of(answers: Sequence[ComparedAnswer]) -> tuple[str, str]:
    """Return sign and color of a question: split, agreed by all, somebody alone, or nothing said of that."""
    marks = {answer.item.agreement for answer in answers}
    if Agreement.DIFFERS in marks:
        return SIGNS[Agreement.DIFFERS]
    if marks == {Agreement.AGREES}:
        return SIGNS[Agreement.AGREES]
    return SIGNS[Agreement.ALONE] if Agreement.ALONE in marks else (" ", "")
