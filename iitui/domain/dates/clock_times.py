"""Reads times of day as people type them: "3pm", "14:00", "half past three", "quarter to 4"."""

import re

from iitui.domain.dates.tokens import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER_WORDS,
    PARTS,
    ClockTime,
    MisreadError,
    PartOfDay,
)

END = r"(?=[\s,]|$)"
"""What may follow any part of a text: white space, a comma, or nothing."""

CLOCK_END = r"(?=[\s,+–—-]|$)"
"""What may follow a time of day: the same, or directly its zone or its end."""

HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
HALF = r"\s*(?P<half>[ap])(?:m|\.\s?m\.?)"


def hour_of(text: str) -> int:
    """Return the hour of digits, or of a word from one to twelve."""
    return int(text) if text.isdigit() else NUMBER_WORDS.index(text.lower()) + 1


def tells_half(hour: str) -> bool:
    """Return whether an hour as typed tells am from pm: it has two digits that are not 10 to 12."""
    return hour.isdigit() and len(hour) == 2 and not 10 <= int(hour) <= 12


def make_clock_time(match: re.Match[str], words: str) -> ClockTime:
    """Return a time of day on the 24-hour clock, made of an hour, minute, second and am or pm.

    Args:
        match: of a pattern with groups for any of these.
        words: the time as typed.

    Raises:
        MisreadError: there is no such time.
    """
    groups = match.groupdict()
    hour, half = hour_of(match["hour"]), groups.get("half")
    minute, second = int(groups.get("minute") or 0), int(groups.get("second") or 0)
    if minute > 59 or second > 59:
        raise MisreadError(f"names a time that doesn't exist: {words} goes beyond 59 minutes or seconds")
    if half is not None and not 1 <= hour <= 12:
        raise MisreadError(f"names a time that doesn't exist: {words}, but am and pm need 1 to 12")
    if hour > 24 or (hour == 24 and (minute or second)):
        raise MisreadError(f"names a time that doesn't exist: {words} is after 24:00")
    if half is not None:
        return ClockTime(hour % 12 + (12 if half.lower() == "p" else 0), minute, second, True, words)
    return ClockTime(hour, minute, second, tells_half(match["hour"]), words)


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
"""An end that shows that the number before it is an hour, because it cannot belong to a date."""


def take_clock(
    text: str, position: int, is_hour: bool, *, may_be_year: bool = False
) -> tuple[ClockTime | PartOfDay, int] | None:
    """Read a time of day that begins at a position of the text.

    Args:
        text: one line.
        position: where to begin.
        is_hour: whether a number alone must be an hour, because "at" or a day precedes it.
        may_be_year: whether "2030" can also be the year of a day.

    Returns:
        The time or the part of the day, and the position after it; None if neither begins here.

    Raises:
        MisreadError: there is no such time.
    """
    if match := _WORD.match(text, position):
        hour = 24 if match[0].lower() == "midnight" else 12
        return ClockTime(hour, 0, 0, True, match[0]), match.end()
    if match := _PART.match(text, position):
        return PARTS[match["part"].lower()], match.end()
    for pattern in (_WITH_HALF, _SHORT_WITH_HALF, _WITH_COLON, _WITH_DOT)[: 4 if is_hour else 3]:
        if match := pattern.match(text, position):
            return make_clock_time(match, match[0]), match.end()
    if match := _FOUR_DIGITS.match(text, position):
        return _four_digits(match, may_be_year), match.end()
    if (match := _HOUR.match(text, position)) and (clock := _bare_hour(match, is_hour)):
        return clock, match.end()
    return None


def _four_digits(match: re.Match[str], may_be_year: bool) -> ClockTime:
    clock = make_clock_time(match, match[0])
    is_followed = match.string[match.end() :].lstrip()[:1].lower() in tuple("-–—z")
    if may_be_year and not is_followed and FIRST_YEAR <= int(match[0]) <= LAST_YEAR:
        time = f"{match['hour']}:{match['minute']}"
        raise MisreadError(f"doesn't say whether {match[0]} is a year or a time", time, f"at {match[0]}")
    return clock


