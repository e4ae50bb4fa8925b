"""Describes the times of interviews, for everything that is printed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iitui.domain.dates.calendar import say_both, say_span, say_when
from iitui.domain.values.interviews import Interview

_NO_TIME = timedelta(seconds=30)


def zone_of(interview: Interview) -> ZoneInfo:
    """Return the zone that an interview was planned in; UTC if this machine does not know the zone."""
    try:
        return ZoneInfo(interview.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def say_start(interview: Interview, own_zone: ZoneInfo, now: datetime) -> str:
    """Return when an interview begins, there and here: "Tue 24 Nov 10:00 (Europe/London), 05:00 here"."""
    return say_both(interview.start, zone_of(interview), own_zone, now)


def say_there(interview: Interview, own_zone: ZoneInfo, now: datetime) -> str:
    """Return when an interview begins there, "22:45 (Europe/London)"; empty if it is the same time here."""
    zone = zone_of(interview)
    there, here = interview.start.astimezone(zone), interview.start.astimezone(own_zone)
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return ""
    clock = f"{there:%H:%M}" if there.date() == here.date() else say_when(there, zone, now)
    return f"{clock} ({zone})"


def say_countdown(interview: Interview, now: datetime) -> str:
    """Return how far off an interview is: "in 3 hours", "going on, 12 minutes left", "2 days ago"."""
    ahead = interview.start.astimezone(UTC) - now.astimezone(UTC)
    if ahead > _NO_TIME:
        return f"in {say_span(ahead)}"
    left = interview.end.astimezone(UTC) - now.astimezone(UTC)
    if left > timedelta():
        return f"going on, {say_span(left)} left"
    return say_ago(interview.start, now)


def say_ago(instant: datetime, now: datetime) -> str:
    """Return how long ago something was: "3 days ago"."""
    return f"{say_span(now.astimezone(UTC) - instant.astimezone(UTC))} ago"


def say_clock(instant: datetime, beside: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Return the time of an instant; with its day if that differs from the day of the instant `beside` it."""
    local, other = instant.astimezone(zone), beside.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == other.date() else say_when(instant, zone, now)
