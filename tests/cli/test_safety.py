"""`backup`, `restore` and `check`, and the offer of the newest good backup wherever damage is met."""

import json
import os
import shlex
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from iitui import output
from tests.journals import sample_journal
from tests.processes import HEAVY, modules_of

NOON = "20261120T170000Z"
"""The time at which these tests stand, as backups are named."""


def folder_of(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.backups")


def damage(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    path.write_bytes(content)
    return bytes(content)


def test_a_backup_is_taken_and_listed(run, sample):
    status, out, err = run("backup")
    file = folder_of(sample) / f"{NOON}-asked.db"
    assert (status, err) == (0, "")
    assert out == f"Backed up to {file} ({round(file.stat().st_size / 1000)} kB).\n"
    status, out, err = run("backup", "--list")
    assert (status, err) == (0, "")
    assert out.split() == ["Fri", "20", "Nov", "12:00", "asked", *out.split()[5:7], str(file)]
    status, out, _ = run("backup", "--list", "--json")
    assert status == 0
    assert json.loads(out) == [
        {
            "file": str(file),
            "at": "2026-11-20T12:00:00-05:00",
            "reason": "asked",
            "size": file.stat().st_size,
        }
    ]


def test_a_backup_goes_where_one_wants_it(run, sample, tmp_path):
    file = tmp_path / "usb stick" / "iitui.db"
    file.parent.mkdir()
    status, out, _ = run("backup", file)
    assert status == 0
    assert out.startswith(f"Backed up to {file} (")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    status, out, _ = run("backup", file, "--json")
    assert status == 0
    assert json.loads(out)["file"] == str(file)
    assert not folder_of(sample).exists()
    assert [path.name for path in file.parent.iterdir()] == ["iitui.db"]


def test_no_backups_are_no_mistake(run, sample):
    assert run("backup", "--list") == (0, "", f"There are no backups in {folder_of(sample)} yet.\n")
    assert run("backup", "--list", "--json")[:2] == (0, "[]\n")
    assert not folder_of(sample).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backup", "--list", "x.db"], "takes no FILE"),
        (["backup", "{db}"], "is the journal itself"),
        (["backup", "{folder}"], "is a folder"),
        (["backup", "{folder}/none/x.db"], "does not exist"),
        (["backup", "{photo}"], "is not a journal"),
        (["restore", "{photo}"], "is not a journal"),
        (["restore", "{db}"], "is the journal itself"),
        (["restore", "{folder}"], "is a folder"),
        (["restore", "{folder}/none.db"], "There is no file"),
    ],
)
def test_bad_input_changes_nothing(run, sample, tmp_path, arguments, words):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8" * 2000)
    names = {"db": sample, "folder": tmp_path, "photo": photo}
    before = sample.read_bytes()
    status, out, err = run(*(argument.format(**names) for argument in arguments))
    assert (status, out) == (2, "")
    assert err.startswith("iitui: ")
    assert err.count("\n") == 1
    assert words in err
    assert sample.read_bytes() == before
    assert photo.read_bytes() == b"\xff\xd8" * 2000
    assert not folder_of(sample).exists()


def test_where_there_is_no_journal(run, journal):
    assert run("backup")[0] == 2
    assert run("check") == (0, "", f"There is no journal at {journal} yet.\n")
    assert run("check", "--json")[:2] == (0, "[]\n")
    assert not journal.exists()


def test_a_restore_and_its_undo(run, sample, tmp_path):
    file = tmp_path / "kept.db"
    run("backup", file)
    run("add", "Dana New")
    status, out, err = run("restore", file)
    kept = folder_of(sample) / f"{NOON}-before-restore.db"
    assert (status, err) == (0, "")
    assert out == (
        f"Restored {sample} from {file}.\n"
        f"Its previous contents are backed up in {kept}; 'iitui undo' brings them back.\n"
    )
    assert run("contacts", "dana new")[1] == ""
    assert run("check")[:2] == (0, "The journal is in good order.\n")
    assert run("undo")[:2] == (0, "Undone: Restored the journal from kept.db\n")
    assert "Dana New" in run("contacts", "dana new")[1]
    assert run("redo")[:2] == (0, "Redone: Restored the journal from kept.db\n")
    assert run("contacts", "dana new")[1] == ""


