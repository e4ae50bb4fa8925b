"""The marks of a list: which rows the next key acts on, in the order of the list.

A mark outlives a narrower search: while its row is not in the source it does not count, and it counts again
when the row is back. Nothing can be done to a marked row that the list does not hold.
"""

from iitui.ui.kit.lists.row_source import RowKey, RowSource, every_key

FEW = 50
"""The most marks that are looked up one by one; more are found by reading the source once."""


class RowMarks:
    """A set of marked keys that is checked against its source when somebody asks."""

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self._keys: dict[RowKey, None] = {}
        self._absent: dict[RowKey, None] = {}
        self._is_checked = True

    def __contains__(self, key: RowKey) -> bool:
        return key in self._keys

    def __bool__(self) -> bool:
        return bool(self._keys or self._absent)

    @property
    def are_few(self) -> bool:
        """Whether checking them against the source costs next to nothing."""
        return len(self._keys) + len(self._absent) <= FEW

    def count(self) -> int:
        """Say how many rows of the source are marked."""
        self._check()
        return len(self._keys)

    def in_order(self) -> tuple[RowKey, ...]:
        """Give the marked keys of the source, in its order."""
        self._check()
        self._keys = dict.fromkeys(self._present(self._keys))
        return tuple(self._keys)

    def set_source(self, source: RowSource) -> None:
        """Check the marks against another source from now on."""
        self._source = source
        self._keys.update(self._absent)
        self._absent.clear()
        self._is_checked = not self._keys

    def toggle(self, key: RowKey) -> None:
        """Mark a row, or clear its mark."""
        self._check()
        if key in self._keys:
            del self._keys[key]
        else:
            self._keys[key] = None

    def toggle_all(self) -> None:
        """Mark every row of the source; if every one is marked already, none."""
        keys = dict.fromkeys(every_key(self._source))
        if not keys:
            return
        if keys.keys() <= self._keys.keys():
            self.clear()
        else:
            self._check()
            self._keys = keys

    def clear(self) -> None:
        """Clear all marks, even those of rows that are not in the source now."""
        self._keys.clear()
        self._absent.clear()
        self._is_checked = True

    def _check(self) -> None:
        if self._is_checked:
            return
        found = dict.fromkeys(self._present(self._keys))
        self._absent = {key: None for key in self._keys if key not in found}
        self._keys = found
        self._is_checked = True

    def _present(self, keys: dict[RowKey, None]) -> list[RowKey]:
        if len(keys) > FEW:
            return [key for key in every_key(self._source) if key in keys]
        places = [(place, key) for key in keys if (place := self._source.position_of(key)) is not None]
        return [key for _, key in sorted(places, key=lambda item: item[0])]
