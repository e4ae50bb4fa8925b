"""A home of its own for each test, where the user lives in Detroit and it is a known time."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from iitui.__main__ import main
from tests.journals import journal_of

NOW = "2026-11-20T12:00:00-05:00"
"""A Friday."""

Run = Callable[..., tuple[int, str, str]]
"""Runs iitui and returns exit status, standard output and standard error."""

Begin = Callable[..., None]
"""Begins the journal with some commands, each given as its words."""


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
def begin(journal: Path) -> Begin:
    """Begins this test's journal with commands; the same ones at the same time are run once in a process."""

    def begin_with(*commands: tuple[str, ...]) -> None:
        journal.write_bytes(journal_after(os.environ["IITUI_NOW"], *commands))

    return begin_with


@cache
def journal_after(now: str, *commands: tuple[str, ...]) -> bytes:
    """A journal after some commands, each of which succeeds; `now` is what the environment says."""

    def write(path: Path) -> None:
        for words in commands:
            assert main(["--db", str(path), *words]) == 0

    return journal_of(write)[0]


@pytest.fixture
def at(monkeypatch) -> Callable[[str], None]:
    """Sets the clock."""
    return lambda instant: monkeypatch.setenv("IITUI_NOW", instant)
