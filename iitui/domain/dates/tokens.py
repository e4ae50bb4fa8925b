"""What a text about a day and a time is made of, before anything is reckoned; `when` makes it an instant."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

FIRST_YEAR, LAST_YEAR = 1970, 2200
_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS = tuple(_TWELVE.split())


class MisreadError(Exception):
    """Why a text cannot be read: a predicate whose subject is the text.

    Attributes:
        reason: "names no time of day".
        examples: what would work instead; empty for the usual ones.
    """

    def __init__(self, reason: str, *examples: str) -> None:
        self.reason = reason
        self.examples = examples
        super().__init__(reason)


def check_year(year: int) -> None:
    """Refuse years in which nobody has an appointment, before arithmetic overflows."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MisreadError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A stretch of the day that settles which half of it an hour is in.

    Attributes:
        first: the first hour that belongs to it.
        last: the last hour that belongs to it; 24 is midnight.
        usual: what it means when a time is missing but may be assumed.
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
class Clock:
    """A time of day as typed.

    Attributes:
        hour: 0 to 24; 24 is the midnight that ends the day.
        sure: whether the half of the day was said: by am or pm, or by two digits.
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
        """The hours that it may mean: two where the half of the day was not said."""
        if self.sure or not 1 <= self.hour <= 12:
            return (self.hour,)
        return self.hour % 12, self.hour % 12 + 12

    def within(self, part: PartOfDay | None) -> "Clock":
        """The time meant, given the part of the day that was said.

        Where nothing tells, 1 to 6 are in the afternoon: people do not meet at three at night.

        Raises:
            MisreadError: the time does not lie in that part.
        """
        late = 1 <= self.hour <= 6 if part is None else part is not MORNING and self.hour < 12
        hour = self.hour + 12 if late and not self.sure else self.hour
        if part is not None and not part.first <= hour <= part.last:
            raise MisreadError(f"is at odds with itself: {self.words} is not {part.name}")
        return Clock(hour, self.minute, self.second, True, self.words)


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day of a month in whichever year comes next."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0; weeks is 1 where "next" was said."""

    index: int
    weeks: int | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whole weeks ahead, which a day of the week may narrow.

    Attributes:
        named: "next week", which begins on Monday; otherwise counted from today.
    """

    count: int
    named: bool


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Hours and minutes from now, daylight saving or not."""

    delta: timedelta

    def with_smaller(self, other: "Elapsed") -> "Elapsed":
        """An hour with its thirty minutes.

        Raises:
            MisreadError: the other is not a smaller span ahead, as in "2 hours 10 minutes ago".
        """
        if not timedelta() < other.delta < self.delta:
            raise MisreadError("names more than one span of time")
        return Elapsed(self.delta + other.delta)


@dataclass(frozen=True, slots=True)
class Offset:
    """The distance from UTC that a time carries."""

    delta: timedelta


@dataclass(frozen=True, slots=True)
class Zone:
    """The time zone that a time carries, as it was called.

    Attributes:
        names: abbreviations in capitals that clocks must show; both halves of the year for "Eastern".
        key: the IANA name of the zone; with names, where nobody nearer shows them.
        words: as typed.
        place: where they stand in the text.
    """

    names: tuple[str, ...]
    key: str
    words: str = field(compare=False)
    place: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class End:
    """The time of day until which something lasts."""

    clock: Clock


Piece = date | Yearless | Weekday | Weeks | Elapsed | Offset | Zone | Clock | End | PartOfDay


@dataclass(slots=True)
class DateParts:
    """What the pieces of a text say together; each may be said once."""

    day: date | Yearless | None = None
    weekday: Weekday | None = None
    weeks: Weeks | None = None
    elapsed: Elapsed | None = None
    clock: Clock | None = None
    part: PartOfDay | None = None
    offset: Offset | None = None
    zone: Zone | None = None
    end: Clock | None = None

    @property
    def names_day(self) -> bool:
        """Whether any piece so far speaks of a day, so that a number after it is an hour."""
        return any(piece is not None for piece in (self.day, self.weekday, self.weeks, self.part))

    def add(self, piece: Piece) -> None:
        """Put a piece in its place.

        Raises:
            MisreadError: its place is taken.
        """
        match piece:
            case Elapsed():
                self.elapsed = piece if self.elapsed is None else self.elapsed.with_smaller(piece)
            case Weekday() if self.weekday is None:
                self.weekday = piece
            case Weeks() if self.weeks is None:
                self.weeks = piece
            case Clock() if self.clock is None:
                self.clock = piece
            case PartOfDay() if self.part is None:
                self.part = piece
            case Offset() | Zone():
                self._add_zone(piece)
            case End() if self.end is None:
                self.end = piece.clock
            case date() | Yearless() if self.day is None:
                self.day = piece
            case Clock() | End() | PartOfDay():
                raise MisreadError("names more than one time of day")
            case _:
                raise MisreadError("names more than one day")

    def _add_zone(self, piece: Offset | Zone) -> None:
        """Keep a zone, which may be said of the beginning and of the end."""
        if (self.offset or self.zone or piece) != piece:
            raise MisreadError("names more than one time zone", "tomorrow 3pm Europe/London")
        if isinstance(piece, Zone):
            self.zone = piece
        else:
            self.offset = piece
