"""Dates and times as people type them, read into instants.

The only place that does so: every form, command and snooze asks here, so that the same words mean the same
instant everywhere. Pure: the caller says what time it is.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import MONTHS, WEEKDAYS, at_wall, say_day, say_twice
from iitui.domain.dates.days import make_date
from iitui.domain.dates.ranges import reckon
from iitui.domain.dates.scanner import understand
from iitui.domain.dates.tokens import Clock, DateParts, MisreadError, Weekday, Weeks, Yearless, check_year
from iitui.domain.dates.zones import OpenZoneError, find_zone
from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line

_LONGEST = 200
_QUOTED = 60
_SNOOZED_UNTIL = time(9)
_FOR_EXAMPLE = time(14)
_EXAMPLES = ("tomorrow 3pm", "next tue 14:00", "dec 5 2pm")


@dataclass(frozen=True, slots=True)
class Appointment:
    """A time as it was read, with what else the text says about it.

    Attributes:
        start: in `zone`.
        zone: the time zone that the text names, else the one it was read in.
        minutes: how long it lasts, where the text says until when.
        notes: what was taken where the words fit the clocks badly, each a clause without a full stop.
    """

    start: datetime
    zone: ZoneInfo
    minutes: int | None
    notes: tuple[str, ...]


def read_when(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, default_time: time | None = None
) -> datetime:
    """Read a date and time as people type them, in English.

    Days: "today", "tomorrow", "fri", "next tue", "tue in 2 weeks", "dec 5", "5 Dec 2026", "12/5", "5.12.",
    "2026-12-05", "in 3 days", "+2w", "next week". Times: "3pm", "2:30 pm", "14:00", "at 3", "noon". Both: any
    day with any time, "+2h", "in 45 minutes", ISO 8601 with an offset. What could be meant in two ways is
    settled so:

    * "tue" is the first Tuesday after today; today itself if a time goes with it that is still ahead. "this
      tue" is the same.
    * "next tue" is the Tuesday of the next week, Monday to Sunday; "tue in 2 weeks" that of the week after.
    * "next week" is its Monday, "next month" its first day; "in a week" and "+1m" count from today.
    * A time alone is its next occurrence: today if still ahead, else tomorrow.
    * An hour from 1 to 6 without am or pm is in the afternoon ("at 3", "3:30"), since people do not meet at
      three at night; "03:30" with its zero and "3am" are at night, "tomorrow morning at 6" is in the morning.
      A number alone is an hour only after "at" or after a day.
    * "midnight" (and 24:00) ends the day that it is said of; "00:00" begins it. Alone it is the coming one.
    * "12/5" is 5 December, or 12 May if `day_first`; dots always have the day first. A day without a year
      that has passed is in the next year, unless a day of the week says that it is in this one.
    * A time that comes twice as clocks go back is the first one, unless that has passed and only the time or
      the day of the week was given, or the letters of a zone tell: "1:30 EST".
    * "half past three", "quarter to 4" and "1500" are times, too; "half 3" is refused, as it is 2:30 in some
      countries and 3:30 in others, and "2030" where it may be the year of a day.
    * "3pm EST", "3pm Pacific time" and "3pm Europe/Berlin" are on the clocks there, and "tomorrow" is the day
      after today there; see `find_zone`. "15:00+01:00" is the same instant, wherever. "GMT" is always UTC.

    Args:
        text: at most 200 characters.
        now: the present instant, aware.
        zone: whose calendar and clocks the text speaks of, unless it names others.
        day_first: whether "12/5" is the twelfth of May.
        default_time: the time of day where only a day is given. With it, "morning", "afternoon", "evening"
            and "tonight" need no time either: 9:00, 14:00, 19:00.

    Returns:
        The instant, in `zone`. It may lie in the past: see `refuse_past`.

    Raises:
        UnreadableError: a part of the text was not understood, no time of day was given or assumed, two were
            given, the zone is not the only one of that name, or there is no such time, whether in the
            calendar or on the clocks of the zone on that day.
    """
    read = _read(text, now, zone, day_first, default_time, may_last=False)
    return read.start.astimezone(zone)


def read_appointment(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> Appointment:
    """Read when something begins, and until when it lasts if that is said: "tomorrow 10-10:30 CET".

    As `read_when`. "10-10:30", "3pm to 3:45pm", "2:30–3 pm", "from 10 until 11" give the minutes as well, as
    they pass on that day; where only one of both times tells its half of the day, the other is the nearest
    to it. An end is at most ten hours after its beginning, or four where midnight lies between.

    A distance from UTC ("15:00+01:00", "3pm UTC-5") names the instant and no zone. A minus alone is one only
    in ISO 8601; "2026-12-05 10:00-11:00" may be both and is refused.

    Raises:
        UnreadableError: as `read_when`, but for two times; or they are too far apart.
    """
    return _read(text, now, zone, day_first, None, may_last=True)


def read_until(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> datetime:
    """Read until when something is put off: as `read_when`, a day alone from 9:00.

    Raises:
        UnreadableError: the text cannot be read, or names a time that is not after now.
    """
    when = read_when(text, now, zone, day_first=day_first, default_time=_SNOOZED_UNTIL)
    refuse_past(when, now, zone)
    return when


def refuse_past(when: datetime, now: datetime, zone: ZoneInfo) -> None:
    """Refuse an instant that is not after now.

    Raises:
        UnreadableError: "Tue 3 Nov 2026 14:00 lies in the past."
    """
    if when.astimezone(UTC) <= now.astimezone(UTC):
        local = when.astimezone(zone)
        raise UnreadableError(f"{say_day(local.date())} {local:%H:%M} lies in the past.")


def _read(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    day_first: bool,
    default_time: time | None,
    *,
    may_last: bool,
) -> Appointment:
    if len(text) > _LONGEST:
        raise _unreadable(text, MisreadError(f"is longer than {_LONGEST} characters"))
    line = clean_line(text)
    try:
        check_year(now.year)
        said = understand(line, now.astimezone(zone).date(), day_first=day_first)
        if said.end is not None and not may_last:
            raise MisreadError("names a beginning and an end, where one time is wanted")
        found, frame = _zones(line, said, now, zone, default_time)
        if frame is not zone:
            said = understand(line, now.astimezone(frame).date(), day_first=day_first)
        start, end = _Resolver(line, now.astimezone(frame), frame, default_time).resolve(said)
        check_year(start.year)
        check_year(start.astimezone(found).year)
    except OpenZoneError as error:
        raise _unreadable(line, _with_zones(line, error)) from None
    except MisreadError as error:
        raise _unreadable(line, error) from None
    minutes = None if end is None else (end - start.astimezone(UTC)) // timedelta(minutes=1)
    start = start.astimezone(found)
    return Appointment(start, found, minutes, _notes(said, start, found))


def _zones(
    line: str, said: DateParts, now: datetime, zone: ZoneInfo, default_time: time | None
) -> tuple[ZoneInfo, tzinfo]:
    """The zone that the text names, else one's own; and what its days and times are reckoned by."""
    if said.offset is not None:
        return zone, timezone(said.offset.delta)
    if said.zone is None:
        return zone, zone
    local = now.astimezone(zone).replace(tzinfo=UTC)  # as if clocks there were never changed: a first look
    wall = _Resolver(line, local, UTC, default_time).resolve(said)[0].replace(tzinfo=None)
    found = find_zone(said.zone, wall, zone)
    return found, found


