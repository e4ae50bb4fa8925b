"""Writes the checklist of an interview, from templates that depend on the medium."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlmodel import func, select

from iitui.domain.interviews import ChecklistItem, ChecklistItemDraft, Medium
from iitui.store.interviews.read_brief import BriefReader
from iitui.store.schema.tables import PreparationRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import present

if TYPE_CHECKING:
    from iitui.domain.built_in import ChecklistTemplate


def _templates() -> "tuple[ChecklistTemplate, ...]":
    from iitui.store.built_in import load_checklist  # most runs do not plan an interview

    return load_checklist()


def add_checklist(
    transaction: Transaction, interview_id: int, medium: Medium, present: frozenset[str] = frozenset()
) -> None:
    """Add the checklist items of a medium to an interview, except those it has."""
    for position, template in enumerate(_templates()):
        if template.applies_to(medium) and template.slug not in present:
            fields = {**asdict(template), "interview_id": interview_id, "position": position}
            transaction.session.add(PreparationRow.model_validate(fields))


def change_checklist(transaction: Transaction, interview_id: int, medium: Medium) -> None:
    """Replace the open items of the old medium by those of the new one; keep ticked items and the user's."""
    templates = {template.slug: template for template in _templates()}
    rows = transaction.session.exec(
        select(PreparationRow).where(PreparationRow.interview_id == interview_id)
    ).all()
    for row in rows:
        template = templates.get(row.slug)
        if template is not None and row.ticked_at is None and not template.applies_to(medium):
            transaction.session.delete(row)
    add_checklist(transaction, interview_id, medium, frozenset(row.slug for row in rows))


def add_item(transaction: Transaction, interview_id: int, draft: ChecklistItemDraft) -> ChecklistItem:
    """Add an item at the end of a checklist."""
    last = transaction.session.exec(
        select(func.max(PreparationRow.position)).where(PreparationRow.interview_id == interview_id)
    ).one()
    row = PreparationRow.model_validate(
        {
            **asdict(draft),
            "interview_id": interview_id,
            "slug": "",
            "position": 0 if last is None else last + 1,
        }
    )
    transaction.session.add(row)
    return item_of(transaction, row)


def item_of(transaction: Transaction, row: PreparationRow) -> ChecklistItem:
    """Return an item as the current act has left it."""
    transaction.session.flush()
    items = BriefReader(transaction.connection).checklist(row.interview_id)
    return present(next((item for item in items if item.id == row.id), None), f"checklist item {row.id}")
