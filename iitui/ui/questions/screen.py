"""The screen Questions: the bank beside the plan of one interview, and what can be done with both."""

from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from iitui.domain.built_in import COMPUTED_QUESTIONS, Computed, ReadyPlan
from iitui.domain.enums.questions import Asked, Origin
from iitui.domain.text import several
from iitui.domain.values.interviews import Interview
from iitui.domain.values.questions import PlanItem
from iitui.store.built_in import load_plans
from iitui.ui.interviews.chooser import InterviewChooser, InterviewRows
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.questions.bank_and_plan import BankAndPlan
from iitui.ui.questions.keys import KEYS
from iitui.ui.questions.plan_chooser import PlanChooser
from iitui.ui.questions.question_form import QuestionForm, draft_of
from iitui.ui.session.edit_conflicts import Opened
from iitui.ui.session.navigation import QUESTIONS

NO_INTERVIEW = "There is no interview to plan for. Press 3 and then n to plan one."


class QuestionsScreen(BankAndPlan):
    """Picks questions out of the bank for the plan of one interview."""

    PURPOSE: ClassVar[str] = QUESTIONS.purpose

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

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
        item = self.item(message.key)
        if item is not None:
            self.show_question(item.question.id)

    @work
    async def action_pick_questions(self) -> None:
        """Pick the marked questions; without marks, pick the one under the cursor or drop it again."""
        interview, bank = self.interview, self.bank.rows
        if interview is None:
            self.say(NO_INTERVIEW)
            return
        picked = {item.question.id: item for item in self.plan_items}
        wanted = [key for key in bank.acted_on if isinstance(key, int)]
        fresh = [key for key in wanted if key not in picked]
        if fresh:
            said = f"Picked {several(len(fresh), 'question')} for {interview.who}" if bank.marked else ""
            if await self.act(lambda store: store.questions.pick(interview.id, fresh), said):
                bank.clear_marks()
                self.show_in_plan(fresh[-1])
        elif bank.marked:
            bank.clear_marks()
            self.say("These are picked already")
        elif wanted:
            await self._drop([picked[wanted[0]]])

    @work
    async def action_drop_questions(self) -> None:
        """Take the marked questions, or the one under the cursor, out of the plan."""
        await self._drop(self.acted_on_in_plan())

    async def _drop(self, items: list[PlanItem]) -> None:
        if not items:
            return
        answered = sum(bool(item.answer) for item in items)
        if answered:
            what = "the answer that is" if answered == 1 else f"the {answered} answers that are"
            which = several(len(items), "question")
            words = f"Drop {which} from the plan, with {what} written down? u brings it all back."
            if not await self.app.push_screen_wait(Confirm("Drop from the plan", words)):
                return
        await self.act(lambda store: store.questions.drop([item.id for item in items]))
        self.plan.rows.clear_marks()

    @work
    async def action_move_question(self, by: int) -> None:
        """Move the question under the cursor within the plan; the cursor stays on it."""
        item = self.item(self.plan.rows.cursor_key)
        if item is not None:
            await self.act(lambda store: store.questions.move(item.id, by))

    @work
    async def action_take_plan(self) -> None:
        """Take a ready-made plan for the interview."""
        interview = self.interview
        if interview is None:
            self.say(NO_INTERVIEW)
            return
        plans = load_plans()
        questions = {plan.slug: self._questions_of(plan, interview) for plan in plans}
        replaced = sum(item.state is Asked.TO_ASK and not item.answer for item in self.plan_items)
        slug = await self.app.push_screen_wait(PlanChooser(interview.who, plans, questions, replaced))
        if slug is None:
            return
        name = next(plan.name for plan in plans if plan.slug == slug)
        await self.act(
            lambda store: store.questions.take_plan(interview.id, str(slug)),
            f"Took the plan “{name}”; u takes it back",
        )
        if self.plan_items:
            self.plan.rows.focus()

    def _questions_of(self, plan: ReadyPlan, interview: Interview) -> list[str]:
        questions = self.session.reader.questions
        if plan.computed is Computed.UNANSWERED:
            return [question.text for question in questions.unanswered(interview.id)[:COMPUTED_QUESTIONS]]
        offered = {row.question.slug: row.question.text for row in questions.bank()}
        return [offered[slug] for slug in plan.questions if slug in offered]

    @work
    async def action_choose_interview(self) -> None:
        """Choose the interview to plan for."""
        now = self.session.now()
        interviews, questions = self.session.reader.interviews, self.session.reader.questions
        coming, past = interviews.upcoming(now), interviews.past(now)
        if not coming and not past:
            self.say(NO_INTERVIEW)
            return
        rows = InterviewRows(
            coming, past, lambda interview: len(questions.plan(interview)), now, self.session.zone
        )
        at = self.interview.id if self.interview else None
        chosen = await self.app.push_screen_wait(InterviewChooser(rows, at))
        if isinstance(chosen, int):
            self.choose_interview(chosen)

    @work
    async def action_add_question(self) -> None:
        """Write a question of one's own, and go to it in the bank."""
        begun = self.narrowed_draft()
        made = await self.ask_and_act(
            lambda draft, errors: QuestionForm("A question of my own", draft or begun, errors),
            lambda store, draft: store.questions.add(draft),
            lambda _: "Added to the bank",
        )
        if made is not None:
            self.show_question(made.id)

    @work
    async def action_edit_question(self) -> None:
        """Reword a question of one's own."""
        question = self.current.question
        if question is None:
            return
        if question.origin is Origin.BUILT_IN:
            self.say("A built-in question stays as it is. Press n to write your own wording.")
            return
        begun = draft_of(question)
        opened = Opened(question, lambda: self.session.reader.questions.get(question.id), draft_of)
        await self.ask_and_act(
            lambda draft, errors: QuestionForm("A question of my own", draft or begun, errors),
            lambda store, draft: store.questions.edit(question.id, draft, seen=opened.seen),
            lambda _: "Changed",
            about=f"question:{question.id}",
            catch_up=opened.catch_up,
        )

    @work
    async def action_delete_questions(self) -> None:
        """Take questions out of the bank after asking; in the plan, out of the plan."""
        if self.in_plan:
            await self._drop(self.acted_on_in_plan())
            return
        found = [self.bank_rows[key] for key in self.bank.rows.acted_on if key in self.bank_rows]
        if not found:
            return
        first = found[0].question
        what = f"“{first.text}”" if len(found) == 1 else f"these {len(found)} questions"
        back = any(row.question.origin is Origin.BUILT_IN for row in found)
        words = (
            f"Take {what} out of the bank? Plans that hold such a question keep it, with its answers."
            f" u brings it back{', and so does R at any time' if back else ''}."
        )
        if await self.app.push_screen_wait(Confirm("Take out of the bank", words)):
            ids = [row.question.id for row in found]
            await self.act(
                lambda store: store.questions.delete(ids),
                f"Took {several(len(ids), 'question')} out of the bank",
            )
            self.bank.rows.clear_marks()

    @work
    async def action_restore_bank(self) -> None:
        """Bring back the built-in questions that were taken out of the bank."""
        before = len(self.session.reader.questions.bank())
        await self.act(lambda store: store.questions.restore())
        number = len(self.session.reader.questions.bank()) - before
        self.say(
            f"Brought back {several(number, 'question')}"
            if number
            else "All built-in questions are in the bank"
        )
