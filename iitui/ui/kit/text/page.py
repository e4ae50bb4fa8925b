"""A page to read and tick from the keyboard: headings and lines of text, wrapped to the width there is.

A list of rows underneath, so that moving about is the same as in every list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content

from iitui.ui.kit.lists.row_drawing import ListColumn, harmless
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.lists.row_source import FixedRows, ListRow, RowKey
from iitui.ui.kit.text.links import with_links
from iitui.ui.kit.theme import QUIET

_GUTTER = 4
"""Cells beside the text: the edge of the cursor, a blank, another, and the handle of the scrollbar."""

_LEAST = 10


@dataclass(frozen=True, slots=True)
class StyledText:
    """A piece of text in one style, such as "bold $text-error"; '' for that of its surroundings."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """One entry of a page; it takes as many rows as its text needs.

    Attributes:
        key: identifies it, the same at every reading; '' for a blank row.
        parts: the text.
        sign: comes before the text: a label, a box to tick, a number.
        indent: the width of the sign in cells.
        note: text at the right of the first row.
        answer: more text below, dim.
        heading: whether it is the title of a section.
        whole: whether the cursor stops at it once; otherwise it stops at every row of its text.
    """

    key: str
    parts: tuple[StyledText, ...] = ()
    sign: StyledText = field(default_factory=lambda: StyledText(""))
    indent: int = 0
    note: StyledText = field(default_factory=lambda: StyledText(""))
    answer: str = ""
    heading: bool = False
    whole: bool = True


class TextPage(RowList):
    """Shows lines of text; what can be done with a line is decided by the screen."""

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a page without lines.

        Args:
            empty: what it shows then.
            id: the id of the widget.
            classes: CSS classes of the widget.
        """
        super().__init__(
            [ListColumn("")], empty=empty, show_header=False, can_mark=False, id=id, classes=classes
        )
        self._lines: tuple[PageLine, ...] = ()
        self._wrapped_to = 0

    @property
    def line_key(self) -> str:
        """The key of the line under the cursor; '' for none."""
        key = self.cursor_key
        return "" if key is None else str(key).partition("#")[0]

    @property
    def cursor_text(self) -> str:
        """The text of the line under the cursor, unwrapped, with what stands below it."""
        line = next((line for line in self._lines if line.key and line.key == self.line_key), None)
        if line is None:
            return ""
        text = "".join(part.text for part in line.parts)
        return f"{text}\n{line.answer}" if line.answer else text

    def show_lines(self, lines: Sequence[PageLine]) -> None:
        """Show other lines; the cursor stays on its line."""
        self._lines = tuple(lines)
        self._wrap()

    def on_resize(self) -> None:
        """Wrap the lines to another width; what the list itself does comes after."""
        if self.size.width != self._wrapped_to:
            self._wrap()

    def _wrap(self) -> None:
        self._wrapped_to = self.size.width
        room = max((self.size.width or 80) - _GUTTER, _LEAST)
        rows: list[ListRow] = []
        for number, line in enumerate(self._lines):
            rows += self._rows_of(line, room, number)
        self.show(FixedRows(rows))

    def _rows_of(self, line: PageLine, room: int, number: int) -> list[ListRow]:
        if not line.key:
            return [ListRow(f"blank#{number}", ("",), heading=True)]
        if line.heading:
            title = Content.assemble(*_pieces(line.parts))
            return [ListRow(line.key, (title,), heading=True)]
        note = f"  {line.note.text}" if line.note.text else ""
        indent = min(line.indent, room // 2)
        texts = self._wrapped(line.parts, room - indent - len(note))
        rows: list[ListRow] = []
        for place, text in enumerate(texts):
            pieces = [_piece(line.sign, f"{line.sign.text:<{indent}}" if place == 0 else " " * indent), text]
            if place == 0 and note:
                blanks = room - indent - text.cell_length - len(note)
                pieces += [Content(" " * max(blanks, 0)), _piece(line.note, note)]
            rows.append(_row(line, place, Content.assemble(*pieces), stops=place == 0 or not line.whole))
        below = self._wrapped((StyledText(line.answer, style=QUIET),), room - indent) if line.answer else []
        for text in below:
            rows.append(_row(line, len(rows), Content.assemble(" " * indent, text), stops=False))
        return rows

    def _wrapped(self, parts: Sequence[StyledText], width: int) -> list[Content]:
        """The text in rows of a width, each part in its style."""
        whole = Content.assemble(
            *(_piece(part, "\n".join(map(harmless, part.text.split("\n")))) for part in parts)
        )
        return with_links(whole).wrap(max(width, _LEAST)) if whole else [whole]


def _row(line: PageLine, place: int, text: Content, *, stops: bool) -> ListRow:
    key: RowKey = line.key if place == 0 else f"{line.key}#{place}"
    if stops:
        return ListRow(key, (text,))
    # A row that the cursor skips is a heading, which is drawn one cell further left and in another color.
    return ListRow(key, (Content.assemble(" ", text).stylize_before("not bold $foreground"),), heading=True)


def _piece(part: StyledText, text: str) -> Content:
    return Content.styled(text, part.style) if part.style else Content(text)


def _pieces(parts: Sequence[StyledText]) -> list[Content]:
    return [_piece(part, harmless(part.text)) for part in parts]
