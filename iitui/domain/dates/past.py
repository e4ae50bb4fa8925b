"""Days and times that have passed, as people type them: "yesterday", "last tue", "mar 5".

The same words as in `when`, looked back at: what happened is never in the future.
"""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import say_when
from iitui.domain.dates.parse import read_when
from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line

_NOON = time(12)
_MIDNIGHT = time()
_NOW = frozenset({"now", "today", "just now"})
_LAST = re.compile(r"last\s+(?!week\b|month\b|year\b)", re.IGNORECASE)
_FIXED = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|tmrw?|in|next|after)\b|^\+", re.IGNORECASE)
_BACK = (1, 7, 366)
_BACK_TO_LAST = (7, 8)


def read_past(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> datetime:
    """Read when something happened: as `read_when`, but "tue", "9:00" and "mar 5" are the latest ones.

    A day alone is noon of that day, or now if it is today.

    Args:
        text: as typed; "now" and "today" are this instant.
        now: the present instant, aware.
        zone: whose calendar and clocks the text speaks of.
        day_first: whether "12/5" is the twelfth of May.

    Raises:
        UnreadableError: the text cannot be read, or names a time that is still ahead.
    """
    line = clean_line(text)
    if line.lower() in _NOW:
        return now
    shifts: tuple[int, ...] = (0,)
    if match := _LAST.match(line):
        line, shifts = line[match.end() :], _BACK_TO_LAST
    elif not _FIXED.search(line):
        shifts = (0, *_BACK)
    ahead = now
    for days in shifts:
        earlier = now - timedelta(days=days)
        when = read_when(line, earlier, zone, day_first=day_first, default_time=_NOON)
        if shifts == _BACK_TO_LAST and when.date() == now.astimezone(zone).date():
            continue  # "last tue" said on a Tuesday
        if when.astimezone(UTC) <= now.astimezone(UTC):
            return when
        begin = read_when(line, earlier, zone, day_first=day_first, default_time=_MIDNIGHT)
        if begin.astimezone(UTC) <= now.astimezone(UTC):
            return now
        ahead = when if ahead is now else ahead
    raise UnreadableError(
        f"{say_when(ahead, zone, now)} is still ahead; try 'yesterday', '2 hours ago' or 'mon 3pm'."
    )
