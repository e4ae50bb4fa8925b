"""The brief: everything needed for one interview, on one screen, to read and to tick."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from iitui.domain.briefs import Brief
from iitui.domain.follow_ups import Kind
from iitui.domain.interviews import ChecklistItem, Interview, Status
from iitui.domain.plan_length import length_of
from iitui.domain.questions import PlanItem
from iitui.domain.text import shorten
from iitui.ui.brief.lines import doing_lines, in_order, reading_lines
from iitui.ui.brief.work_lines import BriefContext, first_open
from iitui.ui.interviews.actions import (
    add_preparation,
    answer_question,
    edit_research,
    mark_interviews,
    toggle_asked,
    write_down,
)
from iitui.ui.interviews.wording import standing_of
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.text.page import TextPage
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.session import navigation
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import INTERVIEWS, Place
from iitui.ui.session.screen import JournalScreen
from iitui.ui.session.texts_in_view import TextInView, contact_texts

WIDE = 120
"""The width in columns from which what to read and what to do are shown side by side."""

_GONE = "This interview is no longer in the journal. Press esc to go back, or u to undo the last change."


_KEYS = (
    "list.open",
    "brief.edit",
    "brief.letter",
    "brief.transcript",
    "brief.research",
    "brief.contact",
    "brief.rehearse",
    "brief.next",
    "brief.before",
)
"""What acts on either page."""


class BriefScreen(JournalScreen):
    """Shows one interview: who, when, where, through whom; what to prepare and to ask; what is known.

    Attributes:
        interview_id: the number of the interview.
    """

    PLACE: ClassVar[Place] = INTERVIEWS
    PURPOSE: ClassVar[str] = (
        "Everything you need for one interview: who, when and where, what is left to prepare, your questions"
        " in order, and what you know. Space checks off the line under the cursor."
    )
    PANE_KEYS: ClassVar[PaneBindings] = {"#brief-page": _KEYS, "#brief-work": _KEYS}
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "space,x",
            "tick_line",
            "Check off",
            "brief.tick",
            "Check off the item, or mark the question as asked",
            show=True,
        ),
        bind("a", "add_item", "Add", "brief.add", "Add your own item to the checklist", show=True),
        bind("t", "show_transcript", "Transcript", "brief.transcript", "Read or attach a transcript"),
        bind("p", "show_plan", "Plan", "brief.plan", "Pick the questions and put them in order", show=True),
        bind("e", "edit_interview", "Edit", "brief.edit", "Change the time, the place or anything else"),
        bind(
            "w",
            "write_down",
            "Debrief",
            "brief.write_down",
            "Debrief: write down what you learned",
            show=True,
        ),
        bind("L", "write_letter", "Letter", "brief.letter", "Write a letter about it, such as the thank-you"),
        bind("h", "mark_interview('held')", "Held", "brief.held", "Mark as held; press again for planned"),
        bind(
            "m",
            "mark_interview('missed')",
            "Missed",
            "brief.missed",
            "Mark as missed; press again for planned",
        ),
        bind(
            "c",
            "mark_interview('cancelled')",
            "Cancel",
            "brief.cancel",
            "Mark as cancelled; press again for planned",
        ),
        bind(
            "s",
            "start_interview",
            "Start",
            "brief.start",
            "Start it in live mode, or resume it",
            show=True,
        ),
        bind("R", "rehearse_interview", "Rehearse", "brief.rehearse", "Rehearse it; nothing is saved"),
        bind(
            "o", "edit_research", "Research", "brief.research", "Write down your research on the occupation"
        ),
        bind("C", "show_contact", "Contact", "brief.contact", "Go to the contact"),
        bind(
            "right_square_bracket",
            "show_other(1)",
            "Next interview",
            "brief.next",
            "The brief of the next interview",
        ),
        bind(
            "left_square_bracket",
            "show_other(-1)",
            "Previous interview",
            "brief.before",
            "The brief of the previous interview",
        ),
        bind("escape", "leave_brief", "Back", "brief.back", "Go back", show=True),
    ]

    def __init__(self, session: JournalSession, interview_id: int) -> None:
        super().__init__(session)
        self.interview_id = interview_id
        self._brief: Brief | None = None
        self._focused_moment: tuple[int, bool] | None = None

    def recreated(self) -> "BriefScreen":
        """Return another screen on the same interview."""
        return BriefScreen(self.session, self.interview_id)

    def made_of(self) -> Hashable:
        """What there is, and which interview is shown."""
        return super().made_of(), self.interview_id

    def compose_body(self) -> ComposeResult:
        """Put the page and, where there is room beside it, what to do."""
        with Horizontal(id="brief"):
            yield TextPage(empty=_GONE, id="brief-page", classes="pane")
            yield TextPage(id="brief-work", classes="pane")

    def on_resize(self) -> None:
        """Lay out for another width; a first size may arrive before there is anything to lay out."""
        if self.is_mounted:
            self.reload()

    def reload(self) -> None:
        """Read the brief again; the cursor stays on its line."""
        super().reload()
        session, now = self.session, self.session.now()
        interview = session.reader.interviews.get(self.interview_id)
        early = session.settings.arrive_by(interview.medium) if interview else 0
        self._brief = session.reader.briefs.get(self.interview_id, now, early, with_results=True)
        page, side = self.query_one("#brief-page", TextPage), self.query_one("#brief-work", TextPage)
        wide = self.pane_room >= WIDE and self._brief is not None
        page.border_title = self._title(interview)
        side.border_title = self._side_title()
        side.display = wide
        self.set_class(not wide, "-narrow")
        if self._brief is None:
            page.show_lines(())
            return
        context = self._brief_context(self._brief)
        if wide:
            page.show_lines(reading_lines(self._brief, context))
            side.show_lines(doing_lines(self._brief, context))
        else:
            page.show_lines(in_order(self._brief, context))
        self._focus_first(side if wide else page, self._brief)

    def _title(self, interview: Interview | None) -> Content:
        """Return the title of the page: what the interview is about, and how it stands."""
        if interview is None:
            return Content("Brief")
        standing = standing_of(interview, self.session.now(), self.session.zone).text
        return pane_title("Brief", None, shorten(interview.occupation, 40), standing)

    def _side_title(self) -> Content:
        """Return the title of what is to do: how much of it is left."""
        items = self._brief.checklist if self._brief else ()
        left = sum(item.ticked_at is None for item in items)
        return pane_title("Preparation", None, f"{left} of {len(items)} left" if left else "")

    def _brief_context(self, brief: Brief) -> BriefContext:
        session, now = self.session, self.session.now()
        owed = {
            follow_up.id.subject: follow_up
            for follow_up in session.reader.follow_ups.with_contact(
                brief.interview.contact_id, now, session.day_end()
            )
            if follow_up.id.kind is Kind.PREPARATION and follow_up.interview_id == brief.interview.id
        }
        return BriefContext(
            now=now,
            zone=session.zone,
            owed=owed,
            length=length_of(
                [item.question.minutes for item in brief.plan], brief.interview.minutes, session.settings
            ),
        )

    def _focus_first(self, page: TextPage, brief: Brief) -> None:
        """Put the cursor on what matters most when an interview is first shown, and when it begins."""
        moment = (brief.interview.id, self.session.now() >= brief.interview.start)
        if self._focused_moment != moment:
            self._focused_moment = moment
            page.focus()
            page.action_move_first()
            page.move_to(first_open(brief, self.session.now()) or "who")
        elif self.focused is None or not self.focused.display:
            page.focus()

    def texts_in_view(self) -> Sequence[TextInView]:
        """The line under the cursor, where to meet, and what is known of the contact."""
        if self._brief is None:
            return ()
        here = [TextInView("this line", each.text) for each in super().texts_in_view()]
        return [*here, TextInView("place", self._brief.interview.place), *contact_texts(self._brief.contact)]

    @property
    def _interview(self) -> Interview | None:
        return self._brief.interview if self._brief else None

    def _line(self) -> tuple[str, int]:
        """Kind and number of the line under the cursor."""
        page = self.focused if isinstance(self.focused, TextPage) else self.query_one("#brief-page", TextPage)
        kind, _, number = page.line_key.partition(":")
        return kind, int(number) if number.isdigit() else 0

    def _item(self) -> ChecklistItem | None:
        kind, number = self._line()
        items = self._brief.checklist if self._brief and kind == "tick" else ()
        return next((item for item in items if item.id == number), None)

    def _question(self) -> PlanItem | None:
        kind, number = self._line()
        items = self._brief.plan if self._brief and kind == "ask" else ()
        return next((item for item in items if item.id == number), None)

    @work
    async def action_tick_line(self) -> None:
        """Tick the item or the question under the cursor, or take that back."""
        item, question = self._item(), self._question()
        if item is not None:
            number, ticked = item.id, item.ticked_at is None
            await self.act(lambda store: store.interviews.tick(number, ticked=ticked))
        elif question is not None:
            await toggle_asked(self, question)

    @on(RowList.Opened)
    async def _open_line(self) -> None:
        kind, number = self._line()
        question = self._question()
        if question is not None:
            self._answer(question)
        elif kind == "tick":
            self.action_tick_line()
        elif kind == "interview":
            self.post_message(navigation.ShowBrief(number))
        elif kind in ("who", "through", "reach", "notes", "touch", "promise"):
            self.action_show_contact()
        elif kind == "plan":
            self.action_show_plan()
        elif kind == "research":
            self.action_edit_research()
        elif kind in ("over", "after", "debrief", "result"):
            self.action_write_down()
        elif kind in ("when", "leave", "where", "about", "before"):
            self.action_edit_interview()

    @work
    async def _answer(self, question: PlanItem) -> None:
        await answer_question(self, question)

    @work
    async def action_add_item(self) -> None:
        """Add an item to the checklist."""
        if self._interview is None:
            return
        number = await add_preparation(self, self._interview)
        if number is not None:
            for page in self.query(TextPage):
                page.move_to(f"tick:{number}")

    @work
    async def action_edit_interview(self) -> None:
        """Change the interview."""
        from iitui.ui.interviews.planning import edit_interview

        await edit_interview(self, self.interview_id)

    @work
    async def action_write_down(self) -> None:
        """Write down what came out of the interview."""
        await write_down(self, self.interview_id)

    @work
    async def action_edit_research(self) -> None:
        """Write down your research on the occupation."""
        if self._interview is not None:
            await edit_research(self, self._interview)

    @work
    async def action_mark_interview(self, status: str) -> None:
        """Set the status of the interview."""
        await mark_interviews(self, [self.interview_id], Status(status))

    def action_show_plan(self) -> None:
        """Go to the questions, beside the plan of this interview."""
        if self._interview is not None:
            self.post_message(navigation.ShowPlan(self.interview_id))

    def action_show_transcript(self) -> None:
        """Open the transcripts of this interview, or attach one."""
        if self._interview is not None:
            self.post_message(navigation.ShowTranscript(self.interview_id))

    def action_write_letter(self) -> None:
        """Write a letter about this interview."""
        interview = self._interview
        if interview is not None:
            self.post_message(navigation.WriteLetter(interview.contact_id, interview_id=interview.id))

    def action_show_contact(self) -> None:
        """Go to the contact."""
        if self._interview is not None:
            self.post_message(navigation.ShowContact(self._interview.contact_id))

    def action_show_other(self, by: int) -> None:
        """Show the brief of the coming interview after this one, or before it."""
        now = self.session.now()
        coming = self.session.reader.interviews.upcoming(now)
        here = (self._interview.start, self._interview.id) if self._interview else (now, 0)
        later = [interview for interview in coming if (interview.start, interview.id) > here]
        sooner = [interview for interview in coming if (interview.start, interview.id) < here]
        following = later[:1] if by > 0 else sooner[-1:]
        if not following:
            self.say(
                "This is the last planned interview." if by > 0 else "This is the first planned interview."
            )
            return
        self.interview_id = following[0].id
        self.reload()

    def action_leave_brief(self) -> None:
        """Go back."""
        self.dismiss()

    def action_start_interview(self) -> None:
        """Begin the interview in live mode, or go on with it."""
        if self._interview is not None:
            self.post_message(navigation.StartInterview(self.interview_id))

    def action_rehearse_interview(self) -> None:
        """Rehearse the interview."""
        if self._interview is not None:
            self.post_message(navigation.StartInterview(self.interview_id, is_rehearsal=True))
