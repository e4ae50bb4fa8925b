"""What the verbs share: finding rows, and names that stand for records."""

from collections.abc import Iterable
from typing import TypeVar

from sqlmodel import SQLModel, select

from iitui.domain.enums.contacts import NamePermission
from iitui.domain.enums.interviews import Standing
from iitui.domain.errors import AmbiguousError, NotFoundError
from iitui.domain.text import fold
from iitui.store.tables import ContactRecord, ContactTag, OccupationRow, OrganizationRow, TagRow
from iitui.store.unit import Units, Work

AnyRow = TypeVar("AnyRow", bound=SQLModel)


class Verbs:
    """Verbs of one subject, on the acts of one journal."""

    def __init__(self, units: Units) -> None:
        self._units = units


def numbered(row_id: int | None) -> int:
    """Return the number of a row that has been written."""
    if row_id is None:
        raise ValueError("the row has not been written yet")
    return row_id


def find(work: Work, table: type[AnyRow], row_id: int, called: str) -> AnyRow:
    """Return the row of that number.

    Raises:
        NotFoundError: there is none.
    """
    row = work.session.get(table, row_id)
    if row is None:
        raise NotFoundError(f"There is no {called} {row_id}.")
    return row


def organization_named(work: Work, name: str) -> int | None:
    """Return the number of the organization of that name, made if new; None for no name."""
    if not name:
        return None
    row = work.session.exec(select(OrganizationRow).where(OrganizationRow.name_key == fold(name))).first()
    if row is None:
        row = OrganizationRow.model_validate({"name": name, "name_key": fold(name)})
        work.session.add(row)
        work.session.flush()
    return numbered(row.id)


def occupation_named(work: Work, name: str) -> int | None:
    """Return the number of the occupation of that name, made if new; None for no name."""
    if not name:
        return None
    row = work.session.exec(select(OccupationRow).where(OccupationRow.name_key == fold(name))).first()
    if row is None:
        row = OccupationRow.model_validate(
            {"name": name, "name_key": fold(name), "standing": Standing.EXPLORING}
        )
        work.session.add(row)
        work.session.flush()
    return numbered(row.id)


def contact_named(work: Work, name: str) -> int | None:
    """Return the number of the contact of that name, made if new; None for no name.

    Raises:
        AmbiguousError: several contacts bear it.
    """
    if not name:
        return None
    found = work.glance.contacts.by_name(name)
    if len(found) > 1:
        raise AmbiguousError(f"There are {len(found)} contacts called {name}.")
    if found:
        return found[0][0]
    row = ContactRecord.model_validate(
        {
            "name": name,
            "sort_key": fold(name),
            "name_permission": NamePermission.NOT_ASKED,
            "created_at": work.now,
        }
    )
    work.session.add(row)
    work.session.flush()
    return numbered(row.id)


def drop_unused_organization(work: Work, organization_id: int | None) -> None:
    """Forget an organization in which nobody works any more and of which nothing was written."""
    if organization_id is None:
        return
    work.session.flush()
    row = work.session.get(OrganizationRow, organization_id)
    used = work.session.exec(
        select(ContactRecord.id).where(ContactRecord.organization_id == organization_id)
    ).first()
    if row is not None and used is None and not row.notes:
        work.session.delete(row)


def drop_unused_tags(work: Work, tag_ids: Iterable[int]) -> None:
    """Forget those of some tags that nobody bears any more."""
    work.session.flush()
    for tag_id in tag_ids:
        used = work.session.exec(select(ContactTag.id).where(ContactTag.tag_id == tag_id)).first()
        row = work.session.get(TagRow, tag_id)
        if row is not None and used is None:
            work.session.delete(row)


def several(count: int, called: str) -> str:
    """Return "3 contacts" or "1 contact"."""
    return f"{count} {called}" if count == 1 else f"{count} {called}s"
