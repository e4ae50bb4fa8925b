"""Makes a contact of whoever was named by another contact, within an act."""

from dataclasses import replace

from iitui.domain.contacts import ContactDraft, NamePermission
from iitui.domain.debriefs import known_person
from iitui.domain.errors import BadInputError
from iitui.domain.text import fold
from iitui.store.contacts.read import ContactReader
from iitui.store.contacts.write_rows import add_contact, referral_chain
from iitui.store.schema.tables import ContactRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import find, numbered


def add_named(transaction: Transaction, referrer: ContactRow, person: ContactDraft, *, field: str) -> int:
    """Make a contact of a person whom another one named, or link the contact who is meant; return its ID.

    Args:
        transaction: of the act.
        referrer: who named the person.
        person: a checked draft.
        field: the field that an error is about.

    Raises:
        BadInputError: the person is the referrer.
    """
    if fold(person.name) == fold(referrer.name):
        raise BadInputError({field: f"{person.name} is the person you talked with."})
    known = known_person(person, ContactReader(transaction.connection).by_name(person.name))
    if known is None:
        draft = replace(person, referred_by=referrer.name)
        return add_contact(transaction, draft, referrer_id=referrer.id)
    _link_known(transaction, known, referrer, person.name_permission)
    return known


def _link_known(
    transaction: Transaction, contact_id: int, referrer: ContactRow, permission: NamePermission
) -> None:
    """Note who named a contact that was known before; who referred them first stays their referrer."""
    row = find(transaction, ContactRow, contact_id, "contact")
    if row.referred_by_id is None and contact_id not in referral_chain(transaction, numbered(referrer.id)):
        row.referred_by_id = referrer.id
    if row.referred_by_id == referrer.id and permission is not NamePermission.NOT_ASKED:
        row.name_permission = permission
    transaction.session.add(row)
