"""Reads time zones as people type them: "EST", "Pacific time", "Europe/Berlin", "UTC-5", "+01:00".

No UTC offset is written here: which zones use an abbreviation, and their offset on a given day, come from the
zone database and change with it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from iitui.domain.dates.tokens import MisreadError, Offset, ZoneName

_LETTERS = (
    "ACDT ACST ADT AEDT AEST AKDT AKST AST AWST BST CAT CDT CEST CET CHST CST EAT EDT EEST EET EST GMT HDT"
    " HKT HST IDT IST JST KST MDT MSK MST NDT NST NZDT NZST PDT PKT PST SAST SST WAT WEST WET WIB WITA WIT"
)
ABBREVIATIONS = tuple(_LETTERS.split())
"""All abbreviations of time zones, in capitals, so that they are recognized without the zone database."""

_NAMES = (
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Halifax America/Anchorage"
    " America/Phoenix America/Panama America/Puerto_Rico America/Costa_Rica Europe/London Europe/Berlin"
    " Europe/Athens Europe/Lisbon Europe/Moscow Asia/Kolkata Asia/Shanghai Asia/Jerusalem Asia/Seoul"
    " Asia/Jakarta Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth"
    " Pacific/Auckland Pacific/Honolulu Pacific/Pago_Pago Pacific/Guam Africa/Johannesburg Africa/Lagos"
    " Africa/Nairobi Africa/Maputo Africa/Cairo"
)
_BEST_KNOWN = _NAMES.split()
"""The zones that represent others with the same offset; the first that fits is chosen."""

_USUAL = frozenset({"EST", "EDT", "CST", "CDT", "PST", "PDT"})
"""Abbreviations that nearly always mean the United States, although other American zones use them too."""

_PLACES = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific"
CONTINENTS = frozenset(_PLACES.split())
"""The first part of the names of zones that are named after a place."""

_COUNTRIES = {"US": "America", "Canada": "America", "Mexico": "America", "Brazil": "America"}
_TWO_EASTS = {"eastern": "Australia/Sydney", "central": "Australia/Adelaide"}
_MOST_NAMED = 3


class AmbiguousZoneError(MisreadError):
    """A zone name that fits several zones.

    Attributes:
        zone_name: the zone as typed.
        keys: the IANA names of those zones.
    """

    def __init__(self, reason: str, zone_name: ZoneName, keys: Sequence[str]) -> None:
        self.zone_name = zone_name
        self.keys = keys
        super().__init__(reason)


@lru_cache(maxsize=1)
def iana_names() -> frozenset[str]:
    """Return the names of all zones; looking for their files takes some hundredths of a second, once."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def _names_by_lower_case() -> dict[str, str]:
    return {name.lower(): name for name in iana_names()}


def iana_name(text: str) -> str | None:
    """Return an IANA name in its correct spelling, whatever its case; None if there is no such zone."""
    return _names_by_lower_case().get(text.lower())


def _shown(instant: datetime) -> str:
    return (instant.tzname() or "").upper()


@lru_cache(maxsize=1)
def _zones() -> list[ZoneInfo]:
    """Return the zones that are named after a place; reading them takes a tenth of a second, once."""
    return [ZoneInfo(key) for key in sorted(iana_names()) if key.partition("/")[0] in CONTINENTS]


@lru_cache(maxsize=4)
def _users(year: int) -> dict[str, list[tuple[ZoneInfo, timedelta]]]:
    """Return abbreviation -> the zones that use it in a year, each with the UTC offset it has there."""
    users: dict[str, list[tuple[ZoneInfo, timedelta]]] = {}
    for zone in _zones():
        for name, offset in _names_of_year(zone, year).items():
            users.setdefault(name, []).append((zone, offset))
    return users


def _names_of_year(zone: ZoneInfo, year: int) -> dict[str, timedelta]:
    """Return the abbreviations that a zone uses in a year, each with its UTC offset."""
    middles = [datetime(year, month, 15, 12, tzinfo=zone) for month in range(1, 13)]
    return {_shown(middle): middle.utcoffset() or timedelta() for middle in middles}


def _continent(zone: ZoneInfo) -> str:
    place = zone.key.partition("/")[0]
    return _COUNTRIES.get(place, place)


