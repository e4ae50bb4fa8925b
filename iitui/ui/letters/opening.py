"""Opens a letter: finds out which one it is, and from what."""

from iitui.domain.letters.facts import LetterAbout, values_of
from iitui.domain.letters.kinds import LetterKind, kind_for, likely_kind
from iitui.domain.letters.templates import order_templates
from iitui.domain.letters.writing import LetterInMaking
from iitui.ui.letters.dialogs import LetterChooser
from iitui.ui.letters.screen import LetterScreen, options_of
from iitui.ui.session.navigation import WriteLetter
from iitui.ui.session.screen import JournalScreen


async def make_letter(screen: JournalScreen, request: WriteLetter) -> LetterScreen | None:
    """Return the screen of the letter that a message asks for; None when the user chose none.

    To be called in a Textual worker, because it may ask which letter is meant.
    """
    from iitui.store.letters.templates import load_templates

    session = screen.session
    about, now = LetterAbout(request.follow_up, request.interview_id), session.now()
    facts = session.reader.letters.facts(request.contact_id, now, about)
    if facts is None:
        screen.say("This contact is no longer in the journal; u undoes what was done last.")
        return None
    kind = request.kind
    if kind is None and about.follow_up is not None:
        kind = kind_for(about.follow_up.kind)
    if kind is None:
        owed = session.reader.follow_ups.with_contact(request.contact_id, now, session.day_end())
        asked_for = (kind_for(one.id.kind) for one in owed)
        likely = next(filter(None, asked_for), likely_kind(facts.contact.stage))
        chosen = await screen.app.push_screen_wait(LetterChooser(facts.contact.name, likely))
        if chosen is None:
            return None
        kind = LetterKind(str(chosen))
    shelf, options = load_templates(session.paths.letters), options_of(session)
    templates = order_templates(shelf.templates, kind, set(values_of(facts, options.sender, now)))
    making = LetterInMaking.begin(templates[0], facts, options, now)
    return LetterScreen(session, making, shelf, about, options)
