"""Time zones as people name them: "Europe/London", "london", "new york"; read into IANA names."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from iitui.domain.dates.zones import CONTINENTS
from iitui.domain.errors import BadInputError
from iitui.domain.text import clean_line, fold, shorten


@cache
def zone_names() -> Sequence[str]:
    """All IANA names this machine knows, places first."""
    return sorted(available_timezones(), key=lambda name: (name.partition("/")[0] not in CONTINENTS, name))


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
        if fold(name.rpartition("/")[2]) == wanted and name.partition("/")[0] in CONTINENTS
    ]
    found = whole or cities
    if not found:
        raise BadInputError(
            {field: f"There is no time zone '{shorten(typed, 40)}'; names are like Europe/London."}
        )
    if len(found) > 1:
        raise BadInputError({field: f"Which one: {', '.join(found[:4])}?"})
    return ZoneInfo(found[0])
