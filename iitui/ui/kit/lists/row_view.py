"""Where a person is in a list: the row under the cursor and the first row seen.

The rules of moving live here, in a plain object without a screen: headings never get the cursor, what is
under the cursor is known by its key, and reading the rows anew moves nobody.
"""

from iitui.ui.kit.lists.row_source import FixedRows, ListRow, RowKey, RowSource, RowWindow

UNSEEN_HEIGHT = 30
"""Rows taken to be seen before the first layout has told."""


class RowView:
    """A cursor and a scroll offset over a window of rows.

    Attributes:
        window: The rows.
        cursor: The position of the cursor, or `None` when no row can have it.
        top: The position of the first row seen.
        height: How many rows are seen at a time.
    """

    def __init__(self) -> None:
        self.window = RowWindow(FixedRows(), UNSEEN_HEIGHT)
        self.cursor: int | None = None
        self.top = 0
        self.height = UNSEEN_HEIGHT
        self._place = 0
        self._key: RowKey | None = None

    @property
    def row(self) -> ListRow | None:
        """The row under the cursor."""
        return None if self.cursor is None else self.window.row(self.cursor)

    @property
    def key(self) -> RowKey | None:
        """The key of the row under the cursor."""
        return None if self.cursor is None else self._key

    def replace(self, source: RowSource, *, from_top: bool = False) -> None:
        """Read another source: the cursor stays on its key, or else at its place.

        Args:
            source: What to show from now on.
            from_top: Begin at the first row instead, as if nothing had been shown before.
        """
        followed = from_top or self.cursor is None or self._sees(self.cursor)
        self.window = RowWindow(source, self.height)
        self.top = 0 if from_top else self._within(self.top)
        self.window.cover(self.top, self.height)
        place = None if from_top or self._key is None else self.window.place(self._key)
        if place is None or self._seek(place, 1) != place:
            place = self._nearest(0 if from_top else self._place, 1)
        self._rest(place)
        if followed:
            self._reveal()

    def resize(self, height: int) -> None:
        """Take note of how many rows are seen; a cursor that was in sight stays in sight."""
        followed = self.cursor is None or self._sees(self.cursor)
        self.height = max(height, 1)
        self.top = self._within(self.top)
        if followed:
            self._reveal()

    def move_to(self, position: int) -> None:
        """Put the cursor on a row, or on the nearest one if that is a heading."""
        self._rest(self._nearest(position, 1))
        self._reveal()

    def step(self, direction: int) -> None:
        """Go one row down (1) or up (-1); at either end, show the headings beyond."""
        if self.cursor is None:
            self.scroll(direction)
            return
        position = self._seek(self.cursor + direction, direction)
        if position is not None:
            self._rest(position)
            self._reveal()
        elif direction < 0:
            self.first()
        else:
            self.last()

    def page(self, direction: int) -> None:
        """Go one page down (1) or up (-1); the cursor stays at its height on the screen."""
        distance = direction * max(self.height - 1, 1)
        self.scroll(distance)
        if self.cursor is not None:
            self._rest(self._nearest(self.cursor + distance, direction))
            self._reveal()

    def first(self) -> None:
        """Go to the first row."""
        self._rest(self._nearest(0, 1))
        self.top = 0
        self._reveal()

    def last(self) -> None:
        """Go to the last row."""
        self._rest(self._nearest(self.window.count - 1, -1))
        self.top = self._within(self.window.count)
        self._reveal()

    def scroll(self, distance: int) -> None:
        """Move what is seen by so many rows; the cursor stays where it is."""
        self.top = self._within(self.top + distance)

    def _sees(self, position: int) -> bool:
        return self.top <= position < self.top + self.height

    def _within(self, top: int) -> int:
        return max(0, min(top, self.window.count - self.height))

    def _seek(self, position: int, direction: int) -> int | None:
        """Find the first row from a position on that is not a heading."""
        while 0 <= position < self.window.count:
            row = self.window.row(position)
            if row is not None and not row.heading:
                return position
            position += direction
        return None

    def _nearest(self, position: int, direction: int) -> int | None:
        """Find a row that is not a heading at a position, beyond it, or else before it."""
        position = max(0, min(position, self.window.count - 1))
        found = self._seek(position, direction)
        return self._seek(position - direction, -direction) if found is None else found

    def _rest(self, position: int | None) -> None:
        """Put the cursor on a position; without one, remember where it was."""
        self.cursor = position
        row = self.row
        if position is not None and row is not None:
            self._place = position
            self._key = row.key

    def _reveal(self) -> None:
        """Scroll as little as shows the cursor, and the heading right above it where there is room."""
        if self.cursor is None:
            return
        above = self.window.row(self.cursor - 1) if self.height > 1 else None
        first = self.cursor if above is None or not above.heading else self.cursor - 1
        self.top = self._within(max(min(self.top, first), self.cursor - self.height + 1))
