"""Questions: in the bank, beside a plan, and in one."""

from dataclasses import dataclass

from iitui.domain.enums.contacts import Level
from iitui.domain.enums.questions import Asked, Category, Origin, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the bank.

    Attributes:
        slug: the stable name of a built-in question; empty for the user's own.
        oakland: whether it is one of the fifteen topics of Oakland University's page.
        minutes: what the answer usually takes.
        retired: kept for the plans that hold it, no longer offered.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRow:
    """A question as the picker shows it, beside the plan of one interview.

    Attributes:
        picked: already in this plan.
        asked_before: asked of this contact in an earlier interview.
        answers: how many people answered it for this occupation.
    """

    question: Question
    picked: bool
    asked_before: bool
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A question picked for one interview, with its answer."""

    id: int
    interview_id: int
    question: Question
    position: int
    state: Asked
    answer: str
    off_record: bool
