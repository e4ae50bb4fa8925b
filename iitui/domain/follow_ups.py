"""Follow-ups: what is owed, what the user said of it, and reminders; their rules are in `rules`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from iitui.domain.checks import FieldErrors
from iitui.domain.rules import due_state

NO_REPLY_AFTER = timedelta(days=9)
"""Seven business days in the calendar's, at the least: after that a request counts as unanswered."""


class Kind(StrEnum):
    """The kinds of follow-up, each by the name that scripts see."""

    THANK_YOU = "thank_you"
    DEBRIEF = "debrief"
    CONFIRM = "confirm"
    PREPARATION = "preparation"
    REMINDER = "reminder"


class Subject(StrEnum):
    """The records that a follow-up can be about, each of its own table."""

    INTERVIEW = "interview"
    PREPARATION = "preparation"
    REMINDER = "reminder"


class Verdict(StrEnum):
    """What the user said of a follow-up."""

    DONE = "done"
    SNOOZED = "snoozed"
    WAIVED = "waived"


class DueState(StrEnum):
    """Where a follow-up stands against the clock; settled ones are history."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    SETTLED = "settled"


class RepeatUnit(StrEnum):
    """The step of a reminder that repeats."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDraft:
    """A follow-up that the user makes.

    Attributes:
        due_at: the instant at which it is (first) due.
        zone: IANA name of the zone whose calendar a repeat follows.
        every: repeat after so many units; None for once.
        after_done: count the next from the day it was done instead of from the calendar.
    """

    text: str
    due_at: datetime
    zone: str
    contact_id: int | None = None
    interview_id: int | None = None
    every: int | None = None
    unit: RepeatUnit = RepeatUnit.DAYS
    after_done: bool = False


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


def state_of(due: datetime, verdict: Verdict | None, now: datetime, day_end: datetime) -> DueState:
    """Return where a follow-up stands; `day_end` is the end of the user's local day."""
    if verdict in (Verdict.DONE, Verdict.WAIVED):
        return DueState.SETTLED
    return DueState(due_state(due, now, day_end))


def check_reminder(draft: ReminderDraft) -> ReminderDraft:
    """Return a reminder's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    errors = FieldErrors()
    errors.zone("zone", draft.zone)
    if draft.every is not None:
        errors.within("every", draft.every, 1, 999, "The number between two times")
    checked = replace(
        draft,
        due_at=errors.instant("due_at", draft.due_at, "The time"),
        text=errors.line("text", draft.text, "What to remember", needed=True),
    )
    errors.done()
    return checked
