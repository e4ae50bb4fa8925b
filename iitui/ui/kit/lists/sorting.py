"""How the user sorts a list by its columns: the orders there are, the words and the signs for them.

It is the same for every list: a click on the title of a column, or → and ←, which go through the orders; the
second time turns the order round. In a list that keeps its order the arrows are free for something else: in a
tree they fold, and in the matching of columns they go through the fields.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias, TypeVar

from iitui.domain.text import fold

UP, DOWN = "▲", "▼"
"""Stand at the title of the column that the rows are sorted by: what is least first, what is most first."""

SortValue: TypeAlias = str | float | None
"""What a row is sorted by; all of one column are of one type, and None is a blank."""

T = TypeVar("T")


class SortKind(Enum):
    """What a column holds: how it is sorted first, and the words for that and for the other way."""

    TEXT = (False, "A to Z", "Z to A")
    MOST = (True, "high to low", "low to high")
    LATEST = (True, "newest first", "oldest first")
    EARLIEST = (False, "earliest first", "latest first")
    STEPS = (False, "in order", "in reverse order")

    @property
    def is_down(self) -> bool:
        """Whether what is most comes first, until the order is turned round."""
        return self.value[0]


class SortColumn(NamedTuple):
    """A column that rows can be sorted by.

    Attributes:
        place: its index among the columns of the list.
        name: names it to whoever sorts, and is the word for it.
        kind: what it holds.
    """

    place: int
    name: str
    kind: SortKind = SortKind.TEXT


class SortOrder(NamedTuple):
    """An order of rows.

    Attributes:
        column: the name of the column that they are sorted by; '' for the order that the list itself has.
        is_reversed: whether the other end comes first.
    """

    column: str = ""
    is_reversed: bool = False


class ListSorting:
    """The orders of a list.

    Attributes:
        columns: those by which it can be sorted, from left to right.
        usual: the order that it has until another is chosen.
    """

    def __init__(
        self, columns: Sequence[SortColumn], usual: SortOrder | None = None, words: str = ""
    ) -> None:
        """Make the orders of a list.

        Args:
            columns: those by which it can be sorted, from left to right.
            usual: the order at first; by default the list's own.
            words: for the list's own order, such as "worst first"; '' where nothing need be said.
        """
        self.columns = tuple(columns)
        self.usual = usual or SortOrder()
        self._words = words
        self._by_name = {column.name: column for column in columns}
        every = [SortOrder(column.name, flip) for column in columns for flip in (False, True)]
        first = every.index(self.usual) if self.usual in every else 0
        own = [] if self.usual.column else [self.usual]
        self._orders = (*own, *every[first:], *every[:first])

    def next_to(self, order: SortOrder, steps: int) -> SortOrder:
        """Return the order so many steps on from another one, as the keys go through them."""
        place = self._orders.index(order) if order in self._orders else 0
        return self._orders[(place + steps) % len(self._orders)]

    def by_title(self, order: SortOrder, place: int) -> SortOrder:
        """Return the order that a click on the title at a place leads to; the second one turns it round."""
        column = next((each for each in self.columns if each.place == place), None)
        if column is None:
            return order
        return SortOrder(column.name, order.column == column.name and not order.is_reversed)

    def index(self, order: SortOrder) -> int:
        """Return the index, among those that the list can be sorted by, of the column of an order."""
        return next(index for index, column in enumerate(self.columns) if column.name == order.column)

    def is_down(self, order: SortOrder) -> bool:
        """Whether what is most comes first in an order."""
        column = self._by_name.get(order.column)
        return column is not None and column.kind.is_down != order.is_reversed

    def sign(self, order: SortOrder) -> tuple[int, str] | None:
        """Return the place of the title with a sign, and the sign; None for the list's own order."""
        column = self._by_name.get(order.column)
        return None if column is None else (column.place, DOWN if self.is_down(order) else UP)

    def say(self, order: SortOrder) -> str:
        """Return an order in words, "by name, Z to A"; '' for the usual one, unless it has words."""
        column = self._by_name.get(order.column)
        if column is None:
            return self._words
        if order == self.usual:
            return ""
        return f"by {column.name}, {column.kind.value[2 if order.is_reversed else 1]}"

    def sort(self, items: Iterable[T], value_of: Callable[[T], SortValue], order: SortOrder) -> list[T]:
        """Sort by a column; among equals the order stays, and blanks come last whichever way it is.

        Args:
            items: in the order that decides among equals.
            value_of: gives the value in the column of the order; text is compared as the contacts are sorted
                by name, without regard to case and accents.
            order: by which column, and which way.
        """
        pairs = [(_comparable(value_of(item)), item) for item in items]
        filled = [pair for pair in pairs if pair[0] is not None]
        filled.sort(key=lambda pair: pair[0] or _LEAST, reverse=self.is_down(order))
        return [item for _, item in filled] + [item for value, item in pairs if value is None]


_LEAST = (0.0, "")


def _comparable(value: SortValue) -> tuple[float, str] | None:
    """Return what two values are compared by; None for a blank."""
    if isinstance(value, str):
        return (0.0, fold(value)) if value.strip() else None
    return None if value is None else (value, "")
