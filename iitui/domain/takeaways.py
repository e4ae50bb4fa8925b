"""Takeaways: what came out of interviews."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors


class TakeawayKind(StrEnum):
    """What a takeaway is."""

    INSIGHT = "insight"
    ADVICE = "advice"
    PROMISE_THEIRS = "their promise"
    PROMISE_MINE = "my promise"
    RESOURCE = "resource"
    NAME = "name"
    TO_TRY = "to try"


TRIED_KINDS = (TakeawayKind.ADVICE, TakeawayKind.TO_TRY)
"""What can be tried, and of which one tells the contact what became of it."""


class Trial(StrEnum):
    """A way to try out an occupation."""

    SHADOWING = "shadowing"
    PROJECT = "project"
    COURSE = "course"
    VOLUNTEERING = "volunteering"
    INTERNSHIP = "internship"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeawayDraft(Draft):
    """A takeaway, as typed.

    Attributes:
        due_at: when a promise is due, or None.
        trial: how to try out the occupation, if the kind is TO_TRY; else None.
        person_id: the contact that was created from a name, or None.
    """

    interview_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None = None
    trial: Trial | None = None
    person_id: int | None = None

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
    """What came out of an interview.

    Attributes:
        contact_id: the contact who was interviewed.
        tried_at: when the user tried what was advised or offered, or None.
        told_at: when the user told the contact about that, or None.
        person_id: the contact that was created from a name, or None.
    """

    id: int
    interview_id: int | None
    contact_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None
    tried_at: datetime | None
    told_at: datetime | None
    trial: Trial | None
    person_id: int | None
