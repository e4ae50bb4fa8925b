"""The parts of a text about a day and a time; `iitui.domain.dates.resolver` turns them into an instant."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

FIRST_YEAR, LAST_YEAR = 1970, 2200
_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS = tuple(_TWELVE.split())


class MisreadError(Exception):
    """A text that cannot be read; the message is a predicate with the text as its subject.

    Attributes:
        reason: "has no time of day".
        examples: what can be typed instead; empty for the usual ones.
    """

    def __init__(self, reason: str, *examples: str) -> None:
        self.reason = reason
        self.examples = examples
        super().__init__(reason)


def check_year(year: int) -> None:
    """Refuse years without appointments, before date arithmetic overflows."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MisreadError(f"is outside the years {FIRST_YEAR} to {LAST_YEAR}")


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day, which tells whether an hour is am or pm.

    Attributes:
        first: the first hour that belongs to it.
        last: the last hour that belongs to it; 24 is midnight.
        usual: the time to assume if no other is given.
    """

    name: str
    first: int
    last: int
    usual: time


MORNING = PartOfDay("in the morning", 3, 11, time(9))
AFTERNOON = PartOfDay("in the afternoon", 12, 18, time(14))
EVENING = PartOfDay("in the evening", 16, 24, time(19))
PARTS = {"morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING, "night": EVENING}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as typed.

    Attributes:
        hour: 0 to 24; 24 is the midnight that ends the day.
        sure: whether am or pm is known: from the words themselves, or from two digits.
        words: as typed.
        bare: whether it is a number alone.
    """

    hour: int
    minute: int
    second: int
    sure: bool
    words: str
    bare: bool = False

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours that it may mean: two if am or pm is unknown."""
        if self.sure or not 1 <= self.hour <= 12:
            return (self.hour,)
        return self.hour % 12, self.hour % 12 + 12

    def within(self, part: PartOfDay | None) -> "ClockTime":
        """Return the time that is meant in a part of the day.

        If nothing tells am from pm, 1 to 6 are in the afternoon: nobody meets at three in the morning.

        Raises:
            MisreadError: the time is not in that part of the day.
        """
        late = 1 <= self.hour <= 6 if part is None else part is not MORNING and self.hour < 12
        hour = self.hour + 12 if late and not self.sure else self.hour
        if part is not None and not part.first <= hour <= part.last:
            raise MisreadError(f"contradicts itself: {self.words} is not {part.name}")
        return ClockTime(hour, self.minute, self.second, True, self.words)


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day of a month without a year; its next occurrence is meant."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0; `weeks` is 1 after "next"."""

    index: int
    weeks: int | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """A number of weeks ahead; a day of the week may come with it.

    Attributes:
        named: "next week", which begins on its first day; otherwise counted from today.
    """

    count: int
    named: bool


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Hours and minutes from now, counted across any change of the clocks."""

    delta: timedelta

    def with_smaller(self, other: "Elapsed") -> "Elapsed":
        """Add minutes to hours, as in "1h 30min".

        Raises:
            MisreadError: the other is not a smaller span ahead, as in "2 hours 10 minutes ago".
        """
        if not timedelta() < other.delta < self.delta:
            raise MisreadError("has more than one span of time")
        return Elapsed(self.delta + other.delta)


@dataclass(frozen=True, slots=True)
class Offset:
    """The UTC offset of a time."""

    delta: timedelta


@dataclass(frozen=True, slots=True)
class ZoneName:
    """The time zone of a time, as typed.

    Attributes:
        names: abbreviations in capitals, standard time first; both for "Eastern".
        key: the IANA name; if there are names too, the zone to assume unless the user's own uses them.
        words: as typed.
        place: their position in the text.
    """

    names: tuple[str, ...]
    key: str
    words: str = field(compare=False)
    place: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class End:
    """The time of day at which something ends."""

    clock: ClockTime


Piece = date | Yearless | Weekday | Weeks | Elapsed | Offset | ZoneName | ClockTime | End | PartOfDay


@dataclass(slots=True)
class DateParts:
    """All parts of a text, at most one of each kind."""

    day: date | Yearless | None = None
    weekday: Weekday | None = None
    weeks: Weeks | None = None
    elapsed: Elapsed | None = None
    clock: ClockTime | None = None
    part: PartOfDay | None = None
    offset: Offset | None = None
    zone: ZoneName | None = None
    end: ClockTime | None = None

    @property
    def names_day(self) -> bool:
        """Whether there is a day so far, so that a number after it is an hour."""
        return any(piece is not None for piece in (self.day, self.weekday, self.weeks, self.part))

    def add(self, piece: Piece) -> None:
        """Add a part.

        Raises:
            MisreadError: there is one of its kind already.
        """
        match piece:
            case Elapsed():
                self.elapsed = piece if self.elapsed is None else self.elapsed.with_smaller(piece)
            case Weekday() if self.weekday is None:
                self.weekday = piece
            case Weeks() if self.weeks is None:
                self.weeks = piece
            case ClockTime() if self.clock is None:
                self.clock = piece
            case PartOfDay() if self.part is None:
                self.part = piece
            case Offset() | ZoneName():
                self._add_zone(piece)
            case End() if self.end is None:
                self.end = piece.clock
            case date() | Yearless() if self.day is None:
                self.day = piece
            case ClockTime() | End() | PartOfDay():
                raise MisreadError("has more than one time of day")
            case _:
                raise MisreadError("has more than one day")

    def _add_zone(self, piece: Offset | ZoneName) -> None:
        """Add a zone; it may be repeated, once for the start and once for the end."""
        if (self.offset or self.zone or piece) != piece:
            raise MisreadError("has more than one time zone", "tomorrow 3pm Europe/London")
        if isinstance(piece, ZoneName):
            self.zone = piece
        else:
            self.offset = piece
