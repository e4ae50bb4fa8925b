"""Logging a request for an interview, from screens that are about other things than contacts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iitui.domain.touches import Outcome, TouchDraft
from iitui.ui.contacts.touch_form import TouchFacts, TouchForm
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


async def log_request(screen: JournalScreen, contact_id: int) -> None:
    """Ask when and how a contact was asked for an interview, and log that.

    It must be called from a worker.
    """
    session = screen.session
    contact = session.reader.contacts.get(contact_id, session.now())
    if contact is None:
        screen.say("This contact is no longer in the journal; u undoes what was done last.")
        return
    facts = TouchFacts(
        contact_id=contact.id,
        who=contact.name,
        now=session.now(),
        zone=session.zone,
        day_first=session.settings.day_first,
    )
    request = TouchDraft(contact_id=contact.id, at=session.now(), is_request=True, outcome=Outcome.NO_REPLY)

    def make_form(draft: TouchDraft | None, errors: Mapping[str, str]) -> TouchForm:
        return TouchForm(facts, draft or request, errors)

    def verb(store: "Store", draft: TouchDraft) -> bool:
        store.touches.log(draft)
        return True

    about = f"contact:{contact.id}"
    await screen.ask_and_act(make_form, verb, lambda _: f"Logged a touch: {contact.name}", about=about)
