"""A home of its own for each test, where the user lives in Detroit and it is a known time."""

import os
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iitui.__main__ import main
from iitui.clock import make_clock
from iitui.store.sample import write_sample

NOW = "2026-11-20T12:00:00-05:00"
"""A Friday."""

Run = Callable[..., tuple[int, str, str]]
"""Runs iitui and returns exit status, standard output and standard error."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "home"
    config = folder / "config" / "iitui"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text('zone = "America/Detroit"\n', "utf-8")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in ("IITUI_DB", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "America/Detroit")
    monkeypatch.setenv("IITUI_NOW", NOW)
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where a journal may be made; it is not there yet."""
    return tmp_path / "journal.db"


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    before = os.environ.get("IITUI_NOW")
    os.environ["IITUI_NOW"] = NOW
    try:
        write_sample(path, make_clock(), ZoneInfo("America/Detroit"))
    finally:
        if before is None:
            del os.environ["IITUI_NOW"]
        else:
            os.environ["IITUI_NOW"] = before
    return path.read_bytes()


@pytest.fixture
def sample(db: Path, sample_bytes: bytes) -> Path:
    """The sample journal, written at NOW."""
    db.write_bytes(sample_bytes)
    return db


@pytest.fixture
def run(db, capsys) -> Run:
    def run_iitui(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--db", str(db), *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_iitui


@pytest.fixture
def at(monkeypatch) -> Callable[[str], None]:
    """Sets the clock."""
    return lambda instant: monkeypatch.setenv("IITUI_NOW", instant)
