"""Follow-ups: what is owed, what the user said of it, and reminders; their rules are in `rules`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.rules import beside_kind_of, beside_name_of, due_state, what_of

EVERY = range(1, 1000)
"""How many units may be between two times of a repeating reminder."""


class Kind(StrEnum):
    """The kinds of follow-up; each value is the name in JSON."""

    THANK_YOU = "thank_you"
    DEBRIEF = "debrief"
    CONFIRM = "confirm"
    PREPARATION = "preparation"
    SECOND_NAME = "second_name"
    NUDGE = "nudge"
    ASK_LATER = "ask_later"
    INTRODUCTION = "introduction"
    MY_PROMISE = "my_promise"
    TELL_THE_REFERRER = "tell_the_referrer"
    REPORT_BACK = "report_back"
    KEEP_IN_TOUCH = "keep_in_touch"
    REMINDER = "reminder"


class Subject(StrEnum):
    """The kinds of records that a follow-up can be about; each has its own table."""

    INTERVIEW = "interview"
    PREPARATION = "preparation"
    REMINDER = "reminder"
    TOUCH = "touch"
    TAKEAWAY = "takeaway"
    CONTACT = "contact"


class Verdict(StrEnum):
    """How the user settled a follow-up."""

    DONE = "done"
    SNOOZED = "snoozed"
    WAIVED = "waived"


class DueState(StrEnum):
    """Whether a follow-up is due; settled ones are history."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    SETTLED = "settled"


class RepeatUnit(StrEnum):
    """The unit in which a repeating reminder counts."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDraft(Draft):
    """A follow-up that the user creates.

    Attributes:
        due_at: the instant at which it is (first) due.
        zone: the IANA name of the zone whose calendar a repetition follows.
        every: after how many units it repeats; None for once.
        after_done: whether the next one is counted from the day it was done, not on the calendar.
    """

    text: str
    due_at: datetime
    zone: str
    contact_id: int | None = None
    interview_id: int | None = None
    every: int | None = None
    unit: RepeatUnit = RepeatUnit.DAYS
    after_done: bool = False

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.zone("zone", self.zone)
        if self.every is not None:
            errors.within("every", self.every, EVERY, "The number between two times")
        return replace(
            self,
            due_at=errors.instant("due_at", self.due_at, "The time"),
            text=errors.line("text", self.text, "What to remember", needed=True),
        )


@dataclass(frozen=True, slots=True, order=True)
class FollowUpId:
    """The ID of a follow-up: its kind and the ID of the record that it is about."""

    kind: Kind
    subject: int

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something that is owed, or was until it was settled.

    Attributes:
        who: the name of the person to turn to, or empty.
        detail: what it is about, in the words of the record.
        arises: the instant from which it is owed.
        due: when it is due; only a snooze moves that.
        allowed: the time from arising to being due; lateness is measured relative to it.
        state: whether it is due, at the instant that the reader was given.
        verdict: how the user settled it, or None.
        settled_at: when the user did.
        occurrence: which of several with this ID it is, as the journal numbers them.
        reason: why it was dismissed, or empty.
        done_by_id: the touch by which it was done, or None.
    """

    id: FollowUpId
    contact_id: int | None
    interview_id: int | None
    who: str
    detail: str = ""
    arises: datetime
    due: datetime
    allowed: timedelta
    state: DueState
    verdict: Verdict | None
    settled_at: datetime | None
    occurrence: int = 0
    reason: str = ""
    done_by_id: int | None = None

    @property
    def what(self) -> str:
        """What to do, in one line."""
        return what_of(self.id.kind, self.who, self.detail)

    @property
    def beside_name(self) -> str:
        """What to do, in a line in which the name stands already."""
        return beside_name_of(self.id.kind, self.detail)

    @property
    def beside_kind(self) -> str:
        """What is left to say in a line in which name and kind stand already."""
        return beside_kind_of(self.id.kind, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A follow-up that the user created."""

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
    """Return the state of a follow-up; `day_end` is the end of the user's local day."""
    if verdict in (Verdict.DONE, Verdict.WAIVED):
        return DueState.SETTLED
    return DueState(due_state(due, now, day_end))
