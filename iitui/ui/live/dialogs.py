"""The dialogs of live mode that choose or show something."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from iitui.domain.built_in import ReadyPlan
from iitui.domain.dates.calendar import say_ago
from iitui.domain.live import EarlierAnswer
from iitui.domain.questions import PlanItem
from iitui.domain.text import search_words, several
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.forms.fields import LineBox
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.text.page import PageLine, StyledText, TextPage
from iitui.ui.kit.theme import QUIET
from iitui.ui.live.keys import QUICK_KINDS
from iitui.ui.live.rows import COLUMNS, question_row


class WaysChooser(Chooser):
    """Asks which of a few ways to go, with a sentence above each."""

    def __init__(self, title: str, about: str, ways: Sequence[tuple[str, str]]) -> None:
        """Make the choice.

        Args:
            title: a few words.
            about: what is the matter.
            ways: what is answered, and the words for it.
        """
        rows = [ListRow(key, (words,)) for key, words in ways]
        super().__init__(title, [ListColumn("")], FixedRows(rows))
        self._about = about

    def detail(self, key: RowKey) -> Content | None:  # noqa: ARG002
        """Say what is the matter."""
        return Content(self._about)


class KindChooser(Chooser):
    """Asks which kind of takeaway to note; its letters are those of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(listed, f"take('{kind.name}')", words, f"takeaway.{kind.name.lower()}", tooltip)
        for kind, (listed, _, words, tooltip) in QUICK_KINDS.items()
    ]

    def __init__(self) -> None:
        rows = [
            ListRow(kind.name, (Content.styled(f"{listed}  {typed}", QUIET), tooltip))
            for kind, (listed, typed, _, tooltip) in QUICK_KINDS.items()
        ]
        super().__init__("Takeaway", [ListColumn("", 5), ListColumn("")], FixedRows(rows))

    def action_take(self, name: str) -> None:
        """Answer with a kind by its letter."""
        self.dismiss(name)


class ReadyPlanChooser(Chooser):
    """Asks for a ready-made plan in the middle of an interview."""

    def __init__(self, plans: Sequence[ReadyPlan]) -> None:
        rows = [
            ListRow(plan.slug, (plan.name, Content.styled(f"{plan.minutes} min", QUIET))) for plan in plans
        ]
        super().__init__(
            "Ready-made plans", [ListColumn(""), ListColumn("", 7, justify="right")], FixedRows(rows)
        )
        self._plans = {plan.slug: plan for plan in plans}

    def detail(self, key: RowKey) -> Content | None:
        """Say when to take the plan."""
        return Content.styled(self._plans[str(key)].description, "bold")


class QuestionFinder(Dialog[int | None]):
    """Finds a question by its number or the beginnings of its words; answers with the ID of the item."""

    AUTO_FOCUS = "Input"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down", "move(1)", "Down", "finder.down", "Go to the next question"),
        bind("up", "move(-1)", "Up", "finder.up", "Go to the previous question"),
        bind(
            "enter", "choose", "Go there", "finder.choose", "Go to the question under the cursor", show=True
        ),
        bind("escape", "leave", "Cancel", "finder.leave", "Stay on this question", show=True),
    ]

    def __init__(self, plan: Sequence[PlanItem], in_front: int | None) -> None:
        """Make the dialog.

        Args:
            plan: the questions.
            in_front: the ID of the one in front.
        """
        super().__init__(classes="form")
        self._rows = [(item, question_row(place, item, in_front)) for place, item in enumerate(plan, 1)]

    def compose(self) -> ComposeResult:
        """Put the line above what it finds."""
        with Vertical(classes="form--box chooser--box") as box:
            box.border_title = Content("Go to a question")
            yield LineBox(placeholder="Its number, or a word in it", compact=True, id="finder-line")
            yield RowList(
                COLUMNS, self._fitting(""), show_header=False, can_mark=False, empty="None of them."
            )
            yield KeyBar()

    def _fitting(self, typed: str) -> FixedRows:
        words = search_words(typed)
        number = typed.strip()
        return FixedRows(
            [
                row
                for place, (item, row) in enumerate(self._rows, 1)
                if (number.isdigit() and str(place).startswith(number))
                or (not number.isdigit() and _begins(words, search_words(item.question.text)))
            ]
        )

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        self.query_one(RowList).show(self._fitting(message.value), from_top=True)

    @on(Input.Submitted)
    def _take(self) -> None:
        self.action_choose()

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        self.dismiss(message.key if isinstance(message.key, int) else None)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        rows = self.query_one(RowList)
        (rows.action_move_down if by > 0 else rows.action_move_up)()

    def action_choose(self) -> None:
        """Answer with the question under the cursor."""
        self.query_one(RowList).action_open_row()

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


def _begins(words: list[str], among: list[str]) -> bool:
    return all(any(one.startswith(word) for one in among) for word in words)


class EarlierAnswers(Dialog[None]):
    """Shows what this person and others answered to a question before."""

    AUTO_FOCUS = "TextPage"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape,p,f12,q", "leave", "Close", "earlier.leave", "Go back to the question", show=True),
    ]

    def __init__(
        self, question: str, answers: Sequence[EarlierAnswer], now: datetime, zone: ZoneInfo
    ) -> None:
        """Make the dialog.

        Args:
            question: its text.
            answers: what was answered in other interviews.
            now: the present instant.
            zone: the user's time zone.
        """
        super().__init__(classes="form")
        self._question = question
        self._answers = answers
        self._now = now
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Show the answers below the question."""
        with Vertical(classes="form--box earlier--box") as box:
            box.border_title = Content("Answered before")
            box.border_subtitle = Content(several(len(self._answers), "answer"))
            yield TextPage(empty="You haven't asked anyone this before, or nothing was noted.")
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(TextPage).show_lines(self._lines() if self._answers else ())

    def _lines(self) -> list[PageLine]:
        lines = [PageLine(key="question", parts=(StyledText(self._question, "bold"),))]
        for number, answer in enumerate(self._answers):
            off = (StyledText("  off the record", "bold $text-warning"),) if answer.off_record else ()
            same = "  the same person" if answer.is_same_person else ""
            role = f", {answer.role}" if answer.role else ""
            lines += [
                PageLine(key=""),
                PageLine(
                    key=f"who{number}",
                    parts=(
                        StyledText(answer.who, "bold $text-primary"),
                        StyledText(f"{role}{same}", QUIET),
                        *off,
                    ),
                    note=StyledText(say_ago(answer.start, self._now), QUIET),
                ),
                PageLine(key=f"answer{number}", parts=(StyledText(answer.text),), whole=False),
            ]
        return lines

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
