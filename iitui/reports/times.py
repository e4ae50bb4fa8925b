"""Times of an interview in words, printed and on the screen alike."""

from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import known_zone, say_both, say_when
from iitui.domain.interviews import Interview


def zone_of(interview: Interview) -> ZoneInfo:
    """The zone that an interview was planned in; UTC where this machine does not know it."""
    return known_zone(interview.zone)


def say_start(interview: Interview, own_zone: ZoneInfo, now: datetime) -> str:
    """Return when an interview begins, there and here: "Tue 24 Nov 10:00 (Europe/London), 05:00 here"."""
    return say_both(interview.start, zone_of(interview), own_zone, now)


def differs(interview: Interview, own_zone: ZoneInfo) -> bool:
    """Whether the clocks of the interview's zone show another time than those of the user's."""
    start = interview.start
    return start.astimezone(zone_of(interview)).utcoffset() != start.astimezone(own_zone).utcoffset()


def say_there(interview: Interview, own_zone: ZoneInfo, now: datetime) -> str:
    """The start in the interview's own zone, where that differs: "22:45 there (Europe/London)"; else ''."""
    if not differs(interview, own_zone):
        return ""
    zone, start = zone_of(interview), interview.start
    there, here = start.astimezone(zone), start.astimezone(own_zone)
    clock = f"{there:%H:%M}" if there.date() == here.date() else say_when(start, zone, now)
    return f"{clock} there ({interview.zone})"


def say_clock(instant: datetime, beside: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Return the time of an instant; with its day if that differs from the day of the instant `beside` it."""
    local, other = instant.astimezone(zone), beside.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == other.date() else say_when(instant, zone, now)
