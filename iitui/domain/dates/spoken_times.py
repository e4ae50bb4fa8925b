"""Times of day as people say them: "half past three", "quarter to 4", "ten past two", "0930 hours"."""

import re

from iitui.domain.dates.clock_times import CLOCK_END, HALF, HOUR, hour_of, make_clock, tells_half
from iitui.domain.dates.tokens import Clock, MisreadError

_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twentyfive": 25}
_QUARTER = r"(?P<quarter>(?:a\s+)?quarter)"
_COUNT = (
    r"(?P<count>(?:five|ten|twenty(?:[\s-]five)?)(?:\s+minutes)?"
    r"|\d{1,2}(?=\s+past\b)|\d{1,2}\s+min(?:ute)?s?)"
)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + CLOCK_END, re.IGNORECASE | re.ASCII)


_SIDED = _compile(rf"(?:{_QUARTER}|{_COUNT})\s+(?P<side>past|after|to|till?|before|of)\s+{HOUR}(?:{HALF})?")
_HALF_PAST = _compile(rf"half[\s-]past\s+{HOUR}(?:{HALF})?")
_HALF_ALONE = _compile(rf"half\s+{HOUR}(?:{HALF})?")
_HOURS = _compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s*(?:hours|hrs?|h)")


def take_spoken(text: str, position: int, *, is_start: bool) -> tuple[Clock, int] | None:
    """Read a time of day in words that begins at a position of the text.

    An hour from 1 to 6 is in the afternoon without am or pm, as in digits; the hour is that of the time, so
    "quarter to 7" is 18:45, as "6:45" is.

    Args:
        text: of one line.
        position: where to begin.
        is_start: whether "from" stands before it, so that "five to six" is two times.

    Returns:
        The time, and the position after it; None when none begins here.

    Raises:
        MisreadError: a time begins here that means two things, or there is no such time.
    """
    if match := _HOURS.match(text, position):
        return make_clock(match, match[0]), match.end()
    if match := _HALF_PAST.match(text, position):
        return _shifted(match, 30), match.end()
    if match := _HALF_ALONE.match(text, position):
        raise _open_half(match)
    if (match := _SIDED.match(text, position)) and not is_start:
        minutes = 15 if match["quarter"] else _minutes(match["count"])
        late = match["side"].lower() in ("past", "after")
        return _shifted(match, minutes if late else -minutes), match.end()
    return None


def _open_half(match: re.Match[str]) -> MisreadError:
    hour = hour_of(match["hour"])
    if not 1 <= hour <= 12:
        return MisreadError(f"leaves open what {match[0]} is", "half past 3")
    before = f"{hour - 1 or 12}"
    return MisreadError(
        f"leaves open whether {match[0]} is {before}:30 or {hour}:30",
        f"half past {before}",
        f"half past {hour}",
    )


def _minutes(count: str) -> int:
    word = re.sub(r"min\w*|[\s-]", "", count.lower())
    minutes = _MINUTES.get(word) or int(word)
    if not 1 <= minutes <= 59:
        raise MisreadError(f"gives {word} as minutes, which are 1 to 59 before or after an hour")
    return minutes


def _shifted(match: re.Match[str], minutes: int) -> Clock:
    """The time some minutes after an hour, or before it; the half of the day stays as open as it was."""
    hour, half = hour_of(match["hour"]), match["half"]
    if not 1 <= hour <= (12 if half else 23):
        raise MisreadError(f"names a time that does not exist: {match[0]}")
    if half is not None:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    passed, minute = divmod(hour * 60 + minutes, 60)
    is_sure = half is not None or tells_half(match["hour"])
    shifted = passed % 24 if is_sure else passed or 12
    return Clock(shifted, minute, 0, is_sure, match[0])
