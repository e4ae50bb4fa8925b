"""The dialog that asks which ready-made plan to take, and shows its minutes and its questions."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from iitui.domain.built_in import OWN_PLAN, ReadyPlan
from iitui.domain.text import several
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.theme import QUIET

MOST_SHOWN = 9
"""How many questions of a plan are listed, so that the box fits in 24 lines and keeps its height."""

_COLUMNS = (
    ListColumn("Name"),
    ListColumn("Questions", 12, justify="right"),
    ListColumn("Minutes", 7, justify="right"),
)


REMOVE = "remove:"
"""Stands in the answer before the plan that is to be removed."""


class PlanChooser(Chooser):
    """Asks for one ready-made plan to take, or to remove if it is in the journal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "d",
            "remove",
            "Remove",
            "plan.remove",
            "Delete the plan; its questions stay in the bank",
            show=True,
        ),
    ]

    def __init__(
        self, who: str, plans: Sequence[ReadyPlan], questions: Mapping[str, Sequence[str]], replaced: int
    ) -> None:
        """Make the choice.

        Args:
            who: with whom the interview is.
            plans: the plans there are.
            questions: what each plan asks, by its slug.
            replaced: how many questions that are still to ask it will replace.
        """
        rows = [_row(plan, len(questions[plan.slug])) for plan in plans]
        super().__init__(f"Ready-made plans · for {who}", _COLUMNS, FixedRows(rows))
        self._plans = {plan.slug: plan for plan in plans}
        self._questions = questions
        self._replaced = replaced

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to remove what is not built in."""
        if action != "remove":
            return True
        plan = self._plans.get(str(self.query_one(RowList).cursor_key))
        return plan is not None and bool(plan.origin)

    def action_remove(self) -> None:
        """Answer that the plan under the cursor is to be removed."""
        self.dismiss(f"{REMOVE}{self.query_one(RowList).cursor_key}")

    def detail(self, key: RowKey) -> Content | None:
        """Say when to take the plan, what it replaces, and what it asks."""
        plan = self._plans[str(key)]
        lines = [Content.styled(plan.description or plan.name, "bold")]
        if plan.origin:
            origin = plan.origin if plan.origin == OWN_PLAN else f"from {plan.origin}"
            lines.append(Content.styled(origin, QUIET))
        if self._replaced:
            which = "the question" if self._replaced == 1 else f"the {self._replaced} questions"
            lines.append(Content.styled(f"Replaces {which} not asked yet; answers stay.", "$text-warning"))
        return Content("\n").join(lines)

    def contents(self, key: RowKey) -> Content | None:
        """List the questions, as many as there is room for."""
        asked = self._questions[str(key)]
        if not asked:
            return Content(
                "None of its questions is in the bank."
                if self._plans[str(key)].computed is None
                else "Every question in the bank has been answered for this occupation."
            )
        shown = asked if len(asked) <= MOST_SHOWN else asked[: MOST_SHOWN - 1]
        lines = [Content.assemble((f"{place:>2}  ", QUIET), text) for place, text in enumerate(shown, 1)]
        if len(shown) < len(asked):
            lines.append(Content.styled(f"    and {len(asked) - len(shown)} more", QUIET))
        return Content("\n").join(lines)


def _row(plan: ReadyPlan, count: int) -> ListRow:
    words = several(count, "question")
    return ListRow(
        plan.slug,
        (
            plan.name,
            Content.styled(words, QUIET),
            Content.styled(f"{plan.minutes} min", QUIET),
        ),
    )
