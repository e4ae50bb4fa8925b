"""The log: kinds of errors and places in code, and nothing that anybody wrote."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from iitui.__main__ import main
from iitui.error_log import LARGEST, note, sentence

SECRET = "Dana Ito said"


def fail(secret: str) -> None:
    told = secret + " this in confidence"
    try:
        dict[str, str]().pop(told)
    except KeyError as error:
        raise ValueError(told) from error


def caught(secret: str = SECRET) -> ValueError:
    with pytest.raises(ValueError, match="said") as raised:
        fail(secret)
    return raised.value


def test_kinds_and_places_but_no_message_and_no_value(tmp_path: Path):
    path = note(caught(), "command contacts", tmp_path / "state")
    assert path == tmp_path / "state" / "iitui.log"
    text = path.read_text()
    assert "command contacts" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_error_log.py" in text
    assert " fail" in text
    for word in (*SECRET.split(), "confidence", str(Path.home()), str(Path(__file__).parent)):
        assert word not in text


def test_codes_of_the_system_and_of_sqlite_are_told(tmp_path: Path):
    note(FileNotFoundError(2, "No such file", f"/{SECRET}"), "app", tmp_path)
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.IntegrityError) as raised:
        connection.executescript(
            f"CREATE TABLE t (a CHECK (a <> '{SECRET}')); INSERT INTO t VALUES ('{SECRET}')"
        )
    note(raised.value, "app", tmp_path)
    text = (tmp_path / "iitui.log").read_text()
    assert "(ENOENT)" in text
    assert "(SQLITE_CONSTRAINT_CHECK)" in text
    assert SECRET not in text


def test_it_is_private_and_bounded(tmp_path: Path):
    before = os.umask(0)
    try:
        error = caught()
        for _ in range(2500):
            note(error, "x" * 80, tmp_path / "state")
    finally:
        os.umask(before)
    files = sorted((tmp_path / "state").iterdir())
    assert [file.name for file in files] == ["iitui.log", "iitui.log.1"]
    for file in files:
        assert file.stat().st_size <= LARGEST
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_a_log_that_cannot_be_written_is_no_second_error(tmp_path: Path):
    (tmp_path / "state").write_text("")
    assert note(caught(), "app", tmp_path / "state") is None
    assert "Details" not in sentence(None)


def test_deep_recursion_stays_short(tmp_path: Path):
    def deeper(depth: int) -> None:
        if depth:
            deeper(depth - 1)
        raise RecursionError

    with pytest.raises(RecursionError) as raised:
        deeper(500)
    path = note(raised.value, "app", tmp_path)
    assert path is not None
    assert len(path.read_text().splitlines()) < 80


def test_a_command_that_fails_says_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from iitui.cli import contacts

    monkeypatch.setitem(contacts.COMMANDS, "contacts", lambda *_: fail(SECRET))
    assert main(["--db", str(tmp_path / "journal.db"), "contacts", SECRET]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith(
        "iitui: Something went wrong in iitui itself. Everything you saved is still in the journal."
    )
    log = Path(printed.err.strip().partition("(without your data): ")[2])
    assert SECRET not in log.read_text() + printed.err


def test_a_journal_that_breaks_while_it_is_read_is_no_error_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from iitui.cli import contacts

    def broken(context: object, arguments: object) -> int:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setitem(contacts.COMMANDS, "contacts", broken)
    assert main(["--db", str(tmp_path / "journal.db"), "contacts"]) == 2
    assert "journal.db is damaged" in capsys.readouterr().err
