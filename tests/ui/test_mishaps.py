"""Errors that nobody foresaw: a failed action leaves the app alive, anything else ends it in one sentence."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from iitui.domain.drafts import ContactDraft
from iitui.domain.errors import DamagedError
from iitui.store.journal import Store
from iitui.ui.mishaps import BAD_INPUT, FAILED
from iitui.ui.screens.contacts import ContactsScreen
from tests.ui.conftest import MakeApp
from tests.ui.walking import settle, wait_for

SECRET = "said in confidence"


def explode(*_: object) -> None:
    secret = SECRET
    raise ZeroDivisionError(secret)


async def test_an_action_that_fails_is_told_and_the_app_goes_on(
    make_app: MakeApp, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store.contacts.add(ContactDraft(name="Dana Ito"))
    monkeypatch.setattr(ContactsScreen, "known_words", explode)
    app = make_app()
    with pytest.raises(WorkerFailed):  # noqa: PT012 - the app is the statement; as run_test raises it, so that no test overlooks such an error
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("2")
            await settle(pilot)
            await pilot.press("e")
            await wait_for(pilot, lambda: len(app._notifications) > 0)
            told = [one.message for one in app._notifications]
            log = tmp_path / "state" / "iitui.log"
            assert told == [
                "Something went wrong in iitui itself; the journal keeps what was saved."
                f" Details (without your data): {log}"
            ]
            assert "ZeroDivisionError" in log.read_text()
            assert SECRET not in log.read_text()
            await pilot.press("3")
            await pilot.pause()
            assert app.current_mode == "interviews"
            assert app.is_running
    assert app.return_code in (0, None)


async def test_a_screen_that_fails_ends_the_app_without_a_traceback(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(ContactsScreen, "reload", explode)
    app = make_app()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the app is the statement
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("2")
            await pilot.pause()
    assert app.return_code == FAILED
    printed = capsys.readouterr()
    assert "Something went wrong in iitui itself" in " ".join(printed.err.split())
    assert SECRET not in printed.err + printed.out + (tmp_path / "state" / "iitui.log").read_text()


async def test_a_journal_that_breaks_while_it_is_open_is_named(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(*_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(ContactsScreen, "reload", broken)
    app = make_app()
    with pytest.raises(sqlite3.DatabaseError):  # noqa: PT012 - the app is the statement
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("2")
            await pilot.pause()
    assert "is damaged" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "state" / "iitui.log").exists()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE contact SET name = CAST(x'4ae9ff' AS TEXT)",
        "UPDATE interview SET medium = 'phoxe'",
        "UPDATE interview SET minutes = 9223372036854775807",
    ],
    ids=["a name that is no text", "a word of no enum", "a number that nobody can mean"],
)
async def test_a_journal_damaged_in_what_the_first_screen_reads_is_named(
    make_app: MakeApp, sample_journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
):
    journal = tmp_path / "journal.db"
    shutil.copy(sample_journal, journal)
    with closing(sqlite3.connect(journal)) as connection, connection:
        connection.execute(harm)
    before = journal.read_bytes()
    app = make_app()
    with pytest.raises((DamagedError, ValueError, OverflowError)):
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
    assert app.return_code == BAD_INPUT
    said = "".join(capsys.readouterr().err.split())  # wherever the terminal's lines end
    assert "journal.dbisdamaged" in said
    assert "nothingwaschanged" in said
    assert journal.read_bytes() == before
    assert not (tmp_path / "state" / "iitui.log").exists()
