"""The clock, where it stands at start, and the zone of the person."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzlocal

from iitui import clock
from iitui.clock import local_zone, make_clock
from iitui.domain.errors import UnreadableError


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
