"""Finds the IANA zone that an event means, also where only its file describes the zone."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from iitui.domain.dates.zones import iana_name, named_zones

_RULES = re.compile(r"FREQ=(?!YEARLY|MONTHLY)", re.IGNORECASE)
_MOST_RULES = 40


def is_harmless(text: str) -> bool:
    """Return whether the description of a zone is one that can be counted out in a moment."""
    return not _RULES.search(text) and text.upper().count("RRULE") <= _MOST_RULES


def name_of_zone(start: datetime, called: str) -> tuple[str, str]:
    """Return the IANA name of the zone of an event, and a remark if that is not just what the file says.

    The name is empty where the file tells an instant without a zone, or a local time of no zone.

    Args:
        start: when it begins.
        called: what the file calls the zone.
    """
    zone = start.tzinfo
    if zone is None:
        if called:
            return "", f"its time zone, {called[:60]}, is unknown; yours was assumed."
        return "", "has no time zone; yours was assumed."
    if zone is UTC or (isinstance(zone, ZoneInfo) and zone.key == "UTC"):
        return "", ""
    if isinstance(zone, ZoneInfo):
        return zone.key, ""
    name = _named(called) or _like(zone, start.astimezone(UTC).year)
    if not name:
        return "", f"its time zone, {called[:60]}, isn't a standard one; its time is shown in yours."
    return name, ""


def _named(called: str) -> str:
    """Return the IANA name that stands in a name, also at the end of that of a vendor; '' for none."""
    parts = called.strip("/").split("/")
    return next(filter(None, (iana_name("/".join(parts[first:])) for first in range(len(parts)))), "")


def _like(zone: tzinfo, year: int) -> str:
    """Return the name of a zone whose clocks show the same all through a year and the next; '' for none."""
    wanted = _offsets(zone, year)
    return next((one.key for one in named_zones() if _known_offsets(one.key, year) == wanted), "")


@lru_cache(maxsize=4096)
def _known_offsets(key: str, year: int) -> tuple[timedelta, ...]:
    return _offsets(ZoneInfo(key), year)


def _offsets(zone: tzinfo, year: int) -> tuple[timedelta, ...]:
    first = datetime(year, 1, 1, 12, tzinfo=UTC)
    weeks = (first + timedelta(days=7 * week) for week in range(104))
    return tuple(week.astimezone(zone).utcoffset() or timedelta() for week in weeks)
