"""Time zones as people name them: "Europe/London", "london", "new york"; read into IANA names."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from iitui.domain.errors import BadInputError
from iitui.domain.text import clean_line, fold

_PLACES = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)


@cache
def zone_names() -> Sequence[str]:
    """All IANA names this machine knows, places first."""
    return sorted(available_timezones(), key=lambda name: (name.partition("/")[0] not in _PLACES, name))


def read_zone(text: str, own_zone: ZoneInfo, field: str = "zone") -> ZoneInfo:
    """Read a zone by its name or by its city alone; nothing typed means one's own.

    Raises:
        BadInputError: there is no such zone, or more than one.
    """
    typed = clean_line(text)
    if not typed:
        return own_zone
    wanted = fold(typed).replace(" ", "_")
    if wanted == fold(own_zone.key):
        return own_zone
    names = zone_names()
    whole = [name for name in names if fold(name) == wanted]
    cities = [
        name
        for name in names
        if fold(name.rpartition("/")[2]) == wanted and name.partition("/")[0] in _PLACES
    ]
    matches = whole or cities
    if not matches:
        shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
        raise BadInputError({field: f"There is no time zone '{shown}'; names are like Europe/London."})
    if len(matches) > 1:
        raise BadInputError({field: f"Which one: {', '.join(matches[:4])}?"})
    return ZoneInfo(matches[0])
