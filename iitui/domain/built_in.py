"""What ships with the program: built-in questions, ready-made plans and the checklist.

Only the types are here, so that whoever writes them into a journal needs no file; the files are
read by `iitui.store.built_in`.
"""

from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.identity.uids import derived_uid
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


OWN_PLAN = "your own"
"""The origin of a ready-made plan that the user kept."""


def built_in_uid(slug: str) -> str:
    """Return the UID of a built-in question, the same in every journal."""
    return derived_uid(0, "question", slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPlan:
    """A ready-made plan to start from.

    Attributes:
        slug: its stable name; of a plan in the journal, its UID.
        minutes: how long an interview it fills.
        questions: in order, slugs of built-in questions or UIDs; empty when computed.
        computed: how the questions are chosen instead; None for a fixed list.
        origin: the set that it came with, in words; "your own"; empty for a built-in one.
    """

    slug: str
    name: str
    description: str
    minutes: int
    questions: tuple[str, ...] = ()
    computed: Computed | None = None
    origin: str = ""


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
