"""Live mode: the clock, the questions, and the one in front; what is typed is saved as it is typed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from iitui.domain.dates.calendar import say_deadline
from iitui.domain.follow_ups import FollowUpId
from iitui.domain.interviews import Interview
from iitui.domain.live import (
    CLOSING_SLUGS,
    MORE_MINUTES,
    InterviewClock,
    Pace,
    capped_seconds,
    closing_questions,
    combine_answers,
    first_in_front,
    neighbor,
    next_to_ask,
    promised_minutes,
    say_progress,
)
from iitui.domain.questions import Asked, Origin, PlanItem, QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.text import clean
from iitui.ui.kit.bindings import PaneBindings
from iitui.ui.kit.lists.row_list import FixedRows, RowKey, RowList
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.live.attention import draw_attention
from iitui.ui.live.clock_pane import ClockPane
from iitui.ui.live.dialogs import EarlierAnswers, KindChooser, QuestionFinder, ReadyPlanChooser
from iitui.ui.live.forms import MadeUpForm, TakeawayForm
from iitui.ui.live.keys import PROMISED, AnswerBox, LiveCommand, QuestionList
from iitui.ui.live.record import JournalRecord, LiveRecord, Note, RehearsalRecord, made_up_question
from iitui.ui.live.rows import COLUMNS, heading, question_row, say_minutes
from iitui.ui.session import navigation
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import INTERVIEWS, Place
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from iitui.store.journal import Store

SAVE_SECONDS = 0.3
"""Seconds from a key until what is typed is on its way into the journal."""

RETRY_SECONDS = 3.0
"""Seconds until saving is tried again after it failed."""

TICK_SECONDS = 0.5
"""How often the clock is read."""

WIDE = 100
"""From so many columns on, the list stands beside the question."""

ROOMY = 22
"""Below so many lines, the clock gives up lines to the answer."""


class LiveScreen(JournalScreen):
    """Shows an interview while it goes on, or rehearses it.

    Attributes:
        interview_id: the number of the interview.
    """

    TELLS_ACTS: ClassVar[bool] = False
    PLACE: ClassVar[Place] = INTERVIEWS
    PURPOSE: ClassVar[str] = (
        "The interview itself: one question at a time, with a clock for the minutes you asked for."
        " Everything is saved as you type. Esc goes to the list, where single letters are keys; enter goes"
        " back to the answer."
    )
    AUTO_FOCUS = "AnswerBox"
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#live-list-pane": (
            *(f"live_list.{key}" for key in ("next", "tick", "skip", "back", "find", "make_up", "earlier")),
            *(f"live_list.{key}" for key in ("closing", "more_minutes", "take_plan", "pick")),
        ),
        "#live-question-pane": tuple(
            f"live.{key}"
            for key in ("next", "skip", "closing", "earlier", "make_up", "more_minutes", "return", "save")
        ),
    }

    def __init__(self, session: JournalSession, interview: Interview, *, is_rehearsal: bool = False) -> None:
        super().__init__(session)
        self.interview_id = interview.id
        self.is_rehearsal = is_rehearsal
        self._record: LiveRecord = self._make_record(interview)
        last_noted = None if is_rehearsal else session.reader.live.last_noted(interview.id)
        first = first_in_front(self._record.plan(), last_noted)
        self._front: int | None = first.id if first else None
        self._since = session.now()
        self._return_to: list[int] = []
        self._pace: Pace | None = None
        self._save_timer: Timer | None = None
        self._is_gone = False
        self._loaded_text = ""
        self._titles: dict[str, str] = {}

    def _make_record(self, interview: Interview) -> LiveRecord:
        if not self.is_rehearsal:
            return JournalRecord(self.session, interview)
        plan = self.session.reader.questions.plan(interview.id)
        return RehearsalRecord(interview, plan, self.session.now())

    def recreated(self) -> "LiveScreen":
        """Return another screen on the same interview."""
        return LiveScreen(self.session, self._record.interview, is_rehearsal=self.is_rehearsal)

    def compose_body(self) -> ComposeResult:
        """Put the clock above the questions and the one in front."""
        yield ClockPane(id="live-clock")
        yield Static(id="live-banner", markup=False)
        with Container(id="live-body"):
            with Vertical(classes="pane", id="live-list-pane") as pane:
                pane.border_title = pane_title("Questions")
                yield QuestionList(COLUMNS, id="live-list", show_header=False, can_mark=False)
            with Vertical(classes="pane", id="live-question-pane"):
                yield Static(id="live-question", markup=False)
                yield AnswerBox(id="live-answer")

    def on_mount(self) -> None:
        """Show the first question, and read the clock from now on."""
        self._lay_out()
        self._show_all()
        self._show_question()
        self.set_interval(TICK_SECONDS, self._tick)

    def on_resize(self) -> None:
        """Lay out for another size."""
        if self.is_mounted:
            self._lay_out()
            self.call_after_refresh(self._tick)

    def _lay_out(self) -> None:
        size = self.app.size
        self.set_class(self.pane_room >= WIDE, "-wide")
        self.set_class(size.height < ROOMY, "-low")

    # ---- what is shown ----

    def reload(self) -> None:
        """Read anew what others may have changed; what is being typed stays, and the cursor in it."""
        self._is_gone = not self._record.reload()
        self.show_status(None, 0)  # what else there is must not draw the eye now
        if self._item() is None and not self._is_gone:
            first = first_in_front(self._record.plan())
            self._front = first.id if first else None
            self._show_question()
        self._box.read_only = self._item() is None
        self._take_in_changes()
        self._show_all()

    def _plan(self) -> list[PlanItem]:
        """The questions, with the seconds of the one in front until now."""
        plan = self._record.plan()
        return [self._timed(item) if item.id == self._front else item for item in plan]

    def _timed(self, item: PlanItem) -> PlanItem:
        if not self._is_going_on:
            return item
        passed = (self.session.now() - self._since).total_seconds()
        return replace(item, seconds=capped_seconds(item.seconds + max(passed, 0)))

    @property
    def _is_going_on(self) -> bool:
        return self._record.interview.is_going_on and not self._is_gone

    def _item(self, plan: list[PlanItem] | None = None) -> PlanItem | None:
        """The question in front."""
        items = self._record.plan() if plan is None else plan
        return next((item for item in items if item.id == self._front), None)

    @property
    def _box(self) -> AnswerBox:
        return self.query_one("#live-answer", AnswerBox)

    @property
    def _list(self) -> QuestionList:
        return self.query_one("#live-list", QuestionList)

    def _clock(self) -> InterviewClock:
        interview, settings = self._record.interview, self.session.settings
        return InterviewClock(
            started_at=interview.started_at or self.session.now(),
            minutes=promised_minutes(interview, settings.ask_minutes, settings.block_minutes),
            ended_at=interview.ended_at,
        )

    def _tick(self) -> None:
        if self.is_mounted and self.is_current:
            self._show_all()

    def _show_all(self) -> None:
        plan, clock = self._plan(), self._clock()
        reading = clock.read(self.session.now())
        who = self._record.interview.who
        title = f"with {who}" if not self.is_rehearsal else f"rehearsal for {who}"
        self.query_one(ClockPane).show(reading, clock.minutes, title, say_progress(plan))
        if reading.pace is not self._pace:
            self._change_pace(reading.pace)
        self._show_banner(plan, reading.pace, clock.minutes)
        rows = [question_row(place, item, self._front) for place, item in enumerate(plan, 1)]
        self._list.show(FixedRows(rows))
        asked = sum(one.state is Asked.ASKED for one in plan)
        self._say_title("#live-list-pane", pane_title("Questions", len(plan), f"{asked} asked"))
        item = self._item(plan)
        if item is not None:
            place = [one.id for one in plan].index(item.id) + 1
            title_now = heading(place, len(plan), item, self._say_saved(item))
            self._say_title("#live-question-pane", title_now)

    def _say_title(self, selector: str, title: Content) -> None:
        """Show the title of a pane; the same again costs nothing."""
        pane = self.query_one(selector)
        if self._titles.get(selector) != title.plain:
            self._titles[selector] = title.plain
            pane.border_title = title

    def _say_saved(self, item: PlanItem) -> str:
        if self.is_rehearsal:
            return f"{say_minutes(item)} · nothing is saved"
        saved = "saved" if self._record.is_saved(item.id) else "typing"
        return f"{say_minutes(item)} · {saved}"

    def _change_pace(self, pace: Pace) -> None:
        """Draw attention, if that is wanted, when five minutes are left and when time is up."""
        before, self._pace = self._pace, pace
        if before is not None and pace in (Pace.CLOSING, Pace.UP) and self._is_going_on:
            words = "5 minutes left" if pace is Pace.CLOSING else "Time is up"
            draw_attention(self.app, self.session.settings, words)

    def _show_banner(self, plan: list[PlanItem], pace: Pace, minutes: int) -> None:
        words, kind = self._banner(plan, pace, minutes)
        banner = self.query_one("#live-banner", Static)
        banner.display = bool(words)
        if str(banner.content) != words:
            banner.update(Content(words))
        banner.set_class(kind == "error", "-error")
        banner.set_class(kind == "quiet", "-quiet")

    def _banner(self, plan: list[PlanItem], pace: Pace, minutes: int) -> tuple[str, str]:
        """The line above the questions, and how it is meant."""
        if self._record.trouble:
            return self._record.trouble, "error"
        if not self._is_going_on:
            ended = "has ended" if self._record.interview.ended_at else "is no longer in progress"
            return (
                f"This interview {ended}: press esc to close. To resume it, press s in Interviews.",
                "error",
            )
        if pace in (Pace.UP, Pace.OVER):
            return (
                f"Your {minutes} minutes are up. Press f8 to ask for five more, or esc and then e to end.",
                "error",
            )
        to_close = [item for item in closing_questions(plan) if item.state is Asked.TO_ASK]
        if pace is Pace.CLOSING and (to_close or not closing_questions(plan)):
            return "Almost time: press ctrl+l for the closing questions.", "warning"
        if self.is_rehearsal:
            return "Rehearsal: nothing is saved.", "quiet"
        return "", ""

    def _show_question(self) -> None:
        """Put the question in front into the box."""
        item = self._item()
        box = self._box
        self._loaded_text = clean(item.answer) if item else ""
        box.load_text(self._loaded_text)
        box.move_cursor(box.document.end)
        box.read_only = item is None
        words = (
            item.question.text
            if item
            else "No questions picked. In the list, press P to use a plan or a to make up a question."
        )
        self.query_one("#live-question", Static).update(Content(words))
        self.query_one("#live-question-pane").set_class(bool(item and item.off_record), "-off-record")
        if item is not None:
            self._record.renewed.discard(item.id)
            self._list.move_to(item.id)
            self._put_back(item)

    def _put_back(self, item: PlanItem) -> None:
        """Put back what was typed into this answer and never saved, as when leaving took too long."""
        text = self._record.take_aside(item)
        if not text:
            return
        box = self._box
        box.load_text(text if text.startswith(item.answer) else combine_answers(item.answer, text))
        box.move_cursor(box.document.end)
        self._note_text()
        self.say("Restored what you typed here before it was saved.")

    def _take_in_changes(self) -> None:
        """Show what came from elsewhere: below what is being typed, or in its place if nobody types."""
        item = self._item()
        if item is None:
            return
        theirs = self._record.theirs.pop(item.id, None)
        box = self._box
        if theirs is not None:
            together = combine_answers(box.text, theirs)
            if together.startswith(box.text.rstrip()) and together != box.text:
                selection = box.selection
                box.insert(together[len(box.text.rstrip()) :], box.document.end)
                box.selection = selection
            elif together != box.text:
                box.load_text(together)
                box.move_cursor(box.document.end)
            self.say("This answer was changed elsewhere. Both texts are kept; the other one is below yours.")
        elif item.id in self._record.renewed and clean(box.text) == clean(self._loaded_text):
            self._show_question()
            self.say("This answer was changed elsewhere; here is the new text.")
        self._record.renewed.discard(item.id)

    # ---- saving ----

    @on(TextArea.Changed, "#live-answer")
    def _note_text(self) -> None:
        item, text = self._item(), self._box.text
        if item is None or text == self._loaded_text:
            return
        self._loaded_text = text
        state = Asked.ASKED if text.strip() and item.state is Asked.TO_ASK else None
        self._put(item, Note(answer=text, state=state))

    def _put(self, item: PlanItem, note: Note) -> None:
        self._record.put(item.id, note)
        if self._save_timer is None:
            delay = RETRY_SECONDS if self._record.trouble else SAVE_SECONDS
            self._save_timer = self.set_timer(delay, self._save)

    @work(group="live-save")
    async def _save(self) -> None:
        """Save in the background; keys do not wait for it."""
        self._note_time()
        self._save_timer = None
        await self._record.save()
        if not self.is_mounted:
            return
        if self._record.trouble and self._save_timer is None:
            self._save_timer = self.set_timer(RETRY_SECONDS, self._save)
        self.reload()

    def _note_time(self) -> None:
        """Note how long the question in front has been there."""
        item = self._item(self._plan())
        if item is not None and self._is_going_on:
            self._record.put(item.id, Note(seconds=item.seconds))
            self._since = self.session.now()

    def _bring(self, item: PlanItem | None) -> None:
        """Put another question in front; the place that was left is saved."""
        if item is None or item.id == self._front:
            return
        self._note_text()
        self._note_time()
        if self._save_timer is not None:
            self._save_timer.stop()
        self._save()
        self._front = item.id
        self._since = self.session.now()
        self._show_question()
        self._show_all()

    def keep_typed(self) -> None:
        """Save what is typed at once, on this thread: the program, or the screen, is being left."""
        if self._box.is_mounted:
            self._note_text()
        self._note_time()
        self._record.save_now()

    def on_unmount(self) -> None:
        """Save what is typed, however the screen is left."""
        self._record.save_now()

    def on_screen_suspend(self, event: events.ScreenSuspend) -> None:  # noqa: ARG002
        """Save what is typed when another screen comes to the front."""
        if self.is_mounted and self._save_timer is not None:
            self._save_timer.stop()
            self._save()

    # ---- commands ----

    @on(LiveCommand)
    async def _obey(self, request: LiveCommand) -> None:
        request.stop()
        if request.argument:
            await self.run_action(f"{request.command}('{request.argument}')")
        else:
            await self.run_action(request.command)

    @on(RowList.Opened, "#live-list")
    def _open_question(self, message: RowList.Opened) -> None:
        plan = self._record.plan()
        self._jump(next((item for item in plan if item.id == message.key), None))

    def _jump(self, item: PlanItem | None) -> None:
        """Go to a question, remember the place, and type there."""
        if item is not None and item.id != self._front:
            if self._front is not None:
                self._return_to.append(self._front)
            self._bring(item)
        self._box.focus()

    def action_next(self) -> None:
        """Say that the question was asked, and go to the next one still to ask."""
        self._leave_question(Asked.ASKED)

    def action_skip(self) -> None:
        """Skip the question, and go to the next one still to ask."""
        self._leave_question(Asked.SKIPPED)

    def _leave_question(self, state: Asked) -> None:
        item = self._item()
        if item is None:
            return
        if item.state is Asked.TO_ASK or (state is Asked.SKIPPED and not item.answer):
            self._put(item, Note(state=state))
        following = next_to_ask(self._record.plan(), item.id)
        if following is None:
            self.say(
                "All questions are asked or skipped. In the list (esc), press a to make one up or e to end."
            )
            self._save()
            return
        self._bring(following)

    def action_back(self) -> None:
        """Go to the previous question."""
        if self._front is not None:
            self._bring(neighbor(self._record.plan(), self._front, -1))

    def action_return(self) -> None:
        """Go back to the place before the last jump."""
        plan = {item.id: item for item in self._record.plan()}
        while self._return_to:
            item = plan.get(self._return_to.pop())
            if item is not None and item.id != self._front:
                self._bring(item)
                self._box.focus()
                return
        self.say("There's nothing to go back to.")

    def action_jump(self, number: str) -> None:
        """Go to the question with a number."""
        plan = self._record.plan()
        if int(number) <= len(plan):
            self._jump(plan[int(number) - 1])
        else:
            self.say(f"There is no question {number}.")

    @work
    async def action_find(self) -> None:
        """Go to a question by its number or a word in it."""
        key = await self.app.push_screen_wait(QuestionFinder(self._plan(), self._front))
        if key is not None:
            self._jump(next((item for item in self._record.plan() if item.id == key), None))

    def action_show_list(self) -> None:
        """Go to the list, where single letters are keys."""
        self._note_text()
        self._list.focus()

    def action_tick(self) -> None:
        """Say that the question was asked, or not after all."""
        item = self._item()
        if item is not None:
            state = Asked.TO_ASK if item.state is Asked.ASKED else Asked.ASKED
            self._put(item, Note(state=state))
            self._show_all()

    def action_off_record(self) -> None:
        """Say that the answer is off the record, or on it."""
        item = self._item()
        if item is not None:
            self._put(item, Note(off_record=not item.off_record))
            self.query_one("#live-question-pane").set_class(not item.off_record, "-off-record")
            self._show_all()

    def action_save(self) -> None:
        """Save at once what is typed."""
        self._note_text()
        self._save()
        self.say("This is a rehearsal: nothing is saved." if self.is_rehearsal else "Saved.")

    @work
    async def action_closing(self) -> None:
        """Go to the first closing question still to ask; those of the bank come in if the plan has none."""
        plan = self._record.plan()
        if not closing_questions(plan):
            await self._add_closing()
            plan = self._record.plan()
        closing = closing_questions(plan)
        to_ask = [item for item in closing if item.state is Asked.TO_ASK]
        self._jump(next(iter([*to_ask, *closing]), None))

    async def _add_closing(self) -> None:
        bank = {row.question.slug: row.question for row in self.session.reader.questions.bank()}
        questions = [bank[slug] for slug in CLOSING_SLUGS if slug in bank]
        if isinstance(self._record, RehearsalRecord):
            for question in questions:
                self._record.add(question, None)
            return
        numbers = [question.id for question in questions]
        await self.act(lambda store: store.questions.pick(self.interview_id, numbers))

    @work
    async def action_more_minutes(self) -> None:
        """Ask for five more minutes."""
        done = f"{MORE_MINUTES} more minutes"
        if isinstance(self._record, RehearsalRecord):
            self._record.add_minutes(MORE_MINUTES)
            self.say(done)
            self._show_all()
            return
        await self.act(lambda store: store.live.add_minutes(self.interview_id, MORE_MINUTES), done)

    @work
    async def action_make_up(self) -> None:
        """Ask a question that isn't in the plan; it comes to the front."""
        front = self._front
        if isinstance(self._record, RehearsalRecord):
            draft = await self.app.push_screen_wait(MadeUpForm())
            if draft is not None:
                self._jump(self._record.add(made_up_question(draft), front))
            return

        def verb(store: "Store", draft: QuestionDraft) -> PlanItem:
            return store.live.make_up(self.interview_id, draft, after=front)

        item = await self.ask_and_act(MadeUpForm, verb, about=f"interview:{self.interview_id}")
        if item is not None:
            self._jump(item)
            self.say("To keep this question in the bank, press esc and then B.")

    @work
    async def action_offer(self) -> None:
        """Keep the question in front in the bank."""
        item = self._item()
        if item is None or self.is_rehearsal:
            return
        if item.question.origin is not Origin.MINE or not item.question.retired:
            self.say("This question is already in the bank, or was removed from it.")
            return
        number = item.question.id
        await self.act(lambda store: store.questions.offer(number), "Kept in the bank")

    @work
    async def action_takeaway(self, kind: str = "") -> None:
        """Note a takeaway of a kind; ask for the kind if none is said."""
        name: RowKey | None = kind or None
        if name is None:
            name = await self.app.push_screen_wait(KindChooser())
        if name is None:
            return
        if self.is_rehearsal:
            self.say("This is a rehearsal: nothing is saved.")
            return
        chosen, session = TakeawayKind[str(name)], self.session
        reading = session.date_reading()

        def make_form(filled: TakeawayDraft | None, errors: Mapping[str, str]) -> TakeawayForm:
            return TakeawayForm(self.interview_id, chosen, reading, filled, errors)

        await self.ask_and_act(
            make_form,
            lambda store, draft: store.interviews.take_away(draft),
            lambda number: self._say_noted(chosen, number),
            about=f"interview:{self.interview_id}:{chosen.name}",
        )

    def _say_noted(self, kind: TakeawayKind, number: int) -> str:
        """Return what was noted, of a promise with when: "Noted: my promise, due Fri 4 Dec 17:00"."""
        about = PROMISED.get(kind)
        if about is None:
            return f"Noted: {kind.value}"
        session, now = self.session, self.session.now()
        owed = session.reader.follow_ups.find(FollowUpId(about, number), now, session.day_end())
        due = f", due {say_deadline(owed.due, session.zone, now)}" if owed else ""
        return f"Noted: {kind.value}{due}"

    @work
    async def action_earlier(self) -> None:
        """Show what this person and others answered to this question before."""
        item = self._item()
        if item is None:
            return
        answers = self.session.reader.live.earlier_answers(item.question.id, self.interview_id)
        now, zone = self.session.now(), self.session.zone
        await self.app.push_screen_wait(EarlierAnswers(item.question.text, answers, now, zone))

    @work
    async def action_take_plan(self) -> None:
        """Use a ready-made plan."""
        from iitui.store.built_in import load_plans

        if self.is_rehearsal:
            self.say("This is a rehearsal: use plans in Questions (4) instead.")
            return
        slug = await self.app.push_screen_wait(ReadyPlanChooser(load_plans()))
        if slug is not None:
            self._note_text()
            await self._record.save()
            await self.act(
                lambda store: store.questions.take_plan(self.interview_id, str(slug)), "Added the plan"
            )
            self._jump(first_in_front(self._record.plan()))

    def action_pick(self) -> None:
        """Pick questions from the bank."""
        if self.is_rehearsal:
            self.say("This is a rehearsal: pick questions in Questions (4) instead.")
            return
        self.say("Press 3 to come back to the interview; it's still in progress.")
        self.post_message(navigation.ShowPlan(self.interview_id))

    def action_leave(self) -> None:
        """Close the screen; the interview stays in progress."""
        self._note_text()
        if self._is_going_on and not self.is_rehearsal:
            self.app.notify(
                "The interview is still in progress. Press s to come back to it.", markup=False, timeout=4
            )
        self._save_and_dismiss()

    @work
    async def _save_and_dismiss(self) -> None:
        self._note_time()
        await self._record.save(with_times=True)
        self.dismiss()

    @work
    async def action_end(self) -> None:
        """End the interview and start the debrief."""
        self._note_text()
        self._note_time()
        if self.is_rehearsal:
            reading = self._clock().read(self.session.now())
            words = f"Rehearsed: {reading.digits}, {say_progress(self._record.plan())}. Nothing was saved."
            self.app.notify(words, markup=False, timeout=8)
            self.dismiss()
            return
        if not self._is_going_on:
            self.say("This interview isn't in progress.")
            return
        await self._record.save(with_times=True)
        if self._record.trouble:
            self._show_all()
            return
        ended = await self.act(partial(_end, self.interview_id))
        if ended is not None:
            app = self.app
            self.dismiss()
            app.post_message(navigation.WriteDebrief(self.interview_id))


def _end(interview_id: int, store: "Store") -> Interview:
    return store.live.end(interview_id)
