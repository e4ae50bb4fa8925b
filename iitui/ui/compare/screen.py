"""The screen Compare: the occupations side by side, and the facts of the one under the cursor."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content

from iitui.domain.comparison import ComparedOccupation, Comparison, whom_to_ask_next
from iitui.domain.text import comma_join, shorten
from iitui.ui.compare.actions import PLAN_KEY, plan_next_interview
from iitui.ui.compare.wording import COLUMNS, SORTING, occupation_facts, occupation_rows, sorted_occupations
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import RowKey, RowList
from iitui.ui.kit.text.paragraphs import Paragraphs
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.list_keys import LIST_KEYS
from iitui.ui.session.navigation import COMPARE, GoTo, Place
from iitui.ui.session.screen import JournalScreen

_LIST_NAME = "Compare"
"""The name under which the order chosen is remembered."""

_EMPTY = (
    "This is where you'll see what your interviews say about each occupation, side by side.\n\n"
    "Press i to plan an interview, and name the occupation it's about."
)


class CompareScreen(JournalScreen):
    """Lists the occupations; enter opens one."""

    PLACE: ClassVar[Place] = COMPARE
    PURPOSE: ClassVar[str] = COMPARE.purpose
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (132, "-wide")]  # noqa: RUF012
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#occupations-pane": ("list.open", "app.occupations", "app.organizations", "list.sort"),
        "#occupation-pane": ("list.open", "compare.interview", "compare.standing"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        PLAN_KEY,
        bind(
            "S",
            "set_standing",
            "Standing",
            "compare.standing",
            "Record where you stand on this occupation, and why",
            show=True,
        ),
        *LIST_KEYS,
    ]

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._occupations: dict[RowKey, ComparedOccupation] = {}

    def compose_body(self) -> ComposeResult:
        """Put the list above the facts."""
        with Container(id="compare"):
            with Vertical(id="occupations-pane", classes="pane"):
                rows = RowList(COLUMNS, empty=_EMPTY, can_mark=False, sorting=SORTING, id="occupations")
                rows.set_order(self.session.orders.get(_LIST_NAME, SORTING.usual))
                yield rows
            with VerticalScroll(id="occupation-pane", classes="pane", can_focus=False):
                yield Paragraphs()

    def reload(self) -> None:
        """Read the occupations anew."""
        super().reload()
        session = self.session
        compared = session.reader.compare.overview(session.now())
        self._occupations = {each.occupation.id: each for each in compared}
        self._show_rows()
        self._show_facts()

    def _show_rows(self) -> None:
        needed, order = self.session.settings.evidence_needed, self._list.order
        compared = sorted_occupations([*self._occupations.values()], needed, order)
        self._list.show(occupation_rows(compared, needed))
        title = comma_join(f"Occupations · {len(compared)}", SORTING.say(order))
        self.query_one("#occupations-pane").border_title = Content(title)

    @on(RowList.Sorted)
    def _sort(self, message: RowList.Sorted) -> None:
        self.session.orders[_LIST_NAME] = message.order
        self._show_rows()

    @property
    def _list(self) -> RowList:
        return self.query_one("#occupations", RowList)

    @property
    def _current(self) -> ComparedOccupation | None:
        return self._occupations.get(self._list.cursor_key or 0)

    def _comparison(self) -> Comparison | None:
        current = self._current
        if current is None:
            return None
        return self.session.reader.compare.get(current.occupation.id, self.session.now())

    @on(RowList.Highlighted)
    def _show_facts(self) -> None:
        pane, current = self.query_one("#occupation-pane"), self._current
        pane.display = current is not None
        if current is None:
            return
        needed = self.session.settings.evidence_needed
        hint = whom_to_ask_next(current.voices, needed)
        pane.border_title = Content(shorten(current.occupation.name, 60))
        facts = occupation_facts(current, hint, needed, self.session.now())
        self.query_one(Paragraphs).show(facts)

    def show_record(self, request: GoTo) -> None:
        """Open the comparison of an occupation."""
        self.reload()
        self._list.move_to(request.record_id)
        self._open(request.record_id)

    @on(RowList.Opened)
    def _open_occupation(self, message: RowList.Opened) -> None:
        if isinstance(message.key, int):
            self._open(message.key)

    def _open(self, occupation_id: int) -> None:
        from iitui.ui.compare.comparison_screen import ComparisonScreen

        if self.app.screen is self:
            self.app.push_screen(ComparisonScreen(self.session, occupation_id))

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview about the occupation under the cursor."""
        comparison = self._comparison()
        if comparison is not None:
            await plan_next_interview(self, comparison)
        elif not self._occupations:
            from iitui.ui.interviews.planning import plan_interview

            await plan_interview(self, None)

    @work
    async def action_set_standing(self) -> None:
        """Say where the user stands with the occupation under the cursor."""
        from iitui.ui.occupations.actions import set_standing

        if self._current is not None:
            await set_standing(self, self._current.occupation.id)
