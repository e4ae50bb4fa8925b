"""Writes organizations: their names, what was researched about them, and which of them are one."""

from collections.abc import Sequence

from sqlmodel import select

from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError
from iitui.domain.organizations import Organization
from iitui.domain.text import fold, join_notes
from iitui.store.organizations.merging import merge_targets
from iitui.store.organizations.names import drop_unused_organization, organization_named
from iitui.store.organizations.read import OrganizationReader
from iitui.store.schema.tables import ContactRow, OrganizationRow
from iitui.store.transaction.edit_conflicts import refuse_overwriting_text
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, find_all, present, say_rows


class OrganizationWriter(Writer):
    """Writes organizations; each public method is one act."""

    def research(self, organization: str, notes: str, *, seen: str | None = None) -> None:
        """Set the research notes of an organization; create it if it does not exist.

        Args:
            organization: its name.
            notes: the new notes.
            seen: the notes before, which must not have changed since; None skips this check.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: the name is missing, or a text is too long.
            NotFoundError: its notes were seen, and it is gone or has another name by now.
        """
        with FieldErrors() as errors:
            name = errors.line("organization", organization, "The organization", needed=True)
            cleaned = errors.text("notes", notes, "The research")
        with self._unit_of_work.act(f"Research on {name}") as transaction:
            if seen is not None:
                present(OrganizationReader(transaction.connection).named(name), f"organization {name}")
            number = organization_named(transaction, name)
            row = find(transaction, OrganizationRow, number or 0, "organization")
            refuse_overwriting_text(name, "research", seen, row.notes, cleaned)
            row.notes = cleaned
            transaction.session.add(row)
            drop_unused_organization(transaction, row.id)

    def rename(self, organization_id: int, name: str, *, seen: str | None = None) -> Organization:
        """Rename an organization.

        A form passes the name that it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: it was renamed since it was seen; nothing is changed.
            BadInputError: the name is missing, too long, or that of another organization.
            NotFoundError: there is no such organization.
        """
        with FieldErrors() as errors:
            cleaned = errors.line("name", name, "The name", needed=True)
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, OrganizationRow, organization_id, "organization")
            refuse_overwriting_text(row.name, "name", seen, row.name, cleaned)
            other = OrganizationReader(transaction.connection).named(cleaned)
            if other is not None and other.id != organization_id:
                raise BadInputError({"name": f"There's already an organization named {other.name}."})
            transaction.name = f"Renamed {row.name} to {cleaned}"
            row.name, row.name_key = cleaned, fold(cleaned)
            transaction.session.add(row)
            return _whole(transaction, organization_id)

    def merge(self, organization_id: int, into_id: int) -> Organization:
        """Make two organizations one: its contacts move to the other, and so do research and target.

        Raises:
            BadInputError: they are the same one, or their research together is too long.
            NotFoundError: one of them does not exist.
        """
        if organization_id == into_id:
            raise BadInputError({"into": "An organization can't be merged with itself."})
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, OrganizationRow, organization_id, "organization")
            into = find(transaction, OrganizationRow, into_id, "organization")
            transaction.name = f"Merged {row.name} into {into.name}"
            with FieldErrors() as errors:
                into.notes = errors.text("notes", join_notes(into.notes, row.notes), "The research")
            transaction.session.add(into)
            people = select(ContactRow).where(ContactRow.organization_id == organization_id)
            for contact in transaction.session.exec(people):
                contact.organization_id = into_id
                transaction.session.add(contact)
            merge_targets(transaction, organization_id, into_id)
            transaction.session.flush()
            transaction.session.delete(row)
            return _whole(transaction, into_id)

    def delete(self, organization_ids: Sequence[int]) -> None:
        """Delete organizations; the contacts who work there stay, without an organization.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, OrganizationRow, organization_ids, "organization")
            transaction.name = f"Deleted {say_rows(rows, 'organization')}"
            for row in rows:
                transaction.session.delete(row)


def _whole(transaction: Transaction, organization_id: int) -> Organization:
    transaction.session.flush()
    organization = OrganizationReader(transaction.connection).get(organization_id)
    return present(organization, f"organization {organization_id}")
