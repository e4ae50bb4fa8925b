"""Interviews, and the checklist before one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.errors import IituiError

MINUTES = range(5, 601)
"""How long an interview may block the calendar."""

TRAVEL_MINUTES = range(24 * 60 + 1)
"""From door to door, one way."""

ADDED_MINUTES = range(601)
"""Minutes that were asked for on top of those promised, while an interview went on."""

RATINGS = range(1, 6)
"""The numbers of `Rating`."""

LEAD_DAYS = range(366)
"""Days before an interview by which an item of its checklist is due."""


class Medium(StrEnum):
    """How an interview takes place."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class Rating(IntEnum):
    """The impression that the user has of an occupation."""

    POOR = 1
    FAIR = 2
    MIXED = 3
    GOOD = 4
    EXCELLENT = 5

    @property
    def words(self) -> str:
        """The number and its word, as it is chosen and shown."""
        return f"{self.value} {self.name.lower()}"


class Status(StrEnum):
    """What became of an interview."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDraft(Draft):
    """An interview as planned.

    Attributes:
        contact_id: with whom.
        start: the instant it begins, aware.
        zone: IANA name of the zone the time was meant in.
        minutes: how long it may block the calendar.
        occupation: a name; made if new; empty for not said yet.
        place: an address, a number to call or a link.
        travel_minutes: from door to door, one way.
        before: what the user thought of the occupation beforehand.
        after: what the user thinks of it since.
        before_rating: the impression of the occupation beforehand, or None.
    """

    contact_id: int
    start: datetime
    zone: str
    minutes: int = 30
    medium: Medium = Medium.IN_PERSON
    place: str = ""
    travel_minutes: int = 0
    occupation: str = ""
    before: str = ""
    after: str = ""
    before_rating: Rating | None = None

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.zone("zone", self.zone)
        errors.within("minutes", self.minutes, MINUTES, "The minutes")
        errors.within("travel_minutes", self.travel_minutes, TRAVEL_MINUTES, "The travel minutes")
        return replace(
            self,
            start=errors.instant("start", self.start, "The start"),
            place=errors.line("place", self.place, "The place"),
            occupation=errors.line("occupation", self.occupation, "The occupation"),
            before=errors.text("before", self.before, "What you thought before"),
            after=errors.text("after", self.after, "What you think since"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One planned or held interview.

    Attributes:
        start: aware, UTC.
        zone: IANA name of the zone it was planned in.
        who: the contact's name.
        started_at: when it began in live mode, or None.
        ended_at: when it ended in live mode, or None.
        added_minutes: minutes that were asked for on top of those promised, while it went on.
        before_rating: the impression of the occupation beforehand, or None.
        after_rating: the same since.
    """

    id: int
    contact_id: int
    who: str
    organization: str
    role: str
    occupation_id: int | None
    occupation: str
    start: datetime
    zone: str
    minutes: int
    medium: Medium
    place: str
    travel_minutes: int
    status: Status
    before: str
    after: str
    started_at: datetime | None
    ended_at: datetime | None
    added_minutes: int
    before_rating: Rating | None
    after_rating: Rating | None

    @property
    def is_going_on(self) -> bool:
        """Whether it was begun in live mode and has not ended."""
        return self.started_at is not None and self.ended_at is None

    @property
    def end(self) -> datetime:
        """The instant at which it ends, as planned."""
        return self.start + timedelta(minutes=self.minutes)

    def be_there(self, early_minutes: int) -> datetime:
        """Return the instant to be there, or to be online, so many minutes early."""
        return self.start - timedelta(minutes=early_minutes)

    def leave_by(self, early_minutes: int) -> datetime | None:
        """Return the instant to leave for a meeting in person; None where nobody travels."""
        if self.medium is not Medium.IN_PERSON:
            return None
        return self.be_there(early_minutes) - timedelta(minutes=self.travel_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItemDraft(Draft):
    """An item of the user's own for the checklist of an interview.

    Attributes:
        lead_days: due so many days before the start.
    """

    text: str = ""
    lead_days: int = 1

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.within("lead_days", self.lead_days, LEAD_DAYS, "The days before the interview")
        return replace(self, text=errors.line("text", self.text, "The item", needed=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One item of the preparation for an interview.

    Attributes:
        lead_days: due so many days before the start.
        ticked_at: when it was ticked, or None.
    """

    id: int
    interview_id: int
    slug: str
    text: str
    lead_days: int
    ticked_at: datetime | None


class InterviewGoingOnError(IituiError):
    """Another interview is going on; two at once cannot be.

    Attributes:
        interview: the one that is going on.
    """

    title = "Two interviews at once"

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        super().__init__(f"The interview with {interview.who} is still going on.")
