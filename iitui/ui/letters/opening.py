"""Opens a letter: finds out which one it is, and from what."""

from iitui.domain.contacts import ContactSummary, Stage
from iitui.domain.follow_ups import FollowUp, Kind
from iitui.domain.letters.facts import LetterAbout, LetterFacts, values_of
from iitui.domain.letters.kinds import LetterKind, kind_for, likely_kind
from iitui.domain.letters.templates import order_templates
from iitui.domain.letters.writing import LetterInMaking
from iitui.ui.letters.dialogs import ColleagueChooser, LetterChooser
from iitui.ui.letters.screen import LetterScreen
from iitui.ui.session.letter_options import options_of
from iitui.ui.session.navigation import WriteLetter
from iitui.ui.session.screen import JournalScreen


async def make_letter(screen: JournalScreen, request: WriteLetter) -> LetterScreen | None:
    """Return the screen of the letter that a message asks for; None when the user chose none.

    To be called in a Textual worker, because it may ask which letter is meant.
    """
    from iitui.store.letters.templates import load_templates

    session, contact_id, kind = screen.session, request.contact_id, request.kind
    about, now = LetterAbout(request.follow_up, request.interview_id), session.now()
    if about.follow_up is not None and about.follow_up.kind is Kind.SECOND_NAME:
        colleague = await _choose_colleague(screen, contact_id)
        if colleague is None:
            return None
        # Asking them settles it: it is owed for as long as nobody else there was asked.
        contact_id, kind, about = colleague, LetterKind.REQUEST, LetterAbout()
    facts = session.reader.letters.facts(contact_id, now, about)
    if facts is None:
        screen.say("This contact is no longer in the journal. Press u to undo the last change.")
        return None
    if kind is None and about.follow_up is not None:
        kind = kind_for(about.follow_up.kind)
    if kind is None:
        owed = session.reader.follow_ups.with_contact(contact_id, now, session.day_end())
        likely = _most_likely(facts, about, owed)
        chosen = await screen.app.push_screen_wait(LetterChooser(facts.contact.name, likely))
        if chosen is None:
            return None
        kind = LetterKind(str(chosen))
    shelf, options = load_templates(session.paths.letters), options_of(session.settings, session.zone)
    templates = order_templates(shelf.templates, kind, set(values_of(facts, options.sender, now)))
    making = LetterInMaking.begin(templates[0], facts, options, now)
    return LetterScreen(session, making, shelf, about, options)


def _most_likely(facts: LetterFacts, about: LetterAbout, owed: list[FollowUp]) -> LetterKind:
    """Return the kind of letter to offer first: of an interview to come, its confirmation."""
    if about.interview_id is not None and facts.interview is not None and facts.interview == facts.coming:
        return LetterKind.CONFIRMATION
    asked_for = (kind_for(one.id.kind) for one in owed)
    return next(filter(None, asked_for), likely_kind(facts.contact.stage, facts.contact.last_touch))


async def _choose_colleague(screen: JournalScreen, contact_id: int) -> int | None:
    """Ask whom else at the organization of a contact to write to; None for nobody."""
    reader, now = screen.session.reader, screen.session.now()
    contact = reader.contacts.get(contact_id, now)
    name = contact.organization if contact else ""
    organization = reader.organizations.named(name) if name else None
    known: list[ContactSummary] = []
    if organization is not None:
        there = reader.contacts.at_organization(organization.id, now, screen.session.day_end())
        known = [one for one in there if one.id != contact_id and one.stage is Stage.TO_ASK]
    if not known:
        where = f"at {name}" if name else "there"
        screen.say(f"No one else {where} is in your contacts yet. Press 2 and then n to add someone to ask.")
        return None
    chosen = await screen.app.push_screen_wait(ColleagueChooser(name, known))
    return chosen if isinstance(chosen, int) else None
