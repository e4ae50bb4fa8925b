"""Writes contacts, with their channels, tags and notes."""

from collections.abc import Sequence

from sqlmodel import col, select

from iitui.domain.contacts import Contact, ContactDraft, NamePermission
from iitui.domain.errors import BadInputError
from iitui.store.contacts.names import drop_unused_tags
from iitui.store.contacts.write_rows import (
    add_contact,
    fill_contact,
    set_channels,
    set_notes,
    set_tags,
    whole,
)
from iitui.store.organizations.names import drop_unused_organization
from iitui.store.schema.tables import ContactRow, ContactTagRow, OriginKeyRow
from iitui.store.transaction.edit_conflicts import CONTACT, refuse_overwriting
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, find_all, numbered, say_rows


class ContactWriter(Writer):
    """Writes contacts; each public method is one act."""

    def add(self, draft: ContactDraft) -> Contact:
        """Add a contact.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            AmbiguousError: several contacts have the name of the referrer.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Added {checked.name}") as transaction:
            _refuse_taken_keys(transaction, checked)
            return whole(transaction, add_contact(transaction, checked))

    def edit(self, contact_id: int, draft: ContactDraft, *, seen: Contact | None = None) -> Contact:
        """Change a contact to a draft.

        Args:
            contact_id: the contact.
            draft: the new values.
            seen: what the draft was made from, which must not have changed since; None skips this check.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError, AmbiguousError: as `add`.
            NotFoundError: there is no such contact.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Changed {checked.name}") as transaction:
            row = find(transaction, ContactRow, contact_id, "contact")
            refuse_overwriting(row.name, seen, whole(transaction, contact_id), checked, CONTACT)
            before = row.organization_id
            fill_contact(transaction, row, checked)
            transaction.session.add(row)
            set_channels(transaction, contact_id, checked.channels)
            set_tags(transaction, contact_id, checked.tags)
            set_notes(transaction, contact_id, checked.notes)
            drop_unused_organization(transaction, before)
            return whole(transaction, contact_id)

    def permit(self, contact_id: int, permission: NamePermission) -> Contact:
        """Set whether the referrer's name may be mentioned to a contact.

        Set several times without another act between, it is one undo step.

        Raises:
            NotFoundError: there is no such contact.
        """
        name = self._unit_of_work.connection.execute(
            "SELECT name FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        act_name = f"Name permission of {name[0] if name else 'nobody'}"
        with self._unit_of_work.act(act_name, continues=("contact", contact_id)) as transaction:
            row = find(transaction, ContactRow, contact_id, "contact")
            row.name_permission = permission
            transaction.session.add(row)
            return whole(transaction, contact_id)

    def archive(self, contact_ids: Sequence[int], *, archived: bool = True) -> None:
        """Archive contacts, which hides them from the list, or bring them back.

        Raises:
            NotFoundError: one of them does not exist; none is changed.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, ContactRow, contact_ids, "contact")
            for row in rows:
                row.archived = archived
                transaction.session.add(row)
            transaction.name = f"{'Archived' if archived else 'Brought back'} {say_rows(rows, 'contact')}"

    def delete(self, contact_ids: Sequence[int]) -> None:
        """Delete contacts with everything that belongs to them.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, ContactRow, contact_ids, "contact")
            transaction.name = f"Deleted {say_rows(rows, 'contact')}"
            organizations = {row.organization_id for row in rows}
            numbers = [numbered(row.id) for row in rows]
            tags = set(
                transaction.session.exec(
                    select(ContactTagRow.tag_id).where(col(ContactTagRow.contact_id).in_(numbers))
                )
            )
            for row in rows:
                transaction.session.delete(row)
            drop_unused_tags(transaction, tags)
            for organization_id in organizations:
                drop_unused_organization(transaction, organization_id)


def _refuse_taken_keys(transaction: Transaction, draft: ContactDraft) -> None:
    taken = transaction.session.exec(
        select(OriginKeyRow.key).where(col(OriginKeyRow.key).in_(draft.origin_keys))
    ).first()
    if taken is not None:
        raise BadInputError({"origin_keys": f"Another contact already has the key '{taken}'."})
