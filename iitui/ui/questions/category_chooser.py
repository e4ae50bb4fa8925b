"""The dialog that asks which category of questions to show."""

from collections.abc import Mapping

from textual.content import Content

from iitui.domain.questions import Category
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow
from iitui.ui.kit.theme import QUIET

ALL = "all"
"""The key of the row for all categories."""

_COLUMNS = (ListColumn("Category"), ListColumn("Questions", 4, justify="right"))


class CategoryChooser(Chooser):
    """Asks for one category, or all."""

    def __init__(self, counts: Mapping[Category, int], now: Category | None) -> None:
        """Make the choice.

        Args:
            counts: how many questions there are by category.
            now: the category that is shown; None for all.
        """
        rows = [ListRow(ALL, ("all categories", _count(sum(counts.values()))))]
        rows += [ListRow(each.value, (each.value, _count(counts.get(each, 0)))) for each in Category]
        super().__init__("Category", _COLUMNS, FixedRows(rows), initial_key=now.value if now else ALL)


def _count(number: int) -> Content:
    return Content.styled(str(number), QUIET)
