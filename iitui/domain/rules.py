"""The rules of follow-ups, one for each kind, and whether a follow-up is due.

Kinds and subjects are the words of the enums in `iitui.domain.follow_ups`, and the class is a plain one: a
shell prompt reads these rules without loading enums or dataclasses.
"""

from datetime import datetime


class Rule:
    """What is known of one kind of follow-up; the schema's view `duty` says when it arises and is due.

    Attributes:
        called: its name on the screen.
        to_do: one line that says what to do, with places for `who` and `detail`.
        why: the rule in one sentence, for the user who wonders why it is there.
        subject: the record that it is about.
    """

    def __init__(self, called: str, to_do: str, why: str, subject: str) -> None:
        self.called = called
        self.to_do = to_do
        self.why = why
        self.subject = subject


RULES = {
    "thank_you": Rule(
        called="thank-you",
        to_do="Thank {who}",
        why="The interview is over: a thank-you is owed within 24 hours, while they remember you.",
        subject="interview",
    ),
    "debrief": Rule(
        called="debrief",
        to_do="Write down what {who} said",
        why="Nothing is written down yet: what is not on paper by the evening is mostly gone.",
        subject="interview",
    ),
    "confirm": Rule(
        called="confirm",
        to_do="Confirm the interview with {who}",
        why="An interview is confirmed the day before: the time, the place and a word of thanks.",
        subject="interview",
    ),
    "preparation": Rule(
        called="preparation",
        to_do="{detail}",
        why="An item of the checklist for a planned interview that is not ticked yet.",
        subject="preparation",
    ),
    "reminder": Rule(
        called="reminder",
        to_do="{detail}",
        why="A reminder that you made yourself.",
        subject="reminder",
    ),
}
"""The rule of each kind of follow-up."""


def what_of(kind: str, who: str, detail: str) -> str:
    """Return one line that says what to do."""
    return RULES[kind].to_do.format(who=who or "them", detail=detail)


def due_state(due: datetime, now: datetime, day_end: datetime) -> str:
    """Return the state of an open follow-up; `day_end` is the end of the user's local day."""
    if due <= now:
        return "overdue"
    return "today" if due <= day_end else "upcoming"
