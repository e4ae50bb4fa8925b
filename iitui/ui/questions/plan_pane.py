"""The pane of the plan of one interview: with whom, when, its questions, and how they fit the time."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from iitui.domain.plan_length import Fit, PlanLength
from iitui.domain.questions import Asked, PlanItem
from iitui.ui.kit.lists.row_list import RowKey, RowList
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.theme import QUIET
from iitui.ui.questions.rows import PLAN_COLUMNS, plan_rows

NOTHING_PICKED = "Nothing picked yet.\nPress r for a ready-made plan,\nor enter on a question in the bank."


class PlanPane(Vertical):
    """Shows a plan; knows neither where it comes from nor what is done with it.

    Attributes:
        items: the planned questions, in order.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="pane")
        self.items: list[PlanItem] = []

    def compose(self) -> ComposeResult:
        """Put the list in the pane."""
        yield RowList(PLAN_COLUMNS, empty=NOTHING_PICKED, show_header=False, id="plan")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#plan", RowList)

    def item(self, key: RowKey | None) -> PlanItem | None:
        """Return the planned question of a row; None when there is none any more."""
        return next((item for item in self.items if item.id == key), None)

    def item_of(self, question_id: int) -> PlanItem | None:
        """Return a question as it is planned; None when it is not picked."""
        return next((item for item in self.items if item.question.id == question_id), None)

    @property
    def current(self) -> PlanItem | None:
        """The planned question under the cursor; None when the cursor is on none."""
        return self.item(self.rows.cursor_key)

    @property
    def acted_on(self) -> list[PlanItem]:
        """The planned questions that the next key acts on: the marked ones, or the one under the cursor."""
        return [item for key in self.rows.acted_on if (item := self.item(key)) is not None]

    def move_to(self, question_id: int) -> None:
        """Put the cursor on a picked question."""
        item = self.item_of(question_id)
        if item is not None:
            self.rows.move_to(item.id)

    def show(self, title: str, items: Sequence[PlanItem], length: PlanLength, *, is_planned: bool) -> None:
        """Show a plan.

        Args:
            title: whose interview, and when.
            items: the questions, in order.
            length: how they fit the time.
            is_planned: whether the interview is still to come, so that they can be chosen to fit.
        """
        self.items = list(items)
        self.rows.show(plan_rows(items, length))
        style = {
            Fit.EMPTY: QUIET,
            Fit.SHORT: "$text-warning",
            Fit.GOOD: "$text-success",
            Fit.LONG: "$text-warning",
        }[length.fit]
        time = f"{length.total} of {length.asked_for if is_planned else length.interview_minutes} min"
        done = sum(item.state is not Asked.TO_ASK for item in items)
        said = (f" · {done} done", "") if done else (f" · {length.verdict}" if is_planned else "", style)
        asked_for = f"ask for {length.asked_for} min" if is_planned else ""
        self.border_title = Content.assemble(
            pane_title("Plan", len(items), time), said, " · ", pane_title(title, None, asked_for)
        )
