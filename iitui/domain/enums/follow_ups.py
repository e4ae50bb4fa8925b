"""What is owed."""

from enum import StrEnum


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
