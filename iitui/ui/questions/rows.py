"""Questions as rows: of the bank, in sections, and of a plan, with lines where time runs out."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from iitui.domain.plan_length import PlanLength
from iitui.domain.questions import Asked, BankRow, Category, Phase, PlanItem, Question
from iitui.ui.kit.lists.row_drawing import cut, harmless
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder, SortValue
from iitui.ui.kit.theme import QUIET

PICKED, AGAIN, OAKLAND, SENSITIVE, RESEARCHABLE, SKIPPED = "✓", "↺", "◆", "!", "⌂", "–"
"""The signs of a question: picked or asked, asked of this person before, one of Oakland's fifteen, ask late,
look it up, skipped."""

ENOUGH_ANSWERS = 3
"""How many people must have answered for an answer to be more than an impression."""

BANK_COLUMNS = (
    ListColumn("", 1),
    ListColumn("Question"),
    ListColumn("Asked", 7, least=76, justify="right"),
    ListColumn("Minutes", 10, justify="right"),
)

BANK_SORTING = ListSorting(
    (
        SortColumn(1, "question"),
        SortColumn(2, "times asked", SortKind.MOST),
        SortColumn(3, "minutes", SortKind.MOST),
    )
)
"""How the questions of each section are sorted; at first as they would be asked."""

PLAN_COLUMNS = (
    ListColumn("", 3, justify="right"),
    ListColumn("Question"),
    ListColumn("", 5, least=96),
    ListColumn("", 7, justify="right"),
)


def short(text: str, width: int) -> str:
    """Return a name cut to a width in cells, so that it leaves room for what is beside it."""
    plain = harmless(text)
    return plain if cell_len(plain) <= width else f"{cut(plain, width - 1).rstrip()}…"


class BankOrder(StrEnum):
    """What the sections of the bank are."""

    PHASE = "phase"
    CATEGORY = "category"


def bank_rows(rows: Sequence[BankRow], order: BankOrder, sorted_by: SortOrder) -> FixedRows:
    """Return the rows of the bank; the keys are the numbers of the questions.

    Args:
        rows: the questions.
        order: what their sections are.
        sorted_by: the order within each section.
    """
    if sorted_by != BANK_SORTING.usual:
        rows = BANK_SORTING.sort(rows, _VALUES[sorted_by.column], sorted_by)
    name = _phase_of if order is BankOrder.PHASE else _category_of
    places: list[Phase | Category] = [*Phase] if order is BankOrder.PHASE else [*Category]
    shown: list[ListRow] = []
    for word, group in groupby(sorted(rows, key=lambda row: places.index(name(row))), key=name):
        section = list(group)
        title = f"{word.value.capitalize()} · {len(section)}"
        shown.append(ListRow(f"{order.value}:{word.value}", (title,), heading=True))
        shown.extend(_bank_row(row) for row in section)
    return FixedRows(shown)


def plan_rows(items: Sequence[PlanItem], length: PlanLength) -> FixedRows:
    """Return the rows of a plan; the keys are the numbers of the planned questions."""
    shown = [_plan_row(place, item) for place, item in enumerate(items, start=1)]
    # Where both end before the same question, the end of the interview is what counts.
    asked, whole = length.asked_for, length.interview_minutes
    lines = {
        length.ends_within(asked): f"The {asked} minutes you asked for end here",
        length.ends_within(whole): f"The {whole} minutes of the interview end here",
    }
    for place, words in sorted(lines.items(), reverse=True):
        if place < len(items):
            shown.insert(
                place, ListRow(f"over:{words}", (Content.styled(words, "$text-warning"),), heading=True)
            )
    return FixedRows(shown)


_phase_of: Callable[[BankRow], Phase | Category] = lambda row: row.question.phase  # noqa: E731
_category_of: Callable[[BankRow], Phase | Category] = lambda row: row.question.category  # noqa: E731


_VALUES: Mapping[str, Callable[[BankRow], SortValue]] = {
    "question": lambda row: row.question.text,
    "times asked": lambda row: row.asked or None,
    "minutes": lambda row: row.question.minutes,
}


def _bank_row(row: BankRow) -> ListRow:
    question = row.question
    sign = (PICKED, "$text-success") if row.picked else (AGAIN if row.asked_before else " ", "$text-warning")
    answers = f"{row.answers}●" if row.answers > ENOUGH_ANSWERS else "●" * row.answers
    answers = f"{answers:<{ENOUGH_ANSWERS}}"
    style = "$text-success" if row.answers >= ENOUGH_ANSWERS else QUIET
    return ListRow(
        question.id,
        (
            Content.styled(*sign),
            question.text,
            Content.styled(f"{row.usable}/{row.asked}" if row.asked else "", QUIET),
            Content.assemble(_flags(question), (answers, style), _minutes(question)),
        ),
    )


def _plan_row(place: int, item: PlanItem) -> ListRow:
    sign = {Asked.TO_ASK: " ", Asked.ASKED: PICKED, Asked.SKIPPED: SKIPPED}[item.state]
    question = item.question
    return ListRow(
        item.id,
        (
            Content.assemble((sign, "$text-success"), (f"{place:>2}", QUIET)),
            question.text,
            Content.styled(question.phase.value, QUIET),
            Content.assemble(_flags(question), _minutes(question)),
        ),
        style="" if item.state is Asked.TO_ASK else "dim",
    )


def _flags(question: Question) -> Content:
    return Content.assemble(
        (OAKLAND if question.oakland else " ", "$text-accent"),
        (SENSITIVE if question.sensitive else " ", "bold $text-warning"),
        (RESEARCHABLE if question.researchable else " ", "$text-primary"),
    )


def _minutes(question: Question) -> Content:
    return Content.styled(f"{question.minutes:>3}′", QUIET)
