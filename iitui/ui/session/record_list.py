"""The base of the lists of occupations and organizations: search, rename, merge, delete.

Both are named records on which others depend, so that the same keys do the same in both.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content

from iitui.domain.errors import BadInputError
from iitui.domain.text import clean_line, several
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


class NamedRecord(Protocol):
    """A record with a name."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def name(self) -> str:
        """Its name."""


class NamedReader(Protocol):
    """What reads the records of a list."""

    def ids(self, query: str = "") -> list[int]:
        """Return the IDs of the records that match a search."""

    def get(self, record_id: int, /) -> NamedRecord | None:
        """Return a record."""

    def named(self, name: str) -> NamedRecord | None:
        """Return the record with a name."""

    def hanging_on(self, record_ids: Sequence[int], /) -> int:
        """Return how many other records depend on some records."""


class NamedWriter(Protocol):
    """What writes the records of a list."""

    def rename(self, record_id: int, name: str, /, *, seen: str | None = None) -> NamedRecord:
        """Rename a record."""

    def merge(self, record_id: int, into_id: int, /) -> NamedRecord:
        """Make two records one."""

    def delete(self, record_ids: Sequence[int], /) -> None:
        """Delete records."""


RECORD_KEYS: tuple[Binding, ...] = (
    bind("r", "rename_record", "Rename", "record.rename", "Give it another name; one that exists: merge"),
    bind("m", "merge_record", "Merge", "record.merge", "Make it one with another", show=True),
    bind("d", "delete_records", "Delete", "record.delete", "Delete it, and keep what belongs to it"),
    SearchBox.BINDING,
    bind("escape", "leave_list", "Back", "record.back", "Clear the search and marks, or go back", show=True),
)
"""The keys of `RecordListScreen`; each screen puts them after its own."""


