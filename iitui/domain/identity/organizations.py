"""Plans the import of organizations that stand in a file without a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iitui.domain.identity.actions import ImportAction, append_notes, has_lines
from iitui.domain.imports import OrganizationRecord
from iitui.domain.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationStep:
    """What importing one organization does.

    Attributes:
        name: of the organization.
        notes: what is added to its research; empty for nothing.
    """

    where: str
    name: str
    action: ImportAction
    notes: str = ""


def plan_organizations(
    records: Iterable[OrganizationRecord], known: Mapping[str, str], brought: Iterable[str] = ()
) -> tuple[OrganizationStep, ...]:
    """Decide whether each record adds an organization, adds to its research, or changes nothing.

    Args:
        records: the organizations of the files.
        known: those of the journal: name -> research.
        brought: the names of those that contacts of the same import bring.
    """
    research = {fold(name): notes for name, notes in known.items()}
    for name in brought:
        research.setdefault(fold(name), "")
    steps: list[OrganizationStep] = []
    for record in records:
        key, draft = fold(record.draft.name), record.draft
        before = research.get(key)
        notes = "" if has_lines(before or "", draft.notes) else draft.notes
        if before is None:
            action = ImportAction.ADD
        else:
            action = ImportAction.UPDATE if notes else ImportAction.UNCHANGED
        research[key] = append_notes(before or "", notes) if notes else before or ""
        steps.append(OrganizationStep(where=record.where, name=draft.name, action=action, notes=notes))
    return tuple(steps)
