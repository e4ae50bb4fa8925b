"""The preview of a question set: what it would bring, before it is taken over."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.imports import ImportProblem
from iitui.domain.question_sets import QuestionPlanDraft, QuestionSetChanges, SetAction, SetStep
from iitui.domain.text import several
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.theme import QUIET

_COLUMNS = (ListColumn("Question", share=5), ListColumn("Category", share=2, least=60))

_SECTIONS = (
    (SetAction.ADD, "New"),
    (SetAction.UPDATE, "Updated"),
    (SetAction.KEEP, "You changed these: your version is kept"),
)


class QuestionSetPreview(Dialog[bool]):
    """Shows what a set would add and update, what is kept, and what is wrong. Answers whether to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter", "answer(True)", "Import", "set_preview.take", "Import all of this", show=True,
            priority=True,
        ),
        bind(
            "escape", "answer(False)", "Cancel", "set_preview.leave", "Cancel without importing it", show=True
        ),
    ]  # fmt: skip

    AUTO_FOCUS = "RowList"

    def __init__(self, changes: QuestionSetChanges, problems: Sequence[ImportProblem]) -> None:
        """Make a preview.

        Args:
            changes: what taking the set over does.
            problems: what could not be read, or only in part.
        """
        super().__init__(classes="form")
        self._changes = changes
        self._problems = tuple(problems)
        self._details: dict[RowKey, Content] = {}

    def compose(self) -> ComposeResult:
        """Put what the set says of itself above the list, and all of the row under the cursor below it."""
        with Vertical(classes="form--box preview--box") as box:
            box.border_title = Content(f"Question set “{self._changes.about.name}”")
            yield Static(self._about(), classes="preview--columns")
            yield Static(self._counts(), classes="preview--counts")
            yield RowList(
                _COLUMNS, FixedRows(self._rows()), can_mark=False, id="set-preview-list",
                empty="Nothing new in this set.",
            )  # fmt: skip
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take the set over only where that changes something."""
        return action != "answer" or parameters != (True,) or self._changes.writes_anything

    def _about(self) -> Content:
        about, before = self._changes.about, self._changes.before
        version = f"version {about.version}" if about.version else ""
        if before is not None and before.version != about.version:
            version = f"version {before.version or '?'} → {about.version or '?'}"
        words = [f"by {about.author}" if about.author else "", version, about.description]
        return Content(" · ".join(word for word in words if word) or "It has no description.")

    def _counts(self) -> Content:
        changes = self._changes
        parts = (
            (f"{changes.count(SetAction.ADD)} to be added", "$text-success"),
            (f"{changes.count(SetAction.UPDATE)} to be updated", "$text-success"),
            (f"{changes.count(SetAction.KEEP)} that you changed", "$text-warning"),
            (several(len(changes.plans), "plan"), "$text-success"),
            (f"{changes.count(SetAction.UNCHANGED)} unchanged", ""),
            (f"{changes.missing} no longer in the set", ""),
            (f"{len(self._problems)} with problems", "$text-warning"),
        )
        shown = [
            Content.styled(words, style or QUIET) for words, style in parts if not words.startswith("0 ")
        ]
        return Content(" · ").join(shown)

    def _rows(self) -> list[ListRow]:
        rows: list[ListRow] = []
        for action, title in _SECTIONS:
            steps = [step for step in self._changes.steps if step.action is action]
            rows += self._section(title, [(_cells(step), _whole(step)) for step in steps])
        rows += self._section(
            "Plans", [(_plan_cells(plan), _whole_plan(plan)) for plan in self._changes.plans]
        )
        problems = [
            ((each.where, ""), Content(f"{each.file}: {each.where}: {each.why}")) for each in self._problems
        ]
        rows += self._section("Problems", problems, "warning")
        return rows

    def _section(
        self, title: str, lines: Sequence[tuple[tuple[str, ...], Content]], style: str = ""
    ) -> list[ListRow]:
        if not lines:
            return []
        rows = [ListRow(f"{title}#", (f"{title} ({len(lines)})",), heading=True)]
        for place, (cells, detail) in enumerate(lines):
            key = f"{title}#{place}"
            self._details[key] = detail
            rows.append(ListRow(key, cells, style=style))
        return rows

    @on(RowList.Highlighted, "#set-preview-list")
    def _show_whole(self, message: RowList.Highlighted) -> None:
        detail = Content("") if message.key is None else self._details.get(message.key, Content(""))
        self.query_one(".preview--detail", Static).update(detail)

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)


def _cells(step: SetStep) -> tuple[str, ...]:
    draft = step.question.draft
    return draft.text, draft.category.value


def _whole(step: SetStep) -> Content:
    draft, known = step.question.draft, step.known
    facts = f"{draft.category.value} · {draft.phase.value} · {draft.minutes} min"
    lines = [Content(draft.text), Content.styled(facts, QUIET)]
    if known is not None and known.draft.text != draft.text:
        lines.append(Content.assemble(("Your version:  ", QUIET), known.draft.text))
    return Content("\n").join(lines)


def _plan_cells(plan: QuestionPlanDraft) -> tuple[str, ...]:
    return plan.name, f"{several(len(plan.questions), 'question')}, {plan.minutes} min"


def _whole_plan(plan: QuestionPlanDraft) -> Content:
    return Content(f"{plan.name}: {plan.description}" if plan.description else plan.name)
