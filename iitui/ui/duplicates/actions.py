"""Merging two contacts, in the same words from every screen."""

from collections.abc import Mapping
from functools import partial

from iitui.domain.contacts import Contact
from iitui.domain.errors import BadInputError, IituiError
from iitui.domain.identity.lookup import find_contact, say_contact
from iitui.domain.identity.merging import differences
from iitui.domain.known_words import WordKind, whole
from iitui.domain.text import clean_line
from iitui.ui.duplicates.merge_dialog import MergeDialog, Sides
from iitui.ui.duplicates.sides import side_rows
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.screen import JournalScreen


def sides_of(screen: JournalScreen, into: Contact, gone: Contact) -> Sides:
    """Return two contacts as the dialog shows them."""
    reader = screen.session.reader
    unlike = tuple(differences(into, gone, reader.contacts.named_by((into.id, gone.id))))
    return Sides(into, gone, unlike, partial(side_rows, reader.duplicates.belongings, into, gone, unlike))


def weight_of(screen: JournalScreen, contact: Contact) -> tuple[int, int]:
    """Return how much belongs to a contact, the older one first: the heavier one is proposed to stay."""
    counts = screen.session.reader.duplicates.belongings(contact.id)
    return sum(counts[called] for called in ("interviews", "touches", "takeaways")), -contact.id


async def merge_two(screen: JournalScreen, contact_id: int, other_id: int) -> Contact | None:
    """Show two contacts side by side, and make them one if the user wants that.

    It must be called from a worker.

    Returns:
        The contact that is left; None if both are.
    """
    reader, now = screen.session.reader.contacts, screen.session.now()
    found = [reader.get(number, now) for number in (contact_id, other_id)]
    people = [each for each in found if each is not None]
    if len(people) < 2:
        screen.say("One of them is no longer in the journal. Press u to undo the last change.")
        screen.reload()
        return None
    into, gone = sorted(people, key=partial(weight_of, screen), reverse=True)
    dialog = MergeDialog(sides_of(screen, into, gone), sides_of(screen, gone, into))
    answer = await screen.app.push_screen_wait(dialog)
    if answer is None:
        return None
    return await screen.act(
        lambda store: store.contacts.merge(answer.gone.id, answer.into.id, answer.takes, seen=answer.seen),
        f"Merged {clean_line(answer.gone.name)} into {clean_line(answer.into.name)}. u undoes it.",
    )


async def merge_with_another(screen: JournalScreen, contact: Contact) -> Contact | None:
    """Ask with whom a contact is one person, and make the two one. To be called from a worker."""
    reader = screen.session.reader.contacts
    typed = ""
    errors: Mapping[str, str] = {}
    while True:
        answer = await screen.app.push_screen_wait(_form(screen, contact, typed, errors))
        if answer is None:
            return None
        typed = answer
        try:
            other = find_contact(typed, reader)
            if other[0] == contact.id:
                raise BadInputError({"name": f"{contact.name} cannot be merged with itself."})
        except IituiError as error:
            errors = {"name": str(error)}
        else:
            return await merge_two(screen, contact.id, other[0])


def _form(screen: JournalScreen, contact: Contact, typed: str, errors: Mapping[str, str]) -> NameForm:
    def echo(name: str) -> str:
        try:
            return say_contact(find_contact(name, screen.session.reader.contacts))
        except IituiError:
            return ""

    form = NameForm(
        f"Merge {clean_line(contact.name)}",
        "With",
        typed,
        errors,
        suggests=whole(WordKind.PEOPLE),
        echo_name=echo,
    )
    form.words = screen.session.words
    return form