def _rank(zone: ZoneInfo) -> tuple[int, str]:
    known = zone.key in _BEST_KNOWN
    return (_BEST_KNOWN.index(zone.key) if known else len(_BEST_KNOWN)), zone.key


def named_zones() -> list[ZoneInfo]:
    """Return all zones that are named after a place, the best known first."""
    return sorted(_zones(), key=_rank)


def find_zone(zone_name: ZoneName, wall: datetime, own_zone: ZoneInfo) -> ZoneInfo:
    """Find the zone that a name means.

    That is the user's own zone if it uses the abbreviation at any time of that year. Otherwise it is a zone
    that uses it on that day, on the user's continent if there is one. A standard-time abbreviation is
    accepted for summer days too ("EST" in July). If those zones have different offsets, the American
    abbreviations (EST, CST, PST) mean the United States, and all others are refused.

    Args:
        zone_name: the zone as typed.
        wall: the local day and time that it belongs to, without a zone.
        own_zone: the user's zone.

    Raises:
        MisreadError: the name fits several zones, or none on that day.
    """
    if not zone_name.names:
        return ZoneInfo(zone_name.key)
    if all(name in _names_of_year(own_zone, wall.year) for name in zone_name.names):
        return _greenwich(wall, own_zone) if zone_name.names == ("GMT",) else own_zone
    if zone_name.key:
        _refuse_two_easts(zone_name, own_zone)
        return ZoneInfo(zone_name.key)
    name = zone_name.names[0]
    if name == "GMT":
        return ZoneInfo("UTC")
    users = _users_on(name, wall)
    if not users:
        raise MisreadError(f"names {name}, which no zone uses on that day", "tomorrow 3pm Europe/London")
    near = [user for user in users if _continent(user[0]) == _continent(own_zone)]
    return _only_zone(zone_name, near or users)


def _greenwich(wall: datetime, own_zone: ZoneInfo) -> ZoneInfo:
    """Return the zone of "GMT": always UTC, never the summer time of a zone that uses GMT in winter."""
    return own_zone if _shown(wall.replace(tzinfo=own_zone)) == "GMT" else ZoneInfo("UTC")


