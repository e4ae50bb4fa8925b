"""The pane of the bank: its questions, the search, the filter and the order, and a title with all of them."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from iitui.domain.questions import BankRow, Category, Phase, QuestionDraft
from iitui.domain.text import comma_join
from iitui.store.questions.read import BankFilter
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import RowKey, RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.questions.rows import BANK_COLUMNS, BANK_SORTING, BankOrder, bank_rows

NOTHING_MATCHES = "No questions match. Press esc to show all."
NOTHING_HERE = "The bank is empty. Press n to write your own question,\nor B to bring the built-in ones back."


class BankList(RowList):
    """The list of the bank, where enter picks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "open_row", "Pick", "bank.pick", "Pick the question, or drop it"),
    ]


class BankPane(Vertical):
    """Shows the bank; knows neither where its questions come from nor what is done with them.

    Attributes:
        questions: the questions that are shown, by number.
        category: the only category that is shown; None for all.
        phase: the only phase that is shown; None for all.
        order: whether the headings are phases or categories.
    """

    def __init__(self, narrow: Callable[[str], None], *, id: str) -> None:  # noqa: A002
        """Make the pane.

        Args:
            narrow: is called with each new text of the search.
            id: the id of the pane.
        """
        super().__init__(id=id, classes="pane")
        self._narrow = narrow
        self.questions: dict[RowKey, BankRow] = {}
        self.category: Category | None = None
        self.phase: Phase | None = None
        self.order = BankOrder.PHASE
        self._title = "Bank"
        self._hint = ""

    def compose(self) -> ComposeResult:
        """Put the search above the list; it is visible while it is used."""
        box = SearchBox(self._narrow, "a word in the question, its category or phase", id="bank-search")
        box.display = False
        yield box
        yield BankList(BANK_COLUMNS, empty=NOTHING_HERE, sorting=BANK_SORTING, id="bank")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#bank", RowList)

    @property
    def search(self) -> SearchBox:
        """The search."""
        return self.query_one("#bank-search", SearchBox)

    @property
    def filter(self) -> BankFilter:
        """Which questions of the bank to show."""
        return BankFilter(query=self.search.value, category=self.category, phase=self.phase)

    @property
    def current(self) -> BankRow | None:
        """The question under the cursor; None when the cursor is on none."""
        return self.questions.get(self.rows.cursor_key or 0)

    @property
    def acted_on(self) -> list[BankRow]:
        """The questions that the next key acts on: the marked ones, or the one under the cursor."""
        return [self.questions[key] for key in self.rows.acted_on if key in self.questions]

    def new_draft(self) -> QuestionDraft:
        """Return a new question of the category and the phase that are shown."""
        usual = QuestionDraft(text="")
        return QuestionDraft(
            text="", category=self.category or usual.category, phase=self.phase or usual.phase
        )

    def show(self, rows: Sequence[BankRow], *, from_top: bool = False) -> None:
        """Show questions, and name the filter in the title.

        Args:
            rows: the questions that the filter lets through.
            from_top: begin at the first one.
        """
        self.questions = {row.question.id: row for row in rows}
        query = " ".join(self.search.value.split())
        words = [word.value for word in (self.category, self.phase) if word is not None]
        if query:
            words.append(f"“{query[:24]}”")
        self.rows.set_empty(NOTHING_MATCHES if words else NOTHING_HERE)
        self.rows.show(bank_rows(rows, self.order, self.rows.order), from_top=from_top)
        title = " · ".join(["Bank", *words, str(len(rows))])
        self._title = comma_join(title, BANK_SORTING.say(self.rows.order))
        self._say_title()

    def open_search(self) -> None:
        """Show the search and focus it."""
        self.search.display = True
        self.search.focus()

    def show_next_phase(self) -> None:
        """Filter by the next phase; after the last, by none."""
        phases = [None, *Phase]
        self.phase = phases[(phases.index(self.phase) + 1) % len(phases)]

    def change_order(self) -> None:
        """Put the questions under headings of phases or of categories."""
        self.order = BankOrder.CATEGORY if self.order is BankOrder.PHASE else BankOrder.PHASE

    def clear_filter(self) -> None:
        """Show the whole bank again, with an empty search."""
        self.category = self.phase = None
        self.search.value = ""
        self.search.display = self.search.has_focus

    def on_descendant_blur(self) -> None:
        """Hide a search that is not used."""
        self.search.display = self.search.has_focus or bool(self.search.value)

    def show_hint(self, words: str) -> None:
        """Show a hint behind the title; '' for none."""
        self._hint = words
        self._say_title()

    def _say_title(self) -> None:
        self.border_title = pane_title(self._title, None, self._hint)
