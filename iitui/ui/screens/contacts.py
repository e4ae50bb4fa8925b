"""The screen Contacts."""

from typing import ClassVar

from iitui.ui.screens.base import JournalScreen


class ContactsScreen(JournalScreen):
    """Shows Contacts."""

    PLACE: ClassVar[str] = "Contacts"

    def show_contact(self, contact_id: int) -> None:
        """Go to a contact."""
