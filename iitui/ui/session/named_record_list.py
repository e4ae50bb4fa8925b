"""The base of the lists of occupations and organizations: search, rename, merge, delete.

Both are named records on which others depend, so that the same keys do the same in both.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import work
from textual.binding import Binding

from iitui.domain.errors import BadInputError
from iitui.domain.known_words import WordKind, whole
from iitui.domain.text import clean_line, several
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.record_list import SEARCH_KEYS, NamedRecord, RecordListScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


class NamedReader(Protocol):
    """What reads the records of a list."""

    def ids(self, query: str = "") -> list[int]:
        """Return the IDs of the records that match a search."""

    def get(self, record_id: int, /) -> NamedRecord | None:
        """Return a record."""

    def named(self, name: str) -> NamedRecord | None:
        """Return the record with a name."""

    def hanging_on(self, record_ids: Sequence[int], /) -> int:
        """Return how many other records depend on some records."""


class NamedWriter(Protocol):
    """What writes the records of a list."""

    def rename(self, record_id: int, name: str, /, *, seen: str | None = None) -> NamedRecord:
        """Rename a record."""

    def merge(self, record_id: int, into_id: int, /) -> NamedRecord:
        """Make two records one."""

    def delete(self, record_ids: Sequence[int], /) -> None:
        """Delete records."""


RECORD_KEYS: tuple[Binding, ...] = (
    bind(
        "e", "rename_record", "Rename", "record.rename", "Rename it; using a name that exists merges the two"
    ),
    bind("M", "merge_record", "Merge", "record.merge", "Merge it into another one", show=True),
    bind("d", "delete_records", "Delete", "record.delete", "Delete it; its contacts or interviews stay"),
    *SEARCH_KEYS,
)
"""The keys of `NamedRecordListScreen`; each screen puts them after its own."""


class NamedRecordListScreen(RecordListScreen):
    """Shows records that can be renamed, merged and deleted.

    Attributes:
        WORDS: the words of the journal that their names are.
        DEPENDENTS: what messages call a record that depends on one of these, and how it is afterwards.
    """

    WORDS: ClassVar[WordKind]
    DEPENDENTS: ClassVar[tuple[str, str]]

    @property
    @abstractmethod
    def records(self) -> NamedReader:
        """What reads the records."""

    @abstractmethod
    def writer_of(self, store: "Store") -> NamedWriter:
        """Return what writes the records."""

    def ids_of(self, query: str) -> Sequence[int]:
        """Return the records that match a search, by name."""
        return self.records.ids(query)

    def record_of(self, record_id: int) -> NamedRecord | None:
        """Return a record; None if it is gone."""
        return self.records.get(record_id)

    @work
    async def action_rename_record(self) -> None:
        """Ask for another name; if another record has it, offer to merge the two."""
        from iitui.ui.session.name_form import NameForm

        record = self.record()
        if record is None:
            return
        called, number, seen = self.CALLED, record.id, record.name

        async def agree(name: str) -> bool:
            other = self.records.named(clean_line(name))
            if other is None or other.id == number:
                return True
            question = (
                f"There is an {called} {clean_line(other.name)} already.\n\n"
                f"Merge {clean_line(seen)} into it? Everything from both is kept. u undoes it."
            )
            return await self.app.push_screen_wait(Confirm("Two with the same name", question))

        def verb(store: "Store", name: str) -> tuple[NamedRecord, bool]:
            other = self._other(store, name, number)
            writer = self.writer_of(store)
            if other is not None:
                return writer.merge(number, other.id), True
            return writer.rename(number, name, seen=seen), False

        done = await self.ask_and_act(
            lambda draft, errors: NameForm(
                f"Rename {clean_line(seen)}", "Name", seen if draft is None else draft, errors
            ),
            verb,
            lambda result: (
                f"Merged {seen} into {result[0].name}" if result[1] else f"Renamed {seen} to {result[0].name}"
            ),
            confirm=agree,
            about=f"{called}:{number}",
        )
        if done is not None:
            self.show_number(done[0].id)

    @work
    async def action_merge_record(self) -> None:
        """Ask for another record, and make the two one."""
        from iitui.ui.session.name_form import NameForm

        record = self.record()
        if record is None:
            return
        number, name = record.id, record.name
        if all(other == number for other in self.records.ids()):
            self.say(f"There is no other {self.CALLED} to merge {name} with.")
            return

        def make_form(draft: str | None, errors: Mapping[str, str]) -> NameForm:
            return NameForm(
                f"Merge {clean_line(name)}",
                "Into",
                draft or "",
                errors,
                suggests=whole(self.WORDS),
                echo_name=self._say_merge,
            )

        def verb(store: "Store", into: str) -> NamedRecord:
            other = self._other(store, into, 0)
            if other is None:
                raise BadInputError({"name": f"There is no {self.CALLED} “{clean_line(into)}”."})
            if other.id == number:
                raise BadInputError({"name": f"{name} cannot be merged with itself."})
            return self.writer_of(store).merge(number, other.id)

        kept = await self.ask_and_act(
            make_form,
            verb,
            lambda kept: f"Merged {name} into {kept.name}. u undoes it.",
            about=f"{self.CALLED}:{number}",
        )
        if kept is not None:
            self.show_number(kept.id)

    def _other(self, store: "Store", name: str, but: int) -> NamedRecord | None:
        """Return the record with a name, as the store sees it, unless it is the one with ID `but`."""
        other = self.reader_of(store).named(clean_line(name))
        return None if other is None or other.id == but else other

    @abstractmethod
    def reader_of(self, store: "Store") -> NamedReader:
        """Return what reads the records within an act."""

    def _say_merge(self, name: str) -> str:
        other = self.records.named(clean_line(name))
        if other is None:
            return ""
        count = self.records.hanging_on([other.id])
        return f"{clean_line(other.name)}, with {several(count, self.DEPENDENTS[0])}"

    @work
    async def action_delete_records(self) -> None:
        """Ask, then delete the marked records, or the one under the cursor; what depends on them stays."""
        chosen = [key for key in self.rows.acted_on if isinstance(key, int)]
        records = [record for record in map(self.records.get, chosen) if record is not None]
        if not records:
            self.record()
            return
        what = clean_line(records[0].name) if len(records) == 1 else f"{len(records)} {self.CALLED}s"
        numbers = [record.id for record in records]
        count = self.records.hanging_on(numbers)
        called, afterwards = self.DEPENDENTS
        stays = f"{several(count, called)} will stay, {afterwards}." if count else f"No {called} is affected."
        question = f"Delete {what}, with its research?\n\n{stays} u undoes it."
        if not await self.app.push_screen_wait(Confirm("Delete", question)):
            return
        if await self.carry_out(
            lambda store: self.writer_of(store).delete(numbers),
            f"Deleted {what}; {several(count, called)} kept. u undoes it.",
        ):
            self.rows.clear_marks()
