"""Finds organizations by name, creates missing ones and deletes unused ones."""

from sqlmodel import select

from iitui.domain.text import fold
from iitui.store.schema.tables import ContactRow, OrganizationRow, TargetRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import add


def organization_named(transaction: Transaction, name: str) -> int | None:
    """Return the ID of the organization with a name; create it if missing. None for an empty name."""
    if not name:
        return None
    known = select(OrganizationRow.id).where(OrganizationRow.name_key == fold(name))
    number = transaction.session.exec(known).first()
    return number or add(transaction, OrganizationRow.model_validate({"name": name, "name_key": fold(name)}))


def drop_unused_organization(transaction: Transaction, organization_id: int | None) -> None:
    """Delete an organization that has no contacts any more and no notes, and is no target."""
    if organization_id is None:
        return
    transaction.session.flush()
    row = transaction.session.get(OrganizationRow, organization_id)
    used = transaction.session.exec(
        select(ContactRow.id).where(ContactRow.organization_id == organization_id)
    ).first()
    is_target = transaction.session.get(TargetRow, organization_id) is not None
    if row is not None and used is None and not row.notes and not is_target:
        transaction.session.delete(row)
