"""Writes targets: which organizations the user wants to hear from, and how much."""

from collections.abc import Sequence
from dataclasses import asdict

from iitui.domain.errors import BadInputError
from iitui.domain.targets import MOTIVATION, POSTING, Target, TargetDraft
from iitui.domain.text import several
from iitui.store.organizations.names import drop_unused_organization, organization_named
from iitui.store.schema.tables import OrganizationRow, TargetRow
from iitui.store.targets.read import TargetReader
from iitui.store.transaction.edit_conflicts import TARGET, refuse_overwriting
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, find_all, present, say_rows


class TargetWriter(Writer):
    """Writes targets; each public method is one act."""

    def add(self, draft: TargetDraft) -> Target:
        """Make an organization a target; one that is new comes into the journal.

        Raises:
            BadInputError: it is a target already, or a field is invalid; the error has a message for each.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            number = organization_named(transaction, checked.organization) or 0
            organization = find(transaction, OrganizationRow, number, "organization")
            if transaction.session.get(TargetRow, number) is not None:
                raise BadInputError({"organization": f"{organization.name} is already a target."})
            transaction.name = f"Made {organization.name} a target"
            values = {**asdict(checked), "organization_id": number, "added_at": transaction.now}
            transaction.session.add(TargetRow.model_validate(values))
            return _whole(transaction, number)

    def edit(self, organization_id: int, draft: TargetDraft, *, seen: Target | None = None) -> Target:
        """Change what is known of a target; its organization stays.

        A form passes what it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such target.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TargetRow, organization_id, "target")
            name = _name(transaction, organization_id)
            refuse_overwriting(name, seen, row, checked, TARGET)
            transaction.name = f"Changed the target {name}"
            for field in TARGET:
                setattr(row, field, getattr(checked, field))
            transaction.session.add(row)
            return _whole(transaction, organization_id)

    def judge(self, organization_ids: Sequence[int], *, motivation: int = 0, posting: int = 0) -> None:
        """Raise or lower the figures of targets; they stay within their ranges.

        Args:
            organization_ids: which targets.
            motivation: how much is added to the motivation.
            posting: how much is added to the posting.

        Raises:
            NotFoundError: one of them does not exist; none is changed.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, TargetRow, organization_ids, "target")
            for row in rows:
                row.motivation = min(max(row.motivation + motivation, MOTIVATION[0]), MOTIVATION[-1])
                row.posting = min(max(row.posting + posting, POSTING[0]), POSTING[-1])
                transaction.session.add(row)
            transaction.name = _say_judged(transaction, rows, motivation=motivation, posting=posting)

    def remove(self, organization_ids: Sequence[int]) -> None:
        """Remove organizations from the targets; those without contacts and research are deleted.

        Raises:
            NotFoundError: one of them is no target; none is removed.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, TargetRow, organization_ids, "target")
            organizations = find_all(transaction, OrganizationRow, organization_ids, "organization")
            transaction.name = f"Removed {say_rows(organizations, 'organization')} from the targets"
            for row in rows:
                transaction.session.delete(row)
            for number in organization_ids:
                drop_unused_organization(transaction, number)


def _say_judged(transaction: Transaction, rows: Sequence[TargetRow], *, motivation: int, posting: int) -> str:
    if len(rows) != 1:
        return f"Changed {several(len(rows), 'target')}"
    name, row = _name(transaction, rows[0].organization_id), rows[0]
    figures = [f"motivation {row.motivation}"] if motivation else []
    figures += [f"posting {row.posting}"] if posting else []
    return f"{name}: {', '.join(figures)}"


def _name(transaction: Transaction, organization_id: int) -> str:
    return find(transaction, OrganizationRow, organization_id, "organization").name


def _whole(transaction: Transaction, organization_id: int) -> Target:
    transaction.session.flush()
    target = TargetReader(transaction.connection).get(organization_id, transaction.now)
    return present(target, f"target {organization_id}")
