"""From when until when, as people type it: "10-10:30", "3pm to 3:45pm", "2:30–3 pm"."""

import re
from datetime import timedelta

from iitui.domain.dates.clock_times import take_clock
from iitui.domain.dates.spoken_times import take_spoken
from iitui.domain.dates.tokens import Clock, End, MisreadError, PartOfDay

_LONGEST = timedelta(hours=10)
_LONGEST_OPEN = timedelta(hours=4)
"""How long what might as well be something else may last to be taken for two times."""

_DASH = re.compile(r"\s*[-–—]\s*")
_WORD = re.compile(r"[\s,]*\b(?:to|till?|until)\s+", re.IGNORECASE)
_BEHIND_BY_HALF = (2, 3, 9)
"""Hours behind UTC with half an hour more that clocks show somewhere."""


def take_end(text: str, position: int, *, is_next: bool) -> tuple[End, int] | None:
    """Read the end of a time that was read before.

    Args:
        text: of one line.
        position: where to begin.
        is_next: whether the time that it ends stands right before it, so that a dash leads from it to here.

    Returns:
        The end, and the position after it; None when none begins here.

    Raises:
        MisreadError: a time begins here, but there is no such time.
    """
    joiner = (_DASH.match(text, position) if is_next else None) or _WORD.match(text, position)
    if joiner is None:
        return None
    taken = take_spoken(text, joiner.end(), is_start=False) or take_clock(text, joiner.end(), True)
    if taken is None or isinstance(taken[0], PartOfDay):
        return None
    return End(taken[0]), taken[1]


def clock_of(hours: str, minutes: str | None) -> Clock:
    """The time of day that the digits of a distance from UTC would be."""
    return Clock(int(hours), int(minutes or 0), 0, True, f"{hours}:{minutes or '00'}")


def is_offset(hours: str, minutes: str | None) -> bool:
    """Whether clocks may be so far behind UTC."""
    if minutes == "30":
        return int(hours) in _BEHIND_BY_HALF
    return int(hours) <= 12 and minutes in (None, "00")


def is_short(start: Clock, end: Clock) -> bool:
    """Whether two times are so near to each other that they are surely meant as such."""
    if end.hour > 24 or end.minute > 59:
        return False
    try:
        return reckon(start, end, None)[1] <= _LONGEST_OPEN
    except MisreadError:
        return False


def reckon(start: Clock, end: Clock, part: PartOfDay | None) -> tuple[Clock, timedelta]:
    """Settle the halves of the day of two times, and how long it is from one to the other on the clocks.

    Where only the end tells its half ("2:30-3pm", "11-1pm"), the beginning is the nearest before it; else the
    end is the nearest after the beginning.

    Raises:
        MisreadError: the end is not within ten hours, or four over midnight; or two numbers far apart may be
            anything.
    """
    is_open = part is None and len(end.hours) == 1
    starts = start.hours if is_open else (start.within(part).hour,)
    span, hour = min((_span(start, first, end, last), first) for first in starts for last in end.hours)
    over_midnight = timedelta(hours=hour) + span > timedelta(days=1)
    if span > (_LONGEST_OPEN if over_midnight else _LONGEST):
        raise MisreadError(
            f"ends at {end.words}, which is not soon after {start.words}",
            "tomorrow 10-10:30",
            "15:00 UTC-5",
        )
    if start.bare and end.bare and span > _LONGEST_OPEN:
        raise MisreadError(
            f"leaves open what {start.words} and {end.words} are", "tomorrow 9:00-15:00", "10 dec 2pm"
        )
    if start.second or end.second or span % timedelta(minutes=1):
        raise MisreadError("counts seconds, where a time until another is in minutes", "tomorrow 10-10:30")
    return Clock(hour, start.minute, 0, True, start.words), span


def _span(start: Clock, first: int, end: Clock, last: int) -> timedelta:
    """From one time of day on to the other, on the same day or over midnight."""
    ahead = timedelta(
        hours=last - first, minutes=end.minute - start.minute, seconds=end.second - start.second
    )
    return ahead % timedelta(days=1) or timedelta(days=1)
