"""The rows of the list of questions in live mode, and the words around the question in front."""

from textual.content import Content

from iitui.domain.live import say_duration
from iitui.domain.questions import Asked, PlanItem
from iitui.ui.kit.lists.row_drawing import harmless
from iitui.ui.kit.lists.row_list import ListColumn, ListRow
from iitui.ui.kit.theme import QUIET

COLUMNS = (
    ListColumn("", 2, justify="right"),
    ListColumn("Question"),
    ListColumn("", 8, justify="right", least=34),
)

_SIGNS = {Asked.ASKED: ("✓", "$text-success"), Asked.SKIPPED: ("–", QUIET), Asked.TO_ASK: (" ", "")}


def question_row(place: int, item: PlanItem, in_front: int | None) -> ListRow:
    """Return the row of a question.

    Args:
        place: its number in the plan, from 1.
        item: the question; its seconds are those until now.
        in_front: the ID of the question in front.
    """
    sign, style = ("▸", "bold $text-accent") if item.id == in_front else _SIGNS[item.state]
    text = harmless(item.question.text)
    off = [("off  ", "$text-warning")] if item.off_record else []
    shown = Content.assemble((sign, style), " ", *off, text)
    return ListRow(
        item.id,
        (
            Content.styled(str(place), QUIET),
            shown,
            Content.styled(_short_minutes(item), QUIET),
        ),
        style="" if item.state is Asked.TO_ASK or item.id == in_front else "dim",
    )


def say_minutes(item: PlanItem) -> str:
    """Return the planned minutes of a question against the real ones: "2:10 / 3 min", "skipped"."""
    if item.state is Asked.SKIPPED:
        return "skipped"
    planned = f"{item.question.minutes} min"
    return f"{say_duration(item.seconds)} / {planned}" if item.seconds else planned


def _short_minutes(item: PlanItem) -> str:
    """Return the same in the few cells of a row, which belong to the question: "2:10/3"."""
    if item.seconds and item.state is not Asked.SKIPPED:
        return f"{say_duration(item.seconds)}/{item.question.minutes}"
    return say_minutes(item)


def heading(place: int, count: int, item: PlanItem, saved: str) -> Content:
    """Return what stands above the question in front; `saved` says its minutes and whether it is saved."""
    words = f"{place} of {count} · {item.question.phase.value}"
    if item.state is not Asked.TO_ASK:
        words += f" · {item.state.value}"
    if item.off_record:
        return Content.assemble(f"{words} · ", ("OFF THE RECORD", "bold $text-warning"), f" · {saved}")
    return Content(f"{words} · {saved}")
