"""The lines of a brief with something to do, checklist and questions, and what all lines depend on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.briefs import Brief
from iitui.domain.dates.calendar import say_due
from iitui.domain.follow_ups import FollowUp
from iitui.domain.interviews import ChecklistItem, Status
from iitui.domain.plan_length import Fit, PlanLength
from iitui.domain.questions import Asked, PlanItem
from iitui.ui.follow_ups.wording import DUE_COLORS
from iitui.ui.kit.text.page import PageLine, StyledText
from iitui.ui.kit.theme import QUIET

_BOX = 4
_STATES = {
    Asked.TO_ASK: StyledText(""),
    Asked.ASKED: StyledText("✓", style="$text-success"),
    Asked.SKIPPED: StyledText("–", style=QUIET),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefContext:
    """What the lines of a brief depend on besides the brief itself.

    Attributes:
        now: the present instant.
        zone: the user's own.
        owed: checklist item -> its follow-up, while that is owed.
        length: how long the questions take, compared with the interview.
    """

    now: datetime
    zone: ZoneInfo
    owed: Mapping[int, FollowUp]
    length: PlanLength


def work_lines(brief: Brief, context: BriefContext, *, spaced: bool = False) -> list[PageLine]:
    """What to do: before the interview, the preparation comes first; from its start on, the questions."""
    space = [blank()] if spaced else []
    checklist, questions = checklist_lines(brief, context), question_lines(brief, context)
    if context.now < brief.interview.start and brief.interview.status is Status.PLANNED:
        return [*checklist, *space, *questions]
    return [*questions, *space, *checklist]


def checklist_lines(brief: Brief, context: BriefContext) -> list[PageLine]:
    """The preparation, to tick."""
    if not brief.checklist:
        return [page_heading("To prepare"), hint("tick", "Nothing to prepare. Press a to add an item.")]
    left = sum(item.ticked_at is None for item in brief.checklist)
    word = f"{left} of {len(brief.checklist)} left" if left else "all ready"
    return [page_heading(f"To prepare: {word}"), *(_item(item, context) for item in brief.checklist)]


def _item(item: ChecklistItem, context: BriefContext) -> PageLine:
    key, due = f"tick:{item.id}", context.owed.get(item.id)
    if item.ticked_at is not None:
        return PageLine(
            key=key,
            sign=StyledText("[✓]", style="$text-success"),
            indent=_BOX,
            parts=(StyledText(item.text, style=QUIET),),
        )
    note = (
        StyledText(say_due(due.due, context.now, context.zone), style=DUE_COLORS.get(due.state, QUIET))
        if due
        else StyledText("")
    )
    return PageLine(key=key, sign=StyledText("[ ]"), indent=_BOX, parts=(StyledText(item.text),), note=note)


def question_lines(brief: Brief, context: BriefContext) -> list[PageLine]:
    """The questions in order, with their minutes against those of the interview; a planned one is judged."""
    plan, length, is_planned = brief.plan, context.length, brief.interview.status is Status.PLANNED
    if not plan:
        return [page_heading("Questions"), hint("plan", "No questions picked yet. Press p to pick some.")]
    too_long = length.fit is Fit.LONG and is_planned
    minutes = length.asked_for if is_planned else length.interview_minutes
    asked = sum(item.state is Asked.ASKED for item in plan)
    words = f"Questions: {len(plan)}" + (f", {asked} asked" if asked else "")
    note = StyledText(
        text=f", {length.total} of {minutes} minutes" + (f": {length.verdict}" if too_long else ""),
        style="$text-warning" if too_long else "",
    )
    title = PageLine(key="heading:plan", parts=(StyledText(words), note), heading=True)
    return [title, *(_question(item, place) for place, item in enumerate(plan, 1))]


def _question(item: PlanItem, place: int) -> PageLine:
    marks = ["sensitive"] if item.question.sensitive else []
    if item.off_record:
        marks.append("off the record")
    if item.state is Asked.SKIPPED:
        marks.append("skipped")
    sign = _STATES[item.state] if item.state is not Asked.TO_ASK else StyledText(f"{place:>2}", style=QUIET)
    return PageLine(
        key=f"ask:{item.id}",
        sign=StyledText(f"{sign.text:>2}", style=sign.style),
        indent=_BOX,
        parts=(StyledText(item.question.text, style="" if item.state is Asked.TO_ASK else QUIET),),
        note=StyledText(" · ".join([*marks, f"{item.question.minutes} min"]), style=QUIET),
        answer=item.answer,
    )


def first_open(brief: Brief, now: datetime) -> str:
    """The key of the line that matters most at an instant; '' for none."""
    open_items = [f"tick:{item.id}" for item in brief.checklist if item.ticked_at is None]
    open_questions = [f"ask:{item.id}" for item in brief.plan if item.state is Asked.TO_ASK]
    if now >= brief.interview.start:
        open_items = []
    return next(iter([*open_items, *open_questions]), "")


def page_heading(text: str) -> PageLine:
    """The title of a section."""
    return PageLine(key=f"heading:{text}", parts=(StyledText(text),), heading=True)


def hint(key: str, text: str) -> PageLine:
    """A hint where there is nothing yet."""
    return PageLine(key=key, parts=(StyledText(text, style=QUIET),))


def blank() -> PageLine:
    """A row between two sections."""
    return PageLine(key="")
