"""Questions: in the bank and in a plan."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.contacts import Level

MINUTES = range(1, 61)
"""How many minutes the answer to a question may take."""

SECONDS = range(24 * 60 * 60 + 1)
"""How many seconds a question may be on the screen during an interview."""


class Phase(StrEnum):
    """Where in an interview a question belongs."""

    OPEN = "open"
    CORE = "core"
    CLOSE = "close"


class Category(StrEnum):
    """What a question is about."""

    PATH = "path"
    DAY = "day and week"
    GETTING_IN = "getting in"
    SKILLS = "skills and temperament"
    REWARD = "reward and strain"
    ORGANIZATION = "organization and culture"
    FIELD = "field and outlook"
    LIFE = "pay, hours, life"
    ADVICE = "advice"
    RESOURCES = "resources and trial"
    REFERRAL = "close and referral"


class Origin(StrEnum):
    """Where a question comes from."""

    BUILT_IN = "built in"
    MINE = "mine"


class Asked(StrEnum):
    """The state of a question in the plan of an interview."""

    TO_ASK = "to ask"
    ASKED = "asked"
    SKIPPED = "skipped"


class Agreement(StrEnum):
    """How an answer compares with other people's answers to the same question, in the user's judgment."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft(Draft):
    """A question that the user writes."""

    text: str
    category: Category = Category.DAY
    phase: Phase = Phase.CORE
    sensitive: bool = False
    researchable: bool = False
    level: Level | None = None
    minutes: int = 3

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.within("minutes", self.minutes, MINUTES, "The minutes")
        return replace(self, text=errors.line("text", self.text, "The question", needed=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the bank.

    Attributes:
        slug: the stable name of a built-in question; empty for the user's own.
        oakland: whether it is one of the fifteen topics of Oakland University's page.
        minutes: what the answer usually takes.
        retired: no longer offered, but kept for the plans that contain it.
        uid: the name that lasts.
        set_id: the set that it came with; None for a built-in one and the user's own.
    """

    id: int
    text: str
    category: Category
    phase: Phase
    sensitive: bool
    researchable: bool
    level: Level | None
    minutes: int
    origin: Origin
    slug: str
    oakland: bool
    retired: bool
    uid: str = ""
    set_id: int | None = None


def names_of(question: Question) -> tuple[str, ...]:
    """Return the names by which ready-made plans call a question: its UID, and that of a built-in one."""
    return tuple(name for name in (question.uid, question.slug) if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRow:
    """A question as the picker shows it, beside the plan of one interview.

    Attributes:
        picked: already in this plan.
        asked_before: asked of this contact in an earlier interview.
        answers: how many people answered it for this occupation.
        is_disputed: whether an answer for this occupation was marked as differing.
        asked: how often it was asked, in all interviews.
        usable: how often that gave something usable: an answer was written down, or a passage of it tagged.
    """

    question: Question
    picked: bool
    asked_before: bool
    answers: int
    is_disputed: bool = False
    asked: int = 0
    usable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A question picked for one interview, with its answer.

    Attributes:
        seconds: how long it was on the screen during the interview.
        agreement: how the answer compares with those of others; None if not judged yet.
    """

    id: int
    interview_id: int
    question: Question
    position: int
    state: Asked
    answer: str
    off_record: bool
    seconds: int
    agreement: Agreement | None
