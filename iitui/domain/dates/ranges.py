"""Reads the end of a time as people type it: "10-10:30", "3pm to 3:45pm", "2:30–3 pm"."""

import re
from datetime import timedelta

from iitui.domain.dates.clock_times import take_clock, take_spoken
from iitui.domain.dates.tokens import ClockTime, End, MisreadError, PartOfDay

_LONGEST = timedelta(hours=10)
_LONGEST_OPEN = timedelta(hours=4)
"""The longest range that is still read as one if it might also be something else."""

_DASH = re.compile(r"\s*[-–—]\s*")
_WORD = re.compile(r"[\s,]*\b(?:to|till?|until)\s+", re.IGNORECASE)
_BEHIND_BY_HALF = (2, 3, 9)
"""The hours of the UTC offsets in use that are behind UTC and end in half an hour."""


def take_end(text: str, position: int, *, is_next: bool) -> tuple[End, int] | None:
    """Read the end of a time whose start has been read.

    Args:
        text: one line.
        position: where to begin.
        is_next: whether the start is directly before it, so that a dash may join the two.

    Returns:
        The end and the position after it; None if none begins here.

    Raises:
        MisreadError: there is no such time.
    """
    joiner = (_DASH.match(text, position) if is_next else None) or _WORD.match(text, position)
    if joiner is None:
        return None
    taken = take_spoken(text, joiner.end(), is_start=False) or take_clock(text, joiner.end(), True)
    if taken is None or isinstance(taken[0], PartOfDay):
        return None
    return End(taken[0]), taken[1]


def clock_of(hours: str, minutes: str | None) -> ClockTime:
    """Return the time of day that the digits of a UTC offset can also mean."""
    return ClockTime(int(hours), int(minutes or 0), 0, True, f"{hours}:{minutes or '00'}")


def is_offset(hours: str, minutes: str | None) -> bool:
    """Return whether any clock is this far behind UTC."""
    if minutes == "30":
        return int(hours) in _BEHIND_BY_HALF
    return int(hours) <= 12 and minutes in (None, "00")


def is_short(start: ClockTime, end: ClockTime) -> bool:
    """Return whether two times are close enough to be read as a range."""
    if end.hour > 24 or end.minute > 59:
        return False
    try:
        return measure(start, end, None)[1] <= _LONGEST_OPEN
    except MisreadError:
        return False


def measure(start: ClockTime, end: ClockTime, part: PartOfDay | None) -> tuple[ClockTime, timedelta]:
    """Return the start of a range, am or pm decided, and how long it lasts on the clocks.

    If only the end has am or pm ("2:30-3pm", "11-1pm"), the start is the nearest time before it; otherwise
    the end is the nearest time after the start.

    Raises:
        MisreadError: the range lasts more than ten hours, or more than four across midnight; or it consists
            of two bare numbers that are far apart.
    """
    is_open = part is None and len(end.hours) == 1
    starts = start.hours if is_open else (start.within(part).hour,)
    span, hour = min((_span(start, first, end, last), first) for first in starts for last in end.hours)
    over_midnight = timedelta(hours=hour) + span > timedelta(days=1)
    if span > (_LONGEST_OPEN if over_midnight else _LONGEST):
        raise MisreadError(
            f"ends at {end.words}, which is too long after {start.words}",
            "tomorrow 10-10:30",
            "15:00 UTC-5",
        )
    if start.bare and end.bare and span > _LONGEST_OPEN:
        raise MisreadError(
            f"doesn't say what {start.words} and {end.words} are", "tomorrow 9:00-15:00", "10 dec 2pm"
        )
    if start.second or end.second or span % timedelta(minutes=1):
        raise MisreadError("has seconds, but a range is in whole minutes", "tomorrow 10-10:30")
    return ClockTime(hour, start.minute, 0, True, start.words), span


def _span(start: ClockTime, first: int, end: ClockTime, last: int) -> timedelta:
    """Return the time from one time of day to the next occurrence of another."""
    ahead = timedelta(
        hours=last - first, minutes=end.minute - start.minute, seconds=end.second - start.second
    )
    return ahead % timedelta(days=1) or timedelta(days=1)
