"""The base of the lists of records that open over any screen: search, cursor, marks, and what is beside."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from iitui.domain.text import comma_join
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.lists.sorting import ListSorting, SortValue
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.screen import JournalScreen


class NamedRecord(Protocol):
    """A record with a name."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def name(self) -> str:
        """Its name."""


SEARCH_KEYS: tuple[Binding, ...] = (
    SearchBox.BINDING,
    bind(
        "escape", "leave_list", "Back", "record.back", "Clear the search and the marks, or go back", show=True
    ),
)
"""The keys of `RecordListScreen`; each screen puts them after its own."""


class RecordListScreen(JournalScreen):
    """Shows named records in a list, and beside it what is known of the one under the cursor.

    Attributes:
        CALLED: what messages call a record.
        LIST_NAME: stands in the border of the list.
        COLUMNS: of the list.
        SORTING: the orders of the list.
        NOTHING: stands in a list without records.
    """

    CALLED: ClassVar[str]
    LIST_NAME: ClassVar[str]
    COLUMNS: ClassVar[tuple[ListColumn, ...]]
    SORTING: ClassVar[ListSorting]
    NOTHING: ClassVar[str]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, session: JournalSession, record_id: int | None = None) -> None:
        """Make the screen.

        Args:
            session: the open journal.
            record_id: the record that the cursor is on at first; None for the first one.
        """
        super().__init__(session)
        self._first_id = record_id
        self._query = ""
        self._title = self.LIST_NAME
        self._values: Mapping[int, Sequence[SortValue]] | None = None
        """What the records are sorted by; None until it is read."""

    @abstractmethod
    def ids_of(self, query: str) -> Sequence[int]:
        """Return the records that match a search, in the usual order."""

    @abstractmethod
    def sort_values(self) -> Mapping[int, Sequence[SortValue]]:
        """Return what each record is sorted by, one for each of the columns of `SORTING`."""

    @abstractmethod
    def record_of(self, record_id: int) -> NamedRecord | None:
        """Return a record; None if it is gone."""

    @abstractmethod
    def row_of(self, record_id: int) -> ListRow:
        """Return the row of a record; called only for those in sight."""

    @abstractmethod
    def compose_detail(self) -> ComposeResult:
        """Yield what is beside the list."""

    @abstractmethod
    def show_detail(self, record_id: int | None) -> None:
        """Show what is known of a record; None for none."""

    def compose_body(self) -> ComposeResult:
        """The list with its search, and what is known of one record."""
        with Horizontal(classes="records"):
            with Vertical(classes="pane records--list"):
                yield SearchBox(self._narrow, "/ to search")
                rows = RowList(self.COLUMNS, sorting=self.SORTING, id="records-rows")
                rows.set_order(self.session.orders.get(self.LIST_NAME, self.SORTING.usual))
                yield rows
            yield from self.compose_detail()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#records-rows", RowList)

    def reload(self) -> None:
        """Read the list and the record anew; cursor, marks and search stay."""
        super().reload()
        self._values = None
        self._show_rows(from_top=False)
        if self._first_id is not None:
            number, self._first_id = self._first_id, None
            self.show_number(number)
        self.show_detail(self.in_view())

    def show_number(self, record_id: int | None) -> None:
        """Go to a record; the search gives way where it hides it."""
        if record_id is None:
            return
        if self.record_of(record_id) is None:
            self.say(f"This {self.CALLED} is no longer in the journal. Press u to undo the last change.")
            return
        if not self.rows.move_to(record_id):
            self.query_one(SearchBox).value = ""
            self.rows.move_to(record_id)
        self.rows.focus()

    def _show_rows(self, *, from_top: bool) -> None:
        ids = self.in_order(self.ids_of(self._query))
        words = self._query.strip()
        self.rows.set_empty(
            f"Nothing matches “{words}”.\n\nPress esc to show all." if words else self.NOTHING
        )
        self.rows.show(LazyRows(ids, lambda place: self.row_of(ids[place])), from_top=from_top)
        title = f"{self.LIST_NAME} · {len(ids)}{' found' if words else ''}"
        self._title = comma_join(title, self.SORTING.say(self.rows.order))
        self._show_marks()

    def in_order(self, ids: Sequence[int]) -> Sequence[int]:
        """Return records in the order that the user chose; they come in the usual one."""
        order = self.rows.order
        if order == self.SORTING.usual:
            return ids
        if self._values is None:
            self._values = self.sort_values()
        values, column = self._values, self.SORTING.index(order)
        unknown = [None] * len(self.SORTING.columns)
        return self.SORTING.sort(ids, lambda number: values.get(number, unknown)[column], order)

    @on(RowList.Sorted, "#records-rows")
    def _sort(self, message: RowList.Sorted) -> None:
        self.session.orders[self.LIST_NAME] = message.order
        self._show_rows(from_top=False)

    def _narrow(self, query: str) -> None:
        self._query = query
        self._show_rows(from_top=bool(query.strip()))

    def in_view(self) -> int | None:
        """The record under the cursor."""
        key = self.rows.cursor_key
        return key if isinstance(key, int) else None

    def record(self) -> NamedRecord | None:
        """The record under the cursor; one that is gone is said to be."""
        record_id = self.in_view()
        if record_id is None:
            self.say(f"There's no {self.CALLED} here.")
            return None
        record = self.record_of(record_id)
        if record is None:
            self.say(f"This {self.CALLED} is no longer in the journal. Press u to undo the last change.")
            self.reload()
        return record

    @on(RowList.Highlighted, "#records-rows")
    def _record_changed(self) -> None:
        self.show_detail(self.in_view())

    @on(RowList.MarksChanged, "#records-rows")
    def _show_marks(self) -> None:
        marked = len(self.rows.marked)
        title = pane_title(self._title, None, f"{marked} marked" if marked else "")
        self.query_one(".records--list").border_title = title

    @on(RowList.Opened, "#records-rows")
    def _open_record(self, message: RowList.Opened) -> None:
        self.open_record(message.key)

    def open_record(self, key: RowKey) -> None:  # noqa: ARG002
        """Go to what is beside the list; screens may do otherwise."""
        self.focus_next()

    @on(SearchBox.Exited)
    def _back_to_list(self) -> None:
        self.rows.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer the search only where one is not in it already."""
        return action != "search" or not self.query_one(SearchBox).has_focus

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(SearchBox).focus()

    def action_leave_list(self) -> None:
        """Go back to the list, clear marks and search, or leave: one at a time."""
        box = self.query_one(SearchBox)
        if not self.rows.has_focus and not box.has_focus:
            self.rows.focus()
        elif self.rows.marked:
            self.rows.clear_marks()
        elif box.value:
            box.value = ""
            self.rows.focus()
        else:
            self.dismiss()
