"""Journals that earlier versions of the schema left behind: every command, every importer, every screen."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from iitui.__main__ import main
from iitui.exports.registry import FORMATS
from iitui.store.schema.version import NEWEST
from tests.journals import EARLIER_VERSIONS, earlier_journal
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, settle

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:New Comer\nEND:VCARD\n"
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Eva,Nova,,,Works,Nurse,01 Mar 2026\n"
)
MESSAGE = (
    "From: Joanna <joanna.whitlock@example.org>\nTo: me@example.org\nSubject: Hello\n"
    "Date: Mon, 9 Mar 2026 10:00:00 -0400\nMessage-ID: <1@example.org>\n\nHello\n"
)
COMMANDS = (
    "due",
    "next",
    "brief",
    "contacts",
    "contacts nurse",
    "interviews --all",
    "questions",
    "stats",
    "tree",
    *(f"export {what}" for what in FORMATS),
    "add Dana",
    "schedule Joanna 3pm",
    "done thank_you:4",
    "snooze thank_you:4 fri",
    "waive thank_you:4",
    "merge 1 2",
    "news",
    "history",
)


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def now():
    """When they were written."""
    return NOW


@pytest.fixture(params=EARLIER_VERSIONS)
def journal(request, journal, now, tmp_path, monkeypatch):
    """A journal of an earlier version, as it was left."""
    monkeypatch.setenv("IITUI_NOW", now.isoformat())
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    journal.write_bytes(earlier_journal(request.param))
    assert version(journal) == request.param
    return journal


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command(journal, command, capsys):
    assert main(["--db", str(journal), *command.split()]) == 0, capsys.readouterr().err
    assert version(journal) == NEWEST
    assert main(["--db", str(journal), "check"]) == 0
    shelf = journal.with_name("journal.db.backups")
    assert [path for path in shelf.iterdir() if version(path) < NEWEST], "no backup from before the migration"


@pytest.mark.parametrize("command", ["backup", "check"])
def test_what_only_looks_leaves_it_as_it_is(journal, command):
    before = version(journal)
    assert main(["--db", str(journal), command]) == 0
    assert version(journal) == before


@pytest.mark.parametrize(
    ("name", "text"), [("new.vcf", CARD), ("Connections.csv", CONNECTIONS), ("hello.eml", MESSAGE)]
)
def test_every_importer(journal, home, name, text, capsys):
    (home / ".config" / "iitui").mkdir(parents=True)
    (home / ".config" / "iitui" / "settings.toml").write_text('addresses = ["me@example.org"]\n')
    (home / name).write_text(text)
    assert main(["--db", str(journal), "import", str(home / name)]) == 0
    assert "1 added" in capsys.readouterr().out
    assert main(["--db", str(journal), "undo"]) == 0
    assert main(["--db", str(journal), "check"]) == 0


async def test_every_screen(journal, make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        for key in "12345b":
            await pilot.press(key)
            await settle(pilot)
            assert "Thandiwe" in drawn(app) or key in "45"
    assert version(journal) == NEWEST
