"""Interviews: the checklist before one, its brief, and its times in words."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from iitui.domain.checks import FieldErrors
from iitui.domain.contacts import Contact
from iitui.domain.dates.calendar import known_zone, say_both, say_when
from iitui.domain.occupations import Occupation
from iitui.domain.questions import PlanItem
from iitui.domain.takeaways import Takeaway
from iitui.domain.touches import Touch


class Medium(StrEnum):
    """How the two meet."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class Status(StrEnum):
    """Whether an interview is still planned, and if not, what happened to it."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDraft:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One planned or held interview.

    Attributes:
        start: aware, UTC.
        zone: the IANA name of the zone in which it was planned.
        who: the contact's name.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything needed for one interview, on one page.

    Attributes:
        touches: the latest ones, newest first.
        promises: the promises that are still open, of both sides.
        earlier: earlier interviews with the same contact.
        arrive_minutes: how early to be there.
    """

    interview: Interview
    contact: Contact
    occupation: Occupation | None
    plan: tuple[PlanItem, ...]
    checklist: tuple[ChecklistItem, ...]
    touches: tuple[Touch, ...]
    promises: tuple[Takeaway, ...]
    earlier: tuple[Interview, ...]
    arrive_minutes: int

    @property
    def be_there(self) -> datetime:
        """When to be there, or to be online."""
        return self.interview.be_there(self.arrive_minutes)

    @property
    def leave_by(self) -> datetime | None:
        """When to leave for an interview in person; None for any other medium."""
        return self.interview.leave_by(self.arrive_minutes)


def check_interview(draft: InterviewDraft) -> InterviewDraft:
    """Return an interview's draft, cleaned.

    Raises:
        BadInputError: with a message for each invalid field.
    """
    errors = FieldErrors()
    errors.zone("zone", draft.zone)
    errors.within("minutes", draft.minutes, 5, 600, "The minutes")
    errors.within("travel_minutes", draft.travel_minutes, 0, 1440, "The travel minutes")
    checked = replace(
        draft,
        start=errors.instant("start", draft.start, "The start"),
        place=errors.line("place", draft.place, "The place"),
        occupation=errors.line("occupation", draft.occupation, "The occupation"),
        before=errors.text("before", draft.before, "What you thought before"),
        after=errors.text("after", draft.after, "What you think since"),
    )
    errors.done()
    return checked


def check_item(text: str, lead_days: int) -> str:
    """Return the text of an item of a checklist, cleaned.

    Raises:
        BadInputError: with a message for each invalid field.
    """
    errors = FieldErrors()
    line = errors.line("text", text, "The item", needed=True)
    errors.within("lead_days", lead_days, 0, 365, "The days before the interview")
    errors.done()
    return line


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