def _bare_hour(match: re.Match[str], is_hour: bool) -> ClockTime | None:
    hour, is_digits = hour_of(match["hour"]), match["hour"].isdigit()
    if not is_hour and match["oclock"] is None and not _CLEAR_END.match(match.string, match.end()):
        if not is_digits:
            return None
        raise MisreadError(
            f"doesn't say what {hour} is", f"at {min(max(hour, 1), 23)}", "tomorrow 10am", "dec 5 14:00"
        )
    if not 1 <= hour <= 23:
        raise MisreadError(
            f"gives {match['hour']} as an hour; alone it must be 1 to 23", "fri 00:00", "5 dec 2026 14:00"
        )
    return ClockTime(hour, 0, 0, False, match[0], bare=match["oclock"] is None)


_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twentyfive": 25}
_QUARTER = r"(?P<quarter>(?:a\s+)?quarter)"
_COUNT = (
    r"(?P<count>(?:five|ten|twenty(?:[\s-]five)?)(?:\s+minutes)?"
    r"|\d{1,2}(?=\s+past\b)|\d{1,2}\s+min(?:ute)?s?)"
)


_SIDED = _compile(rf"(?:{_QUARTER}|{_COUNT})\s+(?P<side>past|after|to|till?|before|of)\s+{HOUR}(?:{HALF})?")
_HALF_PAST = _compile(rf"half[\s-]past\s+{HOUR}(?:{HALF})?")
_HALF_ALONE = _compile(rf"half\s+{HOUR}(?:{HALF})?")
_HOURS = _compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s*(?:hours|hrs?|h)")


def take_spoken(text: str, position: int, *, is_start: bool) -> tuple[ClockTime, int] | None:
    """Read a time of day in words that begins at a position of the text.

    Without am or pm, 1:00 to 6:59 are in the afternoon, as with digits: "quarter to 7" is 18:45.

    Args:
        text: one line.
        position: where to begin.
        is_start: whether "from" precedes it, so that "five to six" is two times.

    Returns:
        The time and the position after it; None if none begins here.

    Raises:
        MisreadError: the time is ambiguous, or there is no such time.
    """
    if match := _HOURS.match(text, position):
        return make_clock_time(match, match[0]), match.end()
    if match := _HALF_PAST.match(text, position):
        return _shifted(match, 30), match.end()
    if match := _HALF_ALONE.match(text, position):
        raise _ambiguous_half(match)
    if (match := _SIDED.match(text, position)) and not is_start:
        minutes = 15 if match["quarter"] else _minutes(match["count"])
        late = match["side"].lower() in ("past", "after")
        return _shifted(match, minutes if late else -minutes), match.end()
    return None


def _ambiguous_half(match: re.Match[str]) -> MisreadError:
    hour = hour_of(match["hour"])
    if not 1 <= hour <= 12:
        return MisreadError(f"doesn't say what {match[0]} is", "half past 3")
    before = f"{hour - 1 or 12}"
    return MisreadError(
        f"doesn't say whether {match[0]} is {before}:30 or {hour}:30",
        f"half past {before}",
        f"half past {hour}",
    )


def _minutes(count: str) -> int:
    word = re.sub(r"min\w*|[\s-]", "", count.lower())
    minutes = _MINUTES.get(word) or int(word)
    if not 1 <= minutes <= 59:
        raise MisreadError(f"gives {word} as minutes, which are 1 to 59 before or after an hour")
    return minutes


def _shifted(match: re.Match[str], minutes: int) -> ClockTime:
    """Return the time some minutes after an hour, or before it if negative."""
    hour, half = hour_of(match["hour"]), match["half"]
    if not 1 <= hour <= (12 if half else 23):
        raise MisreadError(f"names a time that doesn't exist: {match[0]}")
    if half is not None:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    passed, minute = divmod(hour * 60 + minutes, 60)
    is_sure = half is not None or tells_half(match["hour"])
    shifted = passed % 24 if is_sure else passed or 12
    return ClockTime(shifted, minute, 0, is_sure, match[0])
