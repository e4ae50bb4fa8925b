"""Reads a whole table into contacts and organizations, and says what of it was not used."""

from collections.abc import Sequence

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import (
    ColumnBasis,
    ImportColumn,
    ImportProblem,
    ImportReading,
    ImportRecord,
    OrganizationRecord,
)
from iitui.interchange.formats import Source
from iitui.interchange.tables.column_names import LABELED, basis_of, field_of, label_of
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.rows import Column, RowReader
from iitui.interchange.tables.table import ContactTable, Fields

MOST_ROWS = 200_000


def read_table(
    source: Source,
    table: ContactTable,
    columns: Sequence[Column],
    *,
    title: str,
    origin: str,
    readings: Sequence[ImportColumn] = (),
    is_own: bool = False,
) -> ImportReading:
    """Read the rows of a table.

    Args:
        source: its file.
        table: the table.
        columns: what its columns hold.
        title: the name of its format.
        origin: where its contacts come from.
        readings: what its columns were taken for, to be shown; none where that is not open to question.
        is_own: whether iitui wrote it.

    Raises:
        UnreadableError: it has too many rows.
    """
    file = source.name
    reader = RowReader(columns, source=origin, is_own=is_own)
    records: list[ImportRecord] = []
    organizations: list[OrganizationRecord] = []
    problems: list[ImportProblem] = []
    for count, row in enumerate(table.rows(), 1):
        if count > MOST_ROWS:
            raise UnreadableError(f"{file} has more than {MOST_ROWS:,} rows; split it and import the parts.")
        source.report(count, len(table.lines))
        where = f"row {row.number}"
        if row.error:
            problems.append(ImportProblem(file, where, row.error))
            continue
        result = reader.read(row.cells)
        if result.contact is not None:
            records.append(ImportRecord(where, result.contact))
        if result.organization is not None:
            organizations.append(OrganizationRecord(where, result.organization))
        problems += (ImportProblem(file, where, why) for why in result.problems)
    return ImportReading(
        file,
        title,
        tuple(records),
        tuple(problems),
        tuple(readings),
        tuple(organizations),
        tuple(dict.fromkeys(table.names[place] for place in sorted(reader.filled) if table.names[place])),
    )


def columns_of(table: ContactTable, fields: Fields) -> list[Column]:
    """Return the columns of a table that were matched with fields."""
    columns: list[Column] = []
    for place, name in enumerate(table.names):
        held = fields[place] if place < len(fields) else None
        label = label_of(name) if held in LABELED else ""
        lead = name if held is TableField.NOTES and field_of(name) is not held else ""
        columns.append(Column(place, held, label, lead=lead))
    return columns


def readings_of(table: ContactTable, fields: Fields, *, is_chosen: bool) -> list[ImportColumn]:
    """Return what the columns were taken for, to be shown.

    Args:
        table: the table.
        fields: what its columns hold.
        is_chosen: whether the user said so; if not, each name or its contents did.
    """
    readings: list[ImportColumn] = []
    for name, held in zip(table.names, fields, strict=False):
        if held is None:
            readings += [ImportColumn(name)] if name else []
            continue
        by_name = basis_of(name) if field_of(name) is not None else ColumnBasis.CONTENT
        readings.append(ImportColumn(name, held.in_words, ColumnBasis.CHOSEN if is_chosen else by_name))
    return readings
