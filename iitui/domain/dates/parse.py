"""Reads dates and times as people type them.

Every form and command reads them here, so that the same words mean the same instant everywhere.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import say_day, say_twice, say_when
from iitui.domain.dates.resolver import Resolver, scan
from iitui.domain.dates.tokens import DateParts, MisreadError, check_year
from iitui.domain.dates.zones import AmbiguousZoneError, find_zone
from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line

_LONGEST = 200
_QUOTED = 60
IN_THE_MORNING = time(9)
"""The time of day on which what was put off comes back, unless the settings name another."""

_NOON = time(12)
_MIDNIGHT = time()
_NOW = frozenset({"now", "today", "just now"})
_LAST = re.compile(r"last\s+(?!week\b|month\b|year\b)", re.IGNORECASE)
_FIXED = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|tmrw?|in|next|after)\b|^\+", re.IGNORECASE)
_BACK = (1, 7, 366)
_BACK_TO_LAST = (7, 8)
_EXAMPLES = ("tomorrow 3pm", "next tue 14:00", "dec 5 2pm")


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment as it was read.

    Attributes:
        start: in `zone`.
        zone: the time zone in the text, else the one in which it was read.
        minutes: how long it lasts; None if the text has no end.
        notes: how unclear words were understood, each a clause without a period.
    """

    start: datetime
    zone: ZoneInfo
    minutes: int | None
    notes: tuple[str, ...]


class _Habits(NamedTuple):
    """How somebody means what they type; see `read_when`."""

    day_first: bool
    first_weekday: int
    default_time: time | None


def read_when(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    day_first: bool = False,
    first_weekday: int = 0,
    default_time: time | None = None,
) -> datetime:
    """Read a date and time as people type them, in English.

    Days: "today", "tomorrow", "fri", "next tue", "tue in 2 weeks", "dec 5", "5 Dec 2026", "12/5", "5.12.",
    "2026-12-05", "in 3 days", "+2w", "next week". Times: "3pm", "2:30 pm", "14:00", "at 3", "noon". Both: any
    day with any time, "+2h", "in 45 minutes", ISO 8601 with an offset. Ambiguous words are read as follows:

    * "tue" and "this tue" are the first Tuesday after today, or today if a time with it is still ahead.
    * "next tue" is the Tuesday of the next week, which begins on `first_weekday`; "tue in 2 weeks" that of
      the week after.
    * "next week" is its first day, "next month" its first day; "in a week" and "+1m" count from today.
    * A time alone is its next occurrence: today if still ahead, else tomorrow.
    * An hour from 1 to 6 without am or pm is in the afternoon ("at 3", "3:30"), since nobody meets at three
      in the morning; "03:30" with its zero, "3am" and "tomorrow morning at 6" are before noon. A number alone
      is an hour only after "at" or after a day.
    * "midnight" (and 24:00) ends the day named with it; "00:00" begins it. Alone it is the next midnight.
    * "12/5" is 5 December, or 12 May if `day_first`; with dots the day is always first. A day without a year
      that has passed is in the next year, unless it has a day of the week that fits this year only.
    * A time that comes twice when clocks go back is the first one, unless that has passed and only the time
      or the day of the week was given, or the zone tells: "1:30 EST".
    * "half past three", "quarter to 4" and "1500" are times too. "half 3" is refused, because it is 2:30 in
      some countries and 3:30 in others; so is "2030" if it could be the year of a day.
    * "3pm EST", "3pm Pacific time" and "3pm Europe/Berlin" are local times there, and so is "tomorrow"; see
      `find_zone`. "15:00+01:00" is the same instant everywhere. "GMT" is always UTC.

    Args:
        text: at most 200 characters.
        now: the current instant, aware.
        zone: the time zone of the text, unless it names another.
        day_first: whether "12/5" is the twelfth of May.
        first_weekday: the day on which weeks begin, 0 for Monday.
        default_time: the time of day if only a day is given. With it, "morning", "afternoon", "evening" and
            "tonight" need no time either: 9:00, 14:00, 19:00.

    Returns:
        The instant, in `zone`. It may be in the past: see `refuse_past`.

    Raises:
        UnreadableError: a part of the text wasn't understood, there is no time of day or more than one, the
            zone is ambiguous, or the date or the time does not exist in that zone.
    """
    habits = _Habits(day_first, first_weekday, default_time)
    read = _read(text, now, zone, habits, may_last=False)
    return read.start.astimezone(zone)


def read_appointment(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, first_weekday: int = 0
) -> Appointment:
    """Read a start as `read_when` does, and an end if there is one: "tomorrow 10-10:30 CET".

    "10-10:30", "3pm to 3:45pm", "2:30–3 pm" and "from 10 until 11" give the length in minutes as well. If
    only one of both times has am or pm, the other is the nearest to it. A range is at most ten hours long, or
    four across midnight.

    A UTC offset ("15:00+01:00", "3pm UTC-5") determines the instant but not the zone. A negative one without
    "UTC" is read in ISO 8601 only; "2026-12-05 10:00-11:00" is ambiguous and refused.

    Raises:
        UnreadableError: as `read_when`; or the two times are too far apart.
    """
    return _read(text, now, zone, _Habits(day_first, first_weekday, None), may_last=True)


def read_until(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    day_first: bool = False,
    first_weekday: int = 0,
    remind_at: time = IN_THE_MORNING,
) -> datetime:
    """Read until when something is put off, as `read_when` does; a day alone means `remind_at` on it.

    Raises:
        UnreadableError: the text cannot be read, or the time is not after now.
    """
    when = read_when(
        text, now, zone, day_first=day_first, first_weekday=first_weekday, default_time=remind_at
    )
    refuse_past(when, now, zone)
    return when


