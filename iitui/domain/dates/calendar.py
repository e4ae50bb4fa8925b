"""Arithmetic on the local calendar, and instants and spans in English words.

All calendar arithmetic is here: it keeps the local time across changes of the clocks and compares in UTC,
because Python compares two datetimes of one zone without their offsets. Names are English in every locale.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count, pairwise

from iitui.domain.text import several

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from iitui.domain.follow_ups import RepeatUnit

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_IN_HOURS = timedelta(hours=3)
_ROUGHLY = timedelta(minutes=90)
_HALF_A_DAY = timedelta(hours=12)
_NO_TIME = timedelta(seconds=30)
_UNITS = (
    ("minute", 60),
    ("hour", 3_600),
    ("day", 86_400),
    ("week", 604_800),
    ("month", 2_629_800),
    ("year", 31_557_600),
)
"""The units of spans, in seconds; a year has 365.25 days."""


def known_zone(name: str) -> "ZoneInfo":
    """Return the zone of a name; UTC if this machine does not know it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def at_wall(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return the instant at which the clocks of a zone show a time.

    A time that is skipped in spring moves forward with the clocks (02:30 -> 03:30); of a time that comes
    twice in fall, this is the first one, unless `clock.fold` says otherwise.
    """
    instant = datetime.combine(day, clock, tzinfo=zone).astimezone(UTC).astimezone(zone)
    if clock.fold and instant.time() != clock:  # by the second reading, a skipped time would move backward
        return at_wall(day, clock.replace(fold=0), zone)
    return instant


def end_of_day(instant: datetime, zone: tzinfo) -> datetime:
    """Return the end of the local day of an instant: the next midnight."""
    return at_wall(instant.astimezone(zone).date() + timedelta(days=1), time(), zone)


def add_months(local_date: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month.

    31 January plus one month is 28 or 29 February. Months may be negative.
    """
    from calendar import monthrange  # loads locales, which nothing else here needs

    years, month = divmod(local_date.month - 1 + months, 12)
    year = local_date.year + years
    return date(year, month + 1, min(local_date.day, monthrange(year, month + 1)[1]))


def next_occurrence(
    due: datetime,
    now: datetime,
    zone: tzinfo,
    every: int,
    unit: "RepeatUnit",
    *,
    anchor: datetime | None = None,
) -> datetime:
    """Return when a repeating reminder is due next: after now, and after it was due.

    Args:
        due: when it is due now.
        now: the next one is after this instant.
        zone: the zone of its calendar and clocks; the local time stays the same across changes of the clocks.
        every: how many units from one to the next.
        unit: days, weeks or months.
        anchor: when it was due first, if not at `due`. Counting from there keeps the 31st across February,
            and brings a snoozed reminder back to its day.

    Raises:
        ValueError: `every` is less than one.
    """
    from iitui.domain.follow_ups import RepeatUnit

    if every < 1:
        raise ValueError(f"A reminder cannot repeat every {every} {unit.value}.")
    base = (anchor or due).astimezone(zone)
    after = max(due.astimezone(UTC), now.astimezone(UTC))
    last = after.astimezone(zone).date()
    if unit is RepeatUnit.MONTHS:
        passed = (last.year - base.year) * 12 + last.month - base.month
    else:
        every *= 7 if unit is RepeatUnit.WEEKS else 1
        passed = (last - base.date()).days
    for turn in count(max(1, passed // every - 1)):
        step = turn * every
        day = (
            add_months(base.date(), step) if unit is RepeatUnit.MONTHS else base.date() + timedelta(days=step)
        )
        instant = at_wall(day, base.time(), zone)
        if instant.astimezone(UTC) > after:
            return instant
    raise AssertionError  # pragma: no cover - the loop has no end


def say_span(delta: timedelta) -> str:
    """Return a span in one unit: "40 minutes", "1 hour", "3 weeks".

    A unit is used up to twice the next larger one ("90 minutes", "36 hours", "10 days"), unless it makes
    exactly one of that ("1 hour", "1 week"). Halves round up; the sign is dropped.
    """
    delta = abs(delta)
    if delta < _NO_TIME:
        return "less than a minute"
    seconds = delta.days * 86_400 + delta.seconds
    for (name, unit), (_, larger) in pairwise(_UNITS):
        amount = (seconds + unit // 2) // unit
        if amount * unit != larger and amount * unit < 2 * larger:
            return several(amount, name)
    name, unit = _UNITS[-1]
    return several((seconds + unit // 2) // unit, name)


def say_ago(instant: datetime, now: datetime) -> str:
    """Return how long ago something was: "3 weeks ago", "just now"; "in 3 hours" if it is still ahead."""
    passed = now.astimezone(UTC) - instant.astimezone(UTC)
    if abs(passed) < _NO_TIME:
        return "just now"
    return f"{say_span(passed)} ago" if passed > timedelta() else f"in {say_span(passed)}"


def say_countdown(start: datetime, end: datetime, now: datetime, zone: tzinfo) -> str:
    """Return when an appointment is, relative to now: "in 3 hours", "tomorrow", "ended 2 days ago".

    During the appointment, return what is left of it: "in progress, 12 minutes left". Days are calendar days
    in the user's zone.
    """
    if now >= end:
        return f"ended {say_ago(end, now)}"
    if now >= start:
        return f"in progress, {say_span(end.astimezone(UTC) - now.astimezone(UTC))} left"
    ahead = start.astimezone(UTC) - now.astimezone(UTC)
    days = (start.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 1 and ahead > _HALF_A_DAY:
        return "tomorrow"
    return f"in {say_span(timedelta(days=days) if days > 1 else ahead)}"


def say_due(due: datetime, now: datetime, zone: tzinfo) -> str:
    """Return when something is due, relative to now: "2 days late", "due tomorrow".

    Within three hours that is a span, later today a time, and from tomorrow on a number of calendar days, so
    that 9:00 tomorrow is always "tomorrow". Something due at midnight is due on the day that ends then.
    """
    ahead = due.astimezone(UTC) - now.astimezone(UTC)
    if abs(ahead) < _NO_TIME:
        return "due now"
    if ahead < timedelta():
        return f"{_say_roughly(-ahead)} late"
    if ahead <= _IN_HOURS:
        return f"due in {_say_roughly(ahead)}"
    local = due.astimezone(zone)
    at_midnight = local.time() == time()
    day = local.date() - timedelta(days=int(at_midnight))
    days = (day - now.astimezone(zone).date()).days
    if days == 0:
        return "due today" if at_midnight else f"due today {local:%H:%M}"
    return "due tomorrow" if days == 1 else f"due in {say_span(timedelta(days=days))}"


def _say_roughly(span: timedelta) -> str:
    """Return a span as `say_span` does, but in hours from 90 minutes on, where minutes no longer matter."""
    if _ROUGHLY <= span < 2 * timedelta(hours=1):
        return "2 hours"
    return say_span(span)


def say_day(day: date, year: bool = True) -> str:
    """Return a day in words: "Tue 24 Nov 2026"."""
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return f"{words} {day.year}" if year else words


def say_when(instant: datetime, zone: tzinfo, now: datetime) -> str:
    """Return an instant as the clocks of a zone show it: "Tue 24 Nov 14:00".

    The year is included if it is not the current one.
    """
    local = instant.astimezone(zone)
    return f"{say_day(local.date(), year=local.year != now.astimezone(zone).year)} {local:%H:%M}"


def say_end_of_day(instant: datetime, zone: tzinfo, now: datetime) -> str:
    """Return which day ends at an instant: "the end of today", "the end of Sun 29 Nov"; '' if none does."""
    local = instant.astimezone(zone)
    if local.time() != time():
        return ""
    day, today = local.date() - timedelta(days=1), now.astimezone(zone).date()
    return "the end of today" if day == today else f"the end of {say_day(day, year=day.year != today.year)}"


def say_deadline(due: datetime, zone: tzinfo, now: datetime) -> str:
    """Return until when something is to be done: "Tue 24 Nov 14:00", "by the end of Sun 29 Nov"."""
    end = say_end_of_day(due, zone, now)
    return f"by {end}" if end else say_when(due, zone, now)


def as_typed(instant: datetime, zone: tzinfo) -> str:
    """Return an instant in a form that can be typed again: "2026-11-24 14:00"."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"


def say_twice(instant: datetime, zone: tzinfo) -> str:
    """Return which one is meant of a time that comes twice when clocks go back; empty for all other times.

    "02:30 comes twice that day: this is the first (UTC+2), not the second (UTC+1)".
    """
    local = instant.astimezone(zone)
    other = local.replace(fold=1 - local.fold)
    if local.utcoffset() == other.utcoffset():
        return ""
    this, that = ("second", "first") if local.fold else ("first", "second")
    return (
        f"{local:%H:%M} comes twice that day: this is the {this} ({_say_offset(local)}),"
        f" not the {that} ({_say_offset(other)})"
    )


def _say_offset(local: datetime) -> str:
    """Return the UTC offset of a local time, as it can be typed: "UTC+2", "UTC-3:30"."""
    delta = local.utcoffset() or timedelta()
    hours, minutes = divmod(abs(delta) // timedelta(minutes=1), 60)
    return f"UTC{'-' if delta < timedelta() else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


def say_both(instant: datetime, zone: tzinfo, own_zone: tzinfo, now: datetime) -> str:
    """Return an instant there and here: "Tue 24 Nov 10:00 (Europe/London), 05:00 here".

    The day here is included if it differs. If the clocks of both zones agree at that instant, there is one
    time only.
    """
    there, here = instant.astimezone(zone), instant.astimezone(own_zone)
    words = say_when(instant, zone, now)
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return words
    other = f"{here:%H:%M}" if here.date() == there.date() else say_when(instant, own_zone, now)
    return f"{words} ({zone}), {other} here"
