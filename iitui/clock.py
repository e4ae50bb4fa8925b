"""Reads the clock and the local time zone; all other code is given an instant and a zone."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iitui.domain.errors import UnreadableError

VARIABLE = "IITUI_NOW"
"""The time to start the clock at, in ISO 8601 with offset: for screenshots, demos and tests."""

_LOCALTIME = "/etc/localtime"

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


def local_zone(name: str = "") -> ZoneInfo:
    """Return the time zone with a name; without one, the zone of this machine.

    Raises:
        UnreadableError: there is no zone with that name.
    """
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnreadableError(f"There is no time zone '{name}'; names are like Europe/London.") from error
    try:
        return _zone_of_variable() or ZoneInfo(_name_of_link() or _name_in_system_files() or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _zone_of_variable() -> ZoneInfo | None:
    """Return the zone that `TZ` names; None if it is not set, or describes a zone without its name."""
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
