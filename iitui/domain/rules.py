"""What is owed: the rule of each kind, and where it stands against the clock."""

from datetime import datetime, timedelta

from iitui.domain.enums.follow_ups import DueState, Kind, Subject, Verdict

NO_REPLY_AFTER = timedelta(days=9)
"""Seven business days in the calendar's, at the least: after that a request counts as unanswered."""


class Rule:
    """What is known of one kind of follow-up; when it arises and is due stands in the schema's view `duty`.

    A plain class, since a shell prompt says its words and does not wait for dataclasses.

    Attributes:
        called: its name on the screen.
        to_do: one line that says what to do, with places for `who` and `detail`.
        why: the rule in one sentence, for the person who wonders why it is there.
        subject: the record that it is about.
    """

    def __init__(self, *, kind: Kind, called: str, to_do: str, why: str, subject: Subject) -> None:
        self.kind = kind
        self.called = called
        self.to_do = to_do
        self.why = why
        self.subject = subject


RULES = {
    rule.kind: rule
    for rule in (
        Rule(
            kind=Kind.THANK_YOU,
            called="thank-you",
            to_do="Thank {who}",
            why="The interview is over: a thank-you is owed within 24 hours, while they remember you.",
            subject=Subject.INTERVIEW,
        ),
        Rule(
            kind=Kind.DEBRIEF,
            called="debrief",
            to_do="Write down what {who} said",
            why="Nothing is written down yet: what is not on paper by the evening is mostly gone.",
            subject=Subject.INTERVIEW,
        ),
        Rule(
            kind=Kind.CONFIRM,
            called="confirm",
            to_do="Confirm the interview with {who}",
            why="An interview is confirmed the day before: the time, the place and a word of thanks.",
            subject=Subject.INTERVIEW,
        ),
        Rule(
            kind=Kind.PREPARATION,
            called="preparation",
            to_do="{detail}",
            why="An item of the checklist for a planned interview that is not ticked yet.",
            subject=Subject.PREPARATION,
        ),
        Rule(
            kind=Kind.REMINDER,
            called="reminder",
            to_do="{detail}",
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
    if due <= now:
        return DueState.OVERDUE
    return DueState.TODAY if due <= day_end else DueState.UPCOMING


def what_of(kind: Kind, who: str, detail: str) -> str:
    """Return one line that says what to do."""
    return RULES[kind].to_do.format(who=who or "them", detail=detail)


def why_owed(kind: Kind) -> str:
    """Return the rule by which a kind of follow-up arises, in one sentence."""
    return RULES[kind].why
