"""Dates and times as people type them, read into instants.

The only place that does so: every form, command and snooze asks here, so that the same words mean the same
instant everywhere. Pure: the caller says what time it is.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from iitui.domain.clock_words import take_clock
from iitui.domain.day_words import make_date, take_day
from iitui.domain.errors import UnreadableError
from iitui.domain.said import Clock, MisreadError, Offset, Said, Weekday, Weeks, Yearless, check_year
from iitui.domain.spans import MONTHS, WEEKDAYS, at_wall, say_day
from iitui.domain.text import clean_line

_LONGEST = 200
_QUOTED = 60
_LONGEST_WORD = 30
_SNOOZED_UNTIL = time(9)
_FOR_EXAMPLE = time(14)
_SEPARATOR = re.compile(r"[\s,]*(?:(?:(at|on)\s+)|(@)\s*)?", re.IGNORECASE)
_EXAMPLES = ("tomorrow 3pm", "next tue 14:00", "dec 5 2pm")


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
      the day of the week was given.

    Args:
        text: at most 200 characters.
        now: the present instant, aware.
        zone: whose calendar and clocks the text speaks of.
        day_first: whether "12/5" is the twelfth of May.
        default_time: the time of day where only a day is given. With it, "morning", "afternoon", "evening"
            and "tonight" need no time either: 9:00, 14:00, 19:00.

    Returns:
        The instant, in `zone`. It may lie in the past: see `refuse_past`.

    Raises:
        UnreadableError: a part of the text was not understood, no time of day was given or assumed, or there
            is no such time, whether in the calendar or on the clocks of the zone on that day.
    """
    if len(text) > _LONGEST:
        raise _unreadable(text, MisreadError(f"is longer than {_LONGEST} characters"))
    line = clean_line(text)
    try:
        check_year(now.year)
        local = now.astimezone(zone)
        said = _understand(line, local.date(), day_first)
        instant = _Resolver(line, local, zone, default_time).resolve(said)
        check_year(instant.year)
    except MisreadError as error:
        raise _unreadable(line, error) from None
    return instant


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


def _unreadable(text: str, error: MisreadError) -> UnreadableError:
    *others, last = [f"'{example}'" for example in error.examples or _EXAMPLES]
    examples = f"{', '.join(others)} or {last}" if others else last
    line = clean_line(text[:_LONGEST])
    quoted = f"{line[:_QUOTED]}…" if len(line) > _QUOTED or len(text) > _LONGEST else line
    subject = f"'{quoted}'" if quoted else "An empty text"
    return UnreadableError(f"{subject} {error.reason}; try {examples}.")


def _understand(text: str, today: date, day_first: bool) -> Said:
    """Take a whole text apart; whatever is left over is refused."""
    said = Said()
    position = 0
    while position < len(text):
        separator = _SEPARATOR.match(text, position)
        start = separator.end() if separator else position
        is_at = separator is not None and (separator[2] or separator[1] or "").lower() in ("at", "@")
        is_hour = is_at or said.names_day
        if taken := take_day(text, start, today, day_first=day_first, is_time=is_hour):
            pieces, position = taken
            for piece in pieces:
                said.add(piece)
        elif found := take_clock(text, start, is_hour):
            said.add(found[0])
            position = found[1]
        elif text[position:].strip(" ,"):
            raise _not_understood(text, text[start:].strip(" ,") or text[position:].strip(" ,"))
        else:
            break
    if said == Said():
        raise MisreadError("names no day and no time")
    return said


def _not_understood(text: str, rest: str) -> MisreadError:
    word = re.split(r"[\s,]", rest)[0][:_LONGEST_WORD]
    return MisreadError("was not understood" if word == text else f"was not understood at '{word}'")


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Turns what was said into an instant, seen from a local time."""

    line: str
    now: datetime
    zone: ZoneInfo
    default_time: time | None

    def resolve(self, said: Said) -> datetime:
        """The instant that was meant."""
        if said.elapsed is not None:
            if said != Said(elapsed=said.elapsed):
                raise MisreadError("counts hours or minutes from now, which goes with no other day or time")
            return (self.now.astimezone(UTC) + said.elapsed.delta).astimezone(self.zone)
        day = self._day(said)
        clock = self._clock(said)
        if day is None:
            return self._coming(said, clock)
        wall = _on(day, clock)
        return self._settle(wall) if said.offset is None else self._from_offset(wall, said.offset)

    def _day(self, said: Said) -> date | None:
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

    def _clock(self, said: Said) -> Clock:
        if said.clock is not None:
            return said.clock.within(said.part)
        usual = said.part.usual if said.part else self.default_time
        if self.default_time is None or usual is None:
            example = f"{self.line.rstrip(' ,')} {usual or _FOR_EXAMPLE:%H:%M}"
            raise MisreadError("names no time of day", *([example] if len(example) < _QUOTED else []))
        return Clock(usual.hour, usual.minute, usual.second, True, f"{usual:%H:%M}")

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

    def _coming(self, said: Said, clock: Clock) -> datetime:
        """The first time from now at which the clock and the day of the week agree with what was said."""
        today = self.now.date()
        distance = (said.weekday.index - today.weekday()) % 7 if said.weekday else 0
        wall = _on(today + timedelta(days=distance), clock)
        is_given = said.clock is not None or said.part is not None
        if distance == 0:
            folds = (wall, wall.replace(fold=1)) if is_given else ()
            ahead = [fold for fold in folds if self._utc(fold) > self.now.astimezone(UTC)]
            wall = ahead[0] if ahead else wall + timedelta(days=7 if said.weekday else 1)
        return self._settle(wall)

    def _utc(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def _settle(self, wall: datetime) -> datetime:
        instant = at_wall(wall.date(), wall.time(), self.zone)
        if instant.replace(tzinfo=None) != wall:
            raise MisreadError(
                f"names a time that does not exist: on {say_day(wall.date())} the clocks of {self.zone}"
                f" go forward over {wall:%H:%M}",
                f"{instant:%Y-%m-%d %H:%M}",
            )
        return instant

    def _from_offset(self, wall: datetime, offset: Offset) -> datetime:
        return wall.replace(tzinfo=timezone(offset.delta)).astimezone(self.zone)


def _on(day: date, clock: Clock) -> datetime:
    whole_days, hour = divmod(clock.hour, 24)
    return datetime.combine(day + timedelta(days=whole_days), time(hour, clock.minute, clock.second))
