"""Finds contacts by name and creates missing ones; deletes unused tags."""

from collections.abc import Iterable

from sqlmodel import select

from iitui.domain.contacts import NamePermission
from iitui.domain.errors import AmbiguousError
from iitui.domain.text import fold
from iitui.store.contacts.read import ContactReader
from iitui.store.schema.tables import ContactRow, ContactTagRow, TagRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import add


def contact_named(transaction: Transaction, name: str) -> int | None:
    """Return the ID of the contact with a name; create it if missing. None for an empty name.

    Raises:
        AmbiguousError: several contacts have that name.
    """
    if not name:
        return None
    found = ContactReader(transaction.connection).by_name(name)
    if len(found) > 1:
        raise AmbiguousError(f"There are {len(found)} contacts named {name}.")
    if found:
        return found[0][0]
    return add(transaction, new_contact(transaction, name))


def new_contact(transaction: Transaction, name: str) -> ContactRow:
    """Return the row of a contact of whom nothing is known yet but the name."""
    return ContactRow.model_validate(
        {
            "name": name,
            "sort_key": fold(name),
            "name_permission": NamePermission.NOT_ASKED,
            "created_at": transaction.now,
        }
    )


def drop_unused_tags(transaction: Transaction, tag_ids: Iterable[int]) -> None:
    """Delete those of the given tags that no contact has any more."""
    transaction.session.flush()
    for tag_id in tag_ids:
        used = transaction.session.exec(
            select(ContactTagRow.id).where(ContactTagRow.tag_id == tag_id)
        ).first()
        row = transaction.session.get(TagRow, tag_id)
        if row is not None and used is None:
            transaction.session.delete(row)
