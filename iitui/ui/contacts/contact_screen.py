"""One contact on a screen of its own, for when the list has no room beside it or cuts long text."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from iitui.ui.contacts.actions import ACTS, PERSON_KEYS, ContactActs
from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.rows import read_detail
from iitui.ui.kit.bindings import SCROLL_KEYS, PaneBindings, bind
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import CONTACTS, Place


class ContactScreen(ContactActs):
    """Shows everything about one contact; escape goes back."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = "Everything about one person: how you met, every touch so far, and what's due."
    AUTO_FOCUS = "ContactPane"
    PANE_KEYS: ClassVar[PaneBindings] = {"ContactPane": (*PERSON_KEYS, *SCROLL_KEYS)}

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "leave_contact", "Back", "contact.back", "Back to the list", show=True),
        *ACTS,
    ]

    def __init__(self, session: JournalSession, contact_id: int) -> None:
        super().__init__(session)
        self.contact_id = contact_id

    def recreated(self) -> "ContactScreen":
        """Return another screen on the same contact."""
        return ContactScreen(self.session, self.contact_id)

    def compose_body(self) -> ComposeResult:
        """Fill the screen with the pane."""
        yield ContactPane("Contact", whole=True)

    def reload(self) -> None:
        """Read the contact again; leave the screen if it is gone."""
        super().reload()
        detail = read_detail(self.session, self.contact_id)
        if detail is None:
            if self.is_current:
                self.action_leave_contact()
            return
        self.query_one(ContactPane).show(detail)

    def chosen(self) -> tuple[int, ...]:
        """The contact of the screen."""
        return (self.contact_id,)

    def in_view(self) -> int | None:
        """The contact of the screen."""
        return self.contact_id

    def done_with_marks(self) -> None:
        """Do nothing: nothing can be marked here."""

    def action_leave_contact(self) -> None:
        """Go back to the list."""
        self.dismiss()
