"""What is owed: the rule of each kind, and where it stands against the clock."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.rules import standing_of

NO_REPLY_AFTER = timedelta(days=9)
"""Seven business days in the calendar's, at the least: after that a request counts as unanswered."""

EVERY = range(1, 1000)
"""Units from one time of a repeating reminder to the next."""


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
class ReminderDraft(Draft):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is known of one kind of follow-up; when it arises and is due stands in the schema's view `duty`.

    Attributes:
        called: its name on the screen.
        why: the rule in one sentence, for the person who wonders why it is there.
        subject: the record that it is about.
    """

    kind: Kind
    called: str
    why: str
    subject: Subject


RULES = {
    rule.kind: rule
    for rule in (
        Rule(
            kind=Kind.THANK_YOU,
            called="thank-you",
            why="The interview is over: a thank-you is owed within 24 hours, while they remember you.",
            subject=Subject.INTERVIEW,
        ),
        Rule(
            kind=Kind.DEBRIEF,
            called="debrief",
            why="Nothing is written down yet: what is not on paper by the evening is mostly gone.",
            subject=Subject.INTERVIEW,
        ),
        Rule(
            kind=Kind.CONFIRM,
            called="confirm",
            why="An interview is confirmed the day before: the time, the place and a word of thanks.",
            subject=Subject.INTERVIEW,
        ),
        Rule(
            kind=Kind.PREPARATION,
            called="preparation",
            why="An item of the checklist for a planned interview that is not ticked yet.",
            subject=Subject.PREPARATION,
        ),
        Rule(
            kind=Kind.REMINDER,
            called="reminder",
            why="A reminder that you made yourself.",
            subject=Subject.REMINDER,
        ),
    )
}
"""The rule of each kind of follow-up."""


def state_of(due: datetime, verdict: Verdict | None, now: datetime, day_end: datetime) -> DueState:
    """Return where a follow-up stands; `day_end` is the end of the user's local day."""
    if verdict in (Verdict.DONE, Verdict.WAIVED):
        return DueState.SETTLED
    return DueState(standing_of(due, now, day_end))
