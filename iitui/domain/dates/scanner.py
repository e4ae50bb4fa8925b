"""Takes a whole text about a day and a time apart, piece by piece; whatever is left over is refused."""

import re
from datetime import date

from iitui.domain.dates.clock_times import take_clock
from iitui.domain.dates.days import take_day
from iitui.domain.dates.ranges import take_end
from iitui.domain.dates.spoken_times import take_spoken
from iitui.domain.dates.tokens import Clock, DateParts, End, MisreadError, Offset, Piece, Yearless, Zone
from iitui.domain.dates.zone_names import take_offset, take_zone

_LONGEST_WORD = 30
_SEPARATOR = re.compile(r"[\s,]*(?:(?:(at|on|from)\s+)|(@)\s*)?", re.IGNORECASE)

_Taken = tuple[tuple[Piece, ...], int]


def understand(text: str, today: date, *, day_first: bool) -> DateParts:
    """What a text says.

    Args:
        text: of one line.
        today: the local date.
        day_first: whether "12/5" is the twelfth of May.

    Raises:
        MisreadError: a part was not understood, or says what another part has said.
    """
    said = DateParts()
    last: Piece | None = None
    position = 0
    while position < len(text):
        taken = _take_tail(text, position, said, last) or _take_next(text, position, said, today, day_first)
        if taken is not None:
            pieces, position = taken
            for piece in pieces:
                said.add(piece)
            last = pieces[-1]
        elif text[position:].strip(" ,"):
            raise _not_understood(text, position)
        else:
            break
    if said == DateParts():
        raise MisreadError("names no day and no time")
    return said


def _take_tail(text: str, position: int, said: DateParts, last: Piece | None) -> _Taken | None:
    """What belongs to a time before it: until when it lasts, and how far from UTC it is."""
    is_next = isinstance(last, Clock | Offset | Zone)
    if said.clock is not None and said.end is None:
        found = take_end(text, position, is_next=is_next)
        if found is not None:
            return (found[0],), found[1]
    if isinstance(last, Clock | End):
        offset = take_offset(text, position)
        if offset is not None:
            return (offset[0],), offset[1]
    return None


def _take_next(text: str, position: int, said: DateParts, today: date, day_first: bool) -> _Taken | None:
    """A day, a time of day or a zone, with what leads to it."""
    separator = _SEPARATOR.match(text, position)
    start = separator.end() if separator else position
    leader = (separator[2] or separator[1] or "").lower() if separator else ""
    is_at = leader in ("at", "@", "from")
    is_hour = is_at or said.names_day
    for piece in (
        take_zone(text, start),
        take_spoken(text, start, is_start=leader == "from"),
    ):
        if piece is not None:
            return (piece[0],), piece[1]
    if day := take_day(text, start, today, day_first=day_first, is_time=is_hour):
        return day
    may_be_year = not is_at and (isinstance(said.day, Yearless) or not said.names_day)
    clock = take_clock(text, start, is_hour, may_be_year=may_be_year)
    return None if clock is None else ((clock[0],), clock[1])


def _not_understood(text: str, position: int) -> MisreadError:
    separator = _SEPARATOR.match(text, position)
    start = separator.end() if separator else position
    rest = text[start:].strip(" ,") or text[position:].strip(" ,")
    word = re.split(r"[\s,]", rest)[0][:_LONGEST_WORD]
    return MisreadError("was not understood" if word == text else f"was not understood at '{word}'")
