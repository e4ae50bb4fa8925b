"""Matching the columns of a table with the fields of a contact, before anything of it is read."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.text import several
from iitui.interchange.tables.choice import says_who
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.table import Fields
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.menu import Menu, MenuItem
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.theme import QUIET

_COLUMNS = (ListColumn("Column", share=3), ListColumn("Examples", share=4), ListColumn("Field", 16))
_NOT_USED = "not used"
_ITEMS = (
    (TableField.NAME, "n", "the whole name"),
    (TableField.FIRST_NAME, "f", ""),
    (TableField.MIDDLE_NAME, "m", ""),
    (TableField.LAST_NAME, "l", ""),
    (TableField.PREFIX, "b", "such as Dr."),
    (TableField.SUFFIX, "a", "such as Jr. or PhD"),
    (TableField.NICKNAME, "c", ""),
    (TableField.ORGANIZATION, "o", "where they work"),
    (TableField.ROLE, "r", "what they do there"),
    (TableField.EMAIL, "e", "one or several"),
    (TableField.PHONE, "p", "one or several"),
    (TableField.URL, "u", "one or several"),
    (TableField.TAGS, "t", "one or several"),
    (TableField.NOTES, "w", "several columns are combined"),
    (TableField.SOURCE, "s", "how you know them"),
    (TableField.REFERRED_BY, "i", "who referred you"),
    (TableField.NAME_PERMISSION, "y", "yes, no, will introduce me"),
    (TableField.LEVEL, "v", "starting, experienced, senior, leading"),
    (TableField.CADENCE_DAYS, "d", "how often to keep in touch"),
    (TableField.UID, "z", "a permanent ID, for importing again"),
)
"""The fields in the order of the keys left and right, and of the menu, with their letters there."""

_ORDER: tuple[TableField | None, ...] = (None, *(field for field, _, _ in _ITEMS))
_LEAVE_OUT = MenuItem("x", _NOT_USED, "ignore this column")


class MatchColumns(Dialog[Fields | None]):
    """Shows the columns of a table with their first values. Answers with what each holds, or None."""

    AUTO_FOCUS = "RowList"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter",
            "go_on",
            "Continue",
            "columns.go_on",
            "See what would be imported",
            show=True,
            priority=True,
        ),
        bind(
            "space", "choose_field", "Field", "columns.choose", "Choose what the column contains", show=True
        ),
        bind("right", "step(1)", "Next", "columns.next", "Next field for this column", show=True),
        bind("left", "step(-1)", "Before", "columns.previous", "Previous field for this column", show=True),
        bind("x,delete", "leave_out", "Ignore", "columns.leave_out", "Ignore the column", show=True),
        bind("escape", "leave", "Back", "columns.leave", "Cancel; nothing is imported", show=True),
    ]

    def __init__(self, file: str, names: Sequence[str], values: Sequence[str], fields: Fields) -> None:
        """Make a dialog.

        Args:
            file: the name of the file.
            names: of its columns, from left to right.
            values: the first values of each column, in one line.
            fields: what each column seems to hold.
        """
        super().__init__(classes="form")
        self._file = file
        self._names = tuple(names)
        self._values = tuple(values)
        self._fields = list(fields)
        self._source = LazyRows(range(len(self._names)), self._row)

    def compose(self) -> ComposeResult:
        """Put what is to be done above the columns, and all of the one under the cursor below them."""
        with Vertical(classes="form--box preview--box") as box:
            box.border_title = Content(f"Columns of {self._file}")
            yield Static(self._words(), classes="preview--counts")
            yield RowList(_COLUMNS, self._source, can_mark=False, id="columns-list", empty="No columns.")
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def _row(self, place: int) -> ListRow:
        held = self._fields[place]
        name: str | Content = self._names[place] or Content.styled(f"column {place + 1}", QUIET)
        field = Content.styled(held.in_words, "$text-success") if held else Content.styled(_NOT_USED, QUIET)
        return ListRow(place, (name, self._values[place], field), style="" if held else "dim")

    def _words(self) -> Content:
        used = sum(held is not None for held in self._fields)
        if not says_who(tuple(self._fields)):
            words = (
                "No column says who these people are yet. Choose one for the name, the email address or the"
                " organization."
            )
            return Content.styled(words, "$text-warning")
        return Content(
            f"What does each column contain? {used} of {several(len(self._names), 'column')} will be used.\n"
            "Your choice is remembered for files with the same columns."
        )

    @property
    def _list(self) -> RowList:
        return self.query_one("#columns-list", RowList)

    @property
    def _place(self) -> int | None:
        """The place of the column under the cursor."""
        key = self._list.cursor_key
        return key if isinstance(key, int) else None

    @on(RowList.Highlighted, "#columns-list")
    def _move(self, message: RowList.Highlighted) -> None:
        self._show_detail(message.key)

    def _show_detail(self, key: RowKey | None) -> None:
        words = ""
        if isinstance(key, int):
            words = f"{self._names[key] or f'column {key + 1}'}\n{self._values[key] or 'empty'}"
        self.query_one(".preview--detail", Static).update(Content(words))

    def _set(self, place: int, held: TableField | None) -> None:
        self._fields[place] = held
        self._list.show(self._source)
        self.query_one(".preview--counts", Static).update(self._words())

    def action_step(self, step: int) -> None:
        """Go to another field for the column under the cursor."""
        if (place := self._place) is not None:
            at = (_ORDER.index(self._fields[place]) + step) % len(_ORDER)
            self._set(place, _ORDER[at])

    def action_leave_out(self) -> None:
        """Leave out the column under the cursor, and go to the next."""
        if (place := self._place) is not None:
            self._set(place, None)
            self._list.action_move_down()

    @work
    async def action_choose_field(self) -> None:
        """Choose a field for the column under the cursor from a menu, and go to the next."""
        if (place := self._place) is None:
            return
        letters = {field: letter for field, letter, _ in _ITEMS}
        items = [MenuItem(letter, field.in_words, hint) for field, letter, hint in _ITEMS]
        held = self._fields[place]
        title = f"What does {self._names[place] or 'this column'} contain?"
        initial = letters[held] if held else _LEAVE_OUT.letter
        letter = await self.app.push_screen_wait(Menu(title, [*items, _LEAVE_OUT], initial=initial))
        if letter is not None:
            self._set(place, next((field for field, own, _ in _ITEMS if own == letter), None))
            self._list.action_move_down()

    def action_go_on(self) -> None:
        """Answer with what each column holds, once something says who they are."""
        if says_who(tuple(self._fields)):
            self.dismiss(tuple(self._fields))

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
