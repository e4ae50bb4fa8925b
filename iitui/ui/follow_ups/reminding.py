"""Adds a reminder, in the same way from every screen."""

from collections.abc import Mapping

from iitui.domain.contacts import Contact
from iitui.domain.dates.calendar import say_due
from iitui.domain.follow_ups import FollowUpId, Kind, ReminderDraft
from iitui.domain.identity.lookup import Directory, find_contact, typeable_name
from iitui.ui.follow_ups.reminder_form import ReminderFacts, ReminderForm
from iitui.ui.session.screen import JournalScreen


async def add_reminder(screen: JournalScreen, contact_id: int | None, interview_id: int | None) -> None:
    """Ask for a reminder and keep it.

    Args:
        screen: the screen that asks; call this from one of its workers.
        contact_id: the contact it is about, or None.
        interview_id: the interview it is about, or None; without a contact, that of the interview is used.
    """
    session = screen.session
    contacts = session.reader.contacts
    if contact_id is None and interview_id is not None:
        interview = session.reader.interviews.get(interview_id)
        contact_id = interview.contact_id if interview else None
    contact = contacts.get(contact_id, session.now()) if contact_id is not None else None

    facts = ReminderFacts(
        reading=session.date_reading(),
        find=lambda text: find_contact(text, session.reader.contacts),
        contact_id=contact.id if contact else None,
        contact=_name_apart(contact, contacts) if contact else "",
        interview_id=interview_id,
    )

    def make_form(draft: ReminderDraft | None, errors: Mapping[str, str]) -> ReminderForm:
        return ReminderForm(facts, draft, errors)

    def done_text(number: int) -> str:
        made = session.reader.follow_ups.find(
            FollowUpId(Kind.REMINDER, number), session.now(), session.day_end()
        )
        return (
            f"Reminder: {made.what}, {say_due(made.due, session.now(), session.zone)}."
            if made
            else "Reminder saved."
        )

    await screen.ask_and_act(
        make_form,
        lambda store, draft: store.follow_ups.remind(draft),
        done_text,
        about=f"contact:{contact_id}" if contact_id is not None else "",
    )


def _name_apart(contact: Contact, directory: Directory) -> str:
    """Return the name of a contact, with more about them if others have the same."""
    if len(directory.by_name(contact.name)) == 1:
        return contact.name
    return typeable_name((contact.id, contact.name, contact.organization), directory)
