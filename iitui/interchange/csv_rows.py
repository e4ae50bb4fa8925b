"""Rows of a table in text: a stray quotation mark costs one, not the rest."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_DELIMITERS = (",", ";", "\t")
# After so many rows that swallowed others, a file is taken as it comes.
_MOST_RESTARTS = 100
# A cell of a table of people does not go over more lines than this: its quotation mark is a stray one.
_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns.

    Attributes:
        index: its line in the file, from 0.
        delimiter: what stands between its cells.
        columns: name of a column, folded to lower case -> its place; the first of two by one name.
    """

    index: int
    delimiter: str
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header.

    Attributes:
        number: as a spreadsheet counts, the first line of the file being 1.
        cells: empty when there is an error.
        error: why it could not be read, or empty.
    """

    number: int
    cells: Sequence[str]
    error: str = ""


def split_lines(text: str) -> list[str]:
    """The lines of a file, each with its end: LF, CRLF or a lone CR."""
    return list(io.StringIO(text, newline=""))


def find_header(lines: Sequence[str], is_header: Callable[[set[str]], bool], *, hint: str) -> Header | None:
    """Find the row that names the columns, however much stands above it.

    Args:
        lines: the lines of the file.
        is_header: whether these names of columns, in lower case, are the ones.
        hint: one of them; lines without it are passed over quickly.
    """
    for index, line in enumerate(lines):
        if hint not in line.casefold():
            continue
        for delimiter in _DELIMITERS:
            try:
                cells = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            names = [" ".join(cell.split()).casefold() for cell in cells]
            if is_header(set(names)):
                columns = {name: place for place, name in reversed(list(enumerate(names)))}
                return Header(index, delimiter, columns)
    return None


def read_rows(lines: Sequence[str], header: Header) -> Iterator[Row]:
    """Read what stands below the header; empty rows are left out."""
    number = base = header.index + 1
    reader = csv.reader(islice(lines, base, None), delimiter=header.delimiter)
    restarts = 0
    while True:
        start = base + reader.line_num
        number += 1
        cells: list[str] = []
        error = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            error = f"has a cell of more than {csv.field_size_limit():,} characters"
        if restarts < _MOST_RESTARTS and _never_closes(lines, start, base + reader.line_num):
            error = error or "has a quotation mark that is never closed"
        if error:
            yield Row(number, (), error)
            restarts += 1
            base = start + 1
            reader = csv.reader(islice(lines, base, None), delimiter=header.delimiter)
        elif any(map(str.strip, cells)):
            yield Row(number, cells)


def _never_closes(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a row ran far, or to the end, in search of a closing mark."""
    if end - start > _MOST_LINES:
        return True
    if end - start < 2 or end < len(lines):
        return False
    return sum(lines[index].count('"') for index in range(start, end)) % 2 == 1
