"""The position in a list: the row under the cursor and the first visible row.

The rules of moving are here, in a plain object without a screen: headings never get the cursor, what is under
the cursor is known by its key, and reading the rows again moves nothing.
"""

from iitui.ui.kit.lists.row_source import FixedRows, ListRow, RowKey, RowSource, RowWindow

HEIGHT_BEFORE_LAYOUT = 30
"""The height in rows that is assumed before the first layout."""


class ListPosition:
    """A cursor and a scroll offset over a window of rows.

    Attributes:
        window: The rows.
        cursor: The position of the cursor, or `None` when no row can have it.
        top: The position of the first visible row.
        height: How many rows are visible at a time.
    """

    def __init__(self) -> None:
        self.window = RowWindow(FixedRows(), HEIGHT_BEFORE_LAYOUT)
        self.cursor: int | None = None
        self.top = 0
        self.height = HEIGHT_BEFORE_LAYOUT
        self._last_cursor = 0
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
        was_visible = from_top or self.cursor is None or self._is_visible(self.cursor)
        self.window = RowWindow(source, self.height)
        self.top = 0 if from_top else self._clamped(self.top)
        self.window.cover(self.top, self.height)
        position = None if from_top or self._key is None else self.window.position_of(self._key)
        if position is None or self._next_row(position, 1) != position:
            position = self._nearest(0 if from_top else self._last_cursor, 1)
        self._set_cursor(position)
        if was_visible:
            self._scroll_to_cursor()

    def resize(self, height: int) -> None:
        """Set how many rows are visible; a cursor that was visible stays visible."""
        was_visible = self.cursor is None or self._is_visible(self.cursor)
        self.height = max(height, 1)
        self.top = self._clamped(self.top)
        if was_visible:
            self._scroll_to_cursor()

    def move_to(self, position: int) -> None:
        """Put the cursor on a row, or on the nearest one if that is a heading."""
        self._set_cursor(self._nearest(position, 1))
        self._scroll_to_cursor()

    def step(self, direction: int) -> None:
        """Go one row down (1) or up (-1); at either end, show the headings beyond."""
        if self.cursor is None:
            self.scroll(direction)
            return
        position = self._next_row(self.cursor + direction, direction)
        if position is not None:
            self._set_cursor(position)
            self._scroll_to_cursor()
        elif direction < 0:
            self.first()
        else:
            self.last()

    def page(self, direction: int) -> None:
        """Go one page down (1) or up (-1); the cursor stays at its height on the screen."""
        distance = direction * max(self.height - 1, 1)
        self.scroll(distance)
        if self.cursor is not None:
            self._set_cursor(self._nearest(self.cursor + distance, direction))
            self._scroll_to_cursor()

    def first(self) -> None:
        """Go to the first row."""
        self._set_cursor(self._nearest(0, 1))
        self.top = 0
        self._scroll_to_cursor()

    def last(self) -> None:
        """Go to the last row."""
        self._set_cursor(self._nearest(self.window.count - 1, -1))
        self.top = self._clamped(self.window.count)
        self._scroll_to_cursor()

    def scroll(self, distance: int) -> None:
        """Scroll by a number of rows; the cursor stays where it is."""
        self.top = self._clamped(self.top + distance)

    def _is_visible(self, position: int) -> bool:
        return self.top <= position < self.top + self.height

    def _clamped(self, top: int) -> int:
        return max(0, min(top, self.window.count - self.height))

    def _next_row(self, position: int, direction: int) -> int | None:
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
        nearest = self._next_row(position, direction)
        return self._next_row(position - direction, -direction) if nearest is None else nearest

    def _set_cursor(self, position: int | None) -> None:
        """Put the cursor on a position; without one, remember where it was."""
        self.cursor = position
        row = self.row
        if position is not None and row is not None:
            self._last_cursor = position
            self._key = row.key

    def _scroll_to_cursor(self) -> None:
        """Scroll as little as shows the cursor, and the heading right above it where there is room."""
        if self.cursor is None:
            return
        above = self.window.row(self.cursor - 1) if self.height > 1 else None
        first = self.cursor if above is None or not above.heading else self.cursor - 1
        self.top = self._clamped(max(min(self.top, first), self.cursor - self.height + 1))
