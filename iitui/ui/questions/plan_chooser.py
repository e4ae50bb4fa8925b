"""The dialog that asks which ready-made plan to take, and shows its minutes and its questions."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from iitui.domain.built_in import ReadyPlan
from iitui.domain.text import several
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey
from iitui.ui.kit.theme import QUIET

MOST_SHOWN = 9
"""How many questions of a plan are listed, so that the box fits in 24 lines and keeps its height."""

_COLUMNS = (
    ListColumn("Name"),
    ListColumn("Questions", 12, justify="right"),
    ListColumn("Minutes", 7, justify="right"),
)


class PlanChooser(Chooser):
    """Asks for one ready-made plan."""

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

    def detail(self, key: RowKey) -> Content | None:
        """Say when to take the plan, what it replaces, and what it asks."""
        plan = self._plans[str(key)]
        lines = [Content.styled(plan.description, "bold")]
        if self._replaced:
            which = "the question" if self._replaced == 1 else f"the {self._replaced} questions"
            lines.append(Content.styled(f"Replaces {which} still to ask; answers stay.", "$text-warning"))
        return Content("\n").join(lines)

    def contents(self, key: RowKey) -> Content | None:
        """List the questions, as many as there is room for."""
        asked = self._questions[str(key)]
        if not asked:
            return Content("Everything in the bank has been answered for this occupation.")
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
