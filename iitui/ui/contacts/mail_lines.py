"""The lines of the preview of a mailbox: its sections, and the words of each line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from iitui.domain.imports import ImportProblem
from iitui.domain.mail.plan import MailAnswer, MailFailure, MailPlan, MailStranger, MailThanks, MailTouch
from iitui.domain.text import several
from iitui.domain.touches import Direction, Outcome
from iitui.ui.kit.lists.row_list import ListRow

Item: TypeAlias = MailAnswer | MailThanks | MailFailure | MailTouch | MailStranger | ImportProblem

SayTime: TypeAlias = Callable[[datetime], str]
"""Says an instant in the user's zone."""

_MARKED, _UNMARKED = "✓", "·"


@dataclass(frozen=True, slots=True)
class MailLine:
    """One line of the preview.

    Attributes:
        key: tells it from all others; what is taken is named by it.
        item: what it stands for.
        title: of a heading; empty for all other lines.
    """

    key: str
    item: Item | None = None
    title: str = ""

    @property
    def can_mark(self) -> bool:
        """Whether it can be taken or left."""
        return self.item is not None and not isinstance(self.item, MailFailure | ImportProblem)

    def row(self, marked: set[str], outcomes: Mapping[str, Outcome], say_time: SayTime) -> ListRow:
        """Return the row of the list."""
        if self.item is None:
            return ListRow(self.key, (self.title,), heading=True)
        mark = (_MARKED if self.key in marked else _UNMARKED) if self.can_mark else " "
        style = "" if self.can_mark else "warning"
        return ListRow(self.key, (mark, *_cells(self.item, outcomes, say_time)), style=style)

    def detail(self, say_time: SayTime) -> str:
        """Return all that there is to say about it."""
        return "" if self.item is None else _detail(self.item, say_time)


def make_sections(plan: MailPlan, problems: Sequence[ImportProblem]) -> list[list[MailLine]]:
    """Return the lines of each section that has any, its heading first."""
    return [
        [MailLine(f"heading:{title}", title=f"{title} ({len(lines)})"), *lines]
        for title, lines in _sections(plan, problems)
        if lines
    ]


def _sections(plan: MailPlan, problems: Sequence[ImportProblem]) -> Iterator[tuple[str, list[MailLine]]]:
    new = [touch for touch in reversed(plan.touches) if touch.adopts is None]
    logged = [touch for touch in reversed(plan.touches) if touch.adopts is not None]
    yield "Answers to your requests", [MailLine(each.key, each) for each in plan.answers]
    yield "Thank-yous", [MailLine(each.key, each) for each in plan.thanks]
    yield "Not delivered", [MailLine(f"failure:{at}", each) for at, each in enumerate(plan.failures)]
    yield "Touches", [MailLine(each.key, each) for each in new]
    yield "You already logged these; the subject is added", [MailLine(each.key, each) for each in logged]
    yield "Wrote to you, but not in your contacts", [MailLine(each.key, each) for each in plan.strangers]
    yield "Problems", [MailLine(f"problem:{at}", each) for at, each in enumerate(problems)]


def _cells(item: Item, outcomes: Mapping[str, Outcome], say_time: SayTime) -> tuple[str, str, str]:
    """Return who, when and what."""
    match item:
        case MailAnswer():
            outcome = outcomes.get(item.key)
            said = "answered" if outcome is None else outcome.value
            return item.who, say_time(item.answered_at), f"{said}: {item.subject}"
        case MailThanks() | MailFailure():
            return item.who, say_time(item.at), item.subject
        case MailTouch():
            way = "to" if item.draft.direction is Direction.OUT else "from"
            return f"{way} {item.who}", say_time(item.draft.at), item.draft.subject
        case MailStranger():
            words = f"{several(item.messages, 'message')}: {item.subject}"
            return item.name or item.address, say_time(item.last_at), words
        case ImportProblem():
            return item.where, "", item.why


def _detail(item: Item, say_time: SayTime) -> str:
    match item:
        case MailAnswer():
            asked, answered = say_time(item.asked_at), say_time(item.answered_at)
            words = f"You asked {asked}, and {item.who} answered {answered}."
            return f"{item.subject}\n{words} Press o to record their answer."
        case MailThanks():
            ended, sent = say_time(item.ended_at), say_time(item.at)
            return f"{item.subject}\nTo {item.who}, {sent}. It marks the thank-you as done for {ended}."
        case MailFailure():
            return f"{item.subject}\n{item.who} wasn't reached at {item.address}, {say_time(item.at)}."
        case MailTouch():
            draft = item.draft
            return f"{draft.subject}\n{item.who}, {say_time(draft.at)}, {draft.direction.in_words}"
        case MailStranger():
            count = several(item.messages, "message")
            words = f"{item.name} <{item.address}>: {count}, the latest {say_time(item.last_at)}"
            return f"{words.strip()}\nIf marked, they're added as a contact, along with their messages."
        case ImportProblem():
            return f"{item.file}, {item.where}: {item.why}"
