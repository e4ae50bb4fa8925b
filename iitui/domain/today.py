"""What Today shows besides what is owed, and what would help next when nothing is due."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from iitui.domain.interviews import Interview


class NextInterview(NamedTuple):
    """The next interview and how far its preparation is.

    Attributes:
        picked: how many questions are picked for it, `minutes` all together.
        items: how many items its checklist has, of which so many are `ticked`.
        then: the interview planned after it, if there is one.
        more: how many are planned after that.
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
        asked_at: when the latest request went out.
        requests: how many have gone out without a reply.
    """

    contact_id: int
    name: str
    organization: str
    role: str
    asked_at: datetime
    requests: int


class Standings(NamedTuple):
    """Where the whole journal stands.

    Attributes:
        has_contacts: whether there are any.
        interview: with whom the next interview is planned, or empty.
        picked: how many questions are picked for it.
        one_voice: the occupations of which one person alone has told.
    """

    has_contacts: bool
    interview: str
    picked: int
    one_voice: Sequence[str]


def next_step(standings: Standings) -> str:
    """Return what would help next."""
    if not standings.has_contacts:
        return "Press 2 and then a to add somebody who does the work that you are curious about."
    if not standings.interview:
        return "No interview is planned: press 3 and then n to plan one."
    if not standings.picked:
        return f"No question is picked for {standings.interview} yet: press 4 to pick some."
    if standings.one_voice:
        first, more = standings.one_voice[0], len(standings.one_voice) - 1
        others = f" (and for {more} more)" if more else ""
        return f"One person alone speaks for “{first}”{others}: ask somebody at another organization, too."
    return f"Press b and read the brief for {standings.interview} once more."
