"""Text in paragraphs with hanging indents, each with a label at its left.

It wraps the text itself: Textual has no hanging labels within one text, and a widget per line is slow.
"""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from iitui.ui.kit.lists.row_drawing import harmless
from iitui.ui.kit.text.links import with_links
from iitui.ui.kit.theme import QUIET

EMPTY = Content("")

NARROWEST = 8
"""The least width of the text in cells, however far it is indented."""


def plain(text: str) -> str:
    """Make text of several lines safe to draw; its line breaks stay."""
    return "\n".join(harmless(line.expandtabs(4)) for line in text.split("\n"))


def pane_title(name: str, count: int | None = None, *more: str) -> Content:
    """Return the title of a pane: "Owed · 11 · 7 overdue".

    Args:
        name: what it holds.
        count: how many of these; None where there is nothing to count.
        more: what stands out, each in a few words; what is empty is left out.
    """
    counted = [] if count is None else [str(count)]
    return Content(" · ".join(harmless(words) for words in (name, *counted, *more) if words))


def shortened(text: str, longest: int | None) -> Content:
    """A text as it is drawn, cut when it is longer than allowed."""
    if longest is None or len(text) <= longest:
        return Content(plain(text))
    return Content.assemble(plain(text[:longest]).rstrip(), ("… enter: show all", QUIET))


class Paragraph(NamedTuple):
    """One paragraph.

    Attributes:
        body: what it says.
        label: text at the left of its first line.
        hang: how far its lines are indented, in cells; the label is cut to that width.
        most: the lines it takes at most, of which the last ends with "…"; 0 for as many as it needs.
    """

    body: Content
    label: Content = EMPTY
    hang: int = 0
    most: int = 0


class Paragraphs(Widget):
    """Shows paragraphs, as high as they need."""

    DEFAULT_CSS = "Paragraphs { width: 1fr; height: auto; padding-right: 1; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._wrapped: tuple[int, list[Content]] | None = None

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show other paragraphs; the same ones again cost nothing."""
        shown = tuple(paragraphs)
        if _looks(shown) != _looks(self._paragraphs):
            self._paragraphs = shown
            self._wrapped = None
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """Everything that is shown, unwrapped."""
        return "\n".join(f"{paragraph.label.plain}{paragraph.body.plain}" for paragraph in self._paragraphs)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the paragraphs take in that width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._wrapped is None or self._wrapped[0] != width:
            self._wrapped = (
                width,
                [line for paragraph in self._paragraphs for line in _wrap(paragraph, width)],
            )
        return self._wrapped[1]


def _looks(paragraphs: Sequence[Paragraph]) -> list[tuple[object, ...]]:
    """The paragraphs with their styles: `Content` ignores styles when it compares."""
    return [(paragraph, paragraph.body.spans, paragraph.label.spans) for paragraph in paragraphs]


def _wrap(paragraph: Paragraph, width: int) -> list[Content]:
    hang = min(paragraph.hang, max(width - NARROWEST, 0))
    room = max(width - hang, 1)
    body = with_links(paragraph.body).wrap(room) or [Content("")]
    if 0 < paragraph.most < len(body):
        last = body[paragraph.most - 1].truncate(room - 1).rstrip()
        body = [*body[: paragraph.most - 1], Content.assemble(last, "…")]
    label = paragraph.label.truncate(hang, ellipsis=True)
    first = Content.assemble(label, " " * (hang - label.cell_length), body[0])
    return [first, *(Content.assemble(" " * hang, line) for line in body[1:])]
