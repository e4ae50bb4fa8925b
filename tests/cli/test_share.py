"""The command `share`, between two journals of one user."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "shared"
    path.mkdir()
    return path


def test_what_came_and_went_is_said(run, folder: Path, tmp_path: Path):
    assert run("add", "Dana Ito, Nurse, Beaumont")[0] == 0
    status, out, err = run("share", str(folder))
    assert (status, err) == (0, "")
    assert out.startswith("Nothing new came.\nWrote to ")
    desk = ("--db", str(tmp_path / "desk.db"))
    status, out, _ = run("share", str(folder), "--dry-run", *desk)
    assert out.startswith("To import: From ")
    assert "- new contact Dana Ito\n" in out
    assert json.loads(run("contacts", "--json", *desk)[1]) == []
    found = json.loads(run("share", str(folder), "--json", *desk)[1])
    came = [(item["action"], item["what"], item["name"]) for item in found["came"]]
    assert came == [("new", "organization", "Beaumont"), ("new", "contact", "Dana Ito")]
    assert run("undo", *desk)[1] == f"Undone: {found['act']}\n"
    assert json.loads(run("contacts", "--json", *desk)[1]) == []


def test_the_folder_and_what_stays_here_can_stand_in_the_settings(run, home: Path, folder: Path):
    settings = home / "config" / "iitui" / "settings.toml"
    settings.write_text(f'share = "{folder}"\nshare_device = "My desk"\nshare_without_tags = ["private"]\n')
    assert run("add", "Dana Ito #private")[0] == 0
    assert "contact" not in run("share")[1]
    assert [path.name.startswith("my-desk-") for path in folder.iterdir()] == [True]


def test_without_a_folder_it_says_how_to_name_one(run):
    status, out, err = run("share")
    assert (status, out) == (2, "")
    assert 'share = "~/Shared/iitui"' in err


def test_copies_of_the_journal_are_named(run, journal: Path):
    run("add", "Dana Ito")
    copy = journal.with_name(f"{journal.stem} 2{journal.suffix}")
    copy.write_bytes(journal.read_bytes())
    assert copy.name in run("paths")[2]
    status, out, _ = run("check")
    assert (status, copy.name in out) == (1, True)
