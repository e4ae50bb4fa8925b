"""The preview of a calendar: what its events would change in the journal, before it is done."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.calendar_plan import CalendarPlan, EventAction, EventStep
from iitui.domain.text import several
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import ListColumn, RowKey, RowList
from iitui.ui.kit.lists.sections import ListSection, rows_of
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.theme import QUIET

_COLUMNS = (
    ListColumn("Who or what", share=2),
    ListColumn("When", 16),
    ListColumn("What changes", share=3),
)
_TITLES = (
    (EventAction.PLAN, "To be planned", "to plan"),
    (EventAction.CHANGE, "To be changed", "to change"),
    (EventAction.CANCEL, "To be cancelled", "to cancel"),
    (EventAction.SETTLE, "Follow-ups marked as done", "done"),
)


class CalendarPreview(Dialog[bool]):
    """Shows what would be planned, changed and cancelled, and what could not be used. Answers whether to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter",
            "answer(True)",
            "Import",
            "calendar_preview.take",
            "Import all of this as one change",
            show=True,
            priority=True,
        ),
        bind(
            "escape",
            "answer(False)",
            "Cancel",
            "calendar_preview.leave",
            "Cancel without changing anything",
            show=True,
        ),
    ]

    AUTO_FOCUS = "RowList"

    def __init__(self, name: str, plan: CalendarPlan, say_time: Callable[[datetime], str]) -> None:
        """Make a preview.

        Args:
            name: what the calendar is called.
            plan: what taking it over would do.
            say_time: gives an instant in words.
        """
        super().__init__(classes="form")
        self._source = name
        self._plan = plan
        self._say_time = say_time
        self._steps = {
            action: [step for step in plan.steps if step.action is action] for action, _, _ in _TITLES
        }

    def compose(self) -> ComposeResult:
        """Put the counts above the list, and all of the row under the cursor below it."""
        with Vertical(classes="form--box preview--box") as box:
            box.border_title = Content(f"Calendar {self._source}")
            yield Static(self._counts(), classes="preview--counts")
            yield RowList(
                _COLUMNS,
                rows_of(self._sections()),
                can_mark=False,
                id="calendar-preview-list",
                empty="It matches the journal. There's nothing to import.",
            )
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take it over only where there is something to take."""
        return action != "answer" or parameters != (True,) or self._plan.writes_anything

    def _counts(self) -> Content:
        words: list[str | tuple[str, str]] = []
        for action, _, called in _TITLES:
            count = len(self._steps[action])
            words += [(f"{count} {called}", "$text-success" if count else QUIET), " · "]
        words += [(f"{self._plan.count(EventAction.UNCHANGED)} unchanged", QUIET), " · "]
        problems = len(self._plan.problems)
        words.append((several(problems, "problem"), "$text-warning" if problems else QUIET))
        if self._plan.strangers:
            words += [" · ", (f"{self._plan.strangers} of others", QUIET)]
        return Content.assemble(*words)

    def _sections(self) -> list[ListSection]:
        problems = self._plan.problems
        sections = [
            ListSection(action.value, title, len(self._steps[action]), partial(self._cells, action))
            for action, title, _ in _TITLES
        ]
        words = ListSection(
            "problem",
            "Problems",
            len(problems),
            lambda at: (problems[at].where, "", problems[at].why),
            "warning",
        )
        return [*sections, words]

    def _cells(self, action: EventAction, at: int) -> tuple[str, ...]:
        step = self._steps[action][at]
        when = self._say_time(step.start) if step.start else ""
        return (step.who, when, "; ".join(_change_texts(step)))

    @on(RowList.Highlighted, "#calendar-preview-list")
    def _show_whole(self, message: RowList.Highlighted) -> None:
        self.query_one(".preview--detail", Static).update(Content(self._whole(message.key)))

    def _whole(self, key: RowKey | None) -> str:
        name, _, index = str(key or "").partition(":")
        at = int(index or 0) - 1
        if at < 0:
            return ""
        if name == "problem":
            problem = self._plan.problems[at]
            return f"{problem.file}, {problem.where}: {problem.why}"
        step = self._steps[EventAction(name)][at]
        return "\n".join((f"{step.who}, {step.where}", *_change_texts(step)))

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)


def _change_texts(step: EventStep) -> list[str]:
    """Return what changes, old and new, field by field; for a new interview, what it is like."""
    if step.changes:
        return [f"{change.called}: {change.before} → {change.after}" for change in step.changes]
    if step.draft is not None:
        draft = step.draft
        return [", ".join(filter(None, (f"{draft.minutes} minutes", draft.medium.value, draft.place)))]
    return []
