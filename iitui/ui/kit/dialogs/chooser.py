"""A list to choose one thing from, with what there is to know about it below.

It asks and answers with the key of a row, or None when it was left.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import ListColumn, RowKey, RowList, RowSource
from iitui.ui.kit.screens import Dialog


class Chooser(Dialog[RowKey | None]):
    """Lets one row of a list be chosen."""

    AUTO_FOCUS = "RowList"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter",
            "choose",
            "Choose",
            "chooser.choose",
            "Choose the row under the cursor",
            show=True,
            priority=True,
        ),
        bind("escape", "leave", "Cancel", "chooser.leave", "Cancel; leave everything as it is", show=True),
    ]

    def __init__(
        self,
        title: str,
        columns: Sequence[ListColumn],
        source: RowSource,
        *,
        initial_key: RowKey | None = None,
    ) -> None:
        """Make a choice.

        Args:
            title: what is chosen.
            columns: of the list.
            source: the rows to choose from.
            initial_key: the row that the cursor is on at first.
        """
        super().__init__(classes="form")
        self._title = title
        self._columns = columns
        self._source = source
        self._initial_key = initial_key

    def detail(self, key: RowKey) -> Content | None:  # noqa: ARG002
        """Return the text about a row below the list; None for nothing."""
        return None

    def contents(self, key: RowKey) -> Content | None:  # noqa: ARG002
        """Return the lines below that, each cut where the room ends; None for nothing."""
        return None

    def compose(self) -> ComposeResult:
        """Put the list above what there is to know."""
        with Vertical(classes="form--box chooser--box") as box:
            box.border_title = Content(self._title)
            yield RowList(self._columns, self._source, show_header=False, can_mark=False)
            yield Static(classes="chooser--detail", markup=False)
            yield Static(classes="chooser--contents", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor on the initial row."""
        rows = self.query_one(RowList)
        if self._initial_key is not None:
            rows.move_to(self._initial_key)
        self._show_detail(rows.cursor_key)

    @on(RowList.Highlighted)
    def _move(self, message: RowList.Highlighted) -> None:
        self._show_detail(message.key)

    def _show_detail(self, key: RowKey | None) -> None:
        for part, words_of in (("detail", self.detail), ("contents", self.contents)):
            words = None if key is None else words_of(key)
            below = self.query_one(f".chooser--{part}", Static)
            below.display = words is not None
            below.update(words or "")

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        self.dismiss(message.key)

    def action_choose(self) -> None:
        """Answer with the row under the cursor."""
        self.query_one(RowList).action_open_row()

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
