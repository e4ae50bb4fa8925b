"""Turns a text about a day and a time into an instant: scans it part by part, then resolves the parts."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from iitui.domain.dates.calendar import MONTHS, WEEKDAYS, at_wall, say_day
from iitui.domain.dates.clock_times import take_clock, take_spoken
from iitui.domain.dates.days import make_date, take_day
from iitui.domain.dates.ranges import measure, take_end
from iitui.domain.dates.tokens import (
    ClockTime,
    DateParts,
    End,
    MisreadError,
    Offset,
    Piece,
    Weekday,
    Weeks,
    Yearless,
    ZoneName,
    check_year,
)
from iitui.domain.dates.zones import take_offset, take_zone

_LONGEST_WORD = 30
_LONGEST_EXAMPLE = 60
_FOR_EXAMPLE = time(14)
_SEPARATOR = re.compile(r"[\s,]*(?:(?:(at|on|from)\s+)|(@)\s*)?", re.IGNORECASE)

_Taken = tuple[tuple[Piece, ...], int]


def scan(text: str, today: date, *, day_first: bool) -> DateParts:
    """Return the parts of a text.

    Args:
        text: one line.
        today: the local date.
        day_first: whether "12/5" is the twelfth of May.

    Raises:
        MisreadError: a part wasn't understood, or there are two of one kind.
    """
    parts = DateParts()
    last: Piece | None = None
    position = 0
    while position < len(text):
        taken = _take_tail(text, position, parts, last) or _take_next(text, position, parts, today, day_first)
        if taken is not None:
            pieces, position = taken
            for piece in pieces:
                parts.add(piece)
            last = pieces[-1]
        elif text[position:].strip(" ,"):
            raise _not_understood(text, position)
        else:
            break
    if parts == DateParts():
        raise MisreadError("has no day and no time")
    return parts


def _take_tail(text: str, position: int, parts: DateParts, last: Piece | None) -> _Taken | None:
    """Read what can only follow a time: its end or its UTC offset."""
    is_next = isinstance(last, ClockTime | Offset | ZoneName)
    taken: tuple[Piece, int] | None = None
    if parts.clock is not None and parts.end is None:
        taken = take_end(text, position, is_next=is_next)
    if taken is None and isinstance(last, ClockTime | End):
        taken = take_offset(text, position)
    return ((taken[0],), taken[1]) if taken else None


def _take_next(text: str, position: int, parts: DateParts, today: date, day_first: bool) -> _Taken | None:
    """Read a day, a time of day or a zone, and the separator before it."""
    separator = _SEPARATOR.match(text, position)
    start = separator.end() if separator else position
    leader = (separator[2] or separator[1] or "").lower() if separator else ""
    is_at = leader in ("at", "@", "from")
    is_hour = is_at or parts.names_day
    if taken := take_zone(text, start) or take_spoken(text, start, is_start=leader == "from"):
        return (taken[0],), taken[1]
    if day := take_day(text, start, today, day_first=day_first, is_time=is_hour):
        return day
    may_be_year = not is_at and (isinstance(parts.day, Yearless) or not parts.names_day)
    clock = take_clock(text, start, is_hour, may_be_year=may_be_year)
    return None if clock is None else ((clock[0],), clock[1])


def _not_understood(text: str, position: int) -> MisreadError:
    separator = _SEPARATOR.match(text, position)
    start = separator.end() if separator else position
    rest = text[start:].strip(" ,") or text[position:].strip(" ,")
    word = re.split(r"[\s,]", rest)[0][:_LONGEST_WORD]
    return MisreadError("wasn't understood" if word == text else f"wasn't understood at '{word}'")


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the parts of a text to an instant, relative to a local time."""

    line: str
    now: datetime
    zone: tzinfo
    default_time: time | None
    first_weekday: int = 0

    def resolve(self, parts: DateParts) -> tuple[datetime, datetime | None]:
        """Return the instant, in the zone, and the end in UTC if there is one."""
        if parts.elapsed is not None:
            if parts != DateParts(elapsed=parts.elapsed):
                raise MisreadError("mixes a time from now with other words")
            return (self.now.astimezone(UTC) + parts.elapsed.delta).astimezone(self.zone), None
        day = self._day(parts)
        clock, span = self._clock(parts)
        names = parts.zone.names if parts.zone else ()
        wall = self._coming(parts, clock, names) if day is None else self._folds(_on(day, clock), names)[0]
        start = self._settle(wall)
        if span is None:
            return start, None
        ends = [self._settle(fold).astimezone(UTC) for fold in self._folds(wall + span, names)]
        return start, next(end for end in ends if end > start.astimezone(UTC))

    def _day(self, parts: DateParts) -> date | None:
        """Return the day; None if it depends on the time as well."""
        weekday, weeks = parts.weekday, parts.weeks
        if weekday is not None and weekday.weeks is not None:
            if weeks is not None:
                raise MisreadError("has more than one day")
            weeks = Weeks(weekday.weeks, named=True)
        if parts.day is not None:
            if weeks is not None:
                raise MisreadError("has more than one day")
            return self._checked(parts.day, weekday)
        return None if weeks is None else self._week(weeks, weekday)

    def _clock(self, parts: DateParts) -> tuple[ClockTime, timedelta | None]:
        """Return the time of day, and the time to the end on the clocks if there is one."""
        if parts.clock is not None:
            if parts.end is None:
                return parts.clock.within(parts.part), None
            return measure(parts.clock, parts.end, parts.part)
        if parts.zone is not None:
            raise MisreadError("has a time zone, but no time of day", "tomorrow 3pm Europe/London")
        usual = parts.part.usual if parts.part else self.default_time
        if self.default_time is None or usual is None:
            example = f"{self.line.rstrip(' ,')} {usual or _FOR_EXAMPLE:%H:%M}"
            raise MisreadError("has no time of day", *([example] if len(example) < _LONGEST_EXAMPLE else []))
        return ClockTime(usual.hour, usual.minute, usual.second, True, f"{usual:%H:%M}"), None

    def _checked(self, named: date | Yearless, weekday: Weekday | None) -> date:
        """Return a day of the calendar, checked against the day of the week beside it."""
        day = named if isinstance(named, date) else self._in_coming_year(named, weekday)
        if weekday is not None and weekday.index != day.weekday():
            name = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
            raise MisreadError(
                f"contradicts itself: {name} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday.index]}"
            )
        return day

    def _in_coming_year(self, yearless: Yearless, weekday: Weekday | None) -> date:
        today, month, number = self.now.date(), yearless.month, yearless.day
        passed = (month, number) < (today.month, today.day)
        if passed and weekday is not None and number <= monthrange(today.year, month)[1]:
            day = date(today.year, month, number)
            if day.weekday() == weekday.index:
                return day
        return make_date(today.year + passed, month, number)

    def _week(self, weeks: Weeks, weekday: Weekday | None) -> date:
        today = self.now.date()
        day = today + timedelta(weeks=weeks.count)
        if weekday is not None or weeks.named:
            into_week = (weekday.index - self.first_weekday) % 7 if weekday else 0
            day += timedelta(days=into_week - (today.weekday() - self.first_weekday) % 7)
        check_year(day.year)
        return day

    def _coming(self, parts: DateParts, clock: ClockTime, names: tuple[str, ...]) -> datetime:
        """Return the first time from now with this clock time and, if there is one, this day of the week."""
        today = self.now.date()
        distance = (parts.weekday.index - today.weekday()) % 7 if parts.weekday else 0
        wall = _on(today + timedelta(days=distance), clock)
        if distance:
            return wall
        is_given = parts.clock is not None or parts.part is not None
        ahead = [fold for fold in self._folds(wall, names) if self._utc(fold) > self.now.astimezone(UTC)]
        return ahead[0] if is_given and ahead else wall + timedelta(days=7 if parts.weekday else 1)

    def _utc(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def _folds(self, wall: datetime, names: tuple[str, ...]) -> list[datetime]:
        """Return both readings of a time on the clocks, which differ if it comes twice in autumn.

        Only one of them if a name of the zone decides, as in "1:30 EST".
        """
        both = [wall.replace(fold=fold) for fold in (0, 1)]
        named = [wall for wall in both if (wall.replace(tzinfo=self.zone).tzname() or "").upper() in names]
        return named or both

    def _settle(self, wall: datetime) -> datetime:
        instant = at_wall(wall.date(), wall.time(), self.zone)
        if instant.replace(tzinfo=None) != wall:
            later = at_wall(wall.date(), wall.time().replace(fold=0), self.zone)
            raise MisreadError(
                f"names a time that doesn't exist: on {say_day(wall.date())} the clocks of {self.zone}"
                f" go forward over {wall:%H:%M}",
                f"{later:%Y-%m-%d %H:%M}",
            )
        return instant


def _on(day: date, clock: ClockTime) -> datetime:
    whole_days, hour = divmod(clock.hour, 24)
    return datetime.combine(day + timedelta(days=whole_days), time(hour, clock.minute, clock.second))
