"""Adding a contact by the form or on one line, from whatever screen asks for it."""

from collections.abc import Mapping

from iitui.domain.contacts import Contact, ContactDraft
from iitui.ui.contacts.contact_fields import ContactFormFacts
from iitui.ui.contacts.contact_form import ContactForm, say_namesakes
from iitui.ui.contacts.quick_add import QuickAdd, QuickLine
from iitui.ui.session.screen import JournalScreen


def contact_form_facts(screen: JournalScreen) -> ContactFormFacts:
    """Return what the form of a contact can warn of."""
    return ContactFormFacts(
        find=screen.session.reader.contacts.by_name,
        tag_cadence=screen.session.settings.tag_cadence,
    )


async def add_contact(screen: JournalScreen, organization: str = "") -> Contact | None:
    """Ask for a contact and add it; None when the form was left.

    It must be called from a worker.
    """
    facts = contact_form_facts(screen)
    first = ContactDraft(name="", organization=organization) if organization else None

    def make_form(draft: ContactDraft | None, errors: Mapping[str, str]) -> ContactForm:
        return ContactForm("New contact", facts, draft or first, errors)

    return await screen.ask_and_act(
        make_form,
        lambda store, draft: store.contacts.add(draft),
        lambda contact: _say_added(screen, contact),
        about=f"organization:{organization}" if organization else "",
    )


async def quick_add(screen: JournalScreen) -> Contact | None:
    """Ask for a contact on one line and add it; None when the form was left.

    It must be called from a worker.
    """

    def make_form(line: QuickLine | None, errors: Mapping[str, str]) -> QuickAdd:
        return QuickAdd(screen.session.reader.contacts.by_name, line, errors)

    return await screen.ask_and_act(
        make_form,
        lambda store, line: store.contacts.add(line.draft),
        lambda contact: _say_added(screen, contact),
    )


def _say_added(screen: JournalScreen, contact: Contact) -> str:
    """Say it, and warn about namesakes: whoever types fast has not seen the warning in the form."""
    namesakes = say_namesakes(screen.session.reader.contacts.by_name, contact.name, contact.id)
    warning = f" {namesakes}." if namesakes else ""
    return f"Added {contact.name}.{warning} u undoes it."
