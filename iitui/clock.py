"""The one place where the clock is read; everybody else is given an instant."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iitui.domain.errors import UnreadableError

VARIABLE = "IITUI_NOW"
"""Where the clock stands at start, ISO 8601 with offset: for screenshots, demos and tests."""

_MACHINE = "/etc/localtime"

Clock = Callable[[], datetime]
"""Tells the present instant, aware, UTC."""


def make_clock() -> Clock:
    """Return the clock: the machine's, or one that starts where `IITUI_NOW` says and goes on from there.

    Raises:
        UnreadableError: `IITUI_NOW` is not a time with an offset.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return lambda: datetime.now(UTC)
    try:
        start = datetime.fromisoformat(said)
        if start.tzinfo is None:
            raise ValueError("no offset")
        start = start.astimezone(UTC)
        if not 1970 <= start.year <= 2200:
            raise ValueError("far from any interview")
    except (ValueError, OverflowError) as error:
        raise UnreadableError(
            f"{VARIABLE}: '{said}' is not a time with an offset, such as 2026-11-22T09:00:00-05:00."
        ) from error
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)


def local_zone(said: str = "") -> ZoneInfo:
    """Return the zone of the person: as said in the settings, else this machine's.

    Raises:
        UnreadableError: there is no zone of that name.
    """
    if said:
        try:
            return ZoneInfo(said)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnreadableError(f"There is no time zone '{said}'; names are like Europe/London.") from error
    try:
        return _zone_of_variable() or ZoneInfo(_name_of_link() or _name_asked_around() or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _zone_of_variable() -> ZoneInfo | None:
    """The zone that `TZ` names; None where it is not set, or says by another way than a name which it is."""
    try:
        return ZoneInfo(os.environ["TZ"].removeprefix(":"))
    except (KeyError, ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _name_of_link() -> str:
    """The zone whose file this machine's clock is linked to, as on most systems; empty where it is not."""
    if "TZ" in os.environ:
        return ""
    try:
        _, folder, name = os.readlink(_MACHINE).partition("zoneinfo/")
    except OSError:
        return ""
    return name.removeprefix("posix/") if folder else ""


def _name_asked_around() -> str | None:
    """The zone by `TZ` and by all the files in which systems keep its name; slow to load."""
    import tzlocal

    return tzlocal.get_localzone_name()
