"""Times of day as people type them, one piece of text at a time; `when` puts the pieces together."""

import re

from iitui.domain.dates.tokens import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER_WORDS,
    PARTS,
    Clock,
    MisreadError,
    PartOfDay,
)

END = r"(?=[\s,]|$)"
"""What follows a piece: white space, a comma, or nothing."""

CLOCK_END = r"(?=[\s,+–—-]|$)"
"""What follows a time of day: that, or at once its zone or its end."""

HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
HALF = r"\s*(?P<half>[ap])(?:m|\.\s?m\.?)"


def hour_of(text: str) -> int:
    """The hour of digits or of a word from one to twelve."""
    return int(text) if text.isdigit() else NUMBER_WORDS.index(text.lower()) + 1


def tells_half(hour: str) -> bool:
    """Whether an hour as typed tells its half of the day: by two digits that are not 10 to 12."""
    return hour.isdigit() and len(hour) == 2 and not 10 <= int(hour) <= 12


def make_clock(match: re.Match[str], words: str) -> Clock:
    """Put an hour, minute, second and half of the day on the clock of 24 hours.

    Args:
        match: of a pattern that names those of them which it knows.
        words: the time as typed.

    Raises:
        MisreadError: there is no such time.
    """
    groups = match.groupdict()
    hour, half = hour_of(match["hour"]), groups.get("half")
    minute, second = int(groups.get("minute") or 0), int(groups.get("second") or 0)
    if minute > 59 or second > 59:
        raise MisreadError(f"names a time that does not exist: {words} goes beyond 59 minutes or seconds")
    if half is not None and not 1 <= hour <= 12:
        raise MisreadError(f"names a time that does not exist: {words}, where am and pm go with 1 to 12")
    if hour > 24 or (hour == 24 and (minute or second)):
        raise MisreadError(f"names a time that does not exist: {words} lies beyond 24:00")
    if half is not None:
        return Clock(hour % 12 + (12 if half.lower() == "p" else 0), minute, second, True, words)
    return Clock(hour, minute, second, tells_half(match["hour"]), words)


def _compile(pattern: str, end: str = CLOCK_END) -> re.Pattern[str]:
    return re.compile(pattern + end, re.IGNORECASE | re.ASCII)


_Z_END = r"(?=[\s,+–—-]|$|z(?:[\s,]|$))"
_WITH_HALF = _compile(rf"{HOUR}(?:[:.](?P<minute>\d\d))?(?::(?P<second>\d\d))?{HALF}")
_SHORT_WITH_HALF = _compile(rf"(?P<hour>\d{{1,2}})(?P<minute>\d\d){HALF}")
_WITH_COLON = _compile(r"(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d))?", _Z_END)
_FOUR_DIGITS = _compile(r"(?P<hour>\d\d)(?P<minute>\d\d)", _Z_END)
_WITH_DOT = _compile(r"(?P<hour>\d{1,2})\.(?P<minute>\d\d)")
_HOUR = _compile(rf"{HOUR}(?P<oclock>\s*o['’]?clock)?")
_WORD = _compile(r"noon|midday|midnight")
_PART = _compile(r"(?:in\s+the\s+)?(?P<part>morning|afternoon|evening|night)", END)
_SOME_HOUR = HOUR.replace("?P<hour>", "?:")
_SOME_HALF = HALF.replace("?P<half>", "?:")
_DAY_AFTER = r"\s+(?:today|tomorrow|tmrw?|tonight|in\s+the)\b"
_CLEAR_END = re.compile(
    rf"\s*[-–—]\s*(?:{_SOME_HOUR}(?:(?:[:.h]?\d\d)?{_SOME_HALF}|[:.h]\d\d|{_DAY_AFTER})|noon|midday|midnight)"
    rf"|\s+(?:to|till?|until)\s+(?:{_SOME_HOUR}|noon|midday|midnight)",
    re.IGNORECASE | re.ASCII,
)
"""What makes a number before it an hour: an end that cannot belong to a date."""


def take_clock(
    text: str, position: int, is_hour: bool, *, may_be_year: bool = False
) -> tuple[Clock | PartOfDay, int] | None:
    """Read a time of day that begins at a position of the text.

    Args:
        text: of one line.
        position: where to begin.
        is_hour: whether a number alone can only be an hour here, because of "at" or of a day before it.
        may_be_year: whether "2030" may as well be the year of a day here.

    Returns:
        The time or the part of the day, and the position after it; None when neither begins here.

    Raises:
        MisreadError: a time begins here, but there is no such time.
    """
    if match := _WORD.match(text, position):
        hour = 24 if match[0].lower() == "midnight" else 12
        return Clock(hour, 0, 0, True, match[0]), match.end()
    if match := _PART.match(text, position):
        return PARTS[match["part"].lower()], match.end()
    for pattern in (_WITH_HALF, _SHORT_WITH_HALF, _WITH_COLON, _WITH_DOT)[: 4 if is_hour else 3]:
        if match := pattern.match(text, position):
            return make_clock(match, match[0]), match.end()
    if match := _FOUR_DIGITS.match(text, position):
        return _four_digits(match, may_be_year), match.end()
    if (match := _HOUR.match(text, position)) and (clock := _bare_hour(match, is_hour)):
        return clock, match.end()
    return None


def _four_digits(match: re.Match[str], may_be_year: bool) -> Clock:
    clock = make_clock(match, match[0])
    is_followed = match.string[match.end() :].lstrip()[:1].lower() in tuple("-–—z")
    if may_be_year and not is_followed and FIRST_YEAR <= int(match[0]) <= LAST_YEAR:
        time = f"{match['hour']}:{match['minute']}"
        raise MisreadError(f"leaves open whether {match[0]} is a year or a time", time, f"at {match[0]}")
    return clock


def _bare_hour(match: re.Match[str], is_hour: bool) -> Clock | None:
    hour, is_digits = hour_of(match["hour"]), match["hour"].isdigit()
    if not is_hour and match["oclock"] is None and not _CLEAR_END.match(match.string, match.end()):
        if not is_digits:
            return None
        raise MisreadError(
            f"leaves open what {hour} is", f"at {min(max(hour, 1), 23)}", "tomorrow 10am", "dec 5 14:00"
        )
    if not 1 <= hour <= 23:
        raise MisreadError(
            f"gives {match['hour']} as an hour; alone it must be 1 to 23", "fri 00:00", "5 dec 2026 14:00"
        )
    return Clock(hour, 0, 0, False, match[0], bare=match["oclock"] is None)
