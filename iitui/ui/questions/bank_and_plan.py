"""What the screen Questions shows: the bank, the plan of one interview, and one question whole.

How the bank is narrowed is here; what can be done with them is in `questions`.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container

from iitui.domain.dates.calendar import say_both
from iitui.domain.drafts import QuestionDraft
from iitui.domain.enums.questions import Category, Phase
from iitui.domain.plan_length import PlanLength
from iitui.domain.values.questions import BankRow, PlanItem, Question
from iitui.store.questions.read import BankFilter
from iitui.ui.kit.lists.row_list import Key, RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.questions.bank_pane import BankPane
from iitui.ui.questions.category_chooser import ALL, CategoryChooser
from iitui.ui.questions.detail_pane import QuestionDetail
from iitui.ui.questions.plan_pane import PlanPane
from iitui.ui.questions.rows import Order, short
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import QUESTIONS, Place
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.domain.values.interviews import Interview


@dataclass(frozen=True, slots=True)
class Current:
    """The question under the cursor, and how it stands in the bank and in the plan."""

    question: Question | None = None
    row: BankRow | None = None
    item: PlanItem | None = None


class BankAndPlan(JournalScreen):
    """Shows the bank beside a plan.

    Attributes:
        interview: the interview whose plan is shown; None when there is none to plan.
        plan_items: its plan, in order.
        bank_rows: what the bank shows, by number of the question.
        in_plan: whether the cursor is in the plan.
    """

    PLACE: ClassVar[Place] = QUESTIONS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy"), (132, "-wide")]  # noqa: RUF012

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self.interview: Interview | None = None
        self.plan_items: list[PlanItem] = []
        self.bank_rows: dict[Key, BankRow] = {}
        self.in_plan = False
        self._chosen: int | None = None
        self._category: Category | None = None
        self._phase: Phase | None = None
        self._order = Order.PHASE

    def compose_body(self) -> ComposeResult:
        """Put bank and plan beside or above each other, and the question under the cursor below."""
        with Container(id="questions-body"):
            yield BankPane(self._search_for, id="bank-pane")
            yield PlanPane(id="plan-pane")
            yield QuestionDetail(id="question-detail", markup=False)

    @property
    def bank(self) -> BankPane:
        """The bank."""
        return self.query_one(BankPane)

    @property
    def plan(self) -> PlanPane:
        """The plan."""
        return self.query_one(PlanPane)

    def reload(self) -> None:
        """Read the plan and the bank anew."""
        super().reload()
        interviews = self.session.reader.interviews
        chosen = None if self._chosen is None else interviews.get(self._chosen)
        self.interview = chosen or interviews.next(self.session.now())
        self._show_plan()
        self._show_bank()
        self._show_detail()

    def _show_plan(self) -> None:
        interview = self.interview
        self.plan.display = interview is not None
        self.set_class(interview is None, "-no-interview")
        self.plan_items = [] if interview is None else self.session.reader.questions.plan(interview.id)
        if interview is None:
            if self.in_plan:
                self.bank.rows.focus()
            return
        settings = self.session.settings
        length = PlanLength(
            minutes=[item.question.minutes for item in self.plan_items],
            interview_minutes=interview.minutes,
            ask_minutes=settings.ask_minutes,
            fewest=settings.questions,
            most=settings.most_questions,
        )
        when = say_both(interview.start, ZoneInfo(interview.zone), self.session.zone, self.session.now())
        self.plan.show(f"{short(interview.who, 30)} · {when}", self.plan_items, length)

    def _show_bank(self, *, from_top: bool = False) -> None:
        narrowed = BankFilter(query=self.bank.search.value, category=self._category, phase=self._phase)
        rows = self.session.reader.questions.bank(narrowed, self.interview.id if self.interview else None)
        self.bank_rows = {row.question.id: row for row in rows}
        self.bank.show(rows, self._order, self._category, self._phase, from_top=from_top)
        self._say_below()

    @on(RowList.MarksChanged, "#bank")
    def _say_below(self) -> None:
        marked = len(self.bank.rows.marked)
        words = "" if self.interview else "to pick questions, plan an interview: 3, then n"
        self.bank.say_below(f"{marked} marked: enter picks them" if marked and self.interview else words)

    @on(RowList.Highlighted, "#bank,#plan")
    def _show_detail(self) -> None:
        current = self.current
        self.query_one(QuestionDetail).show(current.question, current.row, current.item, self.interview)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the cursor from list to list."""
        self.in_plan = event.widget is self.plan.rows
        self.set_class(self.in_plan, "-in-plan")
        self._show_detail()

    @property
    def current(self) -> Current:
        """The question under the cursor."""
        if self.in_plan:
            item = self.item(self.plan.rows.cursor_key)
            if item is None:
                return Current()
            return Current(item.question, self.bank_rows.get(item.question.id), item)
        row = self.bank_rows.get(self.bank.rows.cursor_key or 0)
        if row is None:
            return Current()
        items = (item for item in self.plan_items if item.question.id == row.question.id)
        return Current(row.question, row, next(items, None))

    def item(self, key: Key | None) -> PlanItem | None:
        """Return the planned question of a row; None when there is none any more."""
        return next((item for item in self.plan_items if item.id == key), None)

    def acted_on_in_plan(self) -> list[PlanItem]:
        """Return the planned questions that the next key acts on."""
        return [item for key in self.plan.rows.acted_on if (item := self.item(key)) is not None]

    def show_plan(self, interview_id: int) -> None:
        """Go to the plan of an interview; to the bank when nothing is picked yet."""
        self.choose_interview(interview_id)
        (self.plan if self.plan_items else self.bank).rows.focus()

    def choose_interview(self, interview_id: int) -> None:
        """Show the plan of an interview from now on."""
        self._chosen = interview_id
        self.plan.rows.clear_marks()
        self.reload()

    def show_question(self, question_id: int) -> None:
        """Go to a question in the bank; whatever hides it is cleared."""
        if question_id not in self.bank_rows:
            self._show_all()
        if self.bank.rows.move_to(question_id):
            self.bank.rows.focus()
        else:
            self.say("This question was taken out of the bank; the plans that hold it keep it.")

    def show_in_plan(self, question_id: int) -> None:
        """Bring a picked question into sight in the plan."""
        item = next((item for item in self.plan_items if item.question.id == question_id), None)
        if item is not None:
            self.plan.rows.move_to(item.id)

    def narrowed_draft(self) -> QuestionDraft:
        """Return a new question that belongs where the bank is narrowed to."""
        usual = QuestionDraft(text="")
        return QuestionDraft(
            text="", category=self._category or usual.category, phase=self._phase or usual.phase
        )

    def action_switch_list(self) -> None:
        """Go from the bank to the plan, or back."""
        if self.in_plan or self.interview is None:
            self.bank.rows.focus()
        else:
            self.plan.rows.focus()

    def action_search(self) -> None:
        """Search in the bank."""
        self.bank.open_search()

    def _search_for(self, query: str) -> None:
        self._show_bank(from_top=bool(query.strip()))

    @on(SearchBox.Left)
    def _leave_search(self) -> None:
        self.bank.rows.focus()

    @work
    async def action_choose_category(self) -> None:
        """Show the questions of one category, or of all."""
        narrowed = BankFilter(query=self.bank.search.value, phase=self._phase)
        counts = Counter(row.question.category for row in self.session.reader.questions.bank(narrowed))
        chosen = await self.app.push_screen_wait(CategoryChooser(counts, self._category))
        if chosen is not None:
            self._category = None if chosen == ALL else Category(str(chosen))
            self._show_narrowed()

    def action_next_phase(self) -> None:
        """Show the questions of the next phase; after the last, of all."""
        phases = [None, *Phase]
        self._phase = phases[(phases.index(self._phase) + 1) % len(phases)]
        self._show_narrowed()

    def action_change_order(self) -> None:
        """Put the bank under headings of phases or of categories."""
        self._order = Order.CATEGORY if self._order is Order.PHASE else Order.PHASE
        self._show_bank()

    def action_show_all(self) -> None:
        """Take the marks away; when there are none, show the whole bank again."""
        lists = [rows for rows in (self.bank.rows, self.plan.rows) if rows.marked]
        for rows in lists:
            rows.clear_marks()
        if not lists:
            self._show_all()

    def _show_all(self) -> None:
        self._category = self._phase = None
        self.bank.clear_search()
        self._show_bank()
        self._show_detail()

    def _show_narrowed(self) -> None:
        self._show_bank(from_top=True)
        self.bank.rows.focus()
        self._show_detail()
