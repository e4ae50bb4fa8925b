"""Reads days, and spans from now, as people type them: "tue", "dec 5", "12/5", "in two weeks", "+3d"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from iitui.domain.dates.calendar import MONTHS, WEEKDAYS, add_months
from iitui.domain.dates.clock_times import END, make_clock_time
from iitui.domain.dates.ranges import clock_of, is_offset, is_short
from iitui.domain.dates.tokens import (
    EVENING,
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER_WORDS,
    PARTS,
    ClockTime,
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
from iitui.domain.dates.zones import make_offset

_FARTHEST_DAYS = 366 * (LAST_YEAR - FIRST_YEAR)
_COUNTS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(NUMBER_WORDS, 1)}
_UNITS = {
    word: unit
    for unit, words in {
        "minute": "min mins minute minutes",
        "hour": "h hr hrs hour hours",
        "day": "d day days",
        "week": "w wk wks week weeks",
        "month": "m mo mos month months",
        "year": "y yr yrs year years",
    }.items()
    for word in words.split()
}
_UNIT_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 31, "year": 366}
COUNT = rf"(?P<count>[0-9]+\s*|(?:{'|'.join(_COUNTS)})\s+)(?P<unit>[a-z]+)"


def read_count(match: re.Match[str], today: date) -> Piece | None:
    """Read a span from now; None if the word after the number is not a unit.

    Args:
        match: of a pattern that contains `COUNT`, and perhaps the groups "prefix" and "ago".
        today: the local date.

    Raises:
        MisreadError: "m" or "h" is ambiguous, or the span is too long.
    """
    groups = match.groupdict()
    word, prefix = match["unit"].lower(), (groups.get("prefix") or "").strip().lower()
    unit = _UNITS.get(word)
    if unit is None:
        return None
    amount = match["count"].strip().lower()
    if word == "m" and prefix != "+":
        raise MisreadError(
            "doesn't say whether m is minutes or months", f"in {amount} min", f"in {amount} months 14:00"
        )
    if word == "h" and not prefix:
        reason = f"doesn't say whether {amount}h is a time or a span"
        raise MisreadError(reason, "at 9", f"in {amount} hours")
    number = _COUNTS.get(amount) or int(amount)
    if number * _UNIT_DAYS[unit] > _FARTHEST_DAYS:
        raise MisreadError(f"is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return _stepped(-number if groups.get("ago") else number, unit, today)


def _stepped(number: int, unit: str, today: date) -> Piece:
    if unit in ("minute", "hour"):
        return Elapsed(timedelta(hours=number) if unit == "hour" else timedelta(minutes=number))
    if unit == "week":
        return Weeks(number, named=False)
    day = (
        today + timedelta(days=number)
        if unit == "day"
        else add_months(today, number * (12 if unit == "year" else 1))
    )
    check_year(day.year)
    return day


_A_LEAP_YEAR, _NO_LEAP_YEAR = 2000, 2001


def make_date(year: int, month: int, day: int) -> date:
    """Return a date.

    Raises:
        MisreadError: there is no such date; the message says which number is wrong.
    """
    check_year(year)
    _check_day(month, day, year)
    return date(year, month, day)


def _check_day(month: int, day: int, year: int | None) -> None:
    if not 1 <= month <= 12:
        raise MisreadError(f"names a day that doesn't exist: there is no month {month}")
    longest = monthrange(_A_LEAP_YEAR if year is None else year, month)[1]
    if not 1 <= day <= longest:
        name = MONTHS[month - 1] if year is None else f"{MONTHS[month - 1]} {year}"
        most = "at most " if year is None and month == 2 else ""
        raise MisreadError(
            f"names a day that doesn't exist: {name} has {most}{longest} days, there is no {day}"
        )


def _dated(year: str | None, month: int, day: int) -> date | Yearless:
    if year is not None:
        return make_date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    _check_day(month, day, None)
    return Yearless(month, day)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A pattern that matched, and the context in which to read it."""

    match: re.Match[str]
    today: date
    day_first: bool
    is_time: bool


Pieces = tuple[Piece, ...]


