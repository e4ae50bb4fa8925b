"""The functions of SQL with which the schema's views count days: each connection of the store has them.

SQL knows no time zones and no days off, and figures that stood in the journal would not follow the settings.
"""

import sqlite3
from datetime import UTC, datetime, tzinfo

from iitui.domain.rule_figures import RuleFigures

_DAY = 86_400
_NEVER = 9_007_199_254_740_992


def register(connection: sqlite3.Connection, figures: RuleFigures) -> None:
    """Give a connection the functions that the views `follow_up` and `settled_follow_up` call.

    - `figure(name)` is a number of the settings.
    - `tag_cadences()` is a JSON object: the folded name of a tag, and its cadence in days.
    - `horizon()` is an instant: what is due after it need not be told. See `look_no_further`.
    - `days_after(at, days)` and `business_days_after(at, days)` take and give seconds since 1970; the local
      time of day stays the same.
    """

    def days_after(at: int | None, days: int) -> int | None:
        if at is None:
            return None
        shifted = _shifted(at, days, figures.zone)
        return _seconds(figures.days_after(_instant(at), days)) if shifted is None else shifted

    counted: dict[tuple[int, int], int] = {}

    def business_days_after(at: int | None, days: int) -> int | None:
        if at is None:
            return None
        known = counted.get((at, days))
        if known is None:
            known = counted[at, days] = count(at, days)
        return known

    def count(at: int, days: int) -> int:
        first = datetime.fromtimestamp(at, figures.zone).date()
        passed = figures.business_calendar.day_after(first, days) - first
        shifted = _shifted(at, passed.days, figures.zone)
        return _seconds(figures.business_days_after(_instant(at), days)) if shifted is None else shifted

    connection.create_function("figure", 1, figures.figures.__getitem__, deterministic=True)
    connection.create_function("tag_cadences", 0, lambda: _as_json(figures), deterministic=True)
    look_no_further(connection, _NEVER)
    connection.create_function("days_after", 2, days_after, deterministic=True)
    connection.create_function("business_days_after", 2, business_days_after, deterministic=True)


def look_no_further(connection: sqlite3.Connection, until: int) -> None:
    """Let the rules leave out what is due after an instant (seconds since 1970) where that is quicker."""
    connection.create_function("horizon", 0, lambda: until, deterministic=True)


def _as_json(figures: RuleFigures) -> str:
    if not figures.tag_cadence:
        return "{}"
    import json  # takes longer to load than a prompt to answer

    return json.dumps(dict(figures.tag_cadence))


def _shifted(at: int, days: int, zone: tzinfo) -> int | None:
    """Return the same local time some days later; None where the clocks have changed meanwhile.

    A prompt counts thousands of days, and in most of them the clocks do not change.
    """
    later = at + days * _DAY
    there = datetime.fromtimestamp(later, zone)
    if there.fold or there.utcoffset() != datetime.fromtimestamp(at, zone).utcoffset():
        return None
    return later


def _instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
