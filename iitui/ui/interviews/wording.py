"""A talk in words: when, here and there; how to be there in time; what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.enums.contacts import NamePermission
from iitui.domain.enums.interviews import Medium, Status
from iitui.domain.values.interviews import Interview
from iitui.reports.times import say_clock, zone_of
from iitui.ui.kit.theme import QUIET
from iitui.ui.kit.wording import countdown, say_both, say_span, say_when

SOON = timedelta(hours=24)
"""A talk within this time is said in the colour of what is near."""

_HURRY = timedelta(minutes=30)

_PERMISSIONS = {
    NamePermission.NOT_ASKED: ("may I use the name? Not asked yet", "$text-warning"),
    NamePermission.YES: ("the name may be used", "$text-success"),
    NamePermission.NO: ("the name may not be used", "$text-error"),
    NamePermission.WILL_INTRODUCE: ("will introduce me", "$text-success"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A few words and the style they are said in."""

    text: str
    style: str = ""


def differs(talk: Interview, zone: ZoneInfo) -> bool:
    """Whether the clocks of the talk's zone show another time than those of the user's."""
    there, here = talk.start.astimezone(zone_of(talk)), talk.start.astimezone(zone)
    return there.utcoffset() != here.utcoffset()


def say_times(talk: Interview, zone: ZoneInfo, now: datetime) -> str:
    """From when to when, here: "Tue 24 Nov 14:00 to 14:30"."""
    return f"{say_when(talk.start, zone, now)} to {say_clock(talk.end, talk.start, zone, now)}"


def say_there(talk: Interview, zone: ZoneInfo, now: datetime) -> str:
    """The start in the talk's own zone, where that differs: "22:45 there (Europe/London)"; else ''."""
    if not differs(talk, zone):
        return ""
    there, here = talk.start.astimezone(zone_of(talk)), talk.start.astimezone(zone)
    clock = f"{there:%H:%M}" if there.date() == here.date() else say_when(talk.start, zone_of(talk), now)
    return f"{clock} there ({talk.zone})"


def standing_of(talk: Interview, now: datetime, zone: ZoneInfo) -> Word:
    """How a talk stands: its countdown, or what became of it."""
    if talk.status is Status.CANCELLED or talk.status is Status.MISSED:
        return Word(talk.status.value, "$text-error" if talk.status is Status.MISSED else QUIET)
    if talk.status is Status.HELD:
        return Word(
            f"held {say_span(now - talk.start)} ago" if talk.start <= now else "held", "$text-success"
        )
    counted = countdown(talk.start, talk.end, now, zone)
    if now >= talk.end:
        return Word(f"ended {say_span(now - talk.end)} ago", "$text-warning")
    if now >= talk.start:
        return Word(counted, "bold $text-error")
    return Word(counted, "bold $text-warning" if talk.start - now <= SOON else "$text-success")


def short_standing(talk: Interview, now: datetime, zone: ZoneInfo) -> Word:
    """The same for a narrow column: "in 3 hours", "12 minutes left", "held"."""
    if talk.status is Status.HELD:
        return Word("held", "$text-success")
    word = standing_of(talk, now, zone)
    if talk.status is Status.PLANNED and talk.start <= now < talk.end:
        return Word(f"{say_span(talk.end - now)} left", word.style)
    return word


def say_arrival(talk: Interview, early: int, zone: ZoneInfo, now: datetime) -> list[Word]:
    """When to leave and when to be there, with how long that is off; nothing where neither matters.

    Args:
        talk: the talk.
        early: minutes to be there before the start.
        zone: the user's.
        now: the present instant.
    """
    be_there = talk.start - timedelta(minutes=early)
    if talk.medium is not Medium.IN_PERSON:
        if not early or talk.medium is not Medium.VIDEO:
            return []
        return [Word("be online at "), Word(_clock(be_there, talk, zone, now), "bold")]
    leave = be_there - timedelta(minutes=talk.travel_minutes)
    words = [Word("be there at " if not talk.travel_minutes else ", be there at ")]
    words.append(Word(_clock(be_there, talk, zone, now), "bold"))
    if not talk.travel_minutes:
        return words
    return [
        Word("leave by "),
        Word(_clock(leave, talk, zone, now), "bold"),
        *_hurry(leave, talk, now),
        *words,
    ]


def _hurry(leave: datetime, talk: Interview, now: datetime) -> list[Word]:
    if now >= talk.start or talk.status is not Status.PLANNED or leave - now > SOON:
        return []
    if now >= leave:
        return [Word(f" ({say_span(now - leave)} late)", "bold $text-error")]
    return [Word(f" (in {say_span(leave - now)})", "bold $text-warning" if leave - now <= _HURRY else "")]


def _clock(instant: datetime, talk: Interview, zone: ZoneInfo, now: datetime) -> str:
    if differs(talk, zone) and talk.medium is Medium.IN_PERSON:
        return say_both(instant, zone_of(talk), zone, now)
    return say_clock(instant, talk.start, zone, now)


def say_permission(permission: NamePermission) -> Word:
    """Whether the referrer's name may be used."""
    return Word(*_PERMISSIONS[permission])
