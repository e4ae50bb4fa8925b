"""Wraps text to a width in columns of a terminal, with what stands before it on the first line."""

import textwrap
from collections.abc import Iterator

from iitui.output import clusters, width_of


def wrapped(start: str, text: str, width: int, *, indent: int | None = None) -> list[str]:
    """Return the lines of a text; those after the first are indented, by default to below the text."""
    hanging = " " * (width_of(start) if indent is None else indent)
    if not (start.isascii() and text.isascii()):
        return list(_wide_lines(start, hanging, text, width))
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [start]


def _wide_lines(start: str, hanging: str, text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text whose characters may take two columns, or none."""
    line, is_begun = start, False
    for word in text.split():
        room = width - width_of(hanging)
        for piece in _pieces(word, room):
            space = " " if is_begun and piece.begins_word else ""
            if is_begun and width_of(line) + width_of(space + piece.text) > width:
                yield line
                line, space = hanging, ""
            line += space + piece.text
            is_begun = True
    yield line


class _Piece:
    """A word, or a part of one that is written without spaces."""

    def __init__(self, text: str, *, begins_word: bool) -> None:
        self.text = text
        self.begins_word = begins_word


def _pieces(word: str, room: int) -> Iterator[_Piece]:
    """Yield a word, parted between its wide characters if it has such and is longer than the room."""
    if width_of(word) <= room:
        yield _Piece(word, begins_word=True)
        return
    text, is_first = "", True
    for cluster, columns in clusters(word):
        if columns == 2 and text:
            yield _Piece(text, begins_word=is_first)
            text, is_first = "", False
        text += cluster
    yield _Piece(text, begins_word=is_first)
