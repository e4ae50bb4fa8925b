"""What a list reads from: the row, the source of rows, and the window of rows that was last read.

Nothing here draws or knows a widget, so that a screen can make rows and a test can count what is read.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias

from rich.text import Text
from textual.content import Content

RowKey: TypeAlias = int | str
"""Identifies a row, the same at every reading: the number of a contact, the name of a section."""

Cell: TypeAlias = str | Text | Content
"""The content of a column of a row. A `str` is drawn as it is and never read as markup."""

PAGE = 1000
"""How many rows are read at a time by what must see all of them."""


class ListRow(NamedTuple):
    """One line of a list.

    Attributes:
        key: Identifies the row; headings have one too.
        cells: One for each column, in the order of the columns. Cells that are missing at the end are blank.
            Of a heading, the first spans the width.
        style: How the row is drawn: "overdue", "today", "dim", "good", "warning", several with spaces
            between, or none of them.
        heading: A line such as "Overdue (3)" above the rows of a section. It never gets the cursor.
    """

    key: RowKey
    cells: tuple[Cell, ...]
    style: str = ""
    heading: bool = False


def is_same_cell(first: Cell, other: Cell) -> bool:
    """Say whether two cells look the same: with styles, which Textual does not count when it compares."""
    if isinstance(first, Content) and isinstance(other, Content):
        return first.is_same(other)
    return type(first) is type(other) and first == other


def is_same_row(first: ListRow, other: ListRow) -> bool:
    """Say whether two rows look the same, wherever they were read."""
    return first is other or (
        first.key == other.key
        and first.style == other.style
        and first.heading == other.heading
        and len(first.cells) == len(other.cells)
        and all(map(is_same_cell, first.cells, other.cells))
    )


class RowSource(Protocol):
    """Rows in an order, read a few at a time."""

    def count(self) -> int:
        """Say how many rows there are, headings included."""
        ...

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Read at most `limit` rows, from position `offset` on."""
        ...

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position a key is, or `None` if it is gone."""
        ...


class FixedRows:
    """A source that holds all its rows: right for short lists."""

    def __init__(self, rows: Sequence[ListRow] = ()) -> None:
        self._rows = tuple(rows)
        self._positions = {row.key: position for position, row in enumerate(self._rows)}

    def count(self) -> int:
        """Say how many rows there are, headings included."""
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Read at most `limit` rows, from position `offset` on."""
        return self._rows[offset : offset + limit]

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position a key is, or `None` if it is gone."""
        return self._positions.get(key)


class LazyRows:
    """A source that knows the keys of all its rows, and makes each row when it is read."""

    def __init__(self, keys: Sequence[RowKey], make: Callable[[int], ListRow]) -> None:
        """Make a source.

        Args:
            keys: of all rows, in their order.
            make: makes the row at a position.
        """
        self._keys = keys
        self._make = make

    def count(self) -> int:
        """Say how many rows there are, headings included."""
        return len(self._keys)

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Make at most `limit` rows, from position `offset` on."""
        return [self._make(position) for position in range(len(self._keys))[offset : offset + limit]]

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position a key is, or `None` if it is gone."""
        return self._positions.get(key)

    @cached_property
    def _positions(self) -> dict[RowKey, int]:
        return {key: position for position, key in enumerate(self._keys)}


class RowWindow:
    """A window on a source: its count of rows, and the rows that were last read.

    One call of the source's `rows` reads what is to be shown and half as much again on either side, so that
    moving about within a page reads nothing.

    Attributes:
        source: Where the rows come from.
        count: How many there were when the window was opened.
    """

    def __init__(self, source: RowSource, reach: int) -> None:
        self.source = source
        self.count = max(source.count(), 0)
        self._reach = reach
        self._first = self._stop = 0
        self._rows: Sequence[ListRow] = ()

    @property
    def last_read(self) -> Sequence[ListRow]:
        """The rows that were last read, another object at each reading."""
        return self._rows

    def cover(self, first: int, height: int) -> None:
        """Read `height` rows from `first` on, unless they have been read already."""
        self._reach = max(height, 1)
        first = max(first, 0)
        stop = min(first + height, self.count)
        if first >= stop or (self._first <= first and stop <= self._stop):
            return
        margin = height // 2 + 1
        self._first = max(first - margin, 0)
        self._stop = min(stop + margin, self.count)
        self._rows = self.source.rows(self._first, self._stop - self._first)

    def row(self, position: int) -> ListRow | None:
        """Give the row at a position, or `None` if there is none (any more)."""
        if not 0 <= position < self.count:
            return None
        if not self._first <= position < self._stop:
            self.cover(position - self._reach // 2, self._reach)
        index = position - self._first
        return self._rows[index] if index < len(self._rows) else None

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position a key is, asking the source only if it is not among the rows last read."""
        for index, row in enumerate(self._rows):
            if row.key == key and index < self._stop - self._first:
                return self._first + index
        position = self.source.position_of(key)
        return position if position is not None and 0 <= position < self.count else None


def every_key(source: RowSource) -> Iterator[RowKey]:
    """Go through the keys of all rows of a source that are not headings, in its order."""
    offset, count = 0, source.count()
    while offset < count:
        rows = source.rows(offset, PAGE)
        if not rows:
            return
        yield from (row.key for row in rows if not row.heading)
        offset += len(rows)
