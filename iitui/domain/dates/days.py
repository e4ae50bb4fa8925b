"""Days as people type them, one piece of text at a time; `when` puts the pieces together."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from iitui.domain.dates.calendar import MONTHS, WEEKDAYS, add_months
from iitui.domain.dates.clock_times import END, make_clock
from iitui.domain.dates.counts import COUNT, read_count
from iitui.domain.dates.ranges import clock_of, is_offset, is_short
from iitui.domain.dates.tokens import (
    EVENING,
    PARTS,
    Clock,
    Elapsed,
    End,
    MisreadError,
    Offset,
    Piece,
    Weekday,
    Weeks,
    Yearless,
    check_year,
)
from iitui.domain.dates.zone_names import make_offset

_A_LEAP_YEAR, _NO_LEAP_YEAR = 2000, 2001


def make_date(year: int, month: int, day: int) -> date:
    """A date, or a `MisreadError` that says which of its numbers is wrong."""
    check_year(year)
    _check_day(month, day, year)
    return date(year, month, day)


def _check_day(month: int, day: int, year: int | None) -> None:
    if not 1 <= month <= 12:
        raise MisreadError(f"names a day that does not exist: there is no month {month}")
    longest = monthrange(_A_LEAP_YEAR if year is None else year, month)[1]
    if not 1 <= day <= longest:
        name = MONTHS[month - 1] if year is None else f"{MONTHS[month - 1]} {year}"
        most = "at most " if year is None and month == 2 else ""
        raise MisreadError(
            f"names a day that does not exist: {name} has {most}{longest} days, there is no {day}"
        )


def _dated(year: str | None, month: int, day: int) -> date | Yearless:
    if year is not None:
        return make_date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    _check_day(month, day, None)
    return Yearless(month, day)


@dataclass(frozen=True, slots=True)
class _Found:
    """A pattern that matched, and what is needed to make sense of it."""

    match: re.Match[str]
    today: date
    day_first: bool
    is_time: bool


Pieces = tuple[Piece, ...]


def _relative_day(found: _Found) -> Pieces:
    words = found.match["word"].lower()
    if part := found.match["part"]:
        return found.today, PARTS[part.lower()]
    if words == "tonight":
        return found.today, EVENING
    days = 2 if "after" in words else {"yesterday": -1, "today": 0}.get(words, 1)
    return (found.today + timedelta(days=days),)


def _soon(found: _Found) -> Pieces:
    return (Elapsed(timedelta(minutes=30 if found.match["half"] else 0)),)


def _counted(found: _Found) -> Pieces:
    piece = read_count(found.match, found.today)
    return () if piece is None else (piece,)


def _next_period(found: _Found) -> Pieces:
    if found.match["period"].lower() == "week":
        return (Weeks(1, named=True),)
    return (add_months(found.today.replace(day=1), 1),)


def _weekday(found: _Found) -> Pieces:
    name = found.match["weekday"][:3].lower()
    index = next(place for place, weekday in enumerate(WEEKDAYS) if weekday.lower().startswith(name))
    return (Weekday(index, 1 if (found.match["which"] or "").lower() == "next" else None),)


def _month_name(found: _Found) -> Pieces:
    name = found.match["month"][:3].lower()
    month = next(place for place, word in enumerate(MONTHS, 1) if word.lower().startswith(name))
    return (_dated(found.match["year"], month, int(found.match["day"])),)


def _slashed(found: _Found) -> Pieces:
    first, second = int(found.match["first"]), int(found.match["second"])
    month, day = (second, first) if found.day_first else (first, second)
    if month > 12 and 1 <= day <= 12 and month <= monthrange(_NO_LEAP_YEAR, day)[1]:
        order = "day" if found.day_first else "month"
        raise MisreadError(
            f"names month {month}, which does not exist: the {order} comes first here",
            f"{second}/{first} 14:00",
        )
    return (_dated(found.match["year"], month, day),)


def _dotted(found: _Found) -> Pieces:
    day, month = int(found.match["day"]), found.match["month"]
    if 12 < int(month) < 60 and day < 24:
        raise MisreadError(
            f"names month {month}, which does not exist: dots make a day and a month", f"{day}:{month}"
        )
    return (_dated(found.match.groupdict().get("year"), int(month), day),)


def _loosely_dotted(found: _Found) -> Pieces:
    return () if found.is_time and found.match["time"] is None else _dotted(found)


def _iso(found: _Found) -> Pieces:
    match = found.match
    day = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour"] is None:
        return (day,)
    clock = make_clock(match, f"{match['hour']}:{match['minute']}")
    exact = Clock(clock.hour, clock.minute, clock.second, True, clock.words)
    if match["sign"] is None:
        return (day, exact, Offset(timedelta())) if match["zulu"] else (day, exact)
    end = _end(match, exact)
    return (day, exact, make_offset(match)) if end is None else (day, exact, end)


def _end(match: re.Match[str], start: Clock) -> End | None:
    """The end that "10:00-10:30" has after a date; None where that is a distance from UTC.

    Raises:
        MisreadError: "10:00-11:00" after a date may be either, without the T of ISO 8601.
    """
    if match["sign"] == "+" or match["second"] is not None:
        return None
    end, may_be_offset = (
        clock_of(match["hours"], match["minutes"]),
        is_offset(match["hours"], match["minutes"]),
    )
    if not is_short(start, end) or (match["letter"] and may_be_offset):
        return None
    if may_be_offset:
        begins = f"{match['year']}-{match['month']}-{match['day']}"
        raise MisreadError(
            f"leaves open whether it lasts until {end.words} or is so far from UTC",
            f"{begins} {start.words} to {end.words}",
            f"{begins}T{start.words}-{end.words}",
        )
    return End(end)


_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_DAY = r"(?:the\s+)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NO_YEAR = rf"(?:[01][0-9]|2[0-4])[0-5][0-9]{END}(?<!20[0-9][0-9])(?<!21[0-9][0-9])(?<!2200)"
"""Four digits that are a time of day, and none of the years in which people have appointments."""
_YEAR = rf"(?:[\s,]+(?!{_NO_YEAR})(?P<year>[0-9]{{4}}))?"
_TIME_AFTER = r"(?P<time>(?=[\s,]+(?:at\s+)?[0-9]{1,2}(?:[:h][0-9]|\s*[ap]\.?m)))?"

_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[_Found], Pieces]], ...] = tuple(
    (re.compile(pattern + END, re.IGNORECASE | re.ASCII), reader)
    for pattern, reader in (
        (
            r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:(?:(?P<letter>T)|\s+(?:at\s+)?)"
            r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.]\d+)?)?(?!\s*[ap]\.?m)"
            r"(?:\s*(?:(?P<zulu>Z)|(?P<sign>[+-])(?P<hours>\d\d)(?::?(?P<minutes>\d\d))?))?)?",
            _iso,
        ),
        (
            r"(?P<word>yesterday|today|tomorrow|tmrw?|tonight|(?:the\s+)?day\s+after\s+tomorrow"
            r"|this\s+(?P<part>morning|afternoon|evening))",
            _relative_day,
        ),
        (r"now|(?P<half>(?:in\s+)?half\s+an\s+hour)", _soon),
        (r"next\s+(?P<period>week|month)", _next_period),
        (rf"(?:(?P<which>this|next)\s+)?{_WEEKDAY}", _weekday),
        (rf"{_MONTH}\s*{_DAY}{_YEAR}", _month_name),
        (rf"{_DAY}\s*(?:of\s+)?{_MONTH}{_YEAR}", _month_name),
        (r"(?P<first>\d\d?)/(?P<second>\d\d?)(?:/(?P<year>\d{4}|\d\d))?", _slashed),
        (rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.(?P<year>\s?(?!{_NO_YEAR})\d{{4}}|\d\d)?", _dotted),
        (rf"(?P<day>\d\d?)\.(?P<month>\d\d?){_TIME_AFTER}", _loosely_dotted),
        (rf"{COUNT}\s+(?P<ago>ago)", _counted),
        (rf"(?P<prefix>in\s+|\+\s*)?{COUNT}(?:\s+from\s+now)?", _counted),
    )
)


def take_day(
    text: str, position: int, today: date, *, day_first: bool, is_time: bool
) -> tuple[Pieces, int] | None:
    """Read a day, or a span from now, that begins at a position of the text.

    Args:
        text: of one line.
        position: where to begin.
        today: the local date.
        day_first: whether "12/5" is the twelfth of May.
        is_time: whether "14.30" can only be a time here, because of "at" or of a day before it.

    Returns:
        What it says, and the position after it; None when no day begins here.

    Raises:
        MisreadError: a day begins here, but there is no such day.
    """
    for pattern, reader in _PATTERNS:
        if match := pattern.match(text, position):
            pieces = reader(_Found(match, today, day_first, is_time))
            if pieces:
                return pieces, match.end()
    return None
