"""What would help next when nothing is due: one sentence, with the keys that begin it."""

from collections.abc import Sequence
from typing import NamedTuple


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