def read_past(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> datetime:
    """Read when something happened, as `read_when` does; but "tue", "9:00" and "mar 5" are the latest ones.

    A day alone means noon, or now if it is today.

    Args:
        text: as typed; "now" and "today" are this instant.
        now: the current instant, aware.
        zone: the time zone of the text.
        day_first: whether "12/5" is the twelfth of May.

    Raises:
        UnreadableError: the text cannot be read, or the time is still ahead.
    """
    line = clean_line(text)
    if line.lower() in _NOW:
        return now
    shifts: tuple[int, ...] = (0,)
    if match := _LAST.match(line):
        line, shifts = line[match.end() :], _BACK_TO_LAST
    elif not _FIXED.search(line):
        shifts = (0, *_BACK)
    ahead = now
    for days in shifts:
        earlier = now - timedelta(days=days)
        when = read_when(line, earlier, zone, day_first=day_first, default_time=_NOON)
        if shifts == _BACK_TO_LAST and when.date() == now.astimezone(zone).date():
            continue  # "last tue" on a Tuesday is not today
        if when.astimezone(UTC) <= now.astimezone(UTC):
            return when
        begin = read_when(line, earlier, zone, day_first=day_first, default_time=_MIDNIGHT)
        if begin.astimezone(UTC) <= now.astimezone(UTC):
            return now
        ahead = when if ahead is now else ahead
    raise UnreadableError(
        f"{say_when(ahead, zone, now)} is still in the future; try 'yesterday', '2 hours ago' or 'mon 3pm'."
    )


def refuse_past(when: datetime, now: datetime, zone: ZoneInfo) -> None:
    """Refuse an instant that is not after now.

    Raises:
        UnreadableError: "Tue 3 Nov 2026 14:00 is in the past."
    """
    if when.astimezone(UTC) <= now.astimezone(UTC):
        local = when.astimezone(zone)
        raise UnreadableError(f"{say_day(local.date())} {local:%H:%M} is in the past.")


def _read(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    habits: _Habits,
    *,
    may_last: bool,
) -> Appointment:
    if len(text) > _LONGEST:
        raise _unreadable(text, MisreadError(f"is longer than {_LONGEST} characters"))
    line = clean_line(text)
    try:
        check_year(now.year)
        parts = scan(line, now.astimezone(zone).date(), day_first=habits.day_first)
        if parts.end is not None and not may_last:
            raise MisreadError("has a start and an end, but only one time is needed")
        read_zone, reference = _zones(line, parts, now, zone, habits)
        if reference is not zone:
            parts = scan(line, now.astimezone(reference).date(), day_first=habits.day_first)
        start, end = _resolver(line, now.astimezone(reference), reference, habits).resolve(parts)
        check_year(start.year)
        check_year(start.astimezone(read_zone).year)
    except AmbiguousZoneError as error:
        raise _unreadable(line, _with_zones(line, error)) from None
    except MisreadError as error:
        raise _unreadable(line, error) from None
    minutes = None if end is None else (end - start.astimezone(UTC)) // timedelta(minutes=1)
    start = start.astimezone(read_zone)
    return Appointment(start, read_zone, minutes, _notes(parts, start, read_zone))


def _resolver(line: str, now: datetime, zone: tzinfo, habits: _Habits) -> Resolver:
    return Resolver(line, now, zone, habits.default_time, habits.first_weekday)


def _zones(
    line: str, parts: DateParts, now: datetime, zone: ZoneInfo, habits: _Habits
) -> tuple[ZoneInfo, tzinfo]:
    """Return the zone of the appointment, and the one in which the days and times of the text are read."""
    if parts.offset is not None:
        return zone, timezone(parts.offset.delta)
    if parts.zone is None:
        return zone, zone
    local = now.astimezone(zone).replace(tzinfo=UTC)  # a first estimate, without daylight saving
    wall = _resolver(line, local, UTC, habits).resolve(parts)[0].replace(tzinfo=None)
    read_zone = find_zone(parts.zone, wall, zone)
    return read_zone, read_zone


def _notes(parts: DateParts, start: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    notes = []
    if parts.zone is not None and len(parts.zone.names) == 1 and parts.zone.names != ("GMT",):
        shown = start.tzname() or ""
        if shown.upper() != parts.zone.names[0]:
            notes.append(f"{parts.zone.words} is taken as {zone.key}, whose clocks show {shown} then")
    if twice := say_twice(start, zone):
        notes.append(twice)
    return tuple(notes)


def _with_zones(line: str, error: AmbiguousZoneError) -> MisreadError:
    """Return the error for an ambiguous zone, with the same text for each zone as examples."""
    before, after = line[: error.zone_name.place], line[error.zone_name.place + len(error.zone_name.words) :]
    examples = [f"{before}{key}{after}" for key in error.keys]
    if any(len(example) > _QUOTED for example in examples):
        examples = [f"tomorrow 3pm {key}" for key in error.keys]
    return MisreadError(error.reason, *examples)


def _unreadable(text: str, error: MisreadError) -> UnreadableError:
    *others, last = [f"'{example}'" for example in error.examples or _EXAMPLES]
    examples = f"{', '.join(others)} or {last}" if others else last
    line = clean_line(text[:_LONGEST])
    quoted = f"{line[:_QUOTED]}…" if len(line) > _QUOTED or len(text) > _LONGEST else line
    subject = f"'{quoted}'" if quoted else "An empty text"
    return UnreadableError(f"{subject} {error.reason}; try {examples}.")
