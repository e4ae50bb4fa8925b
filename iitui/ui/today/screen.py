"""The Today screen, shown at the start: the next interview, what is owed, and who has not answered.

It is the first frame, so it only reads and never waits for the store.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.follow_ups import DueState, FollowUp, Kind
from iitui.domain.today import Beginning, FirstStep, NextInterview
from iitui.ui.follow_ups.list_screen import OWED_KEYS, FollowUpListScreen
from iitui.ui.follow_ups.wording import COLUMNS, section_heading
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import SCROLL_KEYS, PaneBindings
from iitui.ui.kit.lists.row_list import FixedRows, RowList
from iitui.ui.kit.text.paragraphs import Paragraph, Paragraphs, pane_title
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.list_keys import ADD_KEY, FIND_KEY, NEWS_KEY, PLAN_KEY, TARGETS_KEY
from iitui.ui.session.navigation import (
    CONTACTS,
    TODAY,
    LogTouch,
    NoteOutcome,
    Place,
    ShowContact,
    ShowPlan,
    StartInterview,
    WriteLetter,
)
from iitui.ui.today.wording import NO_INTERVIEW, WAITING_COLUMNS, say_next_interview, waiting_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iitui.domain.interviews import Interview
    from iitui.ui.kit.text.scrolled import ScrolledParagraphs
    from iitui.ui.today.welcome import Welcome

COMING_UP = timedelta(days=6)
"""How far beyond today the list looks ahead."""

WIDE = 120
"""The width in cells from which there is room beside the next interview."""

_ABOUT_OWED = ("settle_done", "snooze_owed", "waive_owed", "delete_reminder", "explain_owed")
"""Actions on what is owed; disabled while the cursor is among those who have not answered."""

_ABOUT_ONE = ("open_contact", "note_outcome")
"""Actions on the person under the cursor; disabled in the welcome, which is about no one in particular."""

_ABOUT_PEOPLE = ("log_touch", "write_letter", "plan_interview", "add_reminder")
"""What the welcome offers once somebody was added, and reminders; disabled while there is nobody."""


def _is_due_for_silence(follow_up: FollowUp) -> bool:
    """Return whether a line is due because somebody has not answered."""
    is_about_silence = follow_up.id.kind in (Kind.NUDGE, Kind.SECOND_NAME)
    return is_about_silence and follow_up.state is not DueState.UPCOMING


def _about_pane() -> "Iterator[ScrolledParagraphs]":
    from iitui.ui.kit.text.scrolled import ScrolledParagraphs

    pane = ScrolledParagraphs(id="about-pane", classes="pane")
    pane.border_title = "Details"
    yield pane


class TodayScreen(FollowUpListScreen):
    """Shows what is next and what is owed."""

    PLACE: ClassVar[Place] = TODAY
    PURPOSE: ClassVar[str] = TODAY.purpose
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#next-interview": ("today.start", "app.brief", "interview.plan"),
        "#owed-pane": OWED_KEYS,
        "#waiting": ("list.open", "follow_up.letter", "follow_up.contact", "contact.log", "contact.outcome"),
        "#about-pane": SCROLL_KEYS,
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "s",
            "start_interview",
            "Start",
            id="today.start",
            tooltip="Start the interview that's coming up, or go back to the one in progress",
        ),
        Binding(
            "S",
            "app.open_list('statistics')",
            "Statistics",
            show=False,
            id="today.statistics",
            tooltip="How many of the people you asked agreed, and how long answers took",
        ),
        PLAN_KEY,
        ADD_KEY,
        FIND_KEY,
        TARGETS_KEY,
        NEWS_KEY,
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._beginning: Beginning | None = None
        self._welcome: Welcome | None = None
        self._due = self._late = 0
        self._news = ""
        self._interview: NextInterview | None = None
        self._live_interview: Interview | None = None

    def compose_body(self) -> ComposeResult:
        """Put the next interview, what is owed, and who has not answered under or beside each other."""
        # Set before anything is mounted, so that Textual need not style everything again.
        self.add_class("-wide" if self.pane_room >= WIDE else "-narrow")
        interview = Paragraphs(id="next-interview", classes="pane")
        interview.border_title = "Next interview"
        yield interview
        with Vertical(classes="pane", id="owed-pane") as owed:
            owed.border_title = "Owed"
            yield RowList(COLUMNS, id="owed", show_header=False)
        waiting = RowList(
            WAITING_COLUMNS,
            id="waiting",
            classes="pane",
            show_header=False,
            can_mark=False,
            empty="You're not waiting for anyone. People who haven't answered a request are listed here.",
        )
        waiting.border_title = "No answer yet"
        yield waiting
        if self.has_class("-wide"):
            yield from _about_pane()

    def reload(self) -> None:
        """Read everything again; the cursor stays where it is, at first on the worst."""
        reader, now = self.session.reader, self.session.now()
        owed = reader.follow_ups.owed(now, self.session.day_end(), until=self.session.day_end() + COMING_UP)
        self._interview = reader.today.next_interview(now)
        self._beginning = self._find_beginning(owed)
        self.set_class(self._is_welcoming, "-empty")
        self._show_welcome()
        self._show_interview()
        self._show_due(owed)
        self._show_waiting(owed)
        self.refresh_bindings()
        self.show_about_soon()
        self.call_after_refresh(self._look_further)

    def _find_beginning(self, owed: list[FollowUp]) -> Beginning | None:
        """Return which of the first steps comes next; None where more is in the journal than that."""
        today = self.session.reader.today
        if self._interview is None and (
            owed or today.unanswered(self.session.now(), limit=1) or today.with_news()
        ):
            return None
        if self._interview is not None and (self._interview.picked or self._interview.then):
            return None
        return today.beginning(self._interview)

    @property
    def _is_welcoming(self) -> bool:
        """Whether the welcome stands in the place of all else."""
        return self._beginning is not None and self._beginning.step is not FirstStep.QUESTIONS

    @property
    def is_blank(self) -> bool:
        """Whether nothing of one's own is in the journal yet."""
        return self._beginning is not None and self._beginning.step is FirstStep.PEOPLE

    def _look_further(self) -> None:
        """Look for what the frame does not wait for: news, and an interview that goes on or begins."""
        if self.is_mounted:
            self._say_news()
            self._look_for_live()

    def _say_news(self) -> None:
        """Say above what is owed how many contacts have news."""
        count = self.session.reader.today.with_news()
        self._news = f"{count} {'contact has' if count == 1 else 'contacts have'} news: F" if count else ""
        self._say_title()

    def _say_title(self) -> None:
        """Say above what is owed how much is due, how much of that is late, and whether there is news."""
        late = f"{self._late} overdue" if self._late else ""
        title = pane_title("Owed", self._due or None, late, self._news)
        pane = self.query_one("#owed-pane")
        if str(pane.border_title) != title.plain:
            pane.border_title = title

    def _look_for_live(self) -> None:
        """Offer to begin an interview, or to go back to it."""
        before, self._live_interview = self._live_interview, self._find_live()
        if self.is_mounted and self._live_interview != before:
            self._show_interview()
            self.refresh_bindings()

    def _find_live(self) -> "Interview | None":
        """The interview that goes on, or that is about to begin."""
        going_on = self.session.reader.interviews.going_on()
        coming = self._interview.interview if self._interview else None
        if going_on is None and coming is not None and coming.may_begin(self.session.now()):
            return coming
        return going_on

    def action_start_interview(self) -> None:
        """Start the interview that's coming up, or go back to the one in progress."""
        if self._live_interview is not None:
            self.post_message(StartInterview(self._live_interview.id))

    def _show_welcome(self) -> None:
        """Show the next of the first steps; mounted only when needed, so that other starts do not wait."""
        beginning = self._beginning
        if beginning is None or not self._is_welcoming:
            if self._welcome is not None and self._welcome.has_focus_within:
                self.owed_list.focus()
        elif self._welcome is not None:
            self._welcome.show(beginning)
        else:
            from iitui.ui.today.welcome import Welcome

            self._welcome = Welcome(beginning, in_words=self.session.settings.plain_lines)
            self.mount(self._welcome, before=self.query_one(KeyBar))

    def on_resize(self) -> None:
        """Say more about the next interview and the line under the cursor where there is room for it."""
        if self.is_mounted:
            if self.pane_room >= WIDE and not self.query("#about-pane"):
                self.mount_all(_about_pane(), before=self.query_one(KeyBar))
            self._show_interview()
            self.show_about_soon()

    def _show_interview(self) -> None:
        words, interview = [Paragraph(NO_INTERVIEW)], self._interview
        if interview is not None:
            session, in_short = self.session, self.app.size.width < WIDE
            words = say_next_interview(
                interview, session.now(), session.zone, session.settings, in_short=in_short
            )
        if self._beginning is not None and interview is not None:
            from iitui.ui.today.welcome import say_steps

            steps = say_steps(self._beginning.step, in_words=self.session.settings.plain_lines)
            words = [Paragraph(steps), *words]
        pane = self.query_one("#next-interview", Paragraphs)
        pane.show(words)
        pane.border_title = pane_title("Next interview", None, self._say_live())

    def _say_live(self) -> str:
        """Say what s goes to: the interview that begins or goes on; empty for none."""
        live, interview = self._live_interview, self._interview
        if live is None:
            return ""
        if interview is None or live.id != interview.interview.id:
            return f"the one with {live.who} is in progress"
        return "in progress" if live.is_going_on else "you can start it"

    def _show_due(self, owed: list[FollowUp]) -> None:
        due = [one for one in owed if one.state is not DueState.UPCOMING]
        coming = sorted(
            (one for one in owed if one.state is DueState.UPCOMING), key=lambda one: (one.due, one.id)
        )
        self.show_owed([*due, *([section_heading("This week", len(coming))] if coming else []), *coming])
        late = sum(one.state is DueState.OVERDUE for one in due)
        self.show_status(self._interview.interview if self._interview else None, late)
        self._due, self._late = len(due), late
        self._say_title()
        self._show_next_step(wanted=not due)

    def _show_next_step(self, *, wanted: bool) -> None:
        """Say above the list what would help next; mounted only when needed, which is rare."""
        step = self.query_one_optional("#next-step", Static)
        words = self._say_next_step(self._interview) if wanted else ""
        if step is not None:
            step.update(words)
            step.display = wanted
        elif wanted:
            step = Static(words, id="next-step", markup=False)
            self.query_one("#owed-pane").mount(step, before="#owed")

    def _say_next_step(self, interview: NextInterview | None) -> Content:
        from iitui.domain.targets import say_proposal
        from iitui.domain.today import Standings, next_step

        proposals = self.session.reader.targets.next_to_ask(self.session.now(), 1)
        standings = Standings(
            has_contacts=self.session.reader.today.has_contacts(),
            interview=interview.interview.who if interview else "",
            picked=interview.picked if interview else 0,
            to_ask=say_proposal(proposals[0]) if proposals else "",
            one_voice=self.session.reader.today.one_voice(self.session.now()),
        )
        words = next_step(standings)
        return Content.assemble(
            ("Nothing due today.", "bold $text-success"), (f" {words}" if words else "", QUIET)
        )

    def _show_waiting(self, owed: list[FollowUp]) -> None:
        """Show who has not answered, except those about whom a line above says so and what to do."""
        now = self.session.now()
        said = {one.contact_id for one in owed if _is_due_for_silence(one)}
        unanswered = self.session.reader.today.unanswered(now)
        waiting = [one for one in unanswered if one.contact_id not in said]
        more = len(unanswered) - len(waiting)
        self._waiting.set_class(not waiting, "-nobody")
        above = f"{more} more above" if more and waiting else ""
        self._waiting.border_title = pane_title("No answer yet", len(waiting) or None, above)
        self._waiting.show(FixedRows([waiting_row(one, now) for one in waiting]))

    @property
    def _waiting(self) -> RowList:
        return self.query_one("#waiting", RowList)

    def in_view(self) -> FollowUp | int | None:
        """The follow-up under the cursor; among those who have not answered, one of them."""
        key = self._waiting.cursor_key
        return key if isinstance(key, int) and self._waiting.has_focus else super().in_view()

    def on_descendant_focus(self) -> None:
        """Show what is in hand now."""
        self.show_about_soon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Disable the keys for what is owed where nothing is owed, and among those who have not answered."""
        if action == "start_interview":
            return self._live_interview is not None
        if action == "show_plan":
            return self._interview is not None
        if action in _ABOUT_OWED:
            return not self._is_welcoming and (self.focused is None or self.focused.id != "waiting")
        if action in _ABOUT_ONE:
            return not self._is_welcoming
        return not (action in _ABOUT_PEOPLE and self.is_blank)

    @on(RowList.Opened, "#waiting")
    def _open_waiting(self) -> None:
        self._go_to_waiting()

    def action_open_contact(self) -> None:
        """Go to the person that the row under the cursor is about."""
        if self._waiting.has_focus:
            self._go_to_waiting()
        else:
            super().action_open_contact()

    def person_in_view(self) -> int | None:
        """Return the person that the row under the cursor is about; in the welcome, the only one to ask."""
        if self._is_welcoming:
            return self._beginning.only_id if self._beginning else None
        if self._waiting.has_focus:
            return key if isinstance(key := self._waiting.cursor_key, int) else None
        return super().person_in_view()

    def action_write_letter(self) -> None:
        """Write the letter that the row under the cursor asks for; to who has not answered, a nudge."""
        from iitui.domain.letters.kinds import LetterKind

        person = self.person_in_view()
        if self._is_welcoming:
            self._choose_or(None if person is None else WriteLetter(person, LetterKind.REQUEST), "w")
        elif not self._waiting.has_focus:
            super().action_write_letter()
        elif person is not None:
            self.post_message(WriteLetter(person, LetterKind.NUDGE))

    def action_show_plan(self) -> None:
        """Go to the questions, beside the plan of the next interview."""
        if self._interview is not None:
            self.post_message(ShowPlan(self._interview.interview.id))

    def action_log_touch(self) -> None:
        """Log a touch with the person that the row under the cursor is about."""
        person = self.person_in_view()
        if self._is_welcoming:
            self._choose_or(None if person is None else LogTouch(person), "l")
        elif not self._waiting.has_focus:
            super().action_log_touch()
        elif isinstance(key := self._waiting.cursor_key, int):
            self.post_message(LogTouch(key))

    def _choose_or(self, message: WriteLetter | LogTouch | None, key: str) -> None:
        """Do what a key of the welcome asks for; where several people could be meant, go and choose one."""
        if message is not None:
            self.post_message(message)
        elif self._beginning is not None and self._beginning.to_ask > 1:
            self.app.switch_mode(CONTACTS.mode)
            self.app.notify(f"Move to the person to ask, then press {key}.", markup=False, timeout=6)

    def action_note_outcome(self) -> None:
        """Say what came of the request to the person that the row under the cursor is about."""
        if not self._waiting.has_focus:
            super().action_note_outcome()
        elif isinstance(key := self._waiting.cursor_key, int):
            self.post_message(NoteOutcome(key))

    def _go_to_waiting(self) -> None:
        key = self._waiting.cursor_key
        if isinstance(key, int):
            self.post_message(ShowContact(key))
