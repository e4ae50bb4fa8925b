"""Writes what became of takeaways: whether advice was tried, and whether the contact was told."""

from iitui.domain.errors import BadInputError
from iitui.domain.takeaways import TRIED_KINDS
from iitui.domain.text import shorten
from iitui.store.schema.tables import ContactRow, TakeawayRow
from iitui.store.transaction.writer import Writer, find

_LONGEST = 60
"""How much of a takeaway the name of an act repeats, in characters."""


class TakeawayWriter(Writer):
    """Writes what became of takeaways; each public method is one act."""

    def mark_tried(self, takeaway_id: int, *, tried: bool = True) -> None:
        """Say that the user tried what was advised or offered, since now, or take that back.

        Raises:
            BadInputError: it is nothing that can be tried.
            NotFoundError: there is no such takeaway.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TakeawayRow, takeaway_id, "takeaway")
            if row.kind not in TRIED_KINDS:
                raise BadInputError({"kind": "Only advice and things to try can be tried."})
            row.tried_at = (row.tried_at or transaction.now) if tried else None
            transaction.session.add(row)
            transaction.name = f"{'Tried' if tried else 'Not tried'}: {shorten(row.text, _LONGEST)}"

    def mark_told(self, takeaway_id: int, *, told: bool = True) -> None:
        """Say that the user told the contact what became of it, since now, or take that back.

        Raises:
            BadInputError: it is nothing that can be tried.
            NotFoundError: there is no such takeaway.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TakeawayRow, takeaway_id, "takeaway")
            if row.kind not in TRIED_KINDS:
                raise BadInputError({"kind": "Only advice and things to try have something to tell."})
            who = find(transaction, ContactRow, row.contact_id, "contact").name
            row.told_at = (row.told_at or transaction.now) if told else None
            transaction.session.add(row)
            transaction.name = f"{'Told' if told else 'Not told'} {who}: {shorten(row.text, _LONGEST)}"
