"""What is owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iitui.domain.enums.follow_ups import DueState, Kind, RepeatUnit, Verdict


@dataclass(frozen=True, slots=True, order=True)
class FollowUpId:
    """What a follow-up is called: its kind and the number of the record that it is about."""

    kind: Kind
    subject: int

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something owed, or once owed.

    Attributes:
        what: one line that says what to do.
        arises: the instant from which it is owed.
        due: when; a snooze moves it, nothing else does.
        allowed: the time given from arising to being due; lateness is weighed by it.
        state: against the clock that was given to the reader.
        verdict: what the user said of it, if anything.
        settled_at: when that was said.
    """

    id: FollowUpId
    contact_id: int | None
    interview_id: int | None
    who: str
    what: str
    arises: datetime
    due: datetime
    allowed: timedelta
    state: DueState
    verdict: Verdict | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A follow-up that the user made."""

    id: int
    text: str
    contact_id: int | None
    interview_id: int | None
    due_at: datetime
    zone: str
    every: int | None
    unit: RepeatUnit
    after_done: bool
