"""Times of day as people type them, one piece of text at a time; `when` puts the pieces together."""

import re

from iitui.domain.said import PARTS, Clock, MisreadError, PartOfDay

END = r"(?=[\s,]|$)"


def make_clock(match: re.Match[str], words: str) -> Clock:
    """Put an hour, minute, second and half of the day on the clock of 24 hours.

    Args:
        match: of a pattern that names those of them which it knows.
        words: the time as typed.

    Raises:
        MisreadError: there is no such time.
    """
    groups = match.groupdict()
    hour, half = int(match["hour"]), groups.get("half")
    minute, second = int(groups.get("minute") or 0), int(groups.get("second") or 0)
    if minute > 59 or second > 59:
        raise MisreadError(f"names a time that does not exist: {words} goes beyond 59 minutes or seconds")
    if half is not None and not 1 <= hour <= 12:
        raise MisreadError(f"names a time that does not exist: {words}, where am and pm go with 1 to 12")
    if hour > 24 or (hour == 24 and (minute or second)):
        raise MisreadError(f"names a time that does not exist: {words} lies beyond 24:00")
    if half is not None:
        return Clock(hour % 12 + (12 if half.lower() == "p" else 0), minute, second, True, words)
    return Clock(hour, minute, second, len(match["hour"]) == 2 and not 10 <= hour <= 12, words)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + END, re.IGNORECASE | re.ASCII)


_HALF = r"\s*(?P<half>[ap])(?:m|\.\s?m\.?)"
_WITH_HALF = _compile(rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?(?::(?P<second>\d\d))?{_HALF}")
_WITH_COLON = _compile(r"(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d))?")
_WITH_DOT = _compile(r"(?P<hour>\d{1,2})\.(?P<minute>\d\d)")
_HOUR = _compile(r"(?P<hour>\d{1,2})(?P<oclock>\s*o['’]?clock)?")
_WORD = _compile(r"noon|midday|midnight")
_PART = _compile(r"(?:in\s+the\s+)?(?P<part>morning|afternoon|evening|night)")


def take_clock(text: str, position: int, is_hour: bool) -> tuple[Clock | PartOfDay, int] | None:
    """Read a time of day that begins at a position of the text.

    Args:
        text: of one line.
        position: where to begin.
        is_hour: whether a number alone can only be an hour here, because of "at" or of a day before it.

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
    for pattern in (_WITH_HALF, _WITH_COLON, _WITH_DOT)[: 3 if is_hour else 2]:
        if match := pattern.match(text, position):
            return make_clock(match, match[0]), match.end()
    if match := _HOUR.match(text, position):
        return _bare_hour(match, is_hour), match.end()
    return None


def _bare_hour(match: re.Match[str], is_hour: bool) -> Clock:
    hour = int(match["hour"])
    if not is_hour and match["oclock"] is None:
        raise MisreadError(
            f"leaves open what {hour} is", f"at {min(max(hour, 1), 23)}", "tomorrow 10am", "dec 5 14:00"
        )
    if not 1 <= hour <= 23:
        raise MisreadError(
            f"gives {match['hour']} as an hour; alone it must be 1 to 23", "fri 00:00", "5 dec 2026 14:00"
        )
    return Clock(hour, 0, 0, False, match[0])
