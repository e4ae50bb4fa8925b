"""A home of its own for each test, where the user lives in Detroit and it is a known time."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from iitui.__main__ import main

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
def now() -> datetime:
    return datetime.fromisoformat(NOW)


@pytest.fixture
def run(journal: Path, capsys) -> Run:
    def run_iitui(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--db", str(journal), *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_iitui


@pytest.fixture
def at(monkeypatch) -> Callable[[str], None]:
    """Sets the clock."""
    return lambda instant: monkeypatch.setenv("IITUI_NOW", instant)
