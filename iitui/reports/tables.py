"""A table on a page: as aligned columns where they fit, else as a list for each row; and as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iitui.domain.text import clean_line
from iitui.output import width_of
from iitui.reports.markdown import escape_line
from iitui.reports.wrapping import wrapped

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of columns; the first cell of each row says what the row is about.

    Attributes:
        rows: each of as many cells as there are columns.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def table_text(table: Table, width: int) -> Iterator[str]:
    """Yield the lines of a table: aligned columns where they fit into the width, else a list for each row."""
    columns = [clean_line(name) for name in table.columns]
    rows = [[clean_line(cell) for cell in row] for row in table.rows]
    widths = [max(map(width_of, column)) for column in zip(columns, *rows, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        yield from _lists(columns, rows, width)
        return
    for row in (columns, ["-" * each for each in widths], *rows):
        cells = (cell + " " * (each - width_of(cell)) for cell, each in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()


def _lists(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for place, (first, *others) in enumerate(rows):
        if place:
            yield ""
        yield from wrapped("", first or columns[0], width)
        for name, cell in zip(columns[1:], others, strict=True):
            if cell:
                yield from wrapped("  ", f"{_label(name)}{cell}", width, indent=4)


def _label(name: str) -> str:
    """Return the name of a column before a text; a question needs no colon."""
    if not name:
        return ""
    return f"{name} " if name.endswith(("?", "!", ":", ".")) else f"{name}: "


def table_markdown(table: Table) -> Iterator[str]:
    """Yield the lines of a table in Markdown, its text escaped."""
    yield _row(table.columns)
    yield f"|{' --- |' * len(table.columns)}"
    yield from map(_row, table.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape_line(cell) for cell in cells)} |"