class RecordListScreen(JournalScreen):
    """Shows named records in a list, and beside it what is known of the one under the cursor.

    Attributes:
        CALLED: what messages call a record.
        LIST_NAME: stands in the border of the list.
        DEPENDENTS: what messages call a record that depends on one of these, and how it is afterwards.
        COLUMNS: of the list.
        NOTHING: stands in a list without records.
    """

    CALLED: ClassVar[str]
    LIST_NAME: ClassVar[str]
    DEPENDENTS: ClassVar[tuple[str, str]]
    COLUMNS: ClassVar[tuple[ListColumn, ...]]
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

    @property
    @abstractmethod
    def records(self) -> NamedReader:
        """What reads the records."""

    @abstractmethod
    def writer_of(self, store: "Store") -> NamedWriter:
        """Return what writes the records."""

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
                yield SearchBox(self._narrow, "/ to search", id="records-search")
                yield RowList(self.COLUMNS, id="records-rows")
            yield from self.compose_detail()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#records-rows", RowList)

    def reload(self) -> None:
        """Read the list and the record anew; cursor, marks and search stay."""
        super().reload()
        self._show_rows(from_top=False)
        if self._first_id is not None:
            number, self._first_id = self._first_id, None
            self.show_number(number)
        self.show_detail(self.in_view())

    def show_number(self, record_id: int | None) -> None:
        """Go to a record; the search gives way where it hides it."""
        if record_id is None:
            return
        if self.records.get(record_id) is None:
            self.say(f"This {self.CALLED} is no longer in the journal; u undoes what was done last.")
            return
        if not self.rows.move_to(record_id):
            self.query_one(SearchBox).value = ""
            self.rows.move_to(record_id)
        self.rows.focus()

    def _show_rows(self, *, from_top: bool) -> None:
        ids = self.records.ids(self._query)
        words = self._query.strip()
        self.rows.set_empty(f"Nothing fits “{words}”.\n\nEscape shows all again." if words else self.NOTHING)
        self.rows.show(LazyRows(ids, lambda place: self.row_of(ids[place])), from_top=from_top)
        pane = self.query_one(".records--list")
        pane.border_title = Content(f"{self.LIST_NAME} · {len(ids)}{' found' if words else ''}")
        marked = len(self.rows.marked)
        pane.border_subtitle = Content(f"{marked} marked" if marked else "")

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
            self.say(f"There is no {self.CALLED} here.")
            return None
        record = self.records.get(record_id)
        if record is None:
            self.say(f"This {self.CALLED} is no longer in the journal; u undoes what was done last.")
            self.reload()
        return record

    @on(RowList.Highlighted, "#records-rows")
    def _record_changed(self) -> None:
        self.show_detail(self.in_view())

    @on(RowList.MarksChanged, "#records-rows")
    def _marks_changed(self) -> None:
        marked = len(self.rows.marked)
        self.query_one(".records--list").border_subtitle = Content(f"{marked} marked" if marked else "")

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

    @work
    async def action_rename_record(self) -> None:
        """Ask for another name; if another record has it, offer to merge the two."""
        record = self.record()
        if record is None:
            return
        called, number, seen = self.CALLED, record.id, record.name

        async def agree(name: str) -> bool:
            other = self.records.named(clean_line(name))
            if other is None or other.id == number:
                return True
            question = (
                f"There is an {called} {clean_line(other.name)} already.\n\n"
                f"Merge {clean_line(seen)} into it? Everything of both is kept; u undoes it."
            )
            return await self.app.push_screen_wait(Confirm("Two of one name", question))

        def verb(store: "Store", name: str) -> tuple[NamedRecord, bool]:
            other = self._other(store, name, number)
            writer = self.writer_of(store)
            if other is not None:
                return writer.merge(number, other.id), True
            return writer.rename(number, name, seen=seen), False

        done = await self.ask_and_act(
            lambda draft, errors: NameForm(
                f"Rename {clean_line(seen)}", "Name", seen if draft is None else draft, errors
            ),
            verb,
            lambda result: (
                f"Merged {seen} into {result[0].name}" if result[1] else f"Renamed {seen} to {result[0].name}"
            ),
            confirm=agree,
            about=f"{called}:{number}",
        )
        if done is not None:
            self.show_number(done[0].id)

    @work
    async def action_merge_record(self) -> None:
        """Ask for another record, and make the two one."""
        record = self.record()
        if record is None:
            return
        number, name = record.id, record.name
        others = [each for each in map(self.records.get, self.records.ids()) if each and each.id != number]
        if not others:
            self.say(f"There is no other {self.CALLED} to merge {name} with.")
            return

        def make_form(draft: str | None, errors: Mapping[str, str]) -> NameForm:
            return NameForm(
                f"Merge {clean_line(name)}",
                "Into",
                draft or "",
                errors,
                known=[each.name for each in others],
                echo_name=self._say_merge,
            )

        def verb(store: "Store", into: str) -> NamedRecord:
            other = self._other(store, into, 0)
            if other is None:
                raise BadInputError({"name": f"There is no {self.CALLED} “{clean_line(into)}”."})
            if other.id == number:
                raise BadInputError({"name": f"{name} cannot be merged with itself."})
            return self.writer_of(store).merge(number, other.id)

        kept = await self.ask_and_act(
            make_form,
            verb,
            lambda kept: f"Merged {name} into {kept.name}; u undoes",
            about=f"{self.CALLED}:{number}",
        )
        if kept is not None:
            self.show_number(kept.id)

    def _other(self, store: "Store", name: str, but: int) -> NamedRecord | None:
        """Return the record with a name, as the store sees it, unless it is the one with ID `but`."""
        other = self.reader_of(store).named(clean_line(name))
        return None if other is None or other.id == but else other

    @abstractmethod
    def reader_of(self, store: "Store") -> NamedReader:
        """Return what reads the records within an act."""

    def _say_merge(self, name: str) -> str:
        other = self.records.named(clean_line(name))
        if other is None:
            return ""
        count = self.records.hanging_on([other.id])
        return f"{clean_line(other.name)}, with {several(count, self.DEPENDENTS[0])}"

    @work
    async def action_delete_records(self) -> None:
        """Ask, then delete the marked records, or the one under the cursor; what depends on them stays."""
        chosen = [key for key in self.rows.acted_on if isinstance(key, int)]
        records = [record for record in map(self.records.get, chosen) if record is not None]
        if not records:
            self.record()
            return
        what = clean_line(records[0].name) if len(records) == 1 else f"{len(records)} {self.CALLED}s"
        numbers = [record.id for record in records]
        count = self.records.hanging_on(numbers)
        called, afterwards = self.DEPENDENTS
        stays = f"{several(count, called)} will stay, {afterwards}." if count else f"No {called} is affected."
        question = f"Delete {what}, with what was researched?\n\n{stays} u brings everything back."
        if not await self.app.push_screen_wait(Confirm("Delete", question)):
            return
        if await self.carry_out(
            lambda store: self.writer_of(store).delete(numbers),
            f"Deleted {what}; {several(count, called)} kept. u undoes",
        ):
            self.rows.clear_marks()
