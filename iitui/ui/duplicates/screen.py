"""The screen Duplicates: who may be one person and why, the two side by side."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from iitui.domain.identity.duplicates import Duplicate
from iitui.domain.identity.merging import differences
from iitui.domain.text import clean_line, comma_join, matches_search
from iitui.store.reader import JournalReader
from iitui.ui.duplicates.sides import COLUMNS, side_rows
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortValue
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import CONTACTS, Place, ShowContact
from iitui.ui.session.record_list import SEARCH_KEYS, RecordListScreen

_SHIFT = 1 << 40
"""The number of a pair is made of those of its contacts, which are smaller than this."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts who may be one person, as the list shows them."""

    id: int
    name: str
    other: str
    duplicate: Duplicate


_AT_ONCE = 1000
"""Up to how many contacts are compared at once, which takes less than two frames."""


def _find(journal: Path) -> list[Duplicate]:
    """Find the pairs on a connection of its own, for a thread."""
    reader = JournalReader.open(journal)
    try:
        return reader.duplicates.all()
    finally:
        reader.close()


def pair_number(duplicate: Duplicate) -> int:
    """Return the number of a pair."""
    return duplicate.contact_id * _SHIFT + duplicate.other_id


class DuplicatesScreen(RecordListScreen):
    """Shows who may be one person; enter shows the two side by side and merges them."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "Contacts who may be the same person, most likely first, with the reasons. Enter compares the two"
        " field by field and merges them; everything from both is kept. x marks them as two different"
        " people. In a shell: iitui merge."
    )
    CALLED = "pair"
    LIST_NAME = "Duplicates"
    COLUMNS = (
        ListColumn("This one", share=3),
        ListColumn("That one", share=3),
        ListColumn("Why they may be the same", share=4, least=44),
    )
    SORTING = ListSorting((SortColumn(0, "this one"), SortColumn(1, "that one"), SortColumn(2, "reason")))
    NOTHING = (
        "No duplicates found.\n\n"
        "Contacts with the same address, number, profile page or name show up here automatically. Press esc"
        " to go back. To merge any two, press M in Contacts."
    )
    PANE_KEYS: ClassVar[PaneBindings] = {
        ".records--list": (
            "list.open",
            "duplicate.merge",
            "duplicate.apart",
            "duplicate.contact",
            "list.sort",
        ),
        "#duplicate-pane": ("list.down", "list.up"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("M", "merge_pair", "Merge", "duplicate.merge", "Merge the two contacts", show=True),
        bind(
            "x",
            "set_apart",
            "Not the same",
            "duplicate.apart",
            "Mark as two different people; they won't be suggested again",
            show=True,
        ),
        bind("C", "show_person", "Contact", "duplicate.contact", "Go to the first of the two", show=True),
        *SEARCH_KEYS,
    ]

    def __init__(self, session: JournalSession, record_id: int | None = None) -> None:
        super().__init__(session, record_id)
        self._pairs: dict[int, Duplicate] | None = None
        """What was found, by number; None while it is looked for the first time."""

    def reload(self) -> None:
        """Look anew who may be one person: among many on a thread, while what was found before is shown."""
        reader = self.session.reader
        if reader.contacts.count() <= _AT_ONCE:
            self._show_pairs(reader.duplicates.all())
            return
        if self._pairs is not None:
            self._show_pairs(reader.duplicates.remaining(self._pairs.values()))
        self._look()

    @work(exclusive=True, group="duplicates")
    async def _look(self) -> None:
        """Look for pairs on a thread; the first time a progress bar says so, and escape leaves."""
        work = partial(_find, self.session.paths.journal)
        if self._pairs is not None:
            self._show_pairs(await asyncio.to_thread(work))
            return
        self.rows.set_empty("Looking for those who may be one person…")
        found = await run_with_progress(self.app, "Comparing all contacts", work, can_leave=True)
        if found is None:
            self.read_next_time()
            self.dismiss()
        else:
            self._show_pairs(found)

    def _show_pairs(self, pairs: Iterable[Duplicate]) -> None:
        self._pairs = {pair_number(each): each for each in pairs}
        super().reload()

    def show_number(self, record_id: int | None) -> None:
        """Go to the first pair that a contact is in, or to a pair, once they are found."""
        if self._pairs is None:
            self._first_id = record_id
            return
        about = (
            number for number, each in self._pairs.items() if record_id in (each.contact_id, each.other_id)
        )
        first = next(about, None)
        if first is not None:
            super().show_number(first)
        elif record_id is not None and record_id >= _SHIFT:
            super().show_number(record_id)

    def ids_of(self, query: str) -> Sequence[int]:
        """Return the pairs in which somebody matches a search, the surest first."""
        pairs = list(self._pairs or ())
        if not query.strip():
            return pairs
        found = (self._pair_of(each) for each in (self._pairs or {}).values())
        return [each.id for each in found if matches_search(query, f"{each.name} {each.other}")]

    def sort_values(self) -> Mapping[int, Sequence[SortValue]]:
        """Return what each pair is sorted by."""
        pairs = map(self._pair_of, (self._pairs or {}).values())
        return {one.id: (one.name, one.other, one.duplicate.in_words) for one in pairs}

    def record_of(self, record_id: int) -> Pair | None:
        """Return a pair; None if it is none any more."""
        duplicate = (self._pairs or {}).get(record_id)
        return None if duplicate is None else self._pair_of(duplicate)

    def _pair_of(self, duplicate: Duplicate) -> Pair:
        names = [
            self.session.reader.contacts.by_number(number)
            for number in (duplicate.contact_id, duplicate.other_id)
        ]
        one, other = (comma_join(each[1], each[2]) if each else "" for each in names)
        return Pair(pair_number(duplicate), one, other, duplicate)

    def row_of(self, record_id: int) -> ListRow:
        """Return the row of a pair."""
        pair = self.record_of(record_id)
        if pair is None:
            return ListRow(record_id, ("",))
        why = Content.styled(pair.duplicate.in_words, QUIET)
        return ListRow(record_id, (clean_line(pair.name), clean_line(pair.other), why))

    def compose_detail(self) -> ComposeResult:
        """The two under the cursor side by side."""
        with Vertical(classes="pane records--detail", id="duplicate-pane"):
            yield RowList(
                COLUMNS,
                empty="The pair under the cursor is shown here.",
                can_mark=False,
                id="duplicate-sides",
            )

    def show_detail(self, record_id: int | None) -> None:
        """Show the two of a pair."""
        pair = None if record_id is None else self.record_of(record_id)
        rows = self.query_one("#duplicate-sides", RowList)
        pane = self.query_one("#duplicate-pane")
        pane.border_title = pane_title("Side by side", None, pair.duplicate.in_words if pair else "")
        reader, now = self.session.reader, self.session.now()
        ours = reader.contacts.get(pair.duplicate.contact_id, now) if pair else None
        theirs = reader.contacts.get(pair.duplicate.other_id, now) if pair else None
        if ours is None or theirs is None:
            rows.show(FixedRows())
            return
        rows.set_titles(["", f"This one, {ours.id}", f"That one, {theirs.id}"])
        unlike = differences(ours, theirs, reader.contacts.named_by((ours.id, theirs.id)))
        rows.show(FixedRows(side_rows(reader.duplicates.belongings, ours, theirs, unlike)), from_top=True)

    def open_record(self, key: RowKey) -> None:  # noqa: ARG002
        """Merge the two under the cursor."""
        self.action_merge_pair()

    def _pair(self) -> Duplicate | None:
        if self.record() is None:
            return None
        pair = self.record_of(self.in_view() or 0)
        return pair.duplicate if pair else None

    @work
    async def action_merge_pair(self) -> None:
        """Show the two under the cursor side by side, and make them one."""
        from iitui.ui.duplicates.actions import merge_two

        pair = self._pair()
        if pair is not None:
            await merge_two(self, pair.contact_id, pair.other_id)

    @work
    async def action_set_apart(self) -> None:
        """Note that the two of each marked pair, or of the one under the cursor, are two people."""
        wanted = {key for key in self.rows.acted_on if isinstance(key, int)}
        pairs = [each for number, each in (self._pairs or {}).items() if number in wanted]
        if not pairs:
            self.record()
            return
        first = self.record_of(pair_number(pairs[0]))
        names = f"{first.name} and {first.other}" if first and len(pairs) == 1 else f"{len(pairs)} pairs"
        done = await self.carry_out(
            lambda store: store.contacts.set_apart([(pair.contact_id, pair.other_id) for pair in pairs]),
            f"Not the same: {clean_line(names)}. u undoes it.",
        )
        if done:
            self.rows.clear_marks()

    def action_show_person(self) -> None:
        """Go to the first of the two under the cursor."""
        pair = self._pair()
        if pair is not None:
            self.post_message(ShowContact(pair.contact_id))
