"""Takeaways: what came out of interviews."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors


class TakeawayKind(StrEnum):
    """What came out of an interview."""

    INSIGHT = "insight"
    ADVICE = "advice"
    PROMISE_THEIRS = "their promise"
    PROMISE_MINE = "my promise"
    RESOURCE = "resource"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeawayDraft(Draft):
    """Something that came out of an interview.

    Attributes:
        due_at: the instant by which a promise is to be kept, or None.
    """

    interview_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None = None

    def _cleaned(self, errors: FieldErrors) -> Self:
        checked = replace(
            self,
            text=errors.text("text", self.text, "The text"),
            due_at=self.due_at and errors.instant("due_at", self.due_at, "The time"),
        )
        if not checked.text:
            errors.fields.setdefault("text", "The text is missing.")
        return checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """What came out of an interview."""

    id: int
    interview_id: int | None
    contact_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None
