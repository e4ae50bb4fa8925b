"""The wording of an interview: when, here and there; how to be there on time; its status."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.contacts import NamePermission, Stage
from iitui.domain.dates.calendar import say_ago, say_both, say_countdown, say_span, say_when
from iitui.domain.interviews import Interview, Medium, Status, has_other_time, say_clock, zone_of
from iitui.ui.kit.text.page import StyledText
from iitui.ui.kit.theme import QUIET

SOON = timedelta(hours=24)
"""An interview within this time has the color of what is near."""

_HURRY = timedelta(minutes=30)


_PERMISSION_STYLES = {
    NamePermission.NOT_ASKED: "$text-warning",
    NamePermission.YES: "$text-success",
    NamePermission.NO: "$text-error",
    NamePermission.WILL_INTRODUCE: "$text-success",
}


STAGE_STYLES = {
    Stage.PLANNED: "$text-success",
    Stage.MET: "$text-success",
    Stage.IN_TOUCH: "$text-success",
    Stage.NO_REPLY: "$text-warning",
    Stage.LATER: QUIET,
    Stage.DECLINED: QUIET,
}
"""How a stage is colored; what has no color asks for nothing."""

_SHORT_PERMISSIONS = {
    NamePermission.NOT_ASKED: "not asked",
    NamePermission.YES: "yes",
    NamePermission.NO: "no",
    NamePermission.WILL_INTRODUCE: "introduces",
}

_MEDIA = {Medium.IN_PERSON: "in person", Medium.PHONE: "by phone", Medium.VIDEO: "by video"}


def say_times(interview: Interview, zone: ZoneInfo, now: datetime) -> str:
    """From when to when, here: "Tue 24 Nov 14:00 to 14:30"."""
    return f"{say_when(interview.start, zone, now)} to {say_clock(interview.end, interview.start, zone, now)}"


def say_where(interview: Interview) -> str:
    """How and where: "Video: https://…", "In person"."""
    where = interview.medium.value + (f": {interview.place}" if interview.place else "")
    return where[:1].upper() + where[1:]


def say_medium(medium: Medium) -> str:
    """Return "in person", "by phone" or "by video"."""
    return _MEDIA[medium]


def say_how(interview: Interview) -> str:
    """How long, how and where: "30 minutes by phone, 555 0100"."""
    words = f"{interview.minutes} minutes {say_medium(interview.medium)}"
    return f"{words}, {interview.place}" if interview.place else words


def standing_of(interview: Interview, now: datetime, zone: ZoneInfo) -> StyledText:
    """How an interview stands: its countdown, or its status."""
    if interview.status is Status.CANCELLED or interview.status is Status.MISSED:
        return StyledText(
            interview.status.value, "$text-error" if interview.status is Status.MISSED else QUIET
        )
    if interview.status is Status.HELD:
        return StyledText(
            f"held {say_ago(interview.start, now)}" if interview.start <= now else "held",
            "$text-success",
        )
    counted = say_countdown(interview.start, interview.end, now, zone)
    if now >= interview.end:
        return StyledText(counted, "$text-warning")
    if now >= interview.start:
        return StyledText(counted, "bold $text-error")
    return StyledText(counted, "bold $text-warning" if interview.start - now <= SOON else "$text-success")


def short_standing(interview: Interview, now: datetime, zone: ZoneInfo) -> StyledText:
    """The same for a narrow column: "in 3 hours", "12 minutes left", "held"."""
    if interview.status is Status.HELD:
        return StyledText("held", "$text-success")
    word = standing_of(interview, now, zone)
    if interview.status is Status.PLANNED and interview.start <= now < interview.end:
        return StyledText(f"{say_span(interview.end - now)} left", word.style)
    return word


def say_arrival(interview: Interview, early: int, zone: ZoneInfo, now: datetime) -> list[StyledText]:
    """When to leave and when to be there, and in how long; nothing where neither matters.

    Args:
        interview: the interview.
        early: minutes to be there before the start.
        zone: the user's.
        now: the present instant.
    """
    be_there = interview.start - timedelta(minutes=early)
    if interview.medium is not Medium.IN_PERSON:
        if not early or interview.medium is not Medium.VIDEO:
            return []
        return [StyledText("be online at "), StyledText(_clock(be_there, interview, zone, now), "bold")]
    leave = be_there - timedelta(minutes=interview.travel_minutes)
    words = [StyledText("be there at " if not interview.travel_minutes else ", be there at ")]
    words.append(StyledText(_clock(be_there, interview, zone, now), "bold"))
    if not interview.travel_minutes:
        return words
    return [
        StyledText("leave by "),
        StyledText(_clock(leave, interview, zone, now), "bold"),
        *_hurry(leave, interview, now),
        *words,
    ]


def _hurry(leave: datetime, interview: Interview, now: datetime) -> list[StyledText]:
    if now >= interview.start or interview.status is not Status.PLANNED or leave - now > SOON:
        return []
    if now >= leave:
        return [StyledText(f" ({say_span(now - leave)} late)", "bold $text-error")]
    return [
        StyledText(f" (in {say_span(leave - now)})", "bold $text-warning" if leave - now <= _HURRY else "")
    ]


def _clock(instant: datetime, interview: Interview, zone: ZoneInfo, now: datetime) -> str:
    if has_other_time(interview, zone) and interview.medium is Medium.IN_PERSON:
        return say_both(instant, zone_of(interview), zone, now)
    return say_clock(instant, interview.start, zone, now)


def say_permission(permission: NamePermission) -> StyledText:
    """Whether the referrer's name may be used."""
    return StyledText(permission.in_words, _PERMISSION_STYLES[permission])


def short_permission(permission: NamePermission) -> StyledText:
    """The same for a narrow column: "yes", "introduces"."""
    return StyledText(_SHORT_PERMISSIONS[permission], _PERMISSION_STYLES[permission])


def say_stage(stage: Stage) -> Content:
    """How far things are with a contact, in its color."""
    return Content.styled(stage.value, STAGE_STYLES.get(stage, "$foreground"))
