"""The Interviews screen: upcoming by day, those that need a debrief, the past, and one in brief."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from iitui.domain.interviews import Interview, Status
from iitui.ui.interviews.actions import delete_interviews, edit_research, mark_interviews, write_down
from iitui.ui.interviews.rows import COLUMNS, SORTING, essentials, interview_rows
from iitui.ui.kit.bindings import KeyGroup, PaneBindings, bind
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.session import navigation
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.list_keys import ADD_KEY, FIND_KEY
from iitui.ui.session.navigation import INTERVIEWS, Place
from iitui.ui.session.screen import JournalScreen

WIDE = 100
"""The width in columns from which the essentials of an interview are shown beside the list."""

_LIST_NAME = "Interviews"
"""The name under which the order chosen is remembered."""

_EMPTY = (
    "Your interviews will be listed here: upcoming ones, those to debrief, and past ones.\n\n"
    "Press i to plan one. Press a to add the person it's with."
)


class InterviewsScreen(JournalScreen):
    """Lists the interviews; enter opens the brief."""

    PLACE: ClassVar[Place] = INTERVIEWS
    PURPOSE: ClassVar[str] = INTERVIEWS.purpose
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#interviews-pane": (
            "list.open",
            "interview.plan",
            "interview.write_down",
            "interview.letter",
            "interview.transcript",
            "interview.rehearse",
            "interview.missed",
            "interview.research",
            "interview.contact",
            "list.sort",
            "list.mark",
        ),
        "#interview-pane": ("list.open",),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "n,i",
            "plan_interview",
            "New",
            "interview.new",
            "Plan an interview, or add a past one",
            show=True,
            group=KeyGroup.ADD,
        ),
        bind("e", "edit_interview", "Edit", "interview.edit", "Change the time or anything else", show=True),
        bind(
            "d", "delete_interviews", "Delete", "interview.delete", "Delete it with its questions and answers"
        ),
        bind(
            "h",
            "mark_interviews('held')",
            "Held",
            "interview.held",
            "Mark as held; press again for planned",
            show=True,
        ),
        bind(
            "m",
            "mark_interviews('missed')",
            "Missed",
            "interview.missed",
            "Mark as missed; press again for planned",
        ),
        bind(
            "c",
            "mark_interviews('cancelled')",
            "Cancel",
            "interview.cancel",
            "Mark as cancelled; press again for planned",
            show=True,
        ),
        bind(
            "w",
            "write_down",
            "Debrief",
            "interview.write_down",
            "Debrief: write down what you learned",
            show=True,
        ),
        bind(
            "L",
            "write_letter",
            "Letter",
            "interview.letter",
            "Write a letter about it, such as the thank-you",
        ),
        bind(
            "t",
            "show_transcript",
            "Transcript",
            "interview.transcript",
            "Read or attach a transcript",
        ),
        bind(
            "p", "show_plan", "Plan", "interview.plan", "Pick its questions and put them in order", show=True
        ),
        bind(
            "s",
            "start_interview",
            "Start",
            "interview.start",
            "Start it in live mode, or resume it",
            show=True,
        ),
        bind("R", "rehearse_interview", "Rehearse", "interview.rehearse", "Rehearse it; nothing is saved"),
        bind(
            "o",
            "edit_research",
            "Research",
            "interview.research",
            "Write down your research on its occupation",
        ),
        bind("l", "log_touch", "Log", "contact.log", "Log a touch: an email, a call, a meeting"),
        bind("r", "note_outcome", "Outcome", "contact.outcome", "Record the answer to a request"),
        bind("C", "show_contact", "Contact", "interview.contact", "Go to the contact"),
        ADD_KEY,
        FIND_KEY,
    ]

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._counts = 0, 0

    def compose_body(self) -> ComposeResult:
        """Put the list beside the pane."""
        with Horizontal(id="interviews"):
            with Vertical(id="interviews-pane", classes="pane"):
                rows = RowList(COLUMNS, empty=_EMPTY, sorting=SORTING, id="interview-list")
                rows.set_order(self.session.orders.get(_LIST_NAME, SORTING.usual))
                yield rows
            with VerticalScroll(id="interview-pane", classes="pane", can_focus=False):
                yield Static(id="interview-facts", markup=False)

    def on_resize(self) -> None:
        """Show the pane where there is room for it; a first size may arrive before the pane exists."""
        if self.is_mounted:
            self._show_pane()

    def reload(self) -> None:
        """Read the interviews again; the first time, the cursor goes to the next one."""
        super().reload()
        self._show_rows()
        self._show_pane()

    def _show_rows(self) -> None:
        session, now = self.session, self.session.now()
        reader = session.reader.interviews
        upcoming, unwritten = reader.upcoming(now), reader.without_debrief(now)
        past = reader.past(now)
        order = self._list.order
        self._list.show(interview_rows(upcoming, past, unwritten, now, session.zone, order=order))
        self._counts = len(upcoming) + len(past), len(unwritten)
        self._say_title()

    def _say_title(self) -> None:
        """Say in the border how many there are, how many wait for a debrief, and how many are marked."""
        count, unwritten = self._counts
        waiting, marked = f"{unwritten} to write down" if unwritten else "", len(self._list.marked)
        self.query_one("#interviews-pane").border_title = pane_title(
            "Interviews", count, waiting, f"{marked} marked" if marked else ""
        )

    @on(RowList.Sorted)
    def _sort(self, message: RowList.Sorted) -> None:
        self.session.orders[_LIST_NAME] = message.order
        self._show_rows()

    @property
    def _list(self) -> RowList:
        return self.query_one("#interview-list", RowList)

    @property
    def _interview(self) -> Interview | None:
        key = self._list.cursor_key
        return self.session.reader.interviews.get(key) if isinstance(key, int) else None

    def _acted_on(self) -> list[int]:
        return [key for key in self._list.acted_on if isinstance(key, int)]

    @on(RowList.Highlighted)
    def _show_pane(self) -> None:
        pane, interview = self.query_one("#interview-pane"), self._interview
        pane.display = self.pane_room >= WIDE and interview is not None
        if not pane.display or interview is None:
            return
        session, now = self.session, self.session.now()
        brief = session.reader.briefs.get(interview.id, now, session.settings.arrive_by(interview.medium))
        if brief is not None:
            unwritten = interview.id in session.reader.interviews.without_debrief(now)
            facts = essentials(brief, now, session.zone, unwritten)
            self.query_one("#interview-facts", Static).update(facts)
            pane.border_title = pane_title(interview.occupation or "The interview")

    @on(RowList.MarksChanged)
    def _say_marked(self) -> None:
        self._say_title()

    @on(RowList.Opened)
    def _open_brief(self, message: RowList.Opened) -> None:
        if isinstance(message.key, int):
            self.post_message(navigation.ShowBrief(message.key))

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview."""
        from iitui.ui.interviews.planning import plan_interview

        interview = await plan_interview(self, None)
        if interview is not None:
            self._list.move_to(interview.id)

    @work
    async def action_edit_interview(self) -> None:
        """Change the interview under the cursor."""
        from iitui.ui.interviews.planning import edit_interview

        interview = self._interview
        if interview is not None:
            await edit_interview(self, interview.id)
            self._list.move_to(interview.id)

    @work
    async def action_delete_interviews(self) -> None:
        """Delete the marked interviews, or the one under the cursor."""
        if await delete_interviews(self, self._acted_on()):
            self._list.clear_marks()

    @work
    async def action_mark_interviews(self, status: str) -> None:
        """Set the status of the marked interviews, or of the one under the cursor."""
        if await mark_interviews(self, self._acted_on(), Status(status)):
            self._list.clear_marks()

    @work
    async def action_write_down(self) -> None:
        """Write down what came out of the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            await write_down(self, interview.id)

    @work
    async def action_edit_research(self) -> None:
        """Write down research on the occupation of the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            await edit_research(self, interview)

    def action_show_plan(self) -> None:
        """Go to the questions, beside the plan of the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.ShowPlan(interview.id))

    def action_show_transcript(self) -> None:
        """Open the transcripts of the interview under the cursor, or attach one."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.ShowTranscript(interview.id))

    def action_write_letter(self) -> None:
        """Write a letter about the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.WriteLetter(interview.contact_id, interview_id=interview.id))

    def action_show_contact(self) -> None:
        """Go to the contact of the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.ShowContact(interview.contact_id))

    def action_log_touch(self) -> None:
        """Log a touch with the contact of the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.LogTouch(interview.contact_id))

    def action_note_outcome(self) -> None:
        """Say what came of the request to the contact of the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.NoteOutcome(interview.contact_id))

    def action_start_interview(self) -> None:
        """Begin the interview under the cursor in live mode, or go on with it."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.StartInterview(interview.id))

    def action_rehearse_interview(self) -> None:
        """Rehearse the interview under the cursor."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.StartInterview(interview.id, is_rehearsal=True))
