"""Writes the rows of one contact from a checked draft, within an act."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlmodel import select

from iitui.domain.contacts import Channel, Contact, ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.text import fold
from iitui.store.contacts.names import contact_named, drop_unused_tags, new_contact
from iitui.store.contacts.read import ContactReader
from iitui.store.organizations.names import organization_named
from iitui.store.schema.tables import (
    ChannelRow,
    ContactNoteRow,
    ContactRow,
    ContactTagRow,
    OriginKeyRow,
    TagRow,
)
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import add, find, present


def whole(transaction: Transaction, contact_id: int) -> Contact:
    """Return a contact as the current act has left it."""
    transaction.session.flush()
    contact = ContactReader(transaction.connection).get(contact_id, transaction.now)
    return present(contact, f"contact {contact_id}")


def add_contact(transaction: Transaction, draft: ContactDraft, *, referrer_id: int | None = None) -> int:
    """Write a new contact from a checked draft and return its ID.

    Args:
        transaction: of the act.
        draft: the contact.
        referrer_id: who is meant by the name of the referrer, where that is known.
    """
    row = new_contact(transaction, draft.name)
    row.referred_by_id = referrer_id
    fill_contact(transaction, row, draft)
    contact_id = add(transaction, row)
    set_channels(transaction, contact_id, draft.channels)
    set_tags(transaction, contact_id, draft.tags)
    set_notes(transaction, contact_id, draft.notes)
    for key in draft.origin_keys:
        transaction.session.add(OriginKeyRow.model_validate({"contact_id": contact_id, "key": key}))
    transaction.session.flush()
    return contact_id


def fill_contact(transaction: Transaction, row: ContactRow, draft: ContactDraft) -> None:
    """Set the columns of a contact from a checked draft."""
    row.sqlmodel_update({**asdict(draft), "sort_key": fold(draft.name)})
    row.organization_id = organization_named(transaction, draft.organization)
    row.referred_by_id = _referrer(transaction, row, draft.referred_by)


def set_referrer(transaction: Transaction, contact_id: int, name: str) -> None:
    """Set the referrer of a contact."""
    row = find(transaction, ContactRow, contact_id, "contact")
    row.referred_by_id = _referrer(transaction, row, name)
    transaction.session.add(row)
    transaction.session.flush()


def _referrer(transaction: Transaction, row: ContactRow, name: str) -> int | None:
    """Return the ID of the referrer; the present one if the name is theirs, even if others share it."""
    if row.referred_by_id is not None:
        present = transaction.session.get(ContactRow, row.referred_by_id)
        if present is not None and present.sort_key == fold(name):
            return present.id
    number = contact_named(transaction, name)
    if row.id is not None and number is not None and row.id in referral_chain(transaction, number):
        raise BadInputError(
            {"referred_by": f"{name} was referred by {row.name}, directly or through others."}
        )
    return number


def referral_chain(transaction: Transaction, contact_id: int) -> list[int]:
    """Return the IDs of a contact, its referrer, the referrer of that one, and so on."""
    rows = transaction.connection.execute(
        "WITH RECURSIVE chain (id) AS (SELECT ? UNION SELECT c.referred_by_id FROM contact c"
        " JOIN chain ON c.id = chain.id WHERE c.referred_by_id IS NOT NULL) SELECT id FROM chain",
        (contact_id,),
    )
    return [row[0] for row in rows]


def set_channels(transaction: Transaction, contact_id: int, channels: Sequence[Channel]) -> None:
    """Set the channels of a contact, in order; unchanged rows are not written."""
    rows = transaction.session.exec(
        select(ChannelRow).where(ChannelRow.contact_id == contact_id).order_by("position", "id")
    ).all()
    for row in rows[len(channels) :]:
        transaction.session.delete(row)
    for position, channel in enumerate(channels):
        fields = {**asdict(channel), "contact_id": contact_id, "position": position}
        if position < len(rows):
            transaction.session.add(rows[position].sqlmodel_update(fields))
        else:
            transaction.session.add(ChannelRow.model_validate(fields))


def set_tags(transaction: Transaction, contact_id: int, tags: Sequence[str]) -> None:
    """Set the tags of a contact; tags that no contact has any more are deleted."""
    wanted = {fold(tag): tag for tag in tags}
    links = transaction.session.exec(
        select(ContactTagRow).where(ContactTagRow.contact_id == contact_id)
    ).all()
    for link in links:
        tag = find(transaction, TagRow, link.tag_id, "tag")
        if wanted.pop(tag.name_key, None) is not None:
            continue
        transaction.session.delete(link)
        drop_unused_tags(transaction, [link.tag_id])
    for key, name in wanted.items():
        number = transaction.session.exec(select(TagRow.id).where(TagRow.name_key == key)).first()
        number = number or add(transaction, TagRow.model_validate({"name": name, "name_key": key}))
        transaction.session.add(ContactTagRow.model_validate({"contact_id": contact_id, "tag_id": number}))


def set_notes(transaction: Transaction, contact_id: int, text: str) -> None:
    """Set the notes of a contact."""
    row = transaction.session.get(ContactNoteRow, contact_id)
    if row is None and text:
        transaction.session.add(ContactNoteRow.model_validate({"contact_id": contact_id, "text": text}))
    elif row is not None and not text:
        transaction.session.delete(row)
    elif row is not None:
        row.text = text
        transaction.session.add(row)
