"""Instants and time spans in words for the screen; the only module that uses arrow."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import say_both, say_due, say_span, say_when

MODULES_TO_PRELOAD = ("arrow",)
"""Modules that the first call imports; a screen that uses these words often imports them beforehand."""

__all__ = [
    "MODULES_TO_PRELOAD",
    "countdown",
    "interview_forms",
    "say_ago",
    "say_both",
    "say_due",
    "say_span",
    "say_when",
]


def say_ago(instant: datetime | None, now: datetime) -> str:
    """Return "2 days ago", "just now" or "in 3 hours"; "never" for None."""
    if instant is None:
        return "never"
    import arrow  # not needed for the first frame

    return arrow.get(instant).humanize(arrow.get(now))


def countdown(start: datetime, end: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return how far off an interview is: "in 2 hours", "in 3 days", "going on now", "over since 1 hour"."""
    if now >= end:
        return f"over since {say_span(now - end)}"
    if now >= start:
        return f"going on now, {say_span(end - now)} left"
    days = (start.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 1 and (start - now).total_seconds() > 12 * 3600:
        return "tomorrow"
    return f"in {say_span(timedelta(days=days) if days > 1 else start - now)}"


def interview_forms(
    who: str, start: datetime, end: datetime, now: datetime, zone: ZoneInfo
) -> tuple[str, ...]:
    """Return how far off an interview is in fewer and fewer words: "Dana Ito in 3 hours", ..., "3 h"."""
    counted = "now" if start <= now < end else countdown(start, end, now, zone)
    return f"{who} {counted}", f"interview {counted}", _in_short(start, now)


def _in_short(start: datetime, now: datetime) -> str:
    minutes = round((start - now).total_seconds() / 60)
    if minutes <= 0:
        return "now"
    if minutes < 100:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} d"
