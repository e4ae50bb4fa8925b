"""Rows of a table in text: a stray quotation mark costs one, not the rest."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from iitui.domain.text import clean_line

_DELIMITERS = (",", ";", "\t")
# How much may stand above a header, and how large one may be: notes take a few lines, a spreadsheet's empty
# rows some dozens; every program's names of columns fit many times over.
_MOST_ABOVE = 1_000
_LONGEST_HEADER = 20_000
_MOST_COLUMNS = 500
# After so many rows that swallowed others, a file is taken as it comes.
_MOST_RESTARTS = 100
# A cell of a table of people does not go over more lines than this: its quotation mark is a stray one.
_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class CsvHeader:
    """The row that names the columns.

    Attributes:
        index: its line in the file, from 0.
        delimiter: what stands between its cells.
        names: of the columns, cleaned, as they are written, up to the last that has one.
    """

    index: int
    delimiter: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvRow:
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


def possible_headers(lines: Sequence[str]) -> Iterator[CsvHeader]:
    """Every line that may name columns, split at every delimiter that stands in it, from the top.

    Lines far below the top and lines too long for names are passed over: they are no header of a program's.
    """
    for index, line in enumerate(islice(lines, _MOST_ABOVE)):
        if len(line) > _LONGEST_HEADER:
            continue
        for delimiter in _DELIMITERS:
            if delimiter not in line:
                continue
            with suppress(csv.Error):
                cells = next(csv.reader([line], delimiter=delimiter), [])
                if len(cells) <= _MOST_COLUMNS:
                    yield CsvHeader(index, delimiter, _names(cells))


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    names = [clean_line(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def read_rows(lines: Sequence[str], header: CsvHeader) -> Iterator[CsvRow]:
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
            yield CsvRow(number, (), error)
            restarts += 1
            base = start + 1
            reader = csv.reader(islice(lines, base, None), delimiter=header.delimiter)
        elif any(map(str.strip, cells)):
            yield CsvRow(number, cells)


def _never_closes(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a row ran far, or to the end, in search of a closing mark."""
    if end - start > _MOST_LINES:
        return True
    if end - start < 2 or end < len(lines):
        return False
    return sum(lines[index].count('"') for index in range(start, end)) % 2 == 1
