"""Where things lie; asking makes nothing."""

from pathlib import Path

import pytest

from iitui.paths import find_paths, is_usual


def test_the_usual_places_are_in_the_home_and_are_not_made(home: Path):
    paths = find_paths()
    assert all(path.is_relative_to(home) for path in (paths.journal, paths.settings, paths.state))
    assert is_usual(paths)
    assert list(home.iterdir()) == []


def test_the_argument_counts_before_the_variable(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("IITUI_DB", "~/other.db")
    assert find_paths().journal == home / "other.db"
    assert find_paths("mine.db").journal == Path("mine.db")
    assert not is_usual(find_paths())
    monkeypatch.setenv("IITUI_DB", "")
    assert is_usual(find_paths())
