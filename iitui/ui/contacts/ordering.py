"""The order of the contacts that the user chose: few are sorted at once, many on a thread."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from iitui.domain.contacts import ContactColumn
from iitui.store.reader import JournalReader
from iitui.ui.contacts.rows import SORTING, ContactRows, SortedContacts
from iitui.ui.kit.lists.sorting import SortOrder
from iitui.ui.session.journal_session import JournalSession

FEW = 2000
"""How many contacts are sorted within a frame; more are sorted on a thread, and the list waits for them."""


class OrderState(NamedTuple):
    """What an order depends on: `journal` is another one whenever something was written."""

    order: SortOrder
    archived: bool
    day_end: datetime
    journal: tuple[int, int]


class ContactOrder:
    """Keeps the contacts in the order chosen, until the journal changes.

    Attributes:
        order: the order chosen.
        archived: whether the archived contacts are sorted instead of the others.
    """

    def __init__(self, session: JournalSession) -> None:
        self._session = session
        self.order: SortOrder = SORTING.usual
        self.archived = False
        self._ids: Sequence[int] = ()
        self._sorted_for: OrderState | None = None
        self._being_sorted_for: OrderState | None = None

    @property
    def is_usual(self) -> bool:
        """Whether the contacts are in the order in which they are read anyway."""
        return self.order == SORTING.usual

    @property
    def is_current(self) -> bool:
        """Whether the contacts are sorted as the journal is now."""
        return self.is_usual or self._sorted_for == self._state()

    def _state(self) -> "OrderState":
        session = self._session
        journal = (id(session.reader), session.reader.contacts.state())
        return OrderState(self.order, self.archived, session.day_end(), journal)

    def sort_few(self) -> bool:
        """Sort the contacts if they are few; return whether they are still to be sorted on a thread."""
        if self.is_current or self._being_sorted_for == self._state():
            return False
        if self._session.reader.contacts.count(archived=self.archived) > FEW:
            return True
        self.sort_now()
        return False

    def sort_now(self) -> None:
        """Sort the contacts if they are not, however many they are."""
        if not self.is_current:
            self._sorted_for, self._ids = self._state(), self._read(self._session.reader)

    async def sort_on_thread(self) -> None:
        """Sort the contacts without holding up the screen."""
        state = self._being_sorted_for = self._state()
        try:
            ids = await asyncio.to_thread(self._read_apart)
        finally:
            if self._being_sorted_for == state:
                self._being_sorted_for = None
        if state == self._state():
            self._sorted_for, self._ids = state, ids

    def _read_apart(self) -> Sequence[int]:
        reader = JournalReader.open(self._session.paths.journal, self._session.figures)
        try:
            return self._read(reader)
        finally:
            reader.close()

    def _read(self, reader: JournalReader) -> Sequence[int]:
        column, is_down = ContactColumn(self.order.column), SORTING.is_down(self.order)
        return reader.contacts.ordered(column, self._session.now(), archived=self.archived, is_down=is_down)

    def rows(self, query: str) -> ContactRows | SortedContacts:
        """Return the contacts that a search finds, in the order chosen, or as last sorted."""
        if self.is_usual or self._sorted_for is None or self._sorted_for.archived != self.archived:
            return ContactRows(self._session, query, self.archived)
        if not query.strip():
            return SortedContacts(self._session, self._ids)
        matching = self._session.reader.contacts.matching(query, archived=self.archived)
        return SortedContacts(self._session, [number for number in self._ids if number in matching])
