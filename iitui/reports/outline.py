"""An outline on a page: lines that stand below each other to any depth, as text and as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iitui.domain.text import clean_line, comma_join
from iitui.reports.markdown import escape_line
from iitui.reports.wrapping import wrapped

DEEPEST = 6
"""How far a line is indented at most; of those further down, it is said how far down they are."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of an outline.

    Attributes:
        text: what it is about.
        more: what belongs to that, after a comma; may be empty.
        note: what is to be said of that; may be empty.
        depth: how many lines it stands below, 0 at the top.
        stressed: whether it is the one that the page is about.
    """

    text: str
    more: str = ""
    note: str = ""
    depth: int = 0
    stressed: bool = False

    @property
    def level(self) -> int:
        """How far it is indented."""
        return min(self.depth, DEEPEST)

    @property
    def how_deep(self) -> str:
        """How far down it is, in words, where that is no longer seen; '' elsewhere."""
        return f"{self.depth} levels down: " if self.depth > DEEPEST else ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Lines from top to bottom, each after the one that it stands below."""

    lines: Sequence[OutlineLine]


def outline_text(outline: Outline, width: int) -> Iterator[str]:
    """Yield the lines of an outline with the branches that lead to them, wrapped to a width."""
    trunks = [False] * (DEEPEST + 1)
    texts: list[list[str]] = []
    # From the bottom up: only what comes below says whether a branch goes on.
    for line in reversed(outline.lines):
        level = line.level
        before = "".join("│  " if goes_on else "   " for goes_on in trunks[1:level])
        here = "" if level == 0 else "├─ " if trunks[level] else "└─ "
        after = "" if level == 0 else "│  " if trunks[level] else "   "
        trunks[level:] = [True, *[False] * (DEEPEST - level)]
        below = before + after
        first, *others = wrapped(before + here, _said(line), width)
        texts.append([first, *(below + other[len(below) :] for other in others)])
    for lines in reversed(texts):
        yield from lines


def outline_markdown(outline: Outline) -> Iterator[str]:
    """Yield the lines of an outline as nested lists in Markdown, their text escaped."""
    for line in outline.lines:
        text = escape_line(line.text)
        text = f"**{text}**" if line.stressed and text else text
        more = f", {escape_line(line.more)}" if line.more else ""
        note = f": {escape_line(line.note)}" if line.note else ""
        yield f"{'  ' * line.level}- {line.how_deep}{text}{more}{note}"


def _said(line: OutlineLine) -> str:
    text = comma_join(clean_line(line.text), clean_line(line.more))
    return f"{line.how_deep}{text}: {clean_line(line.note)}" if line.note else f"{line.how_deep}{text}"
