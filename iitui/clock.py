"""Reads the clock and the local time zone; all other code is given an instant and a zone."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from iitui.domain.errors import UnreadableError

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

VARIABLE = "IITUI_NOW"
"""The time to start the clock at, in ISO 8601 with offset: for screenshots, demos and tests."""

_LOCALTIME = "/etc/localtime"
_ZONES = "/usr/share/zoneinfo"
"""Where the C library and Python look for zones first."""

_SIGNATURE = b"TZif"
"""What each file with a zone begins with (RFC 8536)."""

_EPOCH = datetime(1970, 1, 1)

Clock = Callable[[], datetime]
"""Returns the current instant, aware, in UTC."""


def make_clock() -> Clock:
    """Return the clock of the machine, or one that starts at the time in `IITUI_NOW`.

    Raises:
        UnreadableError: `IITUI_NOW` is not a time with an offset.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return lambda: datetime.now(UTC)
    try:
        start = datetime.fromisoformat(text)
        if start.tzinfo is None:
            raise ValueError("no offset")
        start = start.astimezone(UTC)
        if not 1970 <= start.year <= 2200:
            raise ValueError("not a year of interviews")
    except (ValueError, OverflowError) as error:
        raise UnreadableError(
            f"{VARIABLE}: '{text}' is not a time with an offset, such as 2026-11-22T09:00:00-05:00."
        ) from error
    started = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - started)


class MachineZone(tzinfo):
    """The zone of this machine as its C library knows it, for prompts: zoneinfo takes long to load.

    Python reads times without a zone as those of the machine, and tells with `fold` which of two is meant.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    def __str__(self) -> str:
        return self.key

    def utcoffset(self, local: datetime | None) -> timedelta | None:
        """Return by how much the local time is ahead of UTC."""
        if local is None:
            return None
        there = local.replace(microsecond=0, tzinfo=None)
        return there - _EPOCH - timedelta(seconds=int(there.timestamp()))

    def dst(self, _local: datetime | None) -> timedelta | None:
        """Return None: nobody asks how much of the offset is daylight saving."""
        return None

    def tzname(self, _local: datetime | None) -> str:
        """Return the IANA name."""
        return self.key

    def fromutc(self, instant: datetime) -> datetime:
        """Return the local time of an instant that is given in UTC with this zone."""
        seconds = int(instant.replace(microsecond=0, tzinfo=UTC).timestamp())
        return datetime.fromtimestamp(seconds).replace(microsecond=instant.microsecond, tzinfo=self)


def machine_zone(name: str = "") -> MachineZone | None:
    """Return the zone of this machine; None where zoneinfo has to be asked.

    That is so if another zone is named, or if the C library and zoneinfo may not read the same file.
    """
    if "TZDIR" in os.environ or "PYTHONTZPATH" in os.environ:
        return None
    key = os.environ.get("TZ", "").removeprefix(":") or _name_of_link()
    file = os.path.join(_ZONES, key)
    if name not in ("", key) or os.path.normpath(file) != f"{_ZONES}/{key}" or key.startswith("right/"):
        return None  # those in "right" count leap seconds
    try:
        with open(file, "rb") as zone:
            is_zone = zone.read(len(_SIGNATURE)) == _SIGNATURE
    except (OSError, ValueError):
        return None
    time.tzset()  # TZ may have been set since Python began
    return MachineZone(key) if is_zone else None


def local_zone(name: str = "") -> "ZoneInfo":
    """Return the time zone with a name; without one, the zone of this machine.

    Raises:
        UnreadableError: there is no zone with that name.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnreadableError(f"There is no time zone '{name}'; names are like Europe/London.") from error
    try:
        return _zone_of_variable() or ZoneInfo(_name_of_link() or _name_in_system_files() or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _zone_of_variable() -> "ZoneInfo | None":
    """Return the zone that `TZ` names; None if it is not set, or describes a zone without its name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(os.environ["TZ"].removeprefix(":"))
    except (KeyError, ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _name_of_link() -> str:
    """Return the name of the zone that /etc/localtime links to, as on most systems; empty if it does not."""
    if "TZ" in os.environ:
        return ""
    try:
        _, folder, name = os.readlink(_LOCALTIME).partition("zoneinfo/")
    except OSError:
        return ""
    return name.removeprefix("posix/") if folder else ""


def _name_in_system_files() -> str | None:
    """Return the name of the zone from `TZ` and the files in which systems keep it; slow to load."""
    import tzlocal

    return tzlocal.get_localzone_name()
