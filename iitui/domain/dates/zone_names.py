"""Time zones as people type them beside a time: "EST", "Pacific time", "Europe/Berlin", "UTC-5", "+01:00"."""

import re
from datetime import timedelta

from iitui.domain.dates.tokens import MisreadError, Offset, Zone
from iitui.domain.dates.zones import ABBREVIATIONS, iana_name

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
    """Read a distance from UTC that belongs to the time right before it: "+01:00", "+0530", "Z".

    With a minus it would look like the end of that time, so that it is read only in ISO 8601 and after "UTC".

    Raises:
        MisreadError: no zone is so far from UTC.
    """
    if match := _ZULU.match(text, position):
        return Offset(timedelta()), match.end()
    match = _AHEAD.match(text, position)
    return (make_offset(match), match.end()) if match else None


def make_offset(match: re.Match[str]) -> Offset:
    """The distance from UTC of a sign, hours and minutes.

    Raises:
        MisreadError: no zone is so far from UTC.
    """
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours > 15 or minutes > 59:
        shown = match.string[match.start("sign") : match.end()]
        raise MisreadError(f"is {shown} from UTC, which no zone is")
    delta = timedelta(hours=hours, minutes=minutes)
    return Offset(-delta if match["sign"] == "-" else delta)


def take_zone(text: str, position: int) -> tuple[Offset | Zone, int] | None:
    """Read a time zone, in brackets or not, that begins at a position of the text.

    Returns:
        The zone, and the position after it; None when none begins here.

    Raises:
        MisreadError: no zone is so far from UTC.
    """
    is_bracketed = text.startswith("(", position)
    taken = _take_name(text, position + is_bracketed)
    if taken is None:
        return None
    piece, end = taken
    if not is_bracketed:
        return None if text.startswith(")", end) else (piece, end)
    return (piece, end + 1) if text.startswith(")", end) else None


def _take_name(text: str, position: int) -> tuple[Offset | Zone, int] | None:
    if match := _UTC.match(text, position):
        return make_offset(match), match.end()
    if match := _NAMED.match(text, position):
        names, key = _LONG[" ".join(match["long"].lower().split())]
        half = (match["half"] or "").lower()
        if half:
            names, key = (names[:1] if half == "standard" else names[-1:]), ""
        return Zone(names, key, match[0], position), match.end()
    if (match := _IANA.match(text, position)) and (known := iana_name(match[0])):
        return Zone((), known, match[0], position), match.end()
    if match := _ABBREVIATED.match(text, position):
        return _abbreviated(match), match.end()
    return None


def _abbreviated(match: re.Match[str]) -> Zone:
    name = match["name"].lower()
    if name == "utc":
        return Zone((), "UTC", match[0], match.start())
    names, key = _LONG[_SHORT[name]] if name in _SHORT else ((name.upper(),), "")
    return Zone(names, key, match[0], match.start())
