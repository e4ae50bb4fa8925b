"""A page to read or print: facts, texts, lists and tables under headings, as plain text or Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.text import clean, clean_line
from iitui.output import width_of
from iitui.reports.markdown import escape_line, escape_text
from iitui.reports.outline import Outline, outline_markdown, outline_text
from iitui.reports.tables import Table, table_markdown, table_text
from iitui.reports.wrapping import wrapped


class Mark(StrEnum):
    """The mark before an item of a list; each value is the mark in plain text."""

    BULLET = "-"
    NUMBER = "#"
    TICKED = "[x]"
    OPEN = "[ ]"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and a text, on one line."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    text: str
    mark: Mark = Mark.BULLET


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text of several lines that keeps its line breaks."""

    text: str


Entry = Fact | Item | TextBlock | Table | Outline


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries; the first section of a page needs no heading."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Page:
    """A page; sections without entries are left out."""

    title: str
    sections: Sequence[Section]

    @property
    def filled(self) -> list[Section]:
        """Return the sections that have entries."""
        return [section for section in self.sections if section.entries]


def page_text(page: Page, width: int = 80) -> str:
    """Return a page as plain text, wrapped to a width in characters; it ends with a line break."""
    title = clean_line(page.title)
    blocks = [f"{title}\n{'=' * min(width_of(title), width)}"]
    for section in page.filled:
        lines = list(_text_lines(section.entries, max(width, 20)))
        if section.title:
            heading = clean_line(section.title)
            lines = [heading, "-" * min(width_of(heading), width), *lines]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def page_markdown(page: Page) -> str:
    """Return a page as Markdown, its text escaped; it ends with a line break."""
    blocks = [f"# {escape_line(page.title)}"]
    for section in page.filled:
        if section.title:
            blocks.append(f"## {escape_line(section.title)}")
        blocks.append("\n".join(_markdown_lines(section.entries)))
    return "\n\n".join(blocks) + "\n"


def _text_lines(entries: Sequence[Entry], width: int) -> Iterable[str]:
    label = max((len(entry.label) for entry in entries if isinstance(entry, Fact)), default=0)
    numbers = sum(isinstance(entry, Item) and entry.mark is Mark.NUMBER for entry in entries)
    number = 0
    for place, entry in enumerate(entries):
        if place and _needs_space(entries[place - 1], entry):
            yield ""
        if isinstance(entry, Fact):
            yield from wrapped(f"{entry.label:{label}}  ", clean_line(entry.text), width)
        elif isinstance(entry, Item):
            number += entry.mark is Mark.NUMBER
            sign = f"{number:>{len(str(numbers))}}." if entry.mark is Mark.NUMBER else entry.mark.value
            yield from wrapped(f"{sign} ", clean_line(entry.text), width)
        elif isinstance(entry, Table):
            yield from table_text(entry, width)
        elif isinstance(entry, Outline):
            yield from outline_text(entry, width)
        else:
            for line in clean(entry.text).split("\n"):
                yield from wrapped("", clean_line(line), width)


def _needs_space(before: Entry, entry: Entry) -> bool:
    return isinstance(before, Table | Outline) or isinstance(entry, Table | Outline)


def _markdown_lines(entries: Sequence[Entry]) -> Iterable[str]:
    number = 0
    for place, entry in enumerate(entries):
        if place and (isinstance(entry, TextBlock) or _needs_space(entries[place - 1], entry)):
            yield ""
        if isinstance(entry, Fact):
            yield f"- **{escape_line(entry.label)}:** {escape_line(entry.text)}"
        elif isinstance(entry, TextBlock):
            yield escape_text(entry.text)
        elif isinstance(entry, Table):
            yield from table_markdown(entry)
        elif isinstance(entry, Outline):
            yield from outline_markdown(entry)
        elif entry.mark is Mark.NUMBER:
            number += 1
            yield f"{number}. {escape_line(entry.text)}"
        else:
            box = "" if entry.mark is Mark.BULLET else f"{entry.mark.value} "
            yield f"- {box}{escape_line(entry.text)}"
