"""The touches of one contact as a list, to read in full, change and delete."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from iitui.domain.dates.calendar import say_when
from iitui.domain.identity.lookup import shorten_name
from iitui.domain.text import clean_line, comma_join
from iitui.domain.touches import Touch
from iitui.ui.contacts.outcomes import note_outcome
from iitui.ui.contacts.rows import TOUCHES
from iitui.ui.contacts.timeline import say_touch, touch_paragraphs
from iitui.ui.contacts.touching import delete_touches, edit_touch, log_touch
from iitui.ui.kit.bindings import SCROLL_KEYS, PaneBindings, bind
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowList
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder, SortValue
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import CONTACTS, Place
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from collections.abc import Callable

_COLUMNS = (
    ListColumn("When", 21, justify="right"),
    ListColumn("Touch", share=4),
    ListColumn("What was said", share=5, least=70),
)
_SORTING = ListSorting(
    (SortColumn(0, "date", SortKind.LATEST), SortColumn(1, "touch"), SortColumn(2, "what was said")),
    SortOrder("date"),
)
_LIST_NAME = "Touches"
"""The name under which the order chosen is remembered."""
_LONGEST = 200


class TouchesScreen(JournalScreen):
    """Lists what passed between us and one contact, newest first."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "All touches with one contact, newest first: what was said, and the answer to each request. Press"
        " enter to edit the one under the cursor."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "leave_touches", "Back", "touches.back", "Go back", show=True),
        bind("e", "edit_touch", "Edit", "touches.edit", "Edit the touch under the cursor", show=True),
        bind("l", "log_touch", "Log", "contact.log", "Log a touch: an email, a call, a meeting", show=True),
        bind("r", "note_outcome", "Outcome", "contact.outcome", "Record the answer to a request", show=True),
        bind("d", "delete_touches", "Delete", "touches.delete", "Delete the marked touches", show=True),
    ]

    PANE_KEYS: ClassVar[PaneBindings] = {
        "#touches-pane": (
            "list.open",
            "touches.edit",
            "contact.outcome",
            "touches.delete",
            "list.sort",
            "list.mark",
        ),
        "#touch-whole": SCROLL_KEYS,
    }

    def __init__(self, session: JournalSession, contact_id: int) -> None:
        super().__init__(session)
        self.contact_id = contact_id
        self._touches: dict[int, Touch] = {}
        self._title = ""

    def recreated(self) -> "TouchesScreen":
        """Return another screen on the same contact."""
        return TouchesScreen(self.session, self.contact_id)

    def compose_body(self) -> ComposeResult:
        """Put the list above the whole of one touch."""
        with Vertical(classes="pane", id="touches-pane"):
            rows = RowList(
                _COLUMNS,
                empty="Mail, calls and meetings with this contact are listed here. Press l to log one.",
                sorting=_SORTING,
                id="touches-list",
            )
            rows.set_order(self.session.orders.get(_LIST_NAME, _SORTING.usual))
            yield rows
        yield ScrolledParagraphs(id="touch-whole", classes="pane")

    @property
    def _list(self) -> RowList:
        return self.query_one("#touches-list", RowList)

    def reload(self) -> None:
        """Read the touches again; leave the screen if the contact is gone."""
        super().reload()
        contact = self.session.reader.contacts.by_number(self.contact_id)
        if contact is None:
            if self.is_current:
                self.action_leave_touches()
            return
        touches = self.session.reader.touches.with_contact(self.contact_id, TOUCHES)
        self._touches = {touch.id: touch for touch in touches}
        self._title = f"Touches: {clean_line(shorten_name(contact[1]))} · {len(touches)}"
        self._show_rows()
        self._show_touch()

    def _show_rows(self) -> None:
        order = self._list.order
        value_of: Callable[[Touch], SortValue] = {
            "date": lambda touch: touch.at.timestamp(),
            "touch": lambda touch: say_touch(touch).plain,
            "what was said": _say_text,
        }[order.column]
        touches = _SORTING.sort(self._touches.values(), value_of, order)
        self._list.show(FixedRows([self._row(touch) for touch in touches]))
        title = comma_join(self._title, _SORTING.say(order))
        self.query_one("#touches-pane").border_title = Content(title)

    @on(RowList.Sorted)
    def _sort(self, message: RowList.Sorted) -> None:
        self.session.orders[_LIST_NAME] = message.order
        self._show_rows()

    def _row(self, touch: Touch) -> ListRow:
        said = _say_text(touch)
        when = say_when(touch.at, self.session.zone, self.session.now())
        return ListRow(touch.id, (Content.styled(when, QUIET), say_touch(touch), Content.styled(said, QUIET)))

    def _touch(self) -> Touch | None:
        key = self._list.cursor_key
        return self._touches.get(key) if isinstance(key, int) else None

    @on(RowList.Highlighted)
    def _show_touch(self) -> None:
        touch, session = self._touch(), self.session
        paragraphs = touch_paragraphs(touch, now=session.now(), zone=session.zone) if touch else []
        self.query_one(ScrolledParagraphs).show(paragraphs, about=touch.id if touch else None)

    @on(RowList.Opened)
    def _open_touch(self) -> None:
        self.action_edit_touch()

    @work
    async def action_edit_touch(self) -> None:
        """Edit the touch under the cursor."""
        touch = self._touch()
        if touch is not None:
            await edit_touch(self, touch.id)

    @work
    async def action_log_touch(self) -> None:
        """Log another touch."""
        await log_touch(self, (self.contact_id,))

    @work
    async def action_note_outcome(self) -> None:
        """Say what came of the request under the cursor, or of the latest one."""
        touch = self._touch()
        await note_outcome(self, self.contact_id, touch.id if touch and touch.is_request else None)

    @work
    async def action_delete_touches(self) -> None:
        """Delete the marked touches, or the one under the cursor."""
        chosen = [key for key in self._list.acted_on if isinstance(key, int)]
        if await delete_touches(self, chosen):
            self._list.clear_marks()

    def action_leave_touches(self) -> None:
        """Go back."""
        self.dismiss()


def _say_text(touch: Touch) -> str:
    return " · ".join(filter(None, (touch.subject, clean_line(touch.text[:_LONGEST]))))
