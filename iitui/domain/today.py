"""What the Today screen shows besides follow-ups, and a suggestion when nothing is due."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from iitui.domain.interviews import Interview


class NextInterview(NamedTuple):
    """The next interview and the state of its preparation.

    Attributes:
        picked: how many questions are picked for it.
        minutes: how long these questions take together.
        items: how many items its checklist has.
        ticked: how many of these are ticked.
        then: the planned interview after it, or None.
        more: how many are planned after that one.
    """

    interview: Interview
    picked: int
    minutes: int
    items: int
    ticked: int
    then: Interview | None
    more: int


class Unanswered(NamedTuple):
    """A contact who was asked for an interview and has not answered.

    Attributes:
        asked_at: when the latest request was made.
        reply_due: until when a reply to that is waited for.
        requests: how many requests have no reply.
    """

    contact_id: int
    name: str
    organization: str
    role: str
    asked_at: datetime
    reply_due: datetime
    requests: int


class FirstStep(Enum):
    """The steps from an empty journal to an interview with questions; the value counts those before it."""

    PEOPLE = 0
    INTERVIEW = 1
    QUESTIONS = 2


class Beginning(NamedTuple):
    """Where the user stands among the first steps.

    Attributes:
        step: the next one.
        to_ask: how many contacts can be asked for the first interview.
        only_id: the contact to ask, or None unless there is exactly one.
        only_name: their name, or empty.
    """

    step: FirstStep
    to_ask: int = 0
    only_id: int | None = None
    only_name: str = ""


class Standings(NamedTuple):
    """The state of the journal from which the suggestion follows.

    Attributes:
        has_contacts: whether there are any contacts.
        interview: the name of the contact of the next interview, or empty.
        picked: how many questions are picked for it.
        to_ask: whom to ask next at a target and why, in a sentence, or empty.
        one_voice: the occupations about which only one contact was interviewed.
    """

    has_contacts: bool
    interview: str
    picked: int
    one_voice: Sequence[str]
    to_ask: str = ""


def next_step(standings: Standings) -> str:
    """Return a suggestion what to do next; '' without an interview, where the pane above says it."""
    if standings.to_ask and (not standings.interview or standings.picked):
        return f"{standings.to_ask} T shows the targets."
    if not standings.has_contacts:
        return "Press a to add someone who does the work you're curious about."
    if not standings.interview:
        return ""
    if not standings.picked:
        return f"No questions picked for {standings.interview} yet. Press p to pick some."
    if standings.one_voice:
        first, more = standings.one_voice[0], len(standings.one_voice) - 1
        others = f" (and for {more} more)" if more else ""
        return (
            f"Only one person has told you about “{first}”{others}: ask someone at another organization, too."
        )
    return f"Press b to read the brief for {standings.interview} once more."
