"""The rules of follow-ups, one for each kind, and whether a follow-up is due.

Kinds and subjects are the words of the enums in `iitui.domain.follow_ups`, and the class is a plain one: a
shell prompt reads these rules without loading enums or dataclasses.
"""

from datetime import datetime

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from collections.abc import Mapping


class Rule:
    """What is known of one kind of follow-up; the schema's view `follow_up` says when it arises and is due.

    Attributes:
        called: its name on the screen.
        to_do: one line that says what to do, with places for `who`, `detail` and `at_place`.
        beside_name: the same where the name stands beside it, with places for `detail` and `at_place`.
        beside_kind: what is left to say where name and kind stand beside it.
        why: the rule in a sentence, for the user who wonders why it is there, with a place for `figure`.
        subject: the record that it is about.
        figure: the setting that says how long it takes, or empty.
    """

    def __init__(
        self,
        *,
        called: str,
        to_do: str,
        beside_name: str,
        beside_kind: str,
        why: str,
        subject: str,
        figure: str = "",
    ) -> None:
        self.called = called
        self.to_do = to_do
        self.beside_name = beside_name
        self.beside_kind = beside_kind
        self.why = why
        self.subject = subject
        self.figure = figure


_LONGEST = 200
"""How many characters of a detail stand in the line of a follow-up."""

RULES = {
    "thank_you": Rule(
        called="thank-you",
        to_do="Thank {who}",
        beside_name="Thank them for the interview",
        beside_kind="for the interview",
        why="The interview is over. Send a thank-you within {figure} hours, while they remember you.",
        subject="interview",
        figure="thank_you_hours",
    ),
    "debrief": Rule(
        called="debrief",
        to_do="Write down what {who} said",
        beside_name="Write down what they said",
        beside_kind="what they said",
        why="Nothing is written down yet. What you don't note by this evening is mostly forgotten.",
        subject="interview",
    ),
    "confirm": Rule(
        called="confirm",
        to_do="Confirm the interview with {who}",
        beside_name="Confirm the interview",
        beside_kind="the interview",
        why="Confirm {figure} hours before the interview: the time, the place, and a word of thanks.",
        subject="interview",
        figure="confirm_hours",
    ),
    "preparation": Rule(
        called="preparation",
        to_do="{detail}",
        beside_name="{detail}",
        beside_kind="{detail}",
        why="An item on the interview's checklist that isn't checked off yet.",
        subject="preparation",
    ),
    "second_name": Rule(
        called="second name",
        to_do="{who} hasn't answered: ask someone else{at_place}",
        beside_name="No answer: ask someone else{at_place}",
        beside_kind="no answer: ask someone else{at_place}",
        why="No reply after {figure} business days: ask a second person at the same organization, too.",
        subject="touch",
        figure="second_name_days",
    ),
    "nudge": Rule(
        called="nudge",
        to_do="Write to {who} again: no reply yet",
        beside_name="Write again: no reply yet",
        beside_kind="no reply yet",
        why=(
            "No reply after {figure} business days: a short second email is often the one that gets an"
            " answer."
        ),
        subject="touch",
        figure="nudge_days",
    ),
    "ask_later": Rule(
        called="ask later",
        to_do="Ask {who} again, as they suggested",
        beside_name="Ask again, as they suggested",
        beside_kind="as they suggested",
        why="They were too busy and gave you a time to ask again.",
        subject="touch",
    ),
    "introduction": Rule(
        called="introduction",
        to_do="Remind {who} of their promise: {detail}",
        beside_name="Remind them: {detail}",
        beside_kind="{detail}",
        why=(
            "They promised an introduction or something else. Ask about it on the day they named, or after"
            " {figure} days."
        ),
        subject="takeaway",
        figure="introduction_days",
    ),
    "my_promise": Rule(
        called="my promise",
        to_do="Keep your promise to {who}: {detail}",
        beside_name="Keep your promise: {detail}",
        beside_kind="{detail}",
        why="You promised something. Do it by the date you gave, or within {figure} days.",
        subject="takeaway",
        figure="promise_days",
    ),
    "tell_the_referrer": Rule(
        called="tell the referrer",
        to_do="Tell {who} that {detail}",
        beside_name="Tell them that {detail}",
        beside_kind="{detail}",
        why=(
            "People who give you a name like to hear how it turned out: when you ask, when you get an"
            " answer, and when you've met, each within {figure} days."
        ),
        subject="contact",
        figure="tell_days",
    ),
    "report_back": Rule(
        called="report back",
        to_do="Report back to {who}: {detail}",
        beside_name="Report back: {detail}",
        beside_kind="{detail}",
        why="They gave you advice. After {figure} days, tell them what you did with it.",
        subject="interview",
        figure="report_days",
    ),
    "keep_in_touch": Rule(
        called="keep in touch",
        to_do="Keep in touch with {who}",
        beside_name="Keep in touch",
        beside_kind="",
        why="You wanted to stay in touch, and it's been this long since the last touch: time to write.",
        subject="contact",
    ),
    "reminder": Rule(
        called="reminder",
        to_do="{detail}",
        beside_name="{detail}",
        beside_kind="{detail}",
        why="A reminder you made yourself.",
        subject="reminder",
    ),
}
"""The rule of each kind of follow-up."""


def what_of(kind: str, who: str, detail: str) -> str:
    """Return one line that says what to do."""
    return _filled(RULES[kind].to_do, who, detail)


def beside_name_of(kind: str, detail: str) -> str:
    """Return one line that says what to do, where the name stands beside it."""
    return _filled(RULES[kind].beside_name, "", detail)


def beside_kind_of(kind: str, detail: str) -> str:
    """Return what is left to say of a follow-up where name and kind stand beside it; may be empty."""
    return _filled(RULES[kind].beside_kind, "", detail)


def _filled(words: str, who: str, detail: str) -> str:
    detail = " ".join(detail[:_LONGEST].split())
    at_place = f" at {detail}" if detail else ""
    return words.format(who=who or "them", detail=detail, at_place=at_place)


def why_of(kind: str, figures: "Mapping[str, int]") -> str:
    """Return why a follow-up of a kind is owed, by the figures that the user has set."""
    rule = RULES[kind]
    return rule.why.format(figure=figures.get(rule.figure, ""))


def due_state(due: datetime, now: datetime, day_end: datetime) -> str:
    """Return the state of an open follow-up; `day_end` is the end of the user's local day."""
    if due <= now:
        return "overdue"
    return "today" if due <= day_end else "upcoming"
