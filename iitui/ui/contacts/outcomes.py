"""Notes what came of a request, in the same way from every screen, and goes on to what follows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iitui.domain.contacts import ContactDraft
from iitui.domain.dates.calendar import say_ago, say_when
from iitui.domain.debriefs import known_person
from iitui.domain.identity.lookup import say_contact, shorten_name
from iitui.domain.text import comma_join
from iitui.domain.touches import Outcome, Touch, TouchKind
from iitui.ui.contacts.adding import contact_form_facts
from iitui.ui.contacts.busy_form import BusyAnswer, BusyFacts, BusyForm
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.outcome_menu import CHOICES, OutcomeMenu
from iitui.ui.interviews.planning import plan_interview
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


_WAYS = {
    TouchKind.MAIL: "by mail",
    TouchKind.CALL: "by phone",
    TouchKind.LETTER: "by letter",
    TouchKind.MESSAGE: "by message",
    TouchKind.MEETING: "in person",
    TouchKind.INTRODUCTION: "through an introduction",
}


async def note_outcome(screen: JournalScreen, contact_id: int, touch_id: int | None = None) -> bool:
    """Ask what came of a request, write it down, and go on: to planning, or to the new contact.

    Args:
        screen: the screen that asks; call this from one of its workers.
        contact_id: who was asked.
        touch_id: the request; None for the latest.

    Returns:
        Whether it was written down.
    """
    reader = screen.session.reader
    contact = reader.contacts.by_number(contact_id)
    if contact is None:
        return False
    request = reader.touches.latest_request(contact_id) if touch_id is None else reader.touches.get(touch_id)
    who = shorten_name(contact[1])
    if request is None or not request.is_request:
        screen.say(f"No request to {who} is logged yet. Press l and then a to log that you asked.")
        return False
    asked = f"Asked {_WAYS[request.kind]} on {_say(screen, request)}."
    letter = await screen.app.push_screen_wait(OutcomeMenu(who, asked, request.outcome))
    if not isinstance(letter, str):
        return False
    outcome = CHOICES[letter].outcome
    if outcome is Outcome.TOO_BUSY:
        return await _put_off(screen, request, who)
    if outcome is Outcome.SENT_ON:
        return await _send_on(screen, request, who)
    words = f"{who}: {outcome.value}. u undoes it."
    done = await screen.carry_out(lambda store: store.touches.answer(request.id, outcome), words)
    if done and outcome is Outcome.AGREED:
        await plan_interview(screen, contact_id)
    return done


def _say(screen: JournalScreen, request: Touch) -> str:
    session = screen.session
    when = say_when(request.at, session.zone, session.now())
    return f"{when}, {say_ago(request.at, session.now())}"


async def _put_off(screen: JournalScreen, request: Touch, who: str) -> bool:
    """Ask when to ask again, or whom else, and write it down."""
    session = screen.session
    facts = BusyFacts(
        who=who,
        reading=session.date_reading(),
        say_person=lambda draft: _say_person(screen, draft),
    )
    first = BusyAnswer(ask_again_at=request.ask_again_at) if request.ask_again_at else None

    def make_form(filled: BusyAnswer | None, errors: Mapping[str, str]) -> BusyForm:
        return BusyForm(facts, filled or first, errors)

    def verb(store: "Store", answer: BusyAnswer) -> str:
        again, note = answer.ask_again_at, answer.words
        if answer.named is None:
            store.touches.answer(request.id, Outcome.TOO_BUSY, ask_again_at=again, note=note)
        else:
            store.touches.sent_on(
                request.id, answer.named, outcome=Outcome.TOO_BUSY, ask_again_at=again, note=note
            )
        when = f", ask again {say_when(again, session.zone, session.now())}" if again else ""
        named = f" Added {answer.named.name}." if answer.named else ""
        return f"{who}: too busy{when}.{named} u undoes it."

    about = f"touch:{request.id}"
    return await screen.ask_and_act(make_form, verb, lambda words: words, about=about) is not None


async def _send_on(screen: JournalScreen, request: Touch, who: str) -> bool:
    """Ask whom they named, and write down both."""
    facts = contact_form_facts(screen)
    first = ContactDraft(name="", referred_by=who, source=f"named by {who}")

    def make_form(draft: ContactDraft | None, errors: Mapping[str, str]) -> ContactForm:
        return ContactForm(f"Who did {who} name?", facts, draft or first, errors)

    return (
        await screen.ask_and_act(
            make_form,
            lambda store, draft: store.touches.sent_on(request.id, draft),
            lambda contact: f"{who}: sent me on. Added {contact.name}. u undoes both.",
            about=f"touch:{request.id}",
        )
        is not None
    )


def _say_person(screen: JournalScreen, draft: ContactDraft) -> str:
    """Say of a person who was named whether they are a contact already."""
    contacts = screen.session.reader.contacts
    known = contacts.by_number(known_person(draft, contacts.by_name(draft.name)) or 0)
    if known is not None:
        return f"Already a contact: {say_contact(known)}"
    return f"New: {comma_join(draft.name, draft.role, draft.organization)}"
