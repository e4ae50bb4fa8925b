"""One occupation: the evidence, the answers side by side, impressions, takeaways and themes."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.comparison import Comparison, evidence_warning, say_evidence, whom_to_ask_next
from iitui.domain.occupations import Standing
from iitui.domain.questions import Agreement, PlanItem, Question
from iitui.domain.takeaways import TRIED_KINDS, Takeaway
from iitui.domain.text import matches_search, shorten
from iitui.domain.themes import Passage
from iitui.ui.compare.actions import PLAN_KEY, plan_next_interview
from iitui.ui.compare.answer_pane import AnswerPane, ShownCell
from iitui.ui.compare.matrix import AnswerMatrix, Cell, MatrixContent
from iitui.ui.compare.pages import impression_lines, takeaway_lines, theme_lines
from iitui.ui.kit.bindings import KeyGroup, PaneBindings, bind
from iitui.ui.kit.lists.row_drawing import harmless
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.text.page import PageLine, TextPage
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.theme import QUIET
from iitui.ui.occupations.evidence import draw_evidence
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.list_keys import LIST_KEYS
from iitui.ui.session.navigation import COMPARE, Place, ShowBrief, ShowContact
from iitui.ui.session.screen import JournalScreen
from iitui.ui.session.texts_in_view import TextInView

_GONE = "This occupation is gone: it was merged into another one or deleted. Press esc to go back."
_NO_ANSWERS = (
    "No one has answered a question about it yet.\n\n"
    "Press i to plan an interview. What you note there will show up here, next to what others said."
)
_NOTHING_FITS = "No questions match. Press esc to show all."


class View(Enum):
    """What is shown of a comparison; the values are the words for it."""

    ANSWERS = "Answers"
    IMPRESSIONS = "Impressions"
    TAKEAWAYS = "Takeaways"
    THEMES = "Themes"


class MatrixFilter(Enum):
    """Which questions the matrix shows; the values are the words for it."""

    ALL = ""
    DISPUTED = "disputed"
    UNANSWERED = "not answered by all"


_ONLY_IN = {
    "judge": {View.ANSWERS},
    "tag_passage": {View.ANSWERS},
    "next_filter": {View.ANSWERS},
    "search": {View.ANSWERS},
    "switch_words": {View.ANSWERS},
    "show_earlier": {View.ANSWERS},
    "switch_pane": {View.ANSWERS},
    "mark_tried": {View.TAKEAWAYS},
    "mark_told": {View.TAKEAWAYS},
    "rename_theme": {View.THEMES},
    "delete_theme": {View.THEMES},
    "untag_passage": {View.THEMES},
}
"""The views in which an action means something; all others do everywhere."""


class ComparisonScreen(JournalScreen):
    """Shows what the interviews about one occupation say together.

    Attributes:
        occupation_id: the occupation.
        view: what is shown of it.
    """

    PLACE: ClassVar[Place] = COMPARE
    PURPOSE: ClassVar[str] = (
        "What people say about one occupation: questions down, people across. a, d and o mark an answer as"
        " agreeing, differing or standing alone; v switches to impressions, takeaways and themes. Press tab"
        " to go into the answer; there, shift and the arrow keys select a passage, and t gives it a theme."
    )
    AUTO_FOCUS = "AnswerMatrix"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (132, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#matrix-pane": (
            "matrix.open",
            "compare.filter",
            "compare.words",
            "answer.earlier",
            "compare.contact",
            "compare.standing",
        ),
        "#answer-pane": ("answer.theme", "answer.mark", "theme.untag", "answer.down", "answer.up"),
        "#comparison-page": (
            "list.open",
            "takeaway.tried",
            "takeaway.told",
            "theme.rename",
            "theme.delete",
            "compare.view_before",
        ),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "v",
            "show_view(1)",
            "View",
            "compare.view",
            "Answers, impressions, takeaways, themes",
            show=True,
            group=KeyGroup.VIEW,
        ),
        bind(
            "a",
            "judge('agrees')",
            "Agrees",
            "answer.agrees",
            "Mark as agreeing with others; press again to clear",
            show=True,
        ),
        bind(
            "d",
            "judge('differs')",
            "Differs",
            "answer.differs",
            "Mark as differing; press again to clear",
            show=True,
        ),
        bind(
            "o",
            "judge('alone')",
            "Alone",
            "answer.alone",
            "Mark as standing alone; press again to clear",
            show=True,
        ),
        bind("t", "tag_passage", "Theme", "answer.theme", "Give the selected passage a theme", show=True),
        bind(
            "x",
            "mark_tried",
            "Tried",
            "takeaway.tried",
            "Mark as tried; press again for not tried",
            show=True,
        ),
        bind(
            "X",
            "mark_told",
            "Told",
            "takeaway.told",
            "Mark as told: they know how it turned out; press again for not told",
            show=True,
        ),
        bind(
            "e",
            "rename_theme",
            "Rename",
            "theme.rename",
            "Rename the theme; giving it another theme's name merges the two",
            show=True,
        ),
        bind(
            "delete",
            "delete_theme",
            "Delete",
            "theme.delete",
            "Delete the theme; the answers stay as they are",
        ),
        bind(
            "backspace",
            "untag_passage",
            "Untag",
            "theme.untag",
            "Remove the passage from its theme",
            show=True,
        ),
        bind(
            "V",
            "show_view(-1)",
            "Previous view",
            "compare.view_before",
            "The previous view",
            group=KeyGroup.VIEW,
        ),
        bind(
            "f",
            "next_filter",
            "Filter",
            "compare.filter",
            "Disputed questions, those not answered by all, all",
        ),
        SearchBox.BINDING,
        bind(
            "w",
            "switch_words",
            "Words",
            "compare.words",
            "Show columns with words, or with symbols only",
            group=KeyGroup.VIEW,
        ),
        bind(
            "right_square_bracket",
            "show_earlier(1)",
            "Earlier answer",
            "answer.earlier",
            "Their previous answer",
            group=KeyGroup.VIEW,
        ),
        bind(
            "left_square_bracket",
            "show_earlier(-1)",
            "Later answer",
            "answer.later",
            "Their next answer",
            group=KeyGroup.VIEW,
        ),
        bind("tab,shift+tab", "switch_pane", "Answer", "compare.switch", "Go into the full answer, or back"),
        PLAN_KEY,
        bind(
            "S",
            "set_standing",
            "Standing",
            "compare.standing",
            "Record where you stand on this occupation, and why",
        ),
        bind("C", "show_contact", "Contact", "compare.contact", "Go to the contact"),
        *LIST_KEYS,
        bind("escape", "leave_comparison", "Back", "compare.back", "Show all again, or go back", show=True),
    ]

    def __init__(self, session: JournalSession, occupation_id: int) -> None:
        super().__init__(session)
        self.occupation_id = occupation_id
        self.view = View.ANSWERS
        self._filter = MatrixFilter.ALL
        self._earlier = 0
        self._comparison: Comparison | None = None

    def recreated(self) -> "ComparisonScreen":
        """Return another screen on the same occupation."""
        return ComparisonScreen(self.session, self.occupation_id)

    def compose_body(self) -> ComposeResult:
        """Put the evidence above the view, and under the matrix the whole answer."""
        yield Static(id="comparison-evidence", markup=False)
        with Container(id="comparison-answers"):
            with Vertical(id="matrix-pane", classes="pane"):
                box = SearchBox(self._search_for, "a word in a question or an answer", id="matrix-search")
                box.display = False
                yield box
                yield AnswerMatrix(id="matrix")
            yield AnswerPane(id="answer-pane")
        yield TextPage(id="comparison-page", classes="pane")

    @property
    def matrix(self) -> AnswerMatrix:
        """The answers side by side."""
        return self.query_one(AnswerMatrix)

    @property
    def page(self) -> TextPage:
        """The lines of every other view."""
        return self.query_one("#comparison-page", TextPage)

    @property
    def pane(self) -> AnswerPane:
        """The whole answer."""
        return self.query_one(AnswerPane)

    @property
    def search(self) -> SearchBox:
        """The search."""
        return self.query_one("#matrix-search", SearchBox)

    def reload(self) -> None:
        """Read the comparison anew; the cursor stays where it is."""
        super().reload()
        self._comparison = self.session.reader.compare.get(self.occupation_id, self.session.now())
        self._show_evidence()
        self._show_view()

    def _show_evidence(self) -> None:
        self.query_one("#comparison-evidence", Static).update(self._evidence_words())

    def _evidence_words(self) -> Content:
        comparison = self._comparison
        if comparison is None:
            return Content("")
        needed, now = self.session.settings.evidence_needed, self.session.now()
        occupation = comparison.occupation
        standing = "" if occupation.standing is Standing.EXPLORING else f"  {occupation.standing.value}"
        lines = [
            Content.assemble(
                (harmless(shorten(occupation.name, 60)), "bold $text-accent"),
                (standing, "bold"),
                "  ",
                draw_evidence(comparison.evidence, needed),
                f"  {say_evidence(comparison.evidence, now)}",
            )
        ]
        hint = whom_to_ask_next(comparison.voices, needed)
        warning = evidence_warning(comparison.evidence, needed)
        if warning or hint:
            lines.append(
                Content.assemble(
                    (f"{warning} " if warning else "", "$text-warning"), (harmless(hint), "$text-primary")
                )
            )
        views = [
            Content.styled(f" {view.value} ", "reverse" if view is self.view else QUIET) for view in View
        ]
        lines.append(Content(" ").join(views))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Show the view of which the name was clicked, in the last line of the evidence."""
        evidence = self.query_one("#comparison-evidence", Static)
        offset = event.get_content_offset(evidence)
        if offset is None or offset.y != evidence.size.height - 1:
            return
        end = 0
        for view in View:
            end += len(view.value) + 3
            if offset.x < end:
                self.show_view(view)
                return

    def _show_view(self) -> None:
        comparison = self._comparison
        is_matrix = self.view is View.ANSWERS and comparison is not None
        answers, page = self.query_one("#comparison-answers"), self.page
        answers.display, page.display = is_matrix, not is_matrix
        if is_matrix:
            self._show_matrix()
            self._show_cell()
        else:
            page.show_lines(self._lines())
            page.border_title = Content(self.view.value if comparison else "")
            page.set_empty("" if comparison else _GONE)
        self._keep_focus()

    def _keep_focus(self) -> None:
        focused = self.focused
        if focused is None or not all(each.display for each in focused.ancestors_with_self):
            (self.matrix if self.view is View.ANSWERS and self._comparison else self.page).focus()

    def _lines(self) -> list[PageLine]:
        comparison = self._comparison
        if comparison is None:
            return []
        now = self.session.now()
        match self.view:
            case View.IMPRESSIONS:
                return impression_lines(comparison, now)
            case View.TAKEAWAYS:
                return takeaway_lines(comparison, now, self.session.zone)
            case _:
                return theme_lines(comparison)

    def _show_matrix(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        questions = [question for question in comparison.questions if self._fits(comparison, question)]
        is_narrowed = len(questions) < len(comparison.questions)
        content = MatrixContent(questions, comparison.voices, comparison.answers)
        self.matrix.show(content, empty=_NOTHING_FITS if comparison.questions else _NO_ANSWERS)
        words = [word for word in (self._filter.value, self.search.value.strip()[:24]) if word]
        title = " · ".join(["Answers", *words])
        pane = self.query_one("#matrix-pane")
        of = f" of {len(comparison.questions)}" if is_narrowed else ""
        pane.border_title = pane_title(f"{title} · {len(questions)}{of}")

    def _fits(self, comparison: Comparison, question: Question) -> bool:
        if self._filter is MatrixFilter.DISPUTED and not comparison.is_disputed(question.id):
            return False
        answers = comparison.answers_to(question.id)
        if self._filter is MatrixFilter.UNANSWERED and len(answers) == len(comparison.voices):
            return False
        text = " ".join([question.text, *(answer.item.answer for answer in answers)])
        return matches_search(self.search.value, text)

    @on(AnswerMatrix.Moved)
    def _move(self) -> None:
        self._earlier = 0
        self._show_cell()

    def _show_cell(self) -> None:
        self.pane.show(self._shown_cell(), self.session.now())

    def _shown_cell(self) -> ShownCell | None:
        comparison, cell = self._comparison, self.matrix.cell
        if comparison is None or cell is None:
            return None
        question = next((one for one in comparison.questions if one.id == cell[0]), None)
        voice = next((one for one in comparison.voices if one.contact_id == cell[1]), None)
        if question is None or voice is None:
            return None
        return ShownCell(
            question=question,
            voice=voice,
            answer=comparison.answers.get(cell),
            passages=comparison.passages,
            earlier=self._earlier,
        )

    def texts_in_view(self) -> Sequence[TextInView]:
        """The answer and its question, or the line under the cursor."""
        shown = self._shown_cell() if self.view is View.ANSWERS else None
        if shown is None:
            return super().texts_in_view()
        answer = shown.item.answer if shown.item else ""
        return [TextInView("answer", answer), TextInView("question", shown.question.text)]

    @property
    def _item(self) -> PlanItem | None:
        shown = self._shown_cell()
        return shown.item if shown else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer each key in the views where it means something."""
        if action in _ONLY_IN:
            if self._comparison is None or self.view not in _ONLY_IN[action]:
                return False
            return self.view is not View.THEMES or bool(self._comparison.passages)
        return super().check_action(action, parameters)

    def action_show_view(self, by: int) -> None:
        """Go on to another view."""
        views = list(View)
        self.show_view(views[(views.index(self.view) + by) % len(views)])

    def show_view(self, view: View) -> None:
        """Show something else of the comparison."""
        self.view = view
        self._show_evidence()
        self._show_view()
        if view is not View.ANSWERS:
            self.page.action_move_first()
        (self.matrix if view is View.ANSWERS else self.page).focus()
        self.refresh_bindings()

    def action_switch_pane(self) -> None:
        """Go into the full answer, or back."""
        (self.pane.text if self.focused is not self.pane.text else self.matrix).focus()

    def action_switch_words(self) -> None:
        """Show how each answer begins, or signs only."""
        self.matrix.show_words(not self.matrix.has_words)

    def action_show_earlier(self, by: int) -> None:
        """Show the answer of the person before this one, or after it."""
        shown = self._shown_cell()
        count = len(shown.answers) if shown else 0
        if count > 1:
            self._earlier = max(0, min(self._earlier + by, count - 1))
            self._show_cell()

    def action_next_filter(self) -> None:
        """Show other questions: the disputed ones, those not answered by all, all."""
        filters = list(MatrixFilter)
        self._filter = filters[(filters.index(self._filter) + 1) % len(filters)]
        self._show_view()

    def action_search(self) -> None:
        """Search in questions and answers."""
        self.search.display = True
        self.search.focus()

    def _search_for(self, _query: str) -> None:
        self._show_matrix()
        self._show_cell()

    @on(SearchBox.Exited)
    def _leave_search(self) -> None:
        self.search.display = bool(self.search.value)
        self.matrix.focus()

    @on(AnswerMatrix.CellOpened)
    def _open_cell(self) -> None:
        item = self._item
        if item is not None:
            self.post_message(ShowBrief(item.interview_id))

    @on(RowList.Opened)
    def _open_line(self) -> None:
        kind, number = self._line()
        comparison = self._comparison
        if comparison is None:
            return
        if kind == "voice":
            voice = next((each for each in comparison.voices if each.contact_id == number), None)
            if voice is not None:
                self.post_message(ShowBrief(voice.interview_ids[-1]))
        elif kind == "takeaway":
            takeaway = self._takeaway()
            if takeaway is not None and takeaway.interview_id is not None:
                self.post_message(ShowBrief(takeaway.interview_id))
        elif kind == "passage":
            self._show_passage(number)
        elif kind == "standing":
            self.action_set_standing()

    def _line(self) -> tuple[str, int]:
        """Kind and number of the line under the cursor."""
        kind, _, rest = self.page.line_key.partition(":")
        number = rest.partition(":")[0]
        return kind, int(number) if number.isdigit() else 0

    def _takeaway(self) -> Takeaway | None:
        kind, number = self._line()
        takeaways = self._comparison.takeaways if self._comparison and kind == "takeaway" else ()
        return next((each for each in takeaways if each.id == number), None)

    def _passage(self, number: int) -> Passage | None:
        passages = self._comparison.passages if self._comparison else ()
        return next((each for each in passages if each.id == number), None)

    def _show_passage(self, number: int) -> None:
        """Go to the cell that a passage stands in, and select it there."""
        comparison, passage = self._comparison, self._passage(number)
        if comparison is None or passage is None:
            return
        place = _cell_of(comparison, passage)
        if place is None:
            self.say("The answer with this passage is gone.")
            return
        cell, earlier = place
        self._filter, self.search.value = MatrixFilter.ALL, ""
        self.search.display = False
        self.show_view(View.ANSWERS)
        self.matrix.move_to(cell)
        self._earlier = earlier
        self._show_cell()
        item = self._item
        start = passage.place_in(item.answer) if item else None
        if start is None:
            self.say("The answer has changed, and the passage is no longer in it.")
        else:
            self.pane.text.select_passage(start, start + len(passage.text))

    @work
    async def action_judge(self, agreement: str) -> None:
        """Say how the answer under the cursor compares with others; said again, take that back."""
        item = self._item
        if item is None:
            self.say("There is no answer to compare here.")
            return
        mark = Agreement(agreement)
        wanted = None if item.agreement is mark else mark
        await self.act(lambda store: store.questions.judge(item.id, wanted))

    @work
    async def action_tag_passage(self) -> None:
        """Give the selected passage of the answer a theme."""
        from iitui.ui.compare.theming import tag_passage

        await tag_passage(self, self._item, self.pane.text.passage)

    @work
    async def action_rename_theme(self) -> None:
        """Rename the theme under the cursor; that of another theme makes one of both."""
        from iitui.ui.compare.theming import rename_theme

        theme = self._theme()
        if theme is not None:
            await rename_theme(self, *theme)

    @work
    async def action_delete_theme(self) -> None:
        """Delete the theme under the cursor once the user agrees."""
        from iitui.ui.compare.theming import delete_theme

        theme = self._theme()
        if theme is not None:
            await delete_theme(self, *theme)

    @work
    async def action_untag_passage(self) -> None:
        """Take the passage under the cursor out of its theme."""
        kind, number = self._line()
        if kind == "passage":
            await self.carry_out(lambda store: store.themes.untag([number]), "Untagged. u undoes it.")

    def _theme(self) -> tuple[int, str] | None:
        """Number and name of the theme under the cursor, or of the passage there."""
        kind, number = self._line()
        passages = self._comparison.passages if self._comparison else ()
        for passage in passages:
            if (kind, number) in (("theme", passage.theme_id), ("passage", passage.id)):
                return passage.theme_id, passage.theme
        return None

    @work
    async def action_mark_tried(self) -> None:
        """Say that the advice under the cursor was tried, or take that back."""
        takeaway = self._advice()
        if takeaway is not None:
            tried = takeaway.tried_at is None
            await self.carry_out(lambda store: store.takeaways.mark_tried(takeaway.id, tried=tried))

    @work
    async def action_mark_told(self) -> None:
        """Say that the contact was told what became of the advice, or take that back."""
        takeaway = self._advice()
        if takeaway is not None:
            told = takeaway.told_at is None
            await self.carry_out(lambda store: store.takeaways.mark_told(takeaway.id, told=told))

    def _advice(self) -> Takeaway | None:
        takeaway = self._takeaway()
        if takeaway is not None and takeaway.kind in TRIED_KINDS:
            return takeaway
        self.say("Only advice and things to try can be marked as tried or told.")
        return None

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview with somebody who was not asked about the occupation yet."""
        if self._comparison is not None:
            await plan_next_interview(self, self._comparison)

    @work
    async def action_set_standing(self) -> None:
        """Say where the user stands with the occupation."""
        from iitui.ui.occupations.actions import set_standing

        if self._comparison is not None:
            await set_standing(self, self._comparison.occupation.id)

    def action_show_contact(self) -> None:
        """Go to the contact of the cell or of the line under the cursor."""
        shown = self._shown_cell() if self.view is View.ANSWERS else None
        kind, number = self._line()
        takeaway = self._takeaway()
        if shown is not None:
            self.post_message(ShowContact(shown.voice.contact_id))
        elif self.view is View.IMPRESSIONS and kind == "voice":
            self.post_message(ShowContact(number))
        elif takeaway is not None:
            self.post_message(ShowContact(takeaway.contact_id))

    def action_leave_comparison(self) -> None:
        """Leave the answer, then the filter, then the comparison."""
        if self.focused is self.pane.text:
            self.matrix.focus()
        elif self.view is View.ANSWERS and (self._filter is not MatrixFilter.ALL or self.search.value):
            self._filter, self.search.value = MatrixFilter.ALL, ""
            self.search.display = False
            self._show_view()
        else:
            self.dismiss()


def _cell_of(comparison: Comparison, passage: Passage) -> tuple[Cell, int] | None:
    """Return the cell of a passage, and which answer there holds it, 0 for the latest; None if it is gone."""
    for cell, compared in comparison.answers.items():
        for place, given in enumerate(compared.all):
            if given.item.id == passage.item_id:
                return cell, place
    return None
