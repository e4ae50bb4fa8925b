"""The calendar with other programs: khal, vobject, and a phone's way by vdirsyncer and a CalDAV server."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject

from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MovableClock

KHAL = """\
[calendars]
[[iitui]]
path = {vdir}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = America/Detroit
default_timezone = America/Detroit
[sqlite]
path = {cache}
[default]
default_calendar = iitui
"""
RADICALE = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}
"""
VDIRSYNCER = """\
[general]
status_path = "{status}"
[pair calendar]
a = "here"
b = "server"
collections = [["iitui", "iitui", "iitui"]]
[storage here]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
[storage server]
type = "caldav"
url = "http://127.0.0.1:{port}/"
username = "dana"
password = "secret"
"""


def command(name: str, *arguments: object, typed: str = "") -> str:
    """Run a program of the environment that the tests run in, and return what it prints."""
    program = Path(sys.executable).parent / name
    done = subprocess.run(  # noqa: PLW1510 - what it prints is shown if it fails
        [str(program), *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def planned(journal: Path, now) -> Path:
    """An interview to come, in another zone than the user's, and one that was cancelled."""
    store = Store.open(journal, MovableClock(now))
    dana = contact(store, "Dana Ito", organization="Beaumont", role="Nurse Manager")
    interview(
        store,
        dana.id,
        now.replace(month=12, day=3, hour=14),
        "America/Chicago",
        place="3601 W 13 Mile; Lobby, left",
        occupation="Nursing",
        travel_minutes=25,
    )
    store.close()
    return journal


def khal_list(tmp_path: Path, vdir: Path) -> str:
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(vdir=vdir, cache=tmp_path / "khal.db"), "utf-8")
    form = "{start-date} {start-time}-{end-time} {title} @ {location}"
    return command("khal", "-c", config, "list", "2026-12-01", "7d", "--format", form)


def test_khal_reads_the_folder_as_it_is(run, planned, tmp_path):
    assert run("export", "calendar", "--vdir", tmp_path / "vdir")[0] == 0
    shown = khal_list(tmp_path, tmp_path / "vdir")
    assert "2026-12-03 14:00-14:30 Interview with Dana Ito @ 3601 W 13 Mile; Lobby, left" in shown


def test_khal_imports_the_file(run, planned, tmp_path):
    target = tmp_path / "calendar.ics"
    assert run("export", "calendar", "-o", target)[0] == 0
    (tmp_path / "own").mkdir()
    assert "Interview" not in khal_list(tmp_path, tmp_path / "own")
    command("khal", "-c", tmp_path / "khal.conf", "import", "--batch", target)
    assert "14:00-14:30 Interview with Dana Ito" in khal_list(tmp_path, tmp_path / "own")


def test_a_second_reader_reads_every_export(run, planned, sample, tmp_path):
    text = run("export", "calendar")[1]
    [calendar] = vobject.readComponents(text, validate=True)
    assert len(calendar.vevent_list) == text.count("BEGIN:VEVENT")
    assert len(calendar.vtodo_list) == text.count("BEGIN:VTODO")
    assert run("export", "calendar", "--vdir", tmp_path / "vdir")[0] == 0
    for file in (tmp_path / "vdir").iterdir():
        [item] = vobject.readComponents(file.read_text("utf-8"), validate=True)
        assert len([*item.components()]) <= 2


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """A CalDAV server on the loopback address; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tmp_path / "radicale.conf"
    config.write_text(RADICALE.format(port=port, folder=tmp_path / "collections"), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        process.poll()
    raise AssertionError("the server does not answer")


def test_what_the_phone_changes_comes_back_as_one_act(run, planned, tmp_path, server):
    folder = tmp_path / "calendars" / "iitui"
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    config = tmp_path / "vdirsyncer.conf"
    config.write_text(
        VDIRSYNCER.format(status=tmp_path / "status", folder=folder.parent, port=server), "utf-8"
    )
    command("vdirsyncer", "-c", config, "discover", typed="y\ny\n")
    command("vdirsyncer", "-c", config, "sync")
    [event] = [file for file in folder.iterdir() if "VEVENT" in file.read_text("utf-8")]
    _move_on_server(f"http://127.0.0.1:{server}/dana/iitui/{event.name}")
    command("vdirsyncer", "-c", config, "sync")
    assert "T180000" in event.read_text("utf-8")

    assert "changed by another program, so it was kept" in run("export", "calendar", "--vdir", folder)[2]
    status, out, err = run("import", "calendar", "--vdir", folder)
    assert (status, out) == (0, "1 read, 0 added, 1 updated, 0 unchanged, 0 skipped\n")
    assert "Dana Ito: time Thu 3 Dec 13:00" in err
    assert '"starts": "2026-12-03T18:00:00-06:00"' in run("interviews", "--json")[1]
    assert "From iitui: 1 interview changed" in run("history")[1].splitlines()[0]
    assert run("import", "calendar", "--vdir", folder)[1].startswith("0 read")

    assert run("undo")[0] == 0
    assert '"starts": "2026-12-03T13:00:00-06:00"' in run("interviews", "--json")[1]
    assert run("export", "calendar", "--vdir", folder)[1] == "1 written or removed, 8 unchanged\n"
    assert "T130000" in event.read_text("utf-8")
    command("vdirsyncer", "-c", config, "sync")
    with urllib.request.urlopen(f"http://127.0.0.1:{server}/dana/iitui/{event.name}") as answer:
        told = answer.read().decode()
    assert "T130000" in told
    assert "SEQUENCE:1" in told, "what was undone is news to the phone"


def _move_on_server(address: str) -> None:
    """Change the time of an event as a phone does."""
    with urllib.request.urlopen(address) as answer:
        text = answer.read().decode()
    moved = text.replace("20261203T130000", "20261203T180000").replace("20261203T133000", "20261203T184500")
    assert moved != text
    put = urllib.request.Request(
        address, moved.encode(), {"Content-Type": "text/calendar; charset=utf-8"}, method="PUT"
    )
    with urllib.request.urlopen(put) as answer:
        assert answer.status in (201, 204)
