"""The screen Statistics: how far the people who were asked came, reply and thank-you times, the weeks."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from iitui.domain.dates.calendar import at_wall
from iitui.domain.statistics import Statistics, make_statistics
from iitui.reports.statistics import NOTHING, say_period, statistics_parts
from iitui.ui.kit.bindings import KeyGroup, PaneBindings, bind
from iitui.ui.kit.text.scrolled import ScrolledByKeys
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import TODAY, Place
from iitui.ui.session.screen import JournalScreen
from iitui.ui.statistics.pane import StatisticsPane

PANES = ("statistics-people", "statistics-replies", "statistics-thank-yous", "statistics-weeks")

BEGIN = (
    "Statistics start with your first request.\n\n"
    "Press 2 and then n to add a contact. On the contact, press l to log a request or i to plan an interview."
)

_ELSEWHERE = "Press v to see another period."

_QUARTER = timedelta(days=90)


class StatisticsScreen(JournalScreen):
    """Shows the statistics as plots, with words beside each."""

    PLACE: ClassVar[Place] = TODAY
    PURPOSE: ClassVar[str] = (
        "How many of the people you asked answered, agreed, met with you and were thanked; how long answers"
        " and thank-yous took; and how many interviews you had each week. In a shell: iitui stats."
    )
    AUTO_FOCUS = "#statistics"
    PANE_KEYS: ClassVar[PaneBindings] = {f"#{name}": ("statistics.period",) for name in PANES}
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "v",
            "change_period",
            "Period",
            "statistics.period",
            "Show all time, this year, or the last 90 days",
            show=True,
            group=KeyGroup.VIEW,
        ),
        bind("escape", "leave_statistics", "Back", "statistics.back", "Go back", show=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, session: JournalSession, record_id: int | None = None) -> None:  # noqa: ARG002
        """Make the screen; of records it shows none in particular."""
        super().__init__(session)
        self._period = 0

    def compose_body(self) -> ComposeResult:
        """A pane for each part, and words in their place where there is nothing to count."""
        with ScrolledByKeys(id="statistics"):
            yield Static(id="statistics-empty", classes="pane")
            for name in PANES:
                yield StatisticsPane(id=name)

    def show_number(self, record_id: int | None) -> None:
        """Stay: there are no records to go to."""

    def reload(self) -> None:
        """Count everything again."""
        super().reload()
        session, now = self.session, self.session.now()
        statistics = make_statistics(
            session.reader.statistics.facts(now),
            now,
            session.zone,
            since=self._since(now),
            thank_you_hours=session.settings.thank_you_hours,
            first_weekday=session.settings.first_weekday,
        )
        self.set_class(statistics.is_empty, "-empty")
        if statistics.is_empty:
            self._say_nothing(statistics)
        else:
            about = say_period(statistics, session.zone)
            for name, part in zip(PANES, statistics_parts(statistics), strict=True):
                self.query_one(f"#{name}", StatisticsPane).show(part, about)
        self.call_after_refresh(self._fill)

    def _since(self, now: datetime) -> datetime | None:
        """Return when the period begins: never, with this year, or 90 days ago."""
        today = now.astimezone(self.session.zone).date()
        first = (None, date(today.year, 1, 1), today - _QUARTER)[self._period]
        return None if first is None else at_wall(first, time(), self.session.zone)

    def _say_nothing(self, statistics: Statistics) -> None:
        when = "" if statistics.since is None else f" {say_period(statistics, self.session.zone)}"
        next_step = BEGIN if statistics.since is None else _ELSEWHERE
        pane = self.query_one("#statistics-empty", Static)
        pane.border_title = "Statistics"
        pane.update(Content(f"{NOTHING}{when}.\n\n{next_step}"))

    def on_resize(self) -> None:
        """Look again whether all panes fit."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        """Share out the height among the panes where all of them fit into it two by two."""
        if not self.is_mounted:
            return
        panes = [self.query_one(f"#{name}", StatisticsPane) for name in PANES]
        body = self.query_one("#statistics")
        edges = panes[0].gutter.height
        heights = [len(pane.lines(pane.size.width)) + edges for pane in panes]
        needed = max(heights[:2]) + max(heights[2:])
        self.set_class(needed <= body.size.height, "-roomy")
        is_spaced = all(pane.has_room_between() for pane in panes)
        for pane in panes:
            pane.space_out(is_spaced)

    def action_change_period(self) -> None:
        """Count another period."""
        self._period = (self._period + 1) % 3
        self.query_one("#statistics").scroll_home(animate=False)
        self.reload()

    def action_leave_statistics(self) -> None:
        """Go back."""
        self.dismiss()
