"""Interviews: the checklist before one, and its times in words."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.dates.calendar import known_zone, say_both, say_when
from iitui.domain.errors import IituiError
from iitui.domain.text import comma_join

MINUTES = range(5, 601)
"""How many minutes an interview may block the calendar."""

TRAVEL_MINUTES = range(24 * 60 + 1)
"""How many minutes the travel from door to door may take, one way."""

ADDED_MINUTES = range(601)
"""How many minutes may be added to an interview during it."""

RATINGS = range(1, 6)
"""The values of `Rating`."""

SOON = timedelta(minutes=30)
"""How long before an interview live mode is offered, and begins without a question."""

LEAD_DAYS = range(366)
"""How many days before an interview an item of its checklist may be due."""


class Medium(StrEnum):
    """How the two meet."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class Rating(IntEnum):
    """The user's impression of an occupation."""

    POOR = 1
    FAIR = 2
    MIXED = 3
    GOOD = 4
    EXCELLENT = 5

    @property
    def words(self) -> str:
        """The number and its word: "4 good"."""
        return f"{self.value} {self.name.lower()}"


class Status(StrEnum):
    """Whether an interview is still planned, and if not, what happened to it."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDraft(Draft):
    """An interview, as planned.

    Attributes:
        contact_id: whom the user interviews.
        start: the instant it begins, aware.
        zone: the IANA name of the zone in which it was planned.
        minutes: how long it blocks the calendar.
        occupation: its name; created if new; empty if not known yet.
        place: an address, a number to call or a link.
        travel_minutes: the travel time from door to door, one way.
        before: what the user thought of the occupation before.
        after: what the user thinks of the occupation since.
        before_rating: the user's impression of the occupation before, or None.
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
            after=errors.text("after", self.after, "What you think now"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One planned or held interview.

    Attributes:
        start: aware, UTC.
        zone: the IANA name of the zone in which it was planned.
        who: the contact's name.
        started_at: when it began in live mode, or None.
        ended_at: when it ended in live mode, or None.
        added_minutes: how many minutes were added during it.
        before_rating: the user's impression of the occupation before, or None.
        after_rating: the user's impression since, or None.
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
        """Whether it has begun in live mode and not ended."""
        return self.started_at is not None and self.ended_at is None

    def may_begin(self, now: datetime) -> bool:
        """Return whether it goes on, or is planned and about to begin, or should have begun."""
        is_due = self.status is Status.PLANNED and self.start - SOON <= now < self.end
        return self.is_going_on or (is_due and self.ended_at is None)

    @property
    def end(self) -> datetime:
        """The instant at which it ends as planned."""
        return self.start + timedelta(minutes=self.minutes)

    def be_there(self, early_minutes: int) -> datetime:
        """Return when to be there, or to be online, this many minutes early."""
        return self.start - timedelta(minutes=early_minutes)

    def leave_by(self, early_minutes: int) -> datetime | None:
        """Return when to leave for an interview in person; None for any other medium."""
        if self.medium is not Medium.IN_PERSON:
            return None
        return self.be_there(early_minutes) - timedelta(minutes=self.travel_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItemDraft(Draft):
    """An item that the user adds to the checklist of an interview.

    Attributes:
        lead_days: how many days before the start it is due.
    """

    text: str = ""
    lead_days: int = 1

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.within("lead_days", self.lead_days, LEAD_DAYS, "The days before the interview")
        return replace(self, text=errors.line("text", self.text, "The item", needed=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """An item of the checklist for an interview.

    Attributes:
        lead_days: how many days before the start it is due.
        ticked_at: when it was ticked, or None.
    """

    id: int
    interview_id: int
    slug: str
    text: str
    lead_days: int
    ticked_at: datetime | None


class InterviewGoingOnError(IituiError):
    """Another interview is still going on; there cannot be two at once.

    Attributes:
        interview: the other interview.
    """

    title = "Two interviews at once"

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        super().__init__(f"The interview with {interview.who} is still in progress.")


def say_impressions(interview: Interview) -> str:
    """Return the impressions before and after an interview: "2 fair before, 4 good since"; may be empty."""
    return comma_join(
        f"{interview.before_rating.words} before" if interview.before_rating else "",
        f"{interview.after_rating.words} after" if interview.after_rating else "",
    )


def zone_of(interview: Interview) -> ZoneInfo:
    """Return the zone of an interview; UTC if this machine does not know it."""
    return known_zone(interview.zone)


def say_start(interview: Interview, own_zone: ZoneInfo, now: datetime) -> str:
    """Return when an interview begins, there and here: "Tue 24 Nov 10:00 (Europe/London), 05:00 here"."""
    return say_both(interview.start, zone_of(interview), own_zone, now)


def has_other_time(interview: Interview, own_zone: ZoneInfo) -> bool:
    """Return whether the clocks of the interview's zone show another time than the user's."""
    start = interview.start
    return start.astimezone(zone_of(interview)).utcoffset() != start.astimezone(own_zone).utcoffset()


def say_there(interview: Interview, own_zone: ZoneInfo, now: datetime) -> str:
    """Return the start in the interview's own zone: "22:45 there (Europe/London)"; '' if it is the same."""
    if not has_other_time(interview, own_zone):
        return ""
    zone, start = zone_of(interview), interview.start
    there, here = start.astimezone(zone), start.astimezone(own_zone)
    clock = f"{there:%H:%M}" if there.date() == here.date() else say_when(start, zone, now)
    return f"{clock} there ({interview.zone})"


def say_clock(instant: datetime, beside: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Return the time of an instant; with its day if that differs from the day of the instant `beside` it."""
    local, other = instant.astimezone(zone), beside.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == other.date() else say_when(instant, zone, now)


_MEDIA = {Medium.IN_PERSON: "in person", Medium.PHONE: "by phone", Medium.VIDEO: "by video"}


def say_medium(medium: Medium) -> str:
    """Return "in person", "by phone" or "by video"."""
    return _MEDIA[medium]


def say_how(interview: Interview) -> str:
    """How long, how and where: "30 minutes by phone, 555 0100"."""
    words = f"{interview.minutes} minutes {say_medium(interview.medium)}"
    return f"{words}, {interview.place}" if interview.place else words
