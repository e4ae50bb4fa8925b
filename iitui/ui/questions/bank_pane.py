"""The bank of questions, with its search and a title that says what is shown."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from iitui.domain.enums.questions import Category, Phase
from iitui.domain.values.questions import BankRow
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.questions.rows import BANK_COLUMNS, Order, bank_rows

NOTHING_FITS = "No question fits. Escape shows all of them."
NOTHING_HERE = (
    "The bank is empty. Press n to write a question of your own,\nor R to bring the built-in questions back."
)


class BankPane(Vertical):
    """Shows the bank; knows neither where its rows come from nor what is done with them."""

    def __init__(self, narrow: Callable[[str], None], *, id: str) -> None:  # noqa: A002
        """Make the pane.

        Args:
            narrow: is called with each new text of the search.
            id: the id of the pane.
        """
        super().__init__(id=id, classes="pane")
        self._narrow = narrow

    def compose(self) -> ComposeResult:
        """Put the search above the list; it is seen while it is used."""
        box = SearchBox(self._narrow, "a word of the question, its category or phase", id="bank-search")
        box.display = False
        yield box
        yield RowList(BANK_COLUMNS, empty=NOTHING_HERE, show_header=False, id="bank")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#bank", RowList)

    @property
    def search(self) -> SearchBox:
        """The search."""
        return self.query_one("#bank-search", SearchBox)

    def show(
        self,
        rows: Sequence[BankRow],
        order: Order,
        category: Category | None,
        phase: Phase | None,
        *,
        from_top: bool = False,
    ) -> None:
        """Show questions, and say by what they were narrowed."""
        query = " ".join(self.search.value.split())
        words = [word.value for word in (category, phase) if word is not None]
        if query:
            words.append(f"“{query[:24]}”")
        self.rows.set_empty(NOTHING_FITS if words else NOTHING_HERE)
        self.rows.show(bank_rows(rows, order), from_top=from_top)
        self.border_title = Content(" · ".join(["Bank", *words, str(len(rows))]))

    def open_search(self) -> None:
        """Show the search and give it the keys."""
        self.search.display = True
        self.search.focus()

    def clear_search(self) -> None:
        """Search for nothing."""
        self.search.value = ""
        self.search.display = self.search.has_focus

    def on_descendant_blur(self) -> None:
        """Put a search away that nobody uses."""
        self.search.display = self.search.has_focus or bool(self.search.value)

    def say_below(self, words: str) -> None:
        """Say something in the lower border, or nothing."""
        self.border_subtitle = Content(words)
