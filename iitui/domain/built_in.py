"""What ships with the program: built-in questions, ready-made plans and the checklist.

Only the types are here, so that whoever writes them into a journal needs no file; the files are
read by `iitui.store.built_in`.
"""

from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.interviews import Medium
from iitui.domain.questions import QuestionDraft


class Computed(StrEnum):
    """How a ready-made plan chooses its questions when it names none itself."""

    UNANSWERED = "unanswered"


COMPUTED_QUESTIONS = 8
"""How many questions a computed plan picks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltInQuestion(QuestionDraft):
    """A question that iitui brings along.

    Attributes:
        slug: its stable name.
        oakland: whether it is one of the fifteen topics of Oakland University's page.
    """

    slug: str
    oakland: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPlan:
    """A ready-made plan to start from.

    Attributes:
        minutes: how long an interview it fills.
        questions: slugs of built-in questions, in order; empty when computed.
        computed: how the questions are chosen instead; None for a fixed list.
    """

    slug: str
    name: str
    description: str
    minutes: int
    questions: tuple[str, ...] = ()
    computed: Computed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTemplate:
    """An item of the preparation, from which an interview's own items are made.

    Attributes:
        lead_days: due so many days before the start.
        media: the media it belongs to; empty for all.
    """

    slug: str
    text: str
    lead_days: int
    media: frozenset[Medium] = frozenset()

    def applies_to(self, medium: Medium) -> bool:
        """Return whether an interview by this medium needs the item."""
        return not self.media or medium in self.media
