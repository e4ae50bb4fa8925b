"""Lists in sections under headings, as previews of imports show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iitui.ui.kit.lists.row_list import LazyRows, ListRow


@dataclass(frozen=True, slots=True)
class ListSection:
    """One part of a list; its rows are made only when they come into view.

    Attributes:
        name: the beginning of the keys of its rows.
        title: its heading.
        count: how many rows it has.
        cells: returns the cells of the row at a place, counted from 0.
        style: that of its rows.
    """

    name: str
    title: str
    count: int
    cells: Callable[[int], tuple[str, ...]]
    style: str = ""


def rows_of(sections: Sequence[ListSection]) -> LazyRows:
    """Return sections under their headings; a key is the section's name and the place in it, from 1."""
    lines = [(section, place) for section in sections if section.count for place in range(section.count + 1)]
    keys = [f"{section.name}:{place}" for section, place in lines]

    def make(at: int) -> ListRow:
        section, place = lines[at]
        if place == 0:
            return ListRow(keys[at], (f"{section.title} ({section.count})",), heading=True)
        return ListRow(keys[at], section.cells(place - 1), style=section.style)

    return LazyRows(keys, make)
