"""The Questions screen: the bank beside the plan of one interview, and what can be done with both.

The two lists are panes of their own, `BankPane` and `PlanPane`: each holds what it shows and knows what the
next key acts on there. The screen reads the journal, fills the panes and acts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from iitui.domain.built_in import Computed, ReadyPlan
from iitui.domain.dates.calendar import say_both
from iitui.domain.interviews import Status
from iitui.domain.plan_length import length_of
from iitui.domain.questions import (
    Asked,
    BankRow,
    Category,
    Origin,
    PlanItem,
    Question,
    QuestionDraft,
    names_of,
)
from iitui.domain.text import several
from iitui.store.built_in import load_plans
from iitui.ui.interviews.chooser import InterviewChooser, interview_choices
from iitui.ui.kit.bindings import KeyGroup, PaneBindings, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.questions.bank_pane import BankPane
from iitui.ui.questions.category_chooser import ALL, CategoryChooser
from iitui.ui.questions.detail_pane import QuestionDetail
from iitui.ui.questions.plan_chooser import REMOVE, PlanChooser
from iitui.ui.questions.plan_pane import PlanPane
from iitui.ui.questions.rows import BANK_SORTING, short
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import QUESTIONS, GoTo, Place, ShowPlan
from iitui.ui.session.screen import JournalScreen
from iitui.ui.session.texts_in_view import TextInView

if TYPE_CHECKING:
    from iitui.domain.interviews import Interview
    from iitui.domain.question_sets import QuestionSet

_LIST_NAME = "Bank"
"""The name under which the order chosen is remembered."""

NO_INTERVIEW = "There's no interview to pick questions for. Press i to plan one."


@dataclass(frozen=True, slots=True)
class CurrentQuestion:
    """The question under the cursor.

    Attributes:
        question: the question; None when the cursor is on none.
        row: its row in the bank; None when the bank does not show it.
        item: its place in the plan; None when it is not picked.
    """

    question: Question | None = None
    row: BankRow | None = None
    item: PlanItem | None = None


class QuestionsScreen(JournalScreen):
    """Picks questions out of the bank for the plan of one interview.

    Attributes:
        interview: the interview whose plan is shown; None when there is none to plan.
        in_plan: whether the cursor is in the plan.
    """

    PLACE: ClassVar[Place] = QUESTIONS
    PURPOSE: ClassVar[str] = QUESTIONS.purpose
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#bank-pane": (
            "bank.pick",
            "question.edit",
            "bank.phase",
            "bank.order",
            "question.delete",
            "list.mark",
            "question.restore",
        ),
        "#plan-pane": (
            "list.open",
            "plan.later",
            "plan.earlier",
            "plan.keep",
            "question.delete",
            "list.mark",
        ),
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy"), (132, "-wide")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a", "pick_questions", "Pick", "question.pick", "Pick the question, or drop it", show=True),
        bind("x,backspace", "drop_questions", "Drop", "plan.drop", "Remove it from the plan", show=True),
        bind(
            "J,shift+down",
            "move_question(1)",
            "Later",
            "plan.later",
            "Ask it later: move it down",
            show=True,
            group=KeyGroup.ACT,
        ),
        bind(
            "K,shift+up",
            "move_question(-1)",
            "Earlier",
            "plan.earlier",
            "Ask it earlier: move it up",
            group=KeyGroup.ACT,
        ),
        bind(
            "tab,shift+tab", "switch_list", "Switch", "plan.switch", "Go from the bank to the plan, or back"
        ),
        bind("r", "take_plan", "Plans", "plan.ready", "Use a ready-made plan", show=True),
        bind("S", "keep_plan", "Keep plan", "plan.keep", "Save the plan as a ready-made plan"),
        bind(
            "t",
            "choose_interview",
            "Interview",
            "plan.interview",
            "Pick questions for another interview",
            show=True,
        ),
        bind("i", "plan_interview", "Plan", "contact.interview", "Plan an interview"),
        bind("n", "add_question", "New", "question.new", "Write your own question", show=True),
        bind("e", "edit_question", "Edit", "question.edit", "Edit one of your own questions"),
        bind(
            "d",
            "delete_questions",
            "Delete",
            "question.delete",
            "Remove questions from the bank; in the plan, from the plan",
        ),
        bind(
            "B",
            "restore_bank",
            "Restore",
            "question.restore",
            "Bring back the built-in questions that were removed from the bank",
        ),
        SearchBox.BINDING,
        bind(
            "v",
            "choose_category",
            "Category",
            "bank.category",
            "Show one category of questions",
            show=True,
            group=KeyGroup.VIEW,
        ),
        bind("f", "next_phase", "Phase", "bank.phase", "Show one phase: open, core, close, all"),
        bind(
            "o", "change_order", "Order", "bank.order", "Group by phase or by category", group=KeyGroup.VIEW
        ),
        bind(
            "escape",
            "show_all",
            "Show all",
            "bank.all",
            "Clear the marks and show the whole bank",
            group=KeyGroup.VIEW,
        ),
    ]

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self.interview: Interview | None = None
        self.in_plan = False
        self._interview_id: int | None = None
        self._sets: dict[int, QuestionSet] = {}

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
        """Read the plan and the bank again."""
        super().reload()
        self._sets = self.session.reader.questions.sets()
        interviews = self.session.reader.interviews
        chosen = None if self._interview_id is None else interviews.get(self._interview_id)
        self.interview = chosen or interviews.next(self.session.now())
        self._show_plan()
        self._show_bank()
        self._show_detail()

    def _show_plan(self) -> None:
        interview = self.interview
        self.plan.display = interview is not None
        self.set_class(interview is None, "-no-interview")
        if interview is None:
            self.plan.items = []
            if self.in_plan:
                self.bank.rows.focus()
            return
        items = self.session.reader.questions.plan(interview.id)
        minutes = [item.question.minutes for item in items]
        length = length_of(minutes, interview.minutes, self.session.settings)
        when = say_both(interview.start, ZoneInfo(interview.zone), self.session.zone, self.session.now())
        is_planned = interview.status is Status.PLANNED
        self.plan.show(f"{short(interview.who, 30)} · {when}", items, length, is_planned=is_planned)

    def _show_bank(self, *, from_top: bool = False) -> None:
        interview_id = self.interview.id if self.interview else None
        rows = self.session.reader.questions.bank(self.bank.filter, interview_id)
        self.bank.rows.set_order(self.session.orders.get(_LIST_NAME, BANK_SORTING.usual))
        self.bank.show(rows, from_top=from_top)
        self._show_hint()

    @on(RowList.Sorted, "#bank")
    def _sort(self, message: RowList.Sorted) -> None:
        self.session.orders[_LIST_NAME] = message.order
        self._show_bank()

    @on(RowList.MarksChanged, "#bank")
    def _show_hint(self) -> None:
        marked = len(self.bank.rows.marked)
        words = "" if self.interview else "to pick questions, plan an interview: i"
        self.bank.show_hint(f"{marked} marked: enter picks them" if marked and self.interview else words)

    @on(RowList.Highlighted, "#bank,#plan")
    def _show_detail(self) -> None:
        current = self.current
        self.query_one(QuestionDetail).show(
            current.question, current.row, current.item, self.interview, self._sets
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the cursor from list to list."""
        self.in_plan = event.widget is self.plan.rows
        self.set_class(self.in_plan, "-in-plan")
        self._show_detail()

    @property
    def current(self) -> CurrentQuestion:
        """The question under the cursor."""
        if self.in_plan:
            item = self.plan.current
            if item is None:
                return CurrentQuestion()
            return CurrentQuestion(item.question, self.bank.questions.get(item.question.id), item)
        row = self.bank.current
        if row is None:
            return CurrentQuestion()
        return CurrentQuestion(row.question, row, self.plan.item_of(row.question.id))

    def texts_in_view(self) -> Sequence[TextInView]:
        """The question under the cursor, and its answer."""
        question, item = self.current.question, self.current.item
        texts = [TextInView("question", question.text)] if question else []
        return [*texts, TextInView("answer", item.answer)] if item else texts

    def show_record(self, request: GoTo) -> None:
        """Go to a question, or to the plan of an interview."""
        show = self.show_plan if isinstance(request, ShowPlan) else self.show_question
        show(request.record_id)

    def show_plan(self, interview_id: int) -> None:
        """Go to the plan of an interview; to the bank when nothing is picked yet."""
        self.choose_interview(interview_id)
        (self.plan if self.plan.items else self.bank).rows.focus()

    def choose_interview(self, interview_id: int) -> None:
        """Show the plan of an interview from now on."""
        self._interview_id = interview_id
        self.plan.rows.clear_marks()
        self.reload()

    def show_question(self, question_id: int) -> None:
        """Go to a question in the bank; whatever hides it is cleared."""
        if question_id not in self.bank.questions:
            self._show_all()
        if self.bank.rows.move_to(question_id):
            self.bank.rows.focus()
        else:
            self.say("This question was removed from the bank; plans that include it keep it.")

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

    @on(SearchBox.Exited)
    def _leave_search(self) -> None:
        self.bank.rows.focus()

    @work
    async def action_choose_category(self) -> None:
        """Show the questions of one category, or of all."""
        any_category = replace(self.bank.filter, category=None)
        counts = Counter(row.question.category for row in self.session.reader.questions.bank(any_category))
        chosen = await self.app.push_screen_wait(CategoryChooser(counts, self.bank.category))
        if chosen is not None:
            self.bank.category = None if chosen == ALL else Category(str(chosen))
            self._show_filtered()

    def action_next_phase(self) -> None:
        """Show the questions of the next phase; after the last, of all."""
        self.bank.show_next_phase()
        self._show_filtered()

    def action_change_order(self) -> None:
        """Put the bank under headings of phases or of categories."""
        self.bank.change_order()
        self._show_bank()

    def action_show_all(self) -> None:
        """Clear the marks; if there are none, show the whole bank again."""
        lists = [rows for rows in (self.bank.rows, self.plan.rows) if rows.marked]
        for rows in lists:
            rows.clear_marks()
        if not lists:
            self._show_all()

    def _show_all(self) -> None:
        self.bank.clear_filter()
        self._show_bank()
        self._show_detail()

    def _show_filtered(self) -> None:
        self._show_bank(from_top=True)
        self.bank.rows.focus()
        self._show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer the keys of the plan where the plan has the cursor, and those of the bank elsewhere."""
        if action == "search":
            return not self.bank.search.has_focus
        if action in {"drop_questions", "move_question"}:
            return self.in_plan
        return not (self.in_plan and action in {"pick_questions", "choose_category"})

    @on(RowList.Opened, "#bank")
    def _open_in_bank(self) -> None:
        self.action_pick_questions()

    @on(RowList.Opened, "#plan")
    def _open_in_plan(self, message: RowList.Opened) -> None:
        item = self.plan.item(message.key)
        if item is not None:
            self.show_question(item.question.id)

    @work
    async def action_pick_questions(self) -> None:
        """Pick the marked questions; without marks, pick the one under the cursor or drop it again."""
        interview, bank = self.interview, self.bank.rows
        if interview is None:
            self.say(NO_INTERVIEW)
            return
        picked = {item.question.id: item for item in self.plan.items}
        wanted = [key for key in bank.acted_on if isinstance(key, int)]
        fresh = [key for key in wanted if key not in picked]
        if fresh:
            marked = f"Picked {several(len(fresh), 'question')} for {interview.who}"
            done_text = marked if bank.marked else None
            if await self.act(lambda store: store.questions.pick(interview.id, fresh), done_text):
                bank.clear_marks()
                self.plan.move_to(fresh[-1])
        elif bank.marked:
            bank.clear_marks()
            self.say("Already picked")
        elif wanted:
            await self._drop([picked[wanted[0]]])

    @work
    async def action_drop_questions(self) -> None:
        """Take the marked questions, or the one under the cursor, out of the plan."""
        await self._drop(self.plan.acted_on)

    async def _drop(self, items: list[PlanItem]) -> None:
        if not items:
            return
        answered = sum(bool(item.answer) for item in items)
        if answered:
            what = "the answer that's" if answered == 1 else f"the {answered} answers that are"
            which = several(len(items), "question")
            words = f"Drop {which} from the plan, with {what} written down? u undoes it."
            if not await self.app.push_screen_wait(Confirm("Remove from the plan", words)):
                return
        await self.act(lambda store: store.questions.drop([item.id for item in items]))
        self.plan.rows.clear_marks()

    @work
    async def action_move_question(self, by: int) -> None:
        """Move the question under the cursor within the plan; the cursor stays on it."""
        item = self.plan.current
        if item is not None:
            await self.act(lambda store: store.questions.move(item.id, by))

    @work
    async def action_take_plan(self) -> None:
        """Use a ready-made plan for the interview."""
        interview = self.interview
        if interview is None:
            self.say(NO_INTERVIEW)
            return
        plans = (*self.session.reader.questions.ready_plans(), *load_plans())
        questions = {plan.slug: self._questions_of(plan, interview) for plan in plans}
        replaced = sum(item.state is Asked.TO_ASK and not item.answer for item in self.plan.items)
        slug = await self.app.push_screen_wait(PlanChooser(interview.who, plans, questions, replaced))
        if slug is None:
            return
        if isinstance(slug, str) and slug.startswith(REMOVE):
            await self._remove_plan(slug.removeprefix(REMOVE), plans)
            return
        name = next(plan.name for plan in plans if plan.slug == slug)
        await self.act(
            lambda store: store.questions.take_plan(
                interview.id, str(slug), ask_minutes=self.session.settings.ask_minutes
            ),
            f"Added the plan “{name}”. u undoes it.",
        )
        if self.plan.items:
            self.plan.rows.focus()

    async def _remove_plan(self, slug: str, plans: Sequence[ReadyPlan]) -> None:
        name = next(plan.name for plan in plans if plan.slug == slug)
        words = f"Delete the plan “{name}”? Its questions stay, and so do interviews planned with it."
        if await self.app.push_screen_wait(Confirm("Delete the plan", words)):
            await self.carry_out(
                lambda store: store.question_sets.remove_plan(slug), f"Deleted “{name}”. u undoes it."
            )

    def _questions_of(self, plan: ReadyPlan, interview: "Interview") -> list[str]:
        questions = self.session.reader.questions
        if plan.computed is Computed.UNANSWERED:
            minutes = self.session.settings.ask_minutes
            return [question.text for question in questions.second_opinion(interview.id, minutes)]
        bank = [row.question for row in questions.bank()]
        offered = {name: question.text for question in bank for name in names_of(question)}
        return [offered[name] for name in plan.questions if name in offered]

    @work
    async def action_keep_plan(self) -> None:
        """Save the plan as a ready-made plan, under a name."""
        from iitui.ui.session.name_form import NameForm

        interview = self.interview
        if interview is None or not self.plan.items:
            self.say(NO_INTERVIEW if interview is None else "There are no picked questions to save yet.")
            return
        kept = [plan.name for plan in self.session.reader.questions.plans_of(None)]
        await self.ask_and_act(
            lambda name, errors: NameForm(
                "Save this plan to use again", "Name", name or "", errors, known=kept
            ),
            lambda store, name: store.question_sets.keep_plan(interview.id, name),
            lambda plan: f"Saved the plan “{plan.name}”. Press r to use it for another interview.",
        )

    @work
    async def action_choose_interview(self) -> None:
        """Choose the interview to plan for."""
        now = self.session.now()
        interviews, questions = self.session.reader.interviews, self.session.reader.questions
        coming, past = interviews.upcoming(now), interviews.past(now)
        if not coming and not past:
            self.say(NO_INTERVIEW)
            return
        rows = interview_choices(
            coming, past, lambda interview: len(questions.plan(interview)), now, self.session.zone
        )
        at = self.interview.id if self.interview else None
        chosen = await self.app.push_screen_wait(InterviewChooser(rows, at))
        if isinstance(chosen, int):
            self.choose_interview(chosen)

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview, and go on to pick its questions."""
        from iitui.ui.interviews.planning import plan_interview

        planned = await plan_interview(self, None)
        if planned is not None:
            self.choose_interview(planned.id)

    @work
    async def action_add_question(self) -> None:
        """Add a question, and go to it in the bank."""
        from iitui.ui.questions.question_form import QuestionForm

        begun = self.bank.new_draft()
        made = await self.ask_and_act(
            lambda draft, errors: QuestionForm("Your own question", draft or begun, errors),
            lambda store, draft: store.questions.add(draft),
            lambda _: "Added to the bank",
        )
        if made is not None:
            self.show_question(made.id)

    @work
    async def action_edit_question(self) -> None:
        """Reword a question that the user added."""
        from iitui.ui.questions.question_form import QuestionForm

        question = self.current.question
        if question is None:
            return
        if question.origin is Origin.BUILT_IN:
            self.say("Built-in questions can't be edited. Press n to write your own version.")
            return
        begun = QuestionDraft.of(question)
        edited = EditedRecord(
            question, lambda: self.session.reader.questions.get(question.id), QuestionDraft.of
        )
        await self.ask_and_act(
            lambda draft, errors: QuestionForm("Your own question", draft or begun, errors),
            lambda store, draft: store.questions.edit(question.id, draft, seen=edited.original),
            lambda _: "Changed",
            about=f"question:{question.id}",
            merge_changes=edited.merge_changes,
        )

    @work
    async def action_delete_questions(self) -> None:
        """Take questions out of the bank after asking; in the plan, out of the plan."""
        if self.in_plan:
            await self._drop(self.plan.acted_on)
            return
        rows = self.bank.acted_on
        if not rows:
            return
        what = f"“{rows[0].question.text}”" if len(rows) == 1 else f"these {len(rows)} questions"
        back = any(row.question.origin is Origin.BUILT_IN for row in rows)
        words = (
            f"Remove {what} from the bank? Plans that include it keep it, with its answers. u undoes"
            f" it{'; B brings built-in questions back at any time' if back else ''}."
        )
        if await self.app.push_screen_wait(Confirm("Remove from the bank", words)):
            ids = [row.question.id for row in rows]
            await self.act(
                lambda store: store.questions.delete(ids),
                f"Removed {several(len(ids), 'question')} from the bank",
            )
            self.bank.rows.clear_marks()

    @work
    async def action_restore_bank(self) -> None:
        """Bring back the built-in questions that were removed from the bank."""
        before = len(self.session.reader.questions.bank())
        await self.act(lambda store: store.questions.restore(), "")
        number = len(self.session.reader.questions.bank()) - before
        self.say(
            f"Brought back {several(number, 'question')}. u undoes it."
            if number
            else "All built-in questions are already in the bank"
        )
