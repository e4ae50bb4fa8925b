"""What becomes of the targets of two organizations that are made one."""

from iitui.store.schema.tables import TargetRow
from iitui.store.transaction.unit_of_work import Transaction


def merge_targets(transaction: Transaction, organization_id: int, into_id: int) -> None:
    """Keep one target for an organization that becomes part of another: the better figures of both.

    Words stay those of the other organization; where it has none, they come from this one.
    """
    session = transaction.session
    row = session.get(TargetRow, organization_id)
    if row is None:
        return
    into = session.get(TargetRow, into_id) or TargetRow(organization_id=into_id, added_at=row.added_at)
    into.source = into.source or row.source
    into.tie = into.tie or row.tie
    into.motivation = max(into.motivation, row.motivation)
    into.posting = max(into.posting, row.posting)
    into.added_at = min(into.added_at, row.added_at)
    session.add(into)
    session.delete(row)
    session.flush()
