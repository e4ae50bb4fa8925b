"""Reads the rows of a CSV table; a stray quotation mark loses one row, not the rest of the file."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from iitui.domain.text import clean_line

_DELIMITERS = (",", ";", "\t")
# How many lines may precede a header, and how large a header may be: notes take a few lines, empty rows of a
# spreadsheet some dozens; any program's column names fit many times over.
_MOST_ABOVE = 1_000
_LONGEST_HEADER = 20_000
_MOST_COLUMNS = 500
# After this many rows with a stray quotation mark, the file is read without looking for more.
_MOST_RESTARTS = 100
# A row that spans more lines than this, and has not a cell for each column, has a stray quotation mark.
_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class CsvHeader:
    """The row that names the columns.

    Attributes:
        index: its line in the file, counted from 0.
        delimiter: the character between its cells.
        names: the column names, cleaned, up to the last that is not empty.
    """

    index: int
    delimiter: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row below the header.

    Attributes:
        number: the row as a spreadsheet counts it, the first of the file being 1.
        cells: empty if there is an error.
        error: why it could not be read, or empty.
    """

    number: int
    cells: Sequence[str]
    error: str = ""


def split_lines(text: str) -> list[str]:
    """Split a text into lines, each with its line ending: LF, CRLF or CR."""
    return list(io.StringIO(text, newline=""))


def possible_headers(lines: Sequence[str]) -> Iterator[CsvHeader]:
    """Yield every line that may be a header, from the top, once for each delimiter that it contains.

    Lines far below the top and very long lines are skipped: no program writes its header like that.
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


def read_csv_rows(lines: Sequence[str], header: CsvHeader) -> Iterator[CsvRow]:
    """Yield the rows below the header, without empty ones."""
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
        if restarts < _MOST_RESTARTS and _never_closes(
            lines, start, base + reader.line_num, is_full=len(cells) == len(header.names)
        ):
            error = error or "has a quotation mark that's never closed"
        if error:
            yield CsvRow(number, (), error)
            restarts += 1
            base = start + 1
            reader = csv.reader(islice(lines, base, None), delimiter=header.delimiter)
        elif any(map(str.strip, cells)):
            yield CsvRow(number, cells)


def _never_closes(lines: Sequence[str], start: int, end: int, *, is_full: bool) -> bool:
    """Return whether a row ran on for many lines, or to the end of the file, in search of a closing mark."""
    if end - start > _MOST_LINES and not is_full:
        return True
    if end - start < 2 or end < len(lines):
        return False
    return sum(lines[index].count('"') for index in range(start, end)) % 2 == 1
