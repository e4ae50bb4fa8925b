"""A table in a file: its header, its rows and what its columns hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from iitui.domain.text import clean_line
from iitui.interchange.channels import email_addresses
from iitui.interchange.csv_rows import CsvHeader, CsvRow, possible_headers, read_csv_rows
from iitui.interchange.tables.column_names import field_of, folded, proposed_fields
from iitui.interchange.tables.fields import SAY_WHO, TableField

Fields = tuple[TableField | None, ...]
"""What each column of a table holds, from left to right; None for one that is not used."""

_SAMPLE = 200
_ALIKE = 20
# The share of the first rows that must have as many cells as the header: prose with commas has not.
_ENOUGH = 0.8
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ContactTable:
    """A table.

    Attributes:
        lines: the lines of its file.
        header: where the names of its columns stand.
    """

    lines: Sequence[str]
    header: CsvHeader

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, from left to right."""
        return self.header.names

    @property
    def key(self) -> tuple[str, ...]:
        """The names as they are compared with those of other files."""
        return tuple(map(folded, self.names))

    def rows(self) -> Iterator[CsvRow]:
        """Yield its rows, without empty ones."""
        return read_csv_rows(self.lines, self.header)

    def sample(self) -> list[Sequence[str]]:
        """Return the cells of its first rows."""
        return [row.cells for row in islice(self.rows(), _SAMPLE) if row.cells]

    def proposed(self) -> Fields:
        """Return what its columns seem to hold."""
        return proposed_fields(self.names, self.sample())

    def first_values(self) -> list[str]:
        """Return the first values of each column that differ, in one line each."""
        sample = self.sample()
        return [
            " · ".join(_first_of(row[place] for row in sample if place < len(row)))
            for place in range(len(self.names))
        ]


def _first_of(cells: Iterator[str]) -> list[str]:
    values = (text for cell in cells if (text := clean_line(cell[:_SAMPLE])))
    return list(islice(dict.fromkeys(values), _MOST_SHOWN))


def find_table(lines: Sequence[str]) -> ContactTable | None:
    """Return the table in a file; None if the file is none.

    The header is the first line with names that iitui knows and that say who somebody is; if there is none,
    the first line that the lines below it are like.
    """
    likely: ContactTable | None = None
    for header in possible_headers(lines):
        if not _may_be_names(header.names):
            continue
        table = ContactTable(lines, header)
        fields = {field for name in header.names if (field := field_of(name)) is not None}
        if len(fields) > 1 and fields & SAY_WHO and _is_even(table):
            return table
        if likely is None and table.sample() and _is_even(table):
            likely = table
    return likely or _addresses_alone(lines)


def _addresses_alone(lines: Sequence[str]) -> ContactTable | None:
    """Return the table of one column, called as email addresses are; no delimiter shows that it is one."""
    first = next((index for index, line in enumerate(islice(lines, _ALIKE)) if line.strip()), None)
    if first is None or field_of(name := clean_line(lines[first][:_SAMPLE])) is not TableField.EMAIL:
        return None
    return ContactTable(lines, CsvHeader(first, ",", (name,)))


def find_known(lines: Sequence[str], keys: frozenset[tuple[str, ...]]) -> ContactTable | None:
    """Return the table whose header is one of those known; None if there is none."""
    for header in possible_headers(lines) if keys else ():
        table = ContactTable(lines, header)
        if table.key in keys:
            return table
    return None


def _may_be_names(names: Sequence[str]) -> bool:
    """Return whether these can be the names of columns: several, hardly two the same, none an address."""
    named = [name for name in names if name]
    return (
        len(named) > 1
        and len(set(named)) >= _ENOUGH * len(named)
        and len(named) * 2 > len(names)
        and not any(map(email_addresses, named))
    )


def _is_even(table: ContactTable) -> bool:
    """Return whether most of the first rows have as many cells as the header, the last ones left empty."""
    rows = [row.cells for row in islice(table.rows(), _ALIKE) if row.cells]
    if not rows:
        return True
    full = sum(
        1 < len(_filled(cells)) <= len(table.names) or len(cells) == len(table.names) for cells in rows
    )
    return full >= _ENOUGH * len(rows)


def _filled(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells up to the last that is not empty."""
    count = len(cells)
    while count and not cells[count - 1].strip():
        count -= 1
    return cells[:count]