def _relative_day(reading: _Reading) -> Pieces:
    words = reading.match["word"].lower()
    if part := reading.match["part"]:
        return reading.today, PARTS[part.lower()]
    if words == "tonight":
        return reading.today, EVENING
    days = 2 if "after" in words else {"yesterday": -1, "today": 0}.get(words, 1)
    return (reading.today + timedelta(days=days),)


def _soon(reading: _Reading) -> Pieces:
    return (Elapsed(timedelta(minutes=30 if reading.match["half"] else 0)),)


def _counted(reading: _Reading) -> Pieces:
    piece = read_count(reading.match, reading.today)
    return () if piece is None else (piece,)


def _next_period(reading: _Reading) -> Pieces:
    if reading.match["period"].lower() == "week":
        return (Weeks(1, named=True),)
    return (add_months(reading.today.replace(day=1), 1),)


def _weekday(reading: _Reading) -> Pieces:
    name = reading.match["weekday"][:3].lower()
    index = next(place for place, weekday in enumerate(WEEKDAYS) if weekday.lower().startswith(name))
    return (Weekday(index, 1 if (reading.match["which"] or "").lower() == "next" else None),)


def _month_name(reading: _Reading) -> Pieces:
    name = reading.match["month"][:3].lower()
    month = next(place for place, word in enumerate(MONTHS, 1) if word.lower().startswith(name))
    return (_dated(reading.match["year"], month, int(reading.match["day"])),)


def _slashed(reading: _Reading) -> Pieces:
    first, second = int(reading.match["first"]), int(reading.match["second"])
    month, day = (second, first) if reading.day_first else (first, second)
    if month > 12 and 1 <= day <= 12 and month <= monthrange(_NO_LEAP_YEAR, day)[1]:
        order = "day" if reading.day_first else "month"
        raise MisreadError(
            f"names month {month}, which doesn't exist: here the {order} comes first",
            f"{second}/{first} 14:00",
        )
    return (_dated(reading.match["year"], month, day),)


def _dotted(reading: _Reading) -> Pieces:
    day, month = int(reading.match["day"]), reading.match["month"]
    if 12 < int(month) < 60 and day < 24:
        raise MisreadError(
            f"names month {month}, which doesn't exist: dots mean day and month", f"{day}:{month}"
        )
    return (_dated(reading.match.groupdict().get("year"), int(month), day),)


def _loosely_dotted(reading: _Reading) -> Pieces:
    return () if reading.is_time and reading.match["time"] is None else _dotted(reading)


def _iso(reading: _Reading) -> Pieces:
    match = reading.match
    day = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour"] is None:
        return (day,)
    clock = make_clock_time(match, f"{match['hour']}:{match['minute']}")
    exact = ClockTime(clock.hour, clock.minute, clock.second, True, clock.words)
    if match["sign"] is None:
        return (day, exact, Offset(timedelta())) if match["zulu"] else (day, exact)
    end = _end(match, exact)
    return (day, exact, make_offset(match)) if end is None else (day, exact, end)


def _end(match: re.Match[str], start: ClockTime) -> End | None:
    """Return the end in "10:00-10:30" after a date; None if that is a UTC offset.

    Raises:
        MisreadError: it may be either, as in "10:00-11:00" without the T of ISO 8601.
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
            f"doesn't say whether it lasts until {end.words} or has that UTC offset",
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
"""Four digits that are a time of day and not a year in which people have appointments."""
_YEAR = rf"(?:[\s,]+(?!{_NO_YEAR})(?P<year>[0-9]{{4}}))?"
_TIME_AFTER = r"(?P<time>(?=[\s,]+(?:at\s+)?[0-9]{1,2}(?:[:h][0-9]|\s*[ap]\.?m)))?"

_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[_Reading], Pieces]], ...] = tuple(
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
        text: one line.
        position: where to begin.
        today: the local date.
        day_first: whether "12/5" is the twelfth of May.
        is_time: whether "14.30" must be a time, because "at" or a day precedes it.

    Returns:
        Its parts and the position after it; None if no day begins here.

    Raises:
        MisreadError: there is no such day.
    """
    for pattern, reader in _PATTERNS:
        if match := pattern.match(text, position):
            pieces = reader(_Reading(match, today, day_first, is_time))
            if pieces:
                return pieces, match.end()
    return None
