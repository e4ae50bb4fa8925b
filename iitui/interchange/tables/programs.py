"""What the tables of one program have in common: columns of fixed names, by which they are known."""

from collections.abc import Mapping, Sequence

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.interchange.csv_rows import possible_headers
from iitui.interchange.formats import Match, Source
from iitui.interchange.tables.column_names import folded, label_of
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.reading import read_table
from iitui.interchange.tables.rows import Column
from iitui.interchange.tables.table import ContactTable


class ProgramTable:
    """The table of contacts that one program exports: a format of its own.

    Attributes:
        name: the word for ``--format``.
        title: what people call it.
        description: a file of the format in a few words.
        endings: of the names of its files.
    """

    endings: tuple[str, ...] = (".csv",)

    def __init__(
        self,
        name: str,
        title: str,
        description: str,
        *,
        headers: Sequence[Sequence[str]],
        fields: Mapping[str, TableField],
        passed_over: Sequence[str] = (),
        is_own: bool = False,
    ) -> None:
        """Describe the table of a program.

        Args:
            name: the word for ``--format``.
            title: what people call it.
            description: a file of it in a few words.
            headers: sets of names of columns; a table that has all of one set is of this program.
            fields: the name of a column, with any number in it -> what it holds.
            passed_over: the names of columns that say nothing about a person.
            is_own: whether the program is iitui.
        """
        self.name = name
        self.title = title
        self.description = description
        self._headers = [frozenset(map(folded, names)) for names in headers]
        self._fields = {_key(column): field for column, field in fields.items()}
        self._passed_over = frozenset(map(_key, passed_over))
        self._origin = "" if is_own else title
        self._is_own = is_own

    def detect(self, source: Source) -> Match:
        """Look for a row that names the columns of this program."""
        if source.is_zip or not source.is_text:
            return Match.NONE
        return Match.LIKELY if self._find(source) is not None else Match.NONE

    def _find(self, source: Source) -> ContactTable | None:
        for header in possible_headers(source.lines):
            names = frozenset(map(folded, header.names))
            if any(wanted <= names for wanted in self._headers):
                return ContactTable(source.lines, header)
        return None

    def read(self, source: Source) -> ImportReading:
        """Read the contacts of a table of this program.

        Raises:
            UnreadableError: it has not the columns of this program, or too many rows.
        """
        table = self._find(source)
        if table is None:
            raise UnreadableError(f"{source.name} is not {self.description}: no row has its column names.")
        return read_table(
            source,
            table,
            self._columns(table),
            title=self.title,
            origin=self._origin,
            is_own=self._is_own,
        )

    def _columns(self, table: ContactTable) -> list[Column]:
        places = {key: place for place, key in enumerate(table.key)}
        columns: list[Column] = []
        labels = {place for place, name in enumerate(table.names) if _key(name) in self._passed_over}
        for place, name in enumerate(table.names):
            field = self._fields.get(_key(name))
            label_place = _label_place(name, places) if field is not None else None
            if label_place is not None:
                labels.add(label_place)
            label = label_of(name) if field in (TableField.PHONE, TableField.EMAIL, TableField.URL) else ""
            columns.append(Column(place, field, label, label_place))
        return [column for column in columns if column.place not in labels]


def _key(name: str) -> str:
    """Return the name of a column without its number: "E-mail 2 - Value" -> "e mail # value"."""
    return " ".join("#" if word.isdecimal() else word for word in folded(name).split())


def _label_place(name: str, places: Mapping[str, int]) -> int | None:
    """Return the place of the column that says what another is for: "E-mail 1 - Label"."""
    words = folded(name).split()
    if words[-1:] != ["value"]:
        return None
    heads = (" ".join((*words[:-1], last)) for last in ("label", "type"))
    return next((places[head] for head in heads if head in places), None)
