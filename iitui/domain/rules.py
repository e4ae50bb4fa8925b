"""What follows from facts: stages, states and the words for what is owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iitui.domain.enums import DueState, Kind, Outcome, Stage, Verdict

NO_REPLY_AFTER = timedelta(days=9)
"""Seven business days in the calendar's, at the least: after that a request counts as unanswered."""

THANK_YOU_WITHIN = timedelta(hours=24)
"""Most careers offices say within a day (Yale Postdocs, UConn)."""

TAKES = {
    Kind.THANK_YOU: "Thank {who}",
    Kind.DEBRIEF: "Write down what {who} said",
    Kind.CONFIRM: "Confirm the talk with {who}",
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
    Kind.THANK_YOU: "A talk is over: the thank-you is owed within 24 hours, while they still remember you.",
    Kind.DEBRIEF: "Nothing is written down yet: what is not on paper by the evening is mostly gone.",
    Kind.CONFIRM: "A planned talk is confirmed the day before: the time, the place and a word of thanks.",
    Kind.PREPARATION: "An item of the checklist for a planned talk that is not ticked yet.",
    Kind.REMINDER: "A reminder that you made yourself.",
}
"""The rule of each kind, in one sentence for the person who wonders why it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """The facts from which a contact's stage follows.

    Attributes:
        met_at: the end of the latest talk that took place, or None.
        planned: whether a talk is still to come.
        request: what came of the latest request, None where there was none.
        requested_at: when that was.
        touched_at: the latest touch, or None.
    """

    met_at: datetime | None
    planned: bool
    request: Outcome | None
    requested_at: datetime | None
    touched_at: datetime | None


def stage_of(facts: StageFacts, now: datetime) -> Stage:
    """Return how far things are with a contact at an instant."""
    if facts.planned:
        return Stage.PLANNED
    if facts.met_at is not None:
        later = facts.touched_at is not None and facts.touched_at > facts.met_at
        return Stage.IN_TOUCH if later else Stage.MET
    if facts.request is None or facts.requested_at is None:
        return Stage.TO_ASK
    if facts.request is Outcome.NO_REPLY:
        return Stage.NO_REPLY if now - facts.requested_at > NO_REPLY_AFTER else Stage.ASKED
    return {
        Outcome.AGREED: Stage.ASKED,
        Outcome.TOO_BUSY: Stage.LATER,
        Outcome.DECLINED: Stage.DECLINED,
        Outcome.SENT_ON: Stage.DECLINED,
    }[facts.request]


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


def lateness(due: datetime, allowed: timedelta, now: datetime) -> float:
    """Return lateness in units of the time that was allowed; negative before the due time.

    A thank-you 12 hours late (0.5) stands above a hello 10 days late (0.11 of 90 days).
    """
    return (now - due) / allowed