def _users_on(name: str, wall: datetime) -> list[tuple[ZoneInfo, timedelta]]:
    """Return the zones that an abbreviation may mean at a time, with their UTC offsets, best known first."""
    users: list[tuple[ZoneInfo, timedelta]] = []
    for zone, meant in _users(wall.year).get(name, ()):
        both = [wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        offsets = [local.utcoffset() or timedelta() for local in both if _shown(local) == name]
        saved = both[0].utcoffset() or timedelta()
        if offsets or saved > meant:
            users.append((zone, offsets[0] if offsets else saved))
    return sorted(users, key=lambda user: _rank(user[0]))


def _only_zone(zone_name: ZoneName, users: Sequence[tuple[ZoneInfo, timedelta]]) -> ZoneInfo:
    first = users[0][0]
    by_offset: dict[timedelta, ZoneInfo] = {}
    for zone, offset in users:
        by_offset.setdefault(offset, zone)
    is_usual = zone_name.names[0] in _USUAL and all(_continent(zone) == "America" for zone, _ in users)
    if len(by_offset) == 1 or is_usual:
        return first
    raise _ambiguous(zone_name, [zone.key for zone in by_offset.values()])


def _refuse_two_easts(zone_name: ZoneName, own_zone: ZoneInfo) -> None:
    """Refuse "Eastern" and "Central" from users in Australia, who may mean their own."""
    other = _TWO_EASTS.get(zone_name.words.lower().removesuffix("time").strip())
    if other is not None and _continent(own_zone) == "Australia":
        raise _ambiguous(zone_name, [zone_name.key, other])


def _ambiguous(zone_name: ZoneName, keys: Iterable[str]) -> MisreadError:
    named = list(keys)[:_MOST_NAMED]
    *others, last = named
    return AmbiguousZoneError(
        f"doesn't say whether {zone_name.words} is {', '.join(others)} or {last}", zone_name, named
    )


_LONG = {
    "eastern": (("EST", "EDT"), "America/New_York"),
    "central": (("CST", "CDT"), "America/Chicago"),
    "mountain": (("MST", "MDT"), "America/Denver"),
    "pacific": (("PST", "PDT"), "America/Los_Angeles"),
    "atlantic": (("AST", "ADT"), "America/Halifax"),
    "newfoundland": (("NST", "NDT"), "America/St_Johns"),
    "alaska": (("AKST", "AKDT"), "America/Anchorage"),
    "hawaii": (("HST",), "Pacific/Honolulu"),
    "british": (("GMT", "BST"), "Europe/London"),
    "western european": (("WET", "WEST"), "Europe/Lisbon"),
    "central european": (("CET", "CEST"), "Europe/Berlin"),
    "eastern european": (("EET", "EEST"), "Europe/Athens"),
}
_SHORT = {"et": "eastern", "ct": "central", "mt": "mountain", "pt": "pacific"}
_END = r"(?=[\s,)–—-]|$)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + _END, re.IGNORECASE | re.ASCII)


_AHEAD = _compile(r"\s*(?P<sign>[+])(?P<hours>\d\d):?(?P<minutes>\d\d)")
_ZULU = _compile(r"\s*z")
_UTC = _compile(r"(?:utc|gmt)(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_NAMED = _compile(
    rf"(?P<long>(?:(?:central|eastern|western)\s+european(?=\s))|{'|'.join(_LONG)})"
    r"(?:\s+(?P<half>standard|daylight|summer))?(?:\s+time)?"
)
_IANA = _compile(r"[a-z]+(?:/[a-z0-9_+-]+)+")
_ABBREVIATED = _compile(rf"(?P<name>utc|{'|'.join(_SHORT)}|{'|'.join(ABBREVIATIONS)})")


def take_offset(text: str, position: int) -> tuple[Offset, int] | None:
    """Read a UTC offset directly after a time: "+01:00", "+0530", "Z".

    A negative one would look like the end of that time, so it is read only in ISO 8601 and after "UTC".

    Raises:
        MisreadError: no zone has that UTC offset.
    """
    if match := _ZULU.match(text, position):
        return Offset(timedelta()), match.end()
    match = _AHEAD.match(text, position)
    return (make_offset(match), match.end()) if match else None


def make_offset(match: re.Match[str]) -> Offset:
    """Return the UTC offset made of a sign, hours and minutes.

    Raises:
        MisreadError: no zone has that UTC offset.
    """
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours > 15 or minutes > 59:
        shown = match.string[match.start("sign") : match.end()]
        raise MisreadError(f"is {shown} from UTC, and no time zone is")
    delta = timedelta(hours=hours, minutes=minutes)
    return Offset(-delta if match["sign"] == "-" else delta)


def take_zone(text: str, position: int) -> tuple[Offset | ZoneName, int] | None:
    """Read a time zone, in brackets or not, that begins at a position of the text.

    Returns:
        The zone and the position after it; None if none begins here.

    Raises:
        MisreadError: no zone has that UTC offset.
    """
    is_bracketed = text.startswith("(", position)
    taken = _take_name(text, position + is_bracketed)
    if taken is None:
        return None
    piece, end = taken
    if not is_bracketed:
        return None if text.startswith(")", end) else (piece, end)
    return (piece, end + 1) if text.startswith(")", end) else None


def _take_name(text: str, position: int) -> tuple[Offset | ZoneName, int] | None:
    if match := _UTC.match(text, position):
        return make_offset(match), match.end()
    if match := _NAMED.match(text, position):
        names, key = _LONG[" ".join(match["long"].lower().split())]
        half = (match["half"] or "").lower()
        if half:
            names, key = (names[:1] if half == "standard" else names[-1:]), ""
        return ZoneName(names, key, match[0], position), match.end()
    if (match := _IANA.match(text, position)) and (known := iana_name(match[0])):
        return ZoneName((), known, match[0], position), match.end()
    if match := _ABBREVIATED.match(text, position):
        return _abbreviated(match), match.end()
    return None


def _abbreviated(match: re.Match[str]) -> ZoneName:
    name = match["name"].lower()
    if name == "utc":
        return ZoneName((), "UTC", match[0], match.start())
    names, key = _LONG[_SHORT[name]] if name in _SHORT else ((name.upper(),), "")
    return ZoneName(names, key, match[0], match.start())
