"""What a record says otherwise than the journal; nothing of it is taken over without a yes."""

from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.contacts import ContactDraft
from iitui.domain.identity.keys import name_key
from iitui.domain.identity.people import Person


class ComparedField(StrEnum):
    """A field that holds one value, of which a record may have another."""

    NAME = "name"
    ORGANIZATION = "organization"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class ImportDifference:
    """A field of which the journal and the file have different values.

    Attributes:
        field: which.
        journal: what the journal has.
        file: what the file has; empty for a role that ends with the organization.
    """

    field: ComparedField
    journal: str
    file: str


def differences_of(person: Person, draft: ContactDraft) -> tuple[ImportDifference, ...]:
    """Return what a record says otherwise of a contact of the journal, as far as it says something."""
    differences: list[ImportDifference] = []
    is_named = all(channel.value != draft.name for channel in draft.channels)
    if is_named and _differ(person.full_name, draft.name):
        differences.append(ImportDifference(ComparedField.NAME, person.full_name, draft.name))
    has_moved = _differ(person.organization, draft.organization)
    if has_moved:
        differences.append(
            ImportDifference(ComparedField.ORGANIZATION, person.organization, draft.organization)
        )
    # A role belongs to its organization: it does not go along to another.
    if _differ(person.role, draft.role) or (has_moved and person.role and not draft.role):
        differences.append(ImportDifference(ComparedField.ROLE, person.role, draft.role))
    elif has_moved and draft.role and not person.role:
        differences.append(ImportDifference(ComparedField.ROLE, "", draft.role))
    return tuple(differences)


def _differ(journal: str, file: str) -> bool:
    return bool(journal and file) and name_key(journal) != name_key(file)
