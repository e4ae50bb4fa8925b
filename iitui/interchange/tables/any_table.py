"""Any other table: its columns are known by their names, or were matched with fields by the user."""

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ColumnMatching, ImportReading
from iitui.interchange.formats import Format, Match, Source
from iitui.interchange.tables.choice import refuse_nobody
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.reading import columns_of, read_table, readings_of
from iitui.interchange.tables.table import ContactTable, Fields, find_table

SOURCE = "CSV file"

_NAMES = frozenset({TableField.NAME, TableField.FIRST_NAME, TableField.LAST_NAME})


class AnyTable:
    """A table of no program in particular."""

    name = "csv"
    title = "CSV"
    description = "a table from another program, with commas, semicolons or tabs"
    endings = (".csv", ".tsv", ".tab")

    def detect(self, source: Source) -> Match:
        """Look for a header that says where names or addresses are, and something else of a person."""
        if source.is_zip or not source.is_text:
            return Match.NONE
        table = find_table(source.lines)
        return Match.POSSIBLE if table is not None and is_of_people(table.proposed()) else Match.NONE

    def read(self, source: Source) -> ImportReading:
        """Read the contacts of a table by the names of its columns.

        Raises:
            UnreadableError: it is no table, or nothing in it says who somebody is.
        """
        table = find_table(source.lines)
        if table is None:
            raise UnreadableError(f"{source.name} isn't a table: no line has column names.")
        return read_matched(source, table, table.proposed(), is_chosen=False)


FORMAT: Format = AnyTable()


def is_of_people(fields: Fields) -> bool:
    """Return whether these are columns of a table of people, whose names are among what is known.

    A price list has names, too; and beside addresses the names may stand in a column that is not known.
    """
    held = {each for each in fields if each is not None}
    if held & _NAMES:
        return len(held) > 1
    return TableField.EMAIL in held and None not in fields


def read_matched(source: Source, table: ContactTable, fields: Fields, *, is_chosen: bool) -> ImportReading:
    """Read a table whose columns were matched with fields.

    Args:
        source: its file.
        table: the table.
        fields: what its columns hold.
        is_chosen: whether the user said so, now or at an earlier import.

    Raises:
        UnreadableError: no column says who somebody is, or there are too many rows.
    """
    refuse_nobody(source.name, table, fields)
    reading = read_table(
        source,
        table,
        columns_of(table, fields),
        title=FORMAT.title,
        origin=SOURCE,
        readings=readings_of(table, fields, is_chosen=is_chosen),
    )
    return ImportReading(
        reading.file,
        reading.format,
        reading.records,
        reading.problems,
        reading.columns,
        reading.organizations,
        reading.unused,
        ColumnMatching(table.names, tuple(each.value if each else "" for each in fields)),
    )
