"""A page to read or print: facts, passages and lists under headings, as plain text or Markdown."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.text import clean, clean_line

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|&$]")
_AT_START = re.compile(r"^(?:(\d{1,9})([.)])|([-+#=:]))")
"""What would turn a line into a heading, a list, a rule or a definition."""


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


Entry = Fact | Item | TextBlock


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
    blocks = [f"{title}\n{'=' * min(len(title), width)}"]
    for section in page.filled:
        lines = list(_text_lines(section.entries, max(width, 20)))
        if section.title:
            heading = clean_line(section.title)
            lines = [heading, "-" * min(len(heading), width), *lines]
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
    for entry in entries:
        if isinstance(entry, Fact):
            yield from _wrapped(f"{entry.label:{label}}  ", clean_line(entry.text), width)
        elif isinstance(entry, Item):
            number += entry.mark is Mark.NUMBER
            sign = f"{number:>{len(str(numbers))}}." if entry.mark is Mark.NUMBER else entry.mark.value
            yield from _wrapped(f"{sign} ", clean_line(entry.text), width)
        else:
            for line in clean(entry.text).split("\n"):
                yield from _wrapped("", clean_line(line), width)


def _wrapped(start: str, text: str, width: int) -> list[str]:
    lines = textwrap.wrap(
        text, width - len(start), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    indent = " " * len(start)
    return [(indent if place else start) + line for place, line in enumerate(lines or [""])]


def _markdown_lines(entries: Sequence[Entry]) -> Iterable[str]:
    number = 0
    for place, entry in enumerate(entries):
        if isinstance(entry, Fact):
            yield f"- **{escape_line(entry.label)}:** {escape_line(entry.text)}"
        elif isinstance(entry, TextBlock):
            if place:
                yield ""
            yield escape_text(entry.text)
        elif entry.mark is Mark.NUMBER:
            number += 1
            yield f"{number}. {escape_line(entry.text)}"
        else:
            box = "" if entry.mark is Mark.BULLET else f"{entry.mark.value} "
            yield f"- {box}{escape_line(entry.text)}"


def escape_line(text: str) -> str:
    """Return a text as one line of Markdown, so that it is shown as it was typed."""
    return _AT_START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\g<0>", clean_line(text)))


def escape_text(text: str) -> str:
    """Return a text as Markdown that keeps its line breaks."""
    lines = [escape_line(line) for line in clean(text).split("\n")]
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line or (out and out[-1]):
            out.append(f"{line}\\" if line and following else line)
    return "\n".join(out)
