"""Asking for an interview: what speaks against asking somebody now, in words and never as a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from iitui.domain.contacts import NamePermission
from iitui.domain.dates.calendar import say_ago, say_day
from iitui.domain.text import several, shorten
from iitui.domain.touches import Direction, Outcome, Touch, TouchDraft

COLLEAGUE_DAYS = 7
"""For how many days after a request another one at the same organization is worth a word."""

_LONGEST_NAME = 40


class CautionKind(StrEnum):
    """What speaks against asking a contact."""

    DECLINED = "declined"
    NOT_YET = "not yet"
    ENOUGH = "enough"
    TOO_SOON = "too soon"
    COLLEAGUE = "colleague"
    NAME = "name"


class Caution(NamedTuple):
    """One thing that speaks against asking, and a sentence that says it."""

    kind: CautionKind
    words: str


class Colleague(NamedTuple):
    """Somebody at the same organization who was asked."""

    name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What is known of asking a contact for an interview.

    Attributes:
        who: the contact's name.
        referrer: the name of who named the contact, or empty.
        name_permission: whether that name may be used.
        latest: the latest request to the contact; None if there was none.
        unanswered: how many requests are without a reply.
        most_unanswered: after how many the contact is left in peace.
        nudge_due: when it is time for another request; None if none is owed.
        colleagues: those at the same organization who were asked last, latest first; somebody who does not
            answer, so that a second name is owed, is not among them.
    """

    who: str
    referrer: str
    name_permission: NamePermission
    latest: Touch | None
    unanswered: int
    most_unanswered: int
    nudge_due: datetime | None
    colleagues: tuple[Colleague, ...]


def is_answer(touch: TouchDraft, latest: Touch | None) -> bool:
    """Return whether a touch brings the answer to the latest request to its contact."""
    return (
        touch.direction is Direction.IN
        and touch.outcome not in (None, Outcome.NO_REPLY)
        and latest is not None
        and latest.direction is Direction.OUT
        and latest.at <= touch.at
    )


def cautions(
    facts: RequestFacts, at: datetime, *, day_end: datetime, ask_again_days: int, zone: ZoneInfo
) -> list[Caution]:
    """Return what speaks against a request to a contact.

    Args:
        facts: what is known.
        at: when the request is made.
        day_end: the end of the user's day: a nudge that is owed by then is no reason to wait.
        ask_again_days: how many days lie between two requests to the same contact at least.
        zone: the user's zone.
    """
    found = [*_about_latest(facts, at, day_end, ask_again_days, zone)]
    week = timedelta(days=COLLEAGUE_DAYS)
    asked = [one for one in facts.colleagues if timedelta() <= at - one.asked_at < week]
    if asked:
        name = shorten(asked[0].name, _LONGEST_NAME)
        more = f" (and {len(asked) - 1} more)" if len(asked) > 1 else ""
        words = f"{name}{more}, at the same organization, was asked {say_ago(asked[0].asked_at, at)}."
        found.append(Caution(CautionKind.COLLEAGUE, words))
    if facts.referrer and facts.name_permission is NamePermission.NO:
        referrer = shorten(facts.referrer, _LONGEST_NAME)
        found.append(
            Caution(CautionKind.NAME, f"You don't have permission to use {referrer}'s name: leave it out.")
        )
    return found


def _about_latest(
    facts: RequestFacts, at: datetime, day_end: datetime, ask_again_days: int, zone: ZoneInfo
) -> Iterator[Caution]:
    """What the latest request says; at most one thing, the gravest."""
    latest = facts.latest
    if latest is None or latest.at > at:
        return
    who, later = shorten(facts.who, _LONGEST_NAME), latest.ask_again_at
    if latest.outcome is Outcome.DECLINED:
        yield Caution(CautionKind.DECLINED, f"{who} declined when you asked {say_ago(latest.at, at)}.")
    elif latest.outcome is Outcome.TOO_BUSY and later is not None:
        if later > day_end:
            day = say_day(later.astimezone(zone).date())
            yield Caution(CautionKind.NOT_YET, f"{who} was too busy, and may be asked again on {day}.")
    elif facts.unanswered >= facts.most_unanswered:
        times = several(facts.unanswered, "time")
        yield Caution(CautionKind.ENOUGH, f"You've asked {who} {times} with no reply: let it rest.")
    elif at - latest.at < timedelta(days=ask_again_days) and not _is_nudge_owed(facts, day_end):
        yield Caution(CautionKind.TOO_SOON, _say_too_soon(facts, latest, at, zone))


def _is_nudge_owed(facts: RequestFacts, day_end: datetime) -> bool:
    return facts.nudge_due is not None and facts.nudge_due <= day_end


def _say_too_soon(facts: RequestFacts, latest: Touch, at: datetime, zone: ZoneInfo) -> str:
    words = f"You already asked {shorten(facts.who, _LONGEST_NAME)} {say_ago(latest.at, at)}"
    if latest.outcome in (Outcome.AGREED, Outcome.TOO_BUSY, Outcome.SENT_ON):
        said = {Outcome.AGREED: "agreed", Outcome.TOO_BUSY: "were too busy", Outcome.SENT_ON: "sent you on"}
        return f"{words}, and they {said[latest.outcome]}."
    if facts.nudge_due is None:
        return f"{words}."
    return f"{words}; a second email is due on {say_day(facts.nudge_due.astimezone(zone).date())}."
