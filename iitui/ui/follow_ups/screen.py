"""The Follow-ups screen: what is overdue, due today, this week and later, and what was settled."""

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from iitui.domain.follow_ups import DueState, FollowUp
from iitui.ui.follow_ups.list_screen import OWED_KEYS, FollowUpListScreen
from iitui.ui.follow_ups.wording import COLUMNS, is_thank_you_late, row_key, section_heading
from iitui.ui.kit.bindings import SCROLL_KEYS, KeyGroup, PaneBindings, bind
from iitui.ui.kit.lists.row_list import ListRow, RowList
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.list_keys import ADD_KEY, FIND_KEY
from iitui.ui.session.navigation import FOLLOW_UPS, Place

THIS_WEEK = timedelta(days=6)
"""How many days after today still count as this week."""

WIDE = 120
"""The width in cells from which there is room for a pane beside the list."""

SETTLED_SHOWN = 200
"""How many of what was settled are read."""

_EMPTY = (
    "You're all caught up.\n\n"
    "Preparation shows up here once an interview is planned; the thank-you and the debrief once it's over."
    " Press n to add your own reminder."
)


class FollowUpsScreen(FollowUpListScreen):
    """Lists what is owed, worst first, and shows what there is to know about it."""

    PLACE: ClassVar[Place] = FOLLOW_UPS
    PURPOSE: ClassVar[str] = FOLLOW_UPS.purpose
    SAYS_WHY: ClassVar[bool] = True
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#owed-pane": (*OWED_KEYS, "follow_up.settled"),
        "#about-pane": SCROLL_KEYS,
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "v",
            "show_settled",
            "Settled",
            "follow_up.settled",
            "Show or hide what you settled recently",
            group=KeyGroup.VIEW,
        ),
        ADD_KEY,
        FIND_KEY,
    ]

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._shows_settled = False
        self._is_placed = False

    def compose_body(self) -> ComposeResult:
        """Put the list beside the pane about the follow-up under the cursor."""
        with Horizontal(id="follow-ups"):
            with Vertical(classes="pane", id="owed-pane") as pane:
                pane.border_title = "Follow-ups"
                yield RowList(COLUMNS, id="owed", empty=_EMPTY)
            about = ScrolledParagraphs(id="about-pane", classes="pane")
            about.border_title = "Details"
            yield about

    def reload(self) -> None:
        """Read again what is owed; the cursor stays where it is, at first on the worst thank-you."""
        now, day_end = self.session.now(), self.session.day_end()
        owed = self.session.reader.follow_ups.owed(now, day_end)
        late = sum(one.state is DueState.OVERDUE for one in owed)
        self.show_status(self.session.reader.interviews.next(now), late)
        settled = self.session.reader.follow_ups.settled(SETTLED_SHOWN)
        lines: list[FollowUp | ListRow] = []
        for name, style, section in self._sections(owed):
            if section:
                lines += [section_heading(name, len(section), style), *section]
        first = next((one for one in owed if is_thank_you_late(one)), None)
        if first is None:
            first = next((line for line in lines if isinstance(line, FollowUp)), None)
        if settled:
            lines.append(section_heading("Settled", len(settled), "dim", self._say_settled(len(settled))))
            lines += settled if self._shows_settled else []
        words = f"{late} overdue" if late else ""
        self.query_one("#owed-pane").border_title = pane_title("Follow-ups", len(owed), words)
        done_by = [one.done_by_id for one in settled if one.done_by_id is not None]
        touches = self.session.reader.touches.all_of(done_by) if self._shows_settled else {}
        self.show_owed(lines, touches)
        if not self._is_placed and first is not None:
            self._is_placed = True
            self.owed_list.move_to(row_key(first))
        self.show_about_soon()

    def _say_settled(self, count: int) -> str:
        if not self._shows_settled:
            return ", v shows them"
        return ", the latest; v hides them" if count >= SETTLED_SHOWN else ", v hides them"

    def _sections(self, owed: list[FollowUp]) -> list[tuple[str, str, list[FollowUp]]]:
        """Sort what is owed into sections: worst first where it is late, by time elsewhere."""
        week_end = self.session.day_end() + THIS_WEEK
        ahead = sorted(
            (one for one in owed if one.state is not DueState.OVERDUE), key=lambda one: (one.due, one.id)
        )
        upcoming = [one for one in ahead if one.state is not DueState.TODAY]
        return [
            ("Overdue", "overdue", [one for one in owed if one.state is DueState.OVERDUE]),
            ("Today", "today", [one for one in ahead if one.state is DueState.TODAY]),
            ("This week", "", [one for one in upcoming if one.due <= week_end]),
            ("Later", "", [one for one in upcoming if one.due > week_end]),
        ]

    def on_resize(self) -> None:
        """Fill the pane beside the list where there is room for it now."""
        if self.is_mounted:
            self.show_about_soon()

    def action_show_settled(self) -> None:
        """Show or hide what you settled recently."""
        self._shows_settled = not self._shows_settled
        self.reload()
        if self._shows_settled:
            latest = self.session.reader.follow_ups.settled(self.owed_list.size.height - 2)
            for one in (
                *latest[-1:],
                *latest[:1],
            ):  # the first of them, with as many below as there is room for
                self.owed_list.move_to(row_key(one))
