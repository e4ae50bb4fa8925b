"""The Contacts screen: the people, searched while the user types, and the one under the cursor."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.text import comma_join
from iitui.ui.contacts.actions import ACTS, PERSON_KEYS, ContactActs
from iitui.ui.contacts.ordering import ContactOrder
from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.rows import COLUMNS, SORTING, read_detail
from iitui.ui.kit.bindings import SCROLL_KEYS, KeyGroup, PaneBindings, bind
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import CONTACTS, GoTo, Place

FRAME = 1 / 60
"""Seconds until a typical display shows what was written to the terminal."""

LIST_NAME = "Contacts"
"""The name under which the order chosen is remembered."""

NOBODY = (
    "Who could you ask about their work?\n\n"
    "Family, friends, teachers and alumni know more people than you'd think.\n\n"
    "Press a to add someone in a single line, n for the form, or I to import the contacts you have."
)


class ContactsScreen(ContactActs):
    """Lists the people and, where there is room, shows the one under the cursor."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = CONTACTS.purpose
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#contacts-list": ("list.open", *PERSON_KEYS, "list.sort", "list.mark", "contact.archived"),
        "#contacts-pane": SCROLL_KEYS,
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (140, "-roomy")]  # noqa: RUF012 - declared so by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new_contact", "New", "contact.new", "Add a contact", show=True),
        bind("a", "quick_add", "Quick add", "contact.quick_add", "Add a contact in one line", show=True),
        *ACTS,
        SearchBox.BINDING,
        bind(
            "v",
            "show_other",
            "Archived",
            "contact.archived",
            "Show archived contacts, or go back to the others",
            group=KeyGroup.VIEW,
        ),
        bind(
            "escape",
            "clear_search",
            "Show all",
            "contact.show_all",
            "Clear the marks and the search, or leave the archive",
        ),
    ]

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._query = ""
        self._order = ContactOrder(session)
        self._order.order = session.orders.get(LIST_NAME, SORTING.usual)

    def compose_body(self) -> ComposeResult:
        """The list with its search at the left, the person at the right."""
        with Horizontal(id="contacts"):
            with Vertical(id="contacts-list", classes="pane"):
                with Horizontal(id="contacts-search"):
                    yield SearchBox(self._narrow, "/ to search: names, work, notes, tags …")
                    yield Static(id="contacts-found", markup=False)
                rows = RowList(COLUMNS, sorting=SORTING)
                rows.set_order(self._order.order)
                yield rows
            yield ContactPane("Contact", id="contacts-pane")

    def reload(self) -> None:
        """Read the list and the person again; cursor, marks and search stay."""
        super().reload()
        self._show_rows(from_top=False)
        self._say_title()
        self._show_person()

    def _show_rows(self, *, from_top: bool) -> None:
        rows = self.query_one(RowList)
        rows.set_empty(self._say_empty())
        if self._order.sort_few():
            self._sort_many()
        rows.show(self._order.rows(self._query), from_top=from_top)
        # Beside the search: new text in the border would draw the whole pane again.
        found = f"{rows.count} found" if self._query.strip() else ""
        self.query_one("#contacts-found", Static).update(found, layout=False)

    def _say_title(self) -> None:
        """Say in the border what is listed, and how much is marked."""
        pane = self.query_one("#contacts-list")
        archived = self._order.archived
        count = self.session.reader.contacts.count(archived=archived)
        order = SORTING.say(self._order.order)
        words = order if self._order.is_current else f"sorting {order} …"
        marked = len(self.query_one(RowList).marked)
        title = f"{'Archived contacts' if archived else 'Contacts'} · {count}"
        pane.border_title = pane_title(comma_join(title, words), None, f"{marked} marked" if marked else "")

    @on(RowList.Sorted)
    def _sort(self, message: RowList.Sorted) -> None:
        self._order.order = self.session.orders[LIST_NAME] = message.order
        self._show_rows(from_top=False)
        self._say_title()

    @work(exclusive=True, group="sort")
    async def _sort_many(self) -> None:
        """Sort many contacts on a thread; until then the list stays as it is."""
        await self._order.sort_on_thread()
        self._show_rows(from_top=False)
        self._say_title()

    def _say_empty(self) -> Content:
        if self._query.strip():
            return Content(f"No one matches “{self._query.strip()}”.\n\nPress esc to show all.")
        return Content(
            "No archived contacts.\n\nPress v to go back to the others." if self._order.archived else NOBODY
        )

    def _show_person(self) -> None:
        pane = self.query_one(ContactPane)
        if not pane.display:
            return
        contact_id = self.in_view()
        pane.show(None if contact_id is None else read_detail(self.session, contact_id))

    def _narrow(self, query: str) -> None:
        self._query = query
        self._show_rows(from_top=bool(query.strip()))

    def chosen(self) -> tuple[int, ...]:
        """The marked contacts, or else the one under the cursor."""
        return tuple(key for key in self.query_one(RowList).acted_on if isinstance(key, int))

    def in_view(self) -> int | None:
        """The contact under the cursor."""
        key = self.query_one(RowList).cursor_key
        return key if isinstance(key, int) else None

    def done_with_marks(self) -> None:
        """Clear the marks."""
        self.query_one(RowList).clear_marks()

    def show_record(self, request: GoTo) -> None:
        """Go to a contact."""
        self.show_contact(request.record_id)

    def show_contact(self, contact_id: int) -> None:
        """Go to a contact; clear the search and switch to or from the archive where they hide it."""
        rows = self.query_one(RowList)
        self._order.sort_now()
        self._show_rows(from_top=False)
        if not rows.move_to(contact_id):
            contact = self.session.reader.contacts.get(contact_id, self.session.now())
            if contact is None:
                return
            self._order.archived = contact.archived
            self._order.sort_now()
            self.query_one(SearchBox).value = ""
            self._show_rows(from_top=False)
            self._say_title()
            rows.move_to(contact_id)
        rows.focus()
        self._show_person()

    @on(RowList.Highlighted)
    def _person_changed(self) -> None:
        self.call_after_refresh(self._show_person_soon)

    @work(exclusive=True, group="person")
    async def _show_person_soon(self) -> None:
        """Show the person once the list is on the terminal, because the list is what the user is looking at.

        Without the pause, the thread that writes to the terminal would have to wait.
        """
        await asyncio.sleep(FRAME)
        self._show_person()

    @on(RowList.MarksChanged)
    def _marks_changed(self) -> None:
        self._say_title()

    @on(RowList.Opened)
    def _open_person(self, message: RowList.Opened) -> None:
        from iitui.ui.contacts.contact_screen import ContactScreen

        if isinstance(message.key, int):
            self.app.push_screen(ContactScreen(self.session, message.key))

    @on(SearchBox.Exited)
    def _back_to_list(self) -> None:
        self.query_one(RowList).focus()

    def on_resize(self) -> None:
        """Show the person, for whom there may be room now."""
        self.call_after_refresh(self._show_person_soon)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer the search only outside the search box."""
        return action != "search" or not self.query_one(SearchBox).has_focus

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(SearchBox).focus()

    def action_clear_search(self) -> None:
        """Clear the marks; if there are none, the search; if there is none, leave the archive."""
        rows, box = self.query_one(RowList), self.query_one(SearchBox)
        rows.focus()
        if rows.marked:
            rows.clear_marks()
        elif box.value:
            box.value = ""
        elif self._order.archived:
            self.action_show_other()

    def action_show_other(self) -> None:
        """Show archived contacts, or go back to the others."""
        self._order.archived = not self._order.archived
        self._show_rows(from_top=True)
        self._say_title()

    @work
    async def action_new_contact(self) -> None:
        """Add a contact by the form, and go to it."""
        from iitui.ui.contacts.adding import add_contact

        added = await add_contact(self)
        if added is not None:
            self.show_contact(added.id)

    @work
    async def action_quick_add(self) -> None:
        """Add a contact from one line, and go to it."""
        from iitui.ui.contacts.adding import quick_add

        added = await quick_add(self)
        if added is not None:
            self.show_contact(added.id)