def _notes(said: DateParts, start: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    notes = []
    if said.zone is not None and len(said.zone.names) == 1 and said.zone.names != ("GMT",):
        shown = start.tzname() or ""
        if shown.upper() != said.zone.names[0]:
            notes.append(f"{said.zone.words} is taken as {zone.key}, whose clocks show {shown} then")
    if twice := say_twice(start, zone):
        notes.append(twice)
    return tuple(notes)


def _with_zones(line: str, error: OpenZoneError) -> MisreadError:
    """The refusal of a zone that fits several, with the same text for each of them as examples."""
    before, after = line[: error.said.place], line[error.said.place + len(error.said.words) :]
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


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Turns what was said into an instant, seen from a local time."""

    line: str
    now: datetime
    zone: tzinfo
    default_time: time | None

    def resolve(self, said: DateParts) -> tuple[datetime, datetime | None]:
        """The instant that was meant, in the zone, and the end in UTC where one was said."""
        if said.elapsed is not None:
            if said != DateParts(elapsed=said.elapsed):
                raise MisreadError("counts hours or minutes from now, which goes with no other day or time")
            return (self.now.astimezone(UTC) + said.elapsed.delta).astimezone(self.zone), None
        day = self._day(said)
        clock, span = self._clock(said)
        names = said.zone.names if said.zone else ()
        wall = self._coming(said, clock, names) if day is None else self._folds(_on(day, clock), names)[0]
        start = self._settle(wall)
        if span is None:
            return start, None
        ends = [self._settle(fold).astimezone(UTC) for fold in self._folds(wall + span, names)]
        return start, next(end for end in ends if end > start.astimezone(UTC))

    def _day(self, said: DateParts) -> date | None:
        """The day that was said; None where it hangs on the time, too."""
        weekday, weeks = said.weekday, said.weeks
        if weekday is not None and weekday.weeks is not None:
            if weeks is not None:
                raise MisreadError("names more than one day")
            weeks = Weeks(weekday.weeks, named=True)
        if said.day is not None:
            if weeks is not None:
                raise MisreadError("names more than one day")
            return self._checked(said.day, weekday)
        return None if weeks is None else self._week(weeks, weekday)

    def _clock(self, said: DateParts) -> tuple[Clock, timedelta | None]:
        """The time of day, and how far on the clocks it is to the end."""
        if said.clock is not None:
            if said.end is None:
                return said.clock.within(said.part), None
            return reckon(said.clock, said.end, said.part)
        if said.zone is not None:
            raise MisreadError("names a time zone, but no time of day", "tomorrow 3pm Europe/London")
        usual = said.part.usual if said.part else self.default_time
        if self.default_time is None or usual is None:
            example = f"{self.line.rstrip(' ,')} {usual or _FOR_EXAMPLE:%H:%M}"
            raise MisreadError("names no time of day", *([example] if len(example) < _QUOTED else []))
        return Clock(usual.hour, usual.minute, usual.second, True, f"{usual:%H:%M}"), None

    def _checked(self, said: date | Yearless, weekday: Weekday | None) -> date:
        """A day of the calendar, held against the day of the week that was said beside it."""
        day = said if isinstance(said, date) else self._in_coming_year(said, weekday)
        if weekday is not None and weekday.index != day.weekday():
            name = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
            raise MisreadError(
                f"is at odds with itself: {name} is a {WEEKDAYS[day.weekday()]},"
                f" not a {WEEKDAYS[weekday.index]}"
            )
        return day

    def _in_coming_year(self, said: Yearless, weekday: Weekday | None) -> date:
        today = self.now.date()
        passed = (said.month, said.day) < (today.month, today.day)
        if passed and weekday is not None and said.day <= monthrange(today.year, said.month)[1]:
            day = date(today.year, said.month, said.day)
            if day.weekday() == weekday.index:
                return day
        return make_date(today.year + passed, said.month, said.day)

    def _week(self, weeks: Weeks, weekday: Weekday | None) -> date:
        today = self.now.date()
        day = today + timedelta(weeks=weeks.count)
        if weekday is not None or weeks.named:
            day += timedelta(days=(weekday.index if weekday else 0) - today.weekday())
        check_year(day.year)
        return day

    def _coming(self, said: DateParts, clock: Clock, names: tuple[str, ...]) -> datetime:
        """The first time from now at which the clock and the day of the week agree with what was said."""
        today = self.now.date()
        distance = (said.weekday.index - today.weekday()) % 7 if said.weekday else 0
        wall = _on(today + timedelta(days=distance), clock)
        if distance:
            return wall
        is_given = said.clock is not None or said.part is not None
        ahead = [fold for fold in self._folds(wall, names) if self._utc(fold) > self.now.astimezone(UTC)]
        return ahead[0] if is_given and ahead else wall + timedelta(days=7 if said.weekday else 1)

    def _utc(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def _folds(self, wall: datetime, names: tuple[str, ...]) -> list[datetime]:
        """A time on the clocks as the first and as the second that it may be.

        Only one of them, where the clocks show one of the names only then: "1:30 EST".
        """
        both = [wall.replace(fold=fold) for fold in (0, 1)]
        named = [one for one in both if (one.replace(tzinfo=self.zone).tzname() or "").upper() in names]
        return named or both

    def _settle(self, wall: datetime) -> datetime:
        instant = at_wall(wall.date(), wall.time(), self.zone)
        if instant.replace(tzinfo=None) != wall:
            later = at_wall(wall.date(), wall.time().replace(fold=0), self.zone)
            raise MisreadError(
                f"names a time that does not exist: on {say_day(wall.date())} the clocks of {self.zone}"
                f" go forward over {wall:%H:%M}",
                f"{later:%Y-%m-%d %H:%M}",
            )
        return instant


def _on(day: date, clock: Clock) -> datetime:
    whole_days, hour = divmod(clock.hour, 24)
    return datetime.combine(day + timedelta(days=whole_days), time(hour, clock.minute, clock.second))
