"""Numbers of days, weeks or hours from now as people type them: "in two weeks", "+3d", "2 days ago"."""

import re
from datetime import date, timedelta

from iitui.domain.dates.calendar import add_months
from iitui.domain.dates.tokens import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER_WORDS,
    Elapsed,
    MisreadError,
    Piece,
    Weeks,
    check_year,
)

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
    """Read a number of units from now, or None when the word after the number is no unit.

    Args:
        match: of a pattern with `COUNT` in it; its groups "prefix" and "ago" are heeded where it has them.
        today: the local date.

    Raises:
        MisreadError: "m" or "h" could mean two things, or the span leads too far.
    """
    groups = match.groupdict()
    word, prefix = match["unit"].lower(), (groups.get("prefix") or "").strip().lower()
    unit = _UNITS.get(word)
    if unit is None:
        return None
    amount = match["count"].strip().lower()
    if word == "m" and prefix != "+":
        raise MisreadError(
            "leaves open whether m is minutes or months", f"in {amount} min", f"in {amount} months 14:00"
        )
    if word == "h" and not prefix:
        raise MisreadError(f"leaves open whether {amount}h is a time or a span", "at 9", f"in {amount} hours")
    number = _COUNTS.get(amount) or int(amount)
    if number * _UNIT_DAYS[unit] > _FARTHEST_DAYS:
        raise MisreadError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
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
