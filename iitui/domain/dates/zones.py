"""Which IANA zone is meant by the letters that clocks show: EST, CET, IST; found in the zone database.

Nothing here knows an offset: which zones show the letters, and how far from UTC they are on a day, comes from
the database, so that it changes with it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from iitui.domain.dates.tokens import MisreadError, Zone

_LETTERS = (
    "ACDT ACST ADT AEDT AEST AKDT AKST AST AWST BST CAT CDT CEST CET CHST CST EAT EDT EEST EET EST GMT HDT"
    " HKT HST IDT IST JST KST MDT MSK MST NDT NST NZDT NZST PDT PKT PST SAST SST WAT WEST WET WIB WITA WIT"
)
ABBREVIATIONS = tuple(_LETTERS.split())
"""The letters that clocks show anywhere, in capitals: words that are known without asking the database."""

_NAMES = (
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Halifax America/Anchorage"
    " America/Phoenix America/Panama America/Puerto_Rico America/Costa_Rica Europe/London Europe/Berlin"
    " Europe/Athens Europe/Lisbon Europe/Moscow Asia/Kolkata Asia/Shanghai Asia/Jerusalem Asia/Seoul"
    " Asia/Jakarta Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth"
    " Pacific/Auckland Pacific/Honolulu Pacific/Pago_Pago Pacific/Guam Africa/Johannesburg Africa/Lagos"
    " Africa/Nairobi Africa/Maputo Africa/Cairo"
)
_BEST_KNOWN = _NAMES.split()
"""Whose name stands for the zones that agree with them, the first that fits."""

_USUAL = frozenset({"EST", "EDT", "CST", "CDT", "PST", "PDT"})
"""What nearly always means the clocks of the United States where other American zones show it, too."""

_PLACES = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific"
CONTINENTS = frozenset(_PLACES.split())
"""What the names of zones begin with that are named after a place."""

_COUNTRIES = {"US": "America", "Canada": "America", "Mexico": "America", "Brazil": "America"}
_TWO_EASTS = {"eastern": "Australia/Sydney", "central": "Australia/Adelaide"}
_MOST_NAMED = 3


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def iana_name(text: str) -> str | None:
    """The IANA name as it is spelled, however it was typed; None where there is no such zone."""
    return _iana_names().get(text.lower())


def _shown(instant: datetime) -> str:
    return (instant.tzname() or "").upper()


@lru_cache(maxsize=1)
def _zones() -> list[ZoneInfo]:
    """The zones that are named after a place; reading them all takes a tenth of a second, once."""
    return [ZoneInfo(key) for key in sorted(available_timezones()) if key.partition("/")[0] in CONTINENTS]


@lru_cache(maxsize=4)
def _users(year: int) -> dict[str, list[tuple[ZoneInfo, timedelta]]]:
    """Abbreviation -> the zones that use it in a year, each with its distance from UTC there."""
    users: dict[str, list[tuple[ZoneInfo, timedelta]]] = {}
    for zone in _zones():
        for name, offset in _names_of_year(zone, year).items():
            users.setdefault(name, []).append((zone, offset))
    return users


def _names_of_year(zone: ZoneInfo, year: int) -> dict[str, timedelta]:
    """What the clocks of a zone show in a year, each with its distance from UTC."""
    middles = [datetime(year, month, 15, 12, tzinfo=zone) for month in range(1, 13)]
    return {_shown(middle): middle.utcoffset() or timedelta() for middle in middles}


def _continent(zone: ZoneInfo) -> str:
    place = zone.key.partition("/")[0]
    return _COUNTRIES.get(place, place)


def _rank(zone: ZoneInfo) -> tuple[int, str]:
    known = zone.key in _BEST_KNOWN
    return (_BEST_KNOWN.index(zone.key) if known else len(_BEST_KNOWN)), zone.key


def find_zone(said: Zone, wall: datetime, own_zone: ZoneInfo) -> ZoneInfo:
    """Find the zone that was meant by what it was called.

    One's own zone, if its clocks show the letters at any time of that year; else the one zone that agrees
    with all which show them on the day, of one's own continent if any there does. Winter letters are heard
    for summer days, too ("EST" in July). Where those zones differ, American letters (EST, CST, PST) are the
    clocks of the United States, and all others are refused.

    Args:
        said: the zone as called.
        wall: the day and time that it was said of, without a zone.
        own_zone: the user's own.

    Raises:
        MisreadError: it could be several zones, or none on that day.
    """
    if not said.names:
        return ZoneInfo(said.key)
    if all(name in _names_of_year(own_zone, wall.year) for name in said.names):
        return _greenwich(wall, own_zone) if said.names == ("GMT",) else own_zone
    if said.key:
        _refuse_two_easts(said, own_zone)
        return ZoneInfo(said.key)
    name = said.names[0]
    if name == "GMT":
        return ZoneInfo("UTC")
    there = _heard(name, wall)
    if not there:
        raise MisreadError(f"names {name}, which no clocks show on that day", "tomorrow 3pm Europe/London")
    near = [one for one in there if _continent(one[0]) == _continent(own_zone)]
    return _agreed(said, near or there)


def _greenwich(wall: datetime, own_zone: ZoneInfo) -> ZoneInfo:
    """GMT is UTC, never the summer time of those whose clocks show it in winter."""
    return own_zone if _shown(wall.replace(tzinfo=own_zone)) == "GMT" else ZoneInfo("UTC")


def _heard(name: str, wall: datetime) -> list[tuple[ZoneInfo, timedelta]]:
    """The zones that letters may mean at a time, each with its distance from UTC then, best known first."""
    found: list[tuple[ZoneInfo, timedelta]] = []
    for zone, meant in _users(wall.year).get(name, ()):
        both = [wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        offsets = [one.utcoffset() or timedelta() for one in both if _shown(one) == name]
        saved = both[0].utcoffset() or timedelta()
        if offsets or saved > meant:
            found.append((zone, offsets[0] if offsets else saved))
    return sorted(found, key=lambda one: _rank(one[0]))


def _agreed(said: Zone, there: Sequence[tuple[ZoneInfo, timedelta]]) -> ZoneInfo:
    first = there[0][0]
    by_offset: dict[timedelta, ZoneInfo] = {}
    for zone, offset in there:
        by_offset.setdefault(offset, zone)
    is_usual = said.names[0] in _USUAL and all(_continent(zone) == "America" for zone, _ in there)
    if len(by_offset) == 1 or is_usual:
        return first
    raise _open(said, [zone.key for zone in by_offset.values()])


def _refuse_two_easts(said: Zone, own_zone: ZoneInfo) -> None:
    """Refuse "Eastern" and "Central" of those who may mean Australia's."""
    other = _TWO_EASTS.get(said.words.lower().removesuffix("time").strip())
    if other is not None and _continent(own_zone) == "Australia":
        raise _open(said, [said.key, other])


def _open(said: Zone, keys: Iterable[str]) -> MisreadError:
    named = list(keys)[:_MOST_NAMED]
    *others, last = named
    return OpenZoneError(f"leaves open whether {said.words} is {', '.join(others)} or {last}", said, named)


class OpenZoneError(MisreadError):
    """What a zone was called fits several.

    Attributes:
        said: the zone as called.
        keys: the IANA names that it may mean.
    """

    def __init__(self, reason: str, said: Zone, keys: Sequence[str]) -> None:
        self.said = said
        self.keys = keys
        super().__init__(reason)
