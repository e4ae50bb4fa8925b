"""What a user says about the columns of a table: with ``--map``, on the screen, or at an earlier import."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line, shorten
from iitui.interchange.csv_rows import possible_headers
from iitui.interchange.tables.column_names import folded
from iitui.interchange.tables.fields import SAY_WHO, TableField, field_named
from iitui.interchange.tables.table import ContactTable, Fields, find_known, find_table

Assignment = tuple[TableField, str]
"""A field, and the name of the column that holds it; an empty name for none."""

_BETWEEN = re.compile(r",(?=[\w -]+=)")
_LONGEST_NAME = 40
_MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What is known of columns before a file is read.

    Attributes:
        assigned: what ``--map`` says.
        fields: what each column holds, as the screen says; None if it was not asked.
        remembered: returns what the columns of earlier files hold, by the folded names of all columns.
    """

    assigned: Sequence[Assignment] = ()
    fields: Fields | None = None
    remembered: Callable[[], Mapping[tuple[str, ...], Fields]] = dict


def read_assignments(texts: Sequence[str]) -> list[Assignment]:
    """Read what was typed after ``--map``: "name=Full Name,email=Mail".

    A comma within the name of a column is understood.

    Raises:
        UnreadableError: a part has no equals sign, or names no field.
    """
    assignments: list[Assignment] = []
    for text in texts:
        for part in _BETWEEN.split(text):
            name, equals, column = part.partition("=")
            if not equals:
                raise UnreadableError(f"--map: '{_short(part)}' is not FIELD=COLUMN, such as name=Full Name.")
            found = field_named(name)
            if found is None:
                raise UnreadableError(
                    f"--map: there's no field '{_short(name)}'; the fields are {', '.join(TableField)}."
                )
            assignments.append((found, clean_line(column)))
    return assignments


def chosen_table(file: str, lines: Sequence[str], choice: ColumnChoice) -> tuple[ContactTable, Fields] | None:
    """Return the table in a file and what its columns hold, as far as the user said so; else None.

    Raises:
        UnreadableError: what the user said does not fit the file.
    """
    if choice.assigned:
        table = _table_with(lines, choice.assigned) or find_table(lines)
        if table is None:
            raise UnreadableError(f"{file} isn't a table, so --map doesn't apply to it.")
        return table, _assign(file, table, choice.assigned)
    remembered = choice.remembered()
    known = find_known(lines, frozenset(remembered))
    if choice.fields is not None:
        table = known or find_table(lines)
        return None if table is None else (table, choice.fields)
    return None if known is None else (known, remembered[known.key])


def says_who(fields: Fields) -> bool:
    """Return whether a table with these fields says who somebody is."""
    return bool(SAY_WHO & {each for each in fields if each is not None})


def refuse_nobody(file: str, table: ContactTable, fields: Fields) -> None:
    """Refuse a table that says of nobody who they are.

    Raises:
        UnreadableError: no column holds a name, an address or an organization.
    """
    if not says_who(fields):
        raise UnreadableError(
            f"{file} is a table, but iitui can't tell which column has the names. Use"
            f' --map "name=COLUMN,email=COLUMN"; its columns are {names_of(table)}.'
        )


def names_of(table: ContactTable) -> str:
    """Return the names of the columns, for messages."""
    named = [_short(name) for name in table.names if name]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more


def _table_with(lines: Sequence[str], assigned: Sequence[Assignment]) -> ContactTable | None:
    """Return the table whose header has all the columns named, however unlike a header it looks."""
    wanted = {folded(column) for _, column in assigned if column}
    for header in possible_headers(lines):
        table = ContactTable(lines, header)
        if wanted and wanted <= set(table.key):
            return table
    return None


def _assign(file: str, table: ContactTable, assigned: Sequence[Assignment]) -> Fields:
    """Return the proposed fields, but those that were assigned only for the columns named."""
    said = {each for each, _ in assigned}
    fields = [None if each in said else each for each in table.proposed()]
    for each, column in assigned:
        if column:
            fields[_place_of(file, table, column)] = each
    return tuple(fields)


def _place_of(file: str, table: ContactTable, column: str) -> int:
    """Return the place of a column by its name, or else by its number counted from 1."""
    for names, name in ((table.names, column), (table.key, folded(column))):
        if name and name in names:
            return names.index(name)
    if column.isascii() and column.isdecimal() and 1 <= int(column[:4]) <= len(table.names):
        return int(column[:4]) - 1
    raise UnreadableError(f"{file} has no column '{_short(column)}'; its columns are {names_of(table)}.")


def _short(text: str) -> str:
    return shorten(clean_line(text), _LONGEST_NAME)
