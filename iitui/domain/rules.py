"""What is owed: where it stands against the clock, and the words for it."""

from datetime import datetime, timedelta

from iitui.domain.enums.follow_ups import DueState, Kind, Verdict

NO_REPLY_AFTER = timedelta(days=9)
"""Seven business days in the calendar's, at the least: after that a request counts as unanswered."""

TAKES = {
    Kind.THANK_YOU: "Thank {who}",
    Kind.DEBRIEF: "Write down what {who} said",
    Kind.CONFIRM: "Confirm the interview with {who}",
    Kind.PREPARATION: "{detail}",
    Kind.REMINDER: "{detail}",
}

KIND_WORDS = {
    Kind.THANK_YOU: "thank-you",
    Kind.DEBRIEF: "debrief",
    Kind.CONFIRM: "confirm",
    Kind.PREPARATION: "preparation",
    Kind.REMINDER: "reminder",
}
"""What each kind of follow-up is called on the screen."""

WHY_OWED = {
    Kind.THANK_YOU: "The interview is over: a thank-you is owed within 24 hours, while they remember you.",
    Kind.DEBRIEF: "Nothing is written down yet: what is not on paper by the evening is mostly gone.",
    Kind.CONFIRM: "An interview is confirmed the day before: the time, the place and a word of thanks.",
    Kind.PREPARATION: "An item of the checklist for a planned interview that is not ticked yet.",
    Kind.REMINDER: "A reminder that you made yourself.",
}
"""The rule of each kind, in one sentence for the person who wonders why it is there."""


def state_of(due: datetime, verdict: Verdict | None, now: datetime, day_end: datetime) -> DueState:
    """Return where a follow-up stands; `day_end` is the end of the user's local day."""
    if verdict in (Verdict.DONE, Verdict.WAIVED):
        return DueState.SETTLED
    if due <= now:
        return DueState.OVERDUE
    return DueState.TODAY if due <= day_end else DueState.UPCOMING


def what_of(kind: Kind, who: str, detail: str) -> str:
    """Return one line that says what to do."""
    return TAKES[kind].format(who=who or "them", detail=detail)


def why_owed(kind: Kind) -> str:
    """Return the rule by which a kind of follow-up arises, in one sentence."""
    return WHY_OWED[kind]
