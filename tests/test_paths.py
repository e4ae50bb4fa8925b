"""Where things lie; asking makes nothing."""

import sys
from pathlib import Path

import platformdirs
import pytest

from iitui.paths import find_paths, is_usual


def test_the_usual_places_are_in_the_home_and_are_not_made(home: Path):
    paths = find_paths()
    assert all(path.is_relative_to(home) for path in (paths.journal, paths.settings, paths.state))
    assert is_usual(paths)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("said", ["", "/srv/places"])
def test_the_usual_places_are_those_of_platformdirs(said: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", said)
    paths = find_paths()
    assert paths.journal.parent == platformdirs.user_data_path("iitui")
    assert paths.settings.parent == platformdirs.user_config_path("iitui")
    assert paths.state == platformdirs.user_state_path("iitui")


def test_a_relative_place_counts_for_nothing(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", "relative/place")
    assert find_paths().journal == home / ".local/share/iitui/journal.db"


def test_other_systems_have_usual_places_too(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert is_usual(find_paths())


def test_the_argument_counts_before_the_variable(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("IITUI_DB", "~/other.db")
    assert find_paths().journal == home / "other.db"
    assert find_paths("mine.db").journal == Path("mine.db")
    assert find_paths("./a//./b/../mine.db/").journal_file == "a/b/../mine.db"
    assert not is_usual(find_paths())
    monkeypatch.setenv("IITUI_DB", "")
    assert is_usual(find_paths())