def test_a_restore_into_the_usual_place(home, sample, capsys):
    from iitui.__main__ import main

    assert main(["restore", str(sample)]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    folder = home / "data" / "iitui"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["journal.db"]


def test_a_daily_backup_is_taken_before_the_first_change(run, sample, at):
    run("add", "One New")
    run("add", "Two New")
    at("2026-11-21T12:00:00-05:00")
    run("due")
    run("add", "Three New")
    names = sorted(path.name for path in folder_of(sample).iterdir())
    assert names == [f"{NOON}-daily.db", "20261121T170000Z-daily.db"]


def test_neither_a_new_journal_nor_the_sample_gets_a_folder(run, journal, tmp_path):
    run("add", "Dana Ito")
    run("add", "Kim Lee")
    run("demo", "--write", tmp_path / "sample.db")
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".db", ".db"]
    assert not folder_of(journal).exists()
    assert not folder_of(tmp_path / "sample.db").exists()


def test_a_daily_backup_that_fails_is_told_and_hinders_nothing(run, sample):
    folder_of(sample).write_text("in the way")
    status, out, err = run("add", "Dana New")
    assert status == 0
    assert out.startswith("Added Dana New")
    assert err == (
        f"iitui: Today's backup of the journal failed: {folder_of(sample)} cannot be created: File exists.\n"
    )


def test_damage_is_found_and_nothing_is_written(run, sample):
    run("backup")
    backup = folder_of(sample) / f"{NOON}-asked.db"
    before = damage(sample)
    status, out, err = run("check")
    assert (status, err) == (1, "")
    assert out.startswith("the file: It is damaged: ")
    command = f"iitui --db {shlex.quote(str(sample))} restore {shlex.quote(str(backup))}"
    assert all(line.endswith(command) for line in out.splitlines())
    found = json.loads(run("check", "--json")[1])
    assert set(found[0]) == {"where", "what", "remedy"}
    for arguments in (["contacts"], ["add", "Dana New"], ["backup"], ["history"], ["undo"]):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        assert "is damaged" in err
        assert f"the newest good backup is from 2026-11-20 17:00 UTC ({command})." in err
    assert sample.read_bytes() == before
    status, out, err = run("restore", backup)
    assert (status, err) == (0, "")
    assert out.splitlines()[1] == f"The damaged journal was kept as {sample}.damaged-{NOON}."
    assert Path(f"{sample}.damaged-{NOON}").read_bytes() == before
    assert run("check")[:2] == (0, "The journal is in good order.\n")
    assert "Oliver" in run("contacts", "oliv")[1]


def test_where_there_is_no_good_backup_none_is_offered(run, sample):
    damage(sample)
    assert run("contacts")[2] == f"iitui: {sample} is damaged; nothing was changed.\n"
    assert "Its folder has no good backup" in run("check")[1]


def test_the_command_that_is_offered_for_the_usual_journal_is_short(run, home, now, capsys):
    from iitui.__main__ import main

    journal = home / "data" / "iitui" / "journal.db"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(sample_journal(now))
    main(["backup"])
    damage(journal)
    capsys.readouterr()
    assert main(["due"]) == 2
    assert f"(iitui restore {folder_of(journal)}/{NOON}-asked.db)." in capsys.readouterr().err


def test_findings_are_said_with_what_to_do(run, sample):
    connection = sqlite3.connect(sample)
    connection.execute("UPDATE interview SET medium = 'pigeon' || char(27) || '[2J' WHERE id = 1")
    connection.commit()
    connection.close()
    status, out, err = run("check")
    assert (status, err) == (1, "")
    assert "interview 1: Its medium is 'pigeon[2J', which iitui does not know." in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    "command", [["backup"], ["backup", "--list"], ["backup", "--list", "--json"], ["check"]]
)
def test_safety_loads_nothing_that_is_slow(sample, command):
    assert modules_of("--db", sample, *command).isdisjoint(HEAVY)


def test_progress_is_shown_on_a_terminal_only(run, sample, monkeypatch, capsys):
    assert output.progress_of("Backing up") is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = output.progress_of("Backing up")
    assert shown is not None
    shown(5, 10)
    shown(10, 10)
    assert capsys.readouterr().err == "\rBacking up: 50 %\rBacking up: 100 %\r\x1b[K"
