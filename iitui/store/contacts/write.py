"""Writes contacts, with their channels, tags and notes, and makes one of two."""

from collections.abc import Collection, Sequence
from itertools import chain

from sqlmodel import col, select

from iitui.domain.checks import FieldErrors
from iitui.domain.contacts import Contact, ContactDraft, NamePermission
from iitui.domain.errors import BadInputError, ChangedElsewhereError
from iitui.domain.identity.merging import Difference, MergeField, differences, merged
from iitui.domain.text import fold, several
from iitui.store.contacts.merging import move_everything, set_apart
from iitui.store.contacts.names import drop_unused_tags
from iitui.store.contacts.read import ContactReader
from iitui.store.contacts.write_rows import (
    add_contact,
    fill_contact,
    set_channels,
    set_notes,
    set_tags,
    whole,
)
from iitui.store.organizations.names import drop_unused_organization, organization_named
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
        act_name = f"Name permission of {name[0] if name else 'no one'}"
        with self._unit_of_work.act(act_name, continues=("contact", contact_id)) as transaction:
            row = find(transaction, ContactRow, contact_id, "contact")
            row.name_permission = permission
            transaction.session.add(row)
            return whole(transaction, contact_id)

    def merge(
        self,
        contact_id: int,
        into_id: int,
        takes: Collection[MergeField] | None = None,
        *,
        seen: Sequence[Difference] | None = None,
    ) -> Contact:
        """Make two contacts one: everything of the first comes to the other, whose ID and UID stay.

        Args:
            contact_id: the contact that becomes part of the other.
            into_id: the one that stays.
            takes: the fields in which the value of the first is taken where they differ, None for those that
                are proposed; the values that are not taken become lines of the notes.
            seen: the differences that the user chose from, which must still be those; None skips this check.

        Raises:
            ChangedElsewhereError: one of them has changed since it was seen; nothing is changed.
            BadInputError: they are the same one, or together have more than one contact can have.
            NotFoundError: one of them does not exist.
        """
        if contact_id == into_id:
            raise BadInputError({"into": "A contact can't be merged with itself."})
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, ContactRow, contact_id, "contact")
            into = find(transaction, ContactRow, into_id, "contact")
            transaction.name = f"Merged {row.name} into {into.name}"
            ours, theirs = whole(transaction, into_id), whole(transaction, contact_id)
            below = ContactReader(transaction.connection).named_by((contact_id, into_id))
            if seen is not None and list(seen) != differences(ours, theirs, below):
                raise ChangedElsewhereError(f"{ours.name} or {theirs.name} was changed elsewhere.")
            one = merged(ours, theirs, takes, below)
            with FieldErrors() as errors:
                notes = errors.text("notes", one.notes, "The notes of both together")
            into.name, into.sort_key = one.name, fold(one.name)
            into.organization_id = organization_named(transaction, one.organization)
            for name in ("role", "level", "source", "referred_by_id", "name_permission", "cadence_days"):
                setattr(into, name, getattr(one, name))
            into.archived, into.created_at = one.archived, min(into.created_at, row.created_at)
            transaction.session.add(into)
            set_notes(transaction, into_id, notes)
            organizations = {ours.organization, theirs.organization} - {one.organization, ""}
            move_everything(transaction, row, into)
            transaction.session.delete(row)
            for organization in organizations:
                drop_unused_organization(transaction, organization_named(transaction, organization))
            return whole(transaction, into_id)

    def set_apart(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Note that the two contacts of each pair are different people, who are not proposed as one again.

        Raises:
            BadInputError: the two of a pair are the same one.
            NotFoundError: one of them does not exist; nothing is noted.
        """
        if any(one == other for one, other in pairs):
            raise BadInputError({"other": "A contact is always the same person."})
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, ContactRow, chain.from_iterable(pairs), "contact")
            who = f"{rows[0].name} and {rows[1].name}" if len(rows) == 2 else several(len(pairs), "pair")
            transaction.name = f"Not the same: {who}"
            set_apart(transaction, pairs)

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
