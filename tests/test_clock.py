"""The clock, where it stands at start, and the zone of the person."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzlocal

from iitui import clock
from iitui.clock import MachineZone, local_zone, machine_zone, make_clock
from iitui.domain.errors import UnreadableError
from tests.processes import needs_zones


def test_the_machines_clock():
    before = datetime.now(UTC)
    told = make_clock()()
    assert before <= told <= datetime.now(UTC)
    assert told.tzinfo is UTC


@pytest.mark.parametrize(
    ("said", "instant"),
    [
        ("2026-11-22T09:00:00-05:00", datetime(2026, 11, 22, 14, tzinfo=UTC)),
        (" 2026-11-22T09:00Z ", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        ("2026-11-22 09:00:00.5+05:30", datetime(2026, 11, 22, 3, 30, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_clock_that_starts_where_it_is_told_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, said: str, instant: datetime
):
    ticks = iter((100.0, 100.0, 161.5))
    monkeypatch.setattr(time, "monotonic", lambda: next(ticks))
    monkeypatch.setenv("IITUI_NOW", said)
    told = make_clock()
    assert told() == instant
    assert told() == instant + timedelta(seconds=61.5)


@pytest.mark.parametrize(
    "said", ["now", "2026-11-22T09:00:00", "2026-13-01T00:00Z", "0001-01-01T00:00+05:00", "9"]
)
def test_a_time_without_an_offset_is_refused(monkeypatch: pytest.MonkeyPatch, said: str):
    monkeypatch.setenv("IITUI_NOW", said)
    with pytest.raises(UnreadableError, match=r"IITUI_NOW: '.*' is not a time with an offset"):
        make_clock()


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("IITUI_NOW", " ")
    assert abs(make_clock()() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_zone_as_said():
    assert local_zone("Asia/Kolkata") == ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../x", "America", "/etc/passwd", "x" * 5000, "a\x00"])
def test_a_zone_that_is_none_is_refused(name: str):
    with pytest.raises(UnreadableError, match="There is no time zone"):
        local_zone(name)


ASKED = [("Europe/London", "Europe/London"), (None, "UTC"), ("Mars/Base", "UTC")]


@pytest.mark.parametrize(("machine", "zone"), ASKED)
def test_the_zone_of_a_machine_without_a_link(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, machine: str | None, zone: str
):
    monkeypatch.setattr(clock, "_LOCALTIME", str(tmp_path / "localtime"))
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: machine)
    assert local_zone().key == zone


@pytest.mark.parametrize(
    ("link", "zone"),
    [
        ("/usr/share/zoneinfo/America/Argentina/Salta", "America/Argentina/Salta"),
        ("../usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("/var/db/timezone/zoneinfo/Europe/London", "Europe/London"),
        ("/usr/share/zoneinfo/posix/Europe/Rome", "Europe/Rome"),
        ("/usr/share/zoneinfo/Mars/Base", "UTC"),
        ("/somewhere/else", "Pacific/Auckland"),
    ],
)
def test_the_zone_that_the_clock_of_the_machine_is_linked_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, link: str, zone: str
):
    (tmp_path / "localtime").symlink_to(link)
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(clock, "_LOCALTIME", str(tmp_path / "localtime"))
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Pacific/Auckland")
    assert local_zone().key == zone


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/London", "Europe/London"),
        (":Europe/London", "Europe/London"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Pacific/Auckland"),
        ("", "Pacific/Auckland"),
        ("/etc/passwd", "Pacific/Auckland"),
    ],
)
def test_the_variable_counts_before_the_link(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, zone: str
):
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    monkeypatch.setattr(clock, "_LOCALTIME", str(tmp_path / "localtime"))
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Pacific/Auckland")
    monkeypatch.setenv("TZ", said)
    assert local_zone().key == zone


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], MachineZone | None]]:
    """Sets the zone of the machine by its variable, and returns it as a prompt has it."""
    for name in ("TZDIR", "PYTHONTZPATH"):
        monkeypatch.delenv(name, raising=False)

    def zone_of(variable: str) -> MachineZone | None:
        monkeypatch.setenv("TZ", variable)
        return machine_zone()

    yield zone_of
    monkeypatch.undo()
    time.tzset()


DIFFICULT = (
    "America/Detroit", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca",
    "Europe/Dublin", "Pacific/Apia", "UTC",
)  # fmt: skip
"""Zones with half hours, with half an hour of daylight saving, with negative one, and with a day left out."""


@needs_zones
@pytest.mark.parametrize("key", DIFFICULT)
def test_the_machines_zone_tells_what_zoneinfo_tells(machine, key: str):
    zone, known = machine(key), ZoneInfo(key)
    assert (str(zone), zone.tzname(None)) == (key, key)
    first = datetime(1970, 1, 2, 0, 0, 0, 7, tzinfo=UTC)
    for instant in (first + timedelta(hours=631 * number) for number in range(1_700)):
        here, there = instant.astimezone(zone), instant.astimezone(known)
        assert (here.replace(tzinfo=None), here.fold) == (there.replace(tzinfo=None), there.fold)
        assert here.utcoffset() == there.utcoffset()
        assert here.astimezone(UTC) == instant


@needs_zones
@pytest.mark.parametrize(
    "key", ["America/Detroit", "America/St_Johns", "Australia/Lord_Howe", "Europe/Dublin"]
)
@pytest.mark.parametrize("year", [1999, 2026, 2099])
def test_a_change_of_the_clocks_is_that_of_zoneinfo(machine, key: str, year: int):
    zone, known = machine(key), ZoneInfo(key)
    hours = (datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(8_760))
    offsets = [(instant, instant.astimezone(known).utcoffset()) for instant in hours]
    changes = [one for (one, before), (_, after) in pairwise(offsets) if before != after]
    assert len(changes) == 2
    walls = (
        change.astimezone(known).replace(tzinfo=None) + timedelta(minutes=15 * step)
        for change, step in product(changes, range(-12, 20))
    )
    for wall, fold in product(walls, (0, 1)):
        here, there = (wall.replace(fold=fold, tzinfo=one) for one in (zone, known))
        assert here.utcoffset() == there.utcoffset(), (wall, fold)


@pytest.mark.parametrize(
    "variable",
    ["Mars/Base", "CET-1CEST,M3.5.0,M10.5.0/3", "", "/etc/passwd", "../zoneinfo/UTC", "America", "zone.tab",
     "right/UTC", "a\x7f"],
)  # fmt: skip
def test_only_a_zone_that_zoneinfo_knows_as_well_is_taken_from_the_machine(machine, variable: str):
    assert machine(variable) is None


@needs_zones
def test_another_zone_or_folder_is_left_to_zoneinfo(machine, monkeypatch: pytest.MonkeyPatch):
    assert str(machine(":Asia/Tokyo")) == "Asia/Tokyo"
    assert str(machine_zone("Asia/Tokyo")) == "Asia/Tokyo"
    assert machine_zone("Europe/London") is None
    monkeypatch.setenv("PYTHONTZPATH", "/somewhere/else")
    assert machine_zone() is None
