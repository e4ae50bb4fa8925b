"""Takeaways: what came out of interviews."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from iitui.domain.checks import FieldErrors


class TakeawayKind(StrEnum):
    """What a takeaway is."""

    INSIGHT = "insight"
    ADVICE = "advice"
    PROMISE_THEIRS = "their promise"
    PROMISE_MINE = "my promise"
    RESOURCE = "resource"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeawayDraft:
    """A takeaway, as typed.

    Attributes:
        due_at: when a promise is due, or None.
    """

    interview_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """What came out of an interview."""

    id: int
    interview_id: int | None
    contact_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None


def check_takeaway(draft: TakeawayDraft) -> TakeawayDraft:
    """Return a takeaway's draft, cleaned.

    Raises:
        BadInputError: with a message for each invalid field.
    """
    errors = FieldErrors()
    checked = replace(
        draft,
        text=errors.text("text", draft.text, "The text"),
        due_at=draft.due_at and errors.instant("due_at", draft.due_at, "The time"),
    )
    if not checked.text:
        errors.fields.setdefault("text", "The text is missing.")
    errors.done()
    return checked
