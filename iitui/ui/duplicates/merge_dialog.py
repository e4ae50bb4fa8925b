"""The dialog before two contacts become one: who stays, and which value of each field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.contacts import Contact
from iitui.domain.identity.merging import Difference, MergeField
from iitui.domain.text import clean_line, several, shorten
from iitui.ui.duplicates.sides import COLUMNS
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import FixedRows, ListRow, RowList
from iitui.ui.kit.screens import Dialog

_LONGEST_NAME, _LONGEST = 40, 150


@dataclass(frozen=True, slots=True)
class MergeAnswer:
    """What the user chose.

    Attributes:
        into: the contact that stays.
        gone: the one that becomes part of it.
        takes: the fields in which the value of that one is taken.
        seen: the differences that the user chose from.
    """

    into: Contact
    gone: Contact
    takes: frozenset[MergeField]
    seen: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two contacts in the order in which they stand: the first stays.

    Attributes:
        rows: makes the rows, given the fields in which the value of the other one is taken.
    """

    into: Contact
    gone: Contact
    unlike: tuple[Difference, ...]
    rows: Callable[[frozenset[MergeField]], Sequence[ListRow]]


class MergeDialog(Dialog[MergeAnswer | None]):
    """Shows two contacts side by side and lets what stays be chosen. None: nothing is merged."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "merge", "Merge", "merge.merge", "Merge the two", show=True, priority=True),
        bind(
            "space",
            "take_other",
            "Switch value",
            "merge.take",
            "Keep the other contact's value in this field; the dropped value goes into the notes",
            show=True,
        ),
        bind("s", "swap", "Swap", "merge.swap", "Keep the other contact instead", show=True),
        bind("escape", "leave", "Cancel", "merge.leave", "Cancel; leave both as they are", show=True),
    ]

    AUTO_FOCUS = "RowList"

    def __init__(self, sides: Sides, other_sides: Sides) -> None:
        """Make the dialog.

        Args:
            sides: the two as they stand at first.
            other_sides: the same two the other way round.
        """
        super().__init__(classes="form")
        self._sides, self._other = sides, other_sides
        self._takes = self._proposed()

    def _proposed(self) -> frozenset[MergeField]:
        return frozenset(each.field for each in self._sides.unlike if each.takes_theirs)

    def compose(self) -> ComposeResult:
        """Put the two side by side above what becomes of the rest."""
        with Vertical(classes="form--box preview--box", id="merge-box"):
            yield RowList(COLUMNS, can_mark=False)
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the two, with the cursor on the first field in which they differ."""
        self._show()
        if self._sides.unlike:
            self.query_one(RowList).move_to(self._sides.unlike[0].field.value)

    def _show(self) -> None:
        into, gone = self._sides.into, self._sides.gone
        names = [clean_line(shorten(each.name, _LONGEST_NAME)) for each in (gone, into)]
        self.query_one("#merge-box").border_title = Content(f"Merge {names[0]} into {names[1]}")
        rows = self.query_one(RowList)
        rows.set_titles(["", f"Stays: {names[1]}, {into.id}", f"Goes: {names[0]}, {gone.id}"])
        rows.show(FixedRows(self._sides.rows(self._takes)))
        self._say_rest()
        self.refresh_bindings()

    def _field(self) -> MergeField | None:
        """Return the field under the cursor, if the two differ in it."""
        key = self.query_one(RowList).cursor_key if self.is_mounted else None
        return next((each.field for each in self._sides.unlike if each.field.value == key), None)

    @on(RowList.Highlighted)
    def _say_rest(self) -> None:
        count = len(self._sides.unlike)
        words = "There are no differences."
        if count:
            words = f"They differ in {several(count, 'field')}: ● is kept, ○ becomes a line in the notes."
        words = f"{words} Everything else from both is kept. u undoes it."
        self.query_one(".preview--detail", Static).update(Content("\n".join([*self._whole(), words])))
        self.refresh_bindings()

    def _whole(self) -> list[str]:
        """Return both values of the field under the cursor, which the columns may have cut."""
        field = self._field()
        each = next((each for each in self._sides.unlike if each.field is field), None)
        if each is None:
            return []
        stays, goes = (each.theirs, each.ours) if field in self._takes else (each.ours, each.theirs)
        return [f"{mark} {clean_line(shorten(text, _LONGEST))}" for mark, text in (("●", stays), ("○", goes))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer a choice only where there is one."""
        return action != "take_other" or self._field() is not None

    def action_take_other(self) -> None:
        """Let the other value of the field under the cursor stay."""
        field = self._field()
        if field is not None:
            self._takes ^= {field}
            self._show()

    @on(RowList.Opened)
    def _open(self) -> None:
        self.action_merge()

    def action_swap(self) -> None:
        """Let the other contact stay, with what is proposed then."""
        self._sides, self._other = self._other, self._sides
        self._takes = self._proposed()
        self._show()

    def action_merge(self) -> None:
        """Answer with what was chosen."""
        sides = self._sides
        self.dismiss(MergeAnswer(sides.into, sides.gone, self._takes, sides.unlike))

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
