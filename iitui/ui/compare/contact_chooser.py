"""Whom to ask next about an occupation: those who would add most to what was heard come first."""

from collections.abc import Sequence

from textual.content import Content

from iitui.domain.comparison import Candidate
from iitui.domain.text import shorten
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow, RowKey
from iitui.ui.kit.theme import QUIET

SOMEBODY = "someone"
"""The key of the row for which the form asks who it is."""

_COLUMNS = (
    ListColumn("Who", share=3),
    ListColumn("Role", share=3, least=56),
    ListColumn("Organization", share=3),
    ListColumn("Level", 11),
)


class CandidateChooser(Chooser):
    """Asks for one contact, or for somebody who is typed into the form."""

    def __init__(self, occupation: str, candidates: Sequence[Candidate], hint: str) -> None:
        """Make the choice.

        Args:
            occupation: its name.
            candidates: those who were not asked about it, the best first.
            hint: whom to look for.
        """
        self._hint = hint

        def row(place: int) -> ListRow:
            if place == len(candidates):
                return ListRow(SOMEBODY, (Content.styled("someone else …", QUIET),))
            who = candidates[place]
            level = who.level.value if who.level else ""
            return ListRow(who.id, (who.name, Content.styled(who.role, QUIET), who.organization, level))

        keys: list[RowKey] = [candidate.id for candidate in candidates]
        super().__init__(
            f"Who to ask about {shorten(occupation, 40)}", _COLUMNS, LazyRows([*keys, SOMEBODY], row)
        )

    def detail(self, key: RowKey) -> Content | None:  # noqa: ARG002
        """Say whom to look for."""
        return Content.styled(self._hint, "$text-primary") if self._hint else None
