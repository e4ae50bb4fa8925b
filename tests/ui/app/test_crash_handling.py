"""Errors that nobody foresaw: they are told and the screen made anew; the same one twice at once leaves."""

import asyncio
import gc
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from textual.events import MouseDown
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets._toast import Toast  # the words in the corner, which nothing public makes
from textual.worker import WorkerFailed

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import DamagedError
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.app.crash_handling import BAD_INPUT, FAILED
from iitui.ui.app.notifications import TimelyNotification
from iitui.ui.contacts import adding
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.kit.screens import ClosingOnce
from tests.conftest import MakeApp
from tests.ui.pilot import drawn, messages, settle, wait_for
from tests.ui.widget_classes import classes

SECRET = "said in confidence"


def explode(*_: object) -> None:
    secret = SECRET
    raise ZeroDivisionError(secret)


async def test_an_action_that_fails_is_told_and_the_app_goes_on(
    make_app: MakeApp, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store.contacts.add(ContactDraft(name="Dana Ito"))
    monkeypatch.setattr(adding, "contact_form_facts", explode)
    app = make_app()
    with pytest.raises(WorkerFailed):  # noqa: PT012 - the app is the statement; as run_test raises it, so that no test overlooks such an error
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("2")
            await settle(pilot)
            await pilot.press("e")
            await wait_for(pilot, lambda: len(app._notifications) > 0)
            told = messages(app)
            log = tmp_path / "state" / "iitui.log"
            assert told == [
                "Something went wrong in iitui itself. Everything you saved is still in the journal."
                f" Details (without your data): {log}"
            ]
            assert "ZeroDivisionError" in log.read_text()
            assert SECRET not in log.read_text()
            await pilot.press("3")
            await pilot.pause()
            assert app.current_mode == "interviews"
            assert app.is_running
    assert app.return_code in (0, None)


def explode_at(times: Collection[int]) -> Callable[..., None]:
    """A function that fails the times it is called that are named, counted from 1."""
    calls = count(1)

    def call(*_: object) -> None:
        if next(calls) in times:
            explode()

    return call


async def test_a_handler_that_fails_has_its_screen_made_anew(
    make_app: MakeApp, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store.contacts.add(ContactDraft(name="Dana Ito"))
    monkeypatch.setattr(ContactsScreen, "action_search", explode_at({1}))
    app = make_app()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - as run_test raises it, so that no test overlooks such an error
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("2")
            await settle(pilot)
            broken = app.screen
            await pilot.press("slash")
            await wait_for(pilot, lambda: app.screen is not broken and app.current_mode == "contacts")
            await settle(pilot)
            log = tmp_path / "state" / "iitui.log"
            assert messages(app) == [
                "Something went wrong in iitui itself. Everything you saved is still in the journal."
                f" Details (without your data): {log} The screen was reopened."
            ]
            assert "Dana Ito" in drawn(app)
            await pilot.press("e")
            await pilot.pause()
            assert app.screen.is_modal
    assert SECRET not in log.read_text()


async def test_what_was_typed_into_a_form_that_fails_is_offered_again(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ContactForm, "action_save_form", explode_at({1}))
    app = make_app()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - as run_test raises it
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("2", "n", *"Dana", "ctrl+s")
            await wait_for(pilot, lambda: not app.screen.is_modal)
            await settle(pilot)
            assert app.current_mode == "contacts"
            await pilot.press("n")
            await wait_for(pilot, lambda: "Unsaved text" in drawn(app))
            assert "Dana" in drawn(app)
    assert app.return_code in (0, None)


async def test_the_same_place_failing_twice_at_once_leaves_the_app(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(ContactsScreen, "reload", explode)
    app = make_app()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - as run_test raises it
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("2")
            await wait_for(pilot, lambda: not app.is_running)
    assert app.return_code == FAILED
    printed = capsys.readouterr()
    assert "Something went wrong in iitui itself" in " ".join(printed.err.split())
    assert SECRET not in printed.err + printed.out + (tmp_path / "state" / "iitui.log").read_text()


async def test_an_error_that_nobody_waits_for_is_in_the_log(sample_app: IituiApp, tmp_path: Path):
    async def fail() -> None:
        explode()

    async with sample_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        task = asyncio.ensure_future(fail())
        await pilot.pause()
        del task
        gc.collect()
        await wait_for(pilot, (tmp_path / "state" / "iitui.log").exists)
        assert sample_app.is_running
    assert "where no one waited" in (tmp_path / "state" / "iitui.log").read_text()


def test_every_screen_of_ours_closes_once():
    ours = [found for found in classes() if issubclass(found, Screen)]
    assert len(ours) > 10
    for screen in ours:
        assert issubclass(screen, ClosingOnce), screen
        assert screen.dismiss is ClosingOnce.dismiss, screen


async def test_closing_twice_closes_what_is_below_never(sample_app: IituiApp):
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2", "n")
        await pilot.pause()
        form = sample_app.screen
        assert form.is_modal
        form.dismiss(None)
        form.dismiss(None)
        await pilot.pause()
        assert isinstance(sample_app.screen, ContactsScreen)
        form.dismiss(None)
        await pilot.pause()
        assert isinstance(sample_app.screen, ContactsScreen)


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
            await wait_for(pilot, lambda: not app.is_running)
    assert app.return_code == BAD_INPUT
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
    make_app: MakeApp, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
):
    with closing(sqlite3.connect(sample)) as connection, connection:
        connection.execute(harm)
    before = sample.read_bytes()
    app = make_app()
    with pytest.raises((DamagedError, ValueError, OverflowError)):
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
    assert app.return_code == BAD_INPUT
    said = "".join(capsys.readouterr().err.split())  # wherever the terminal's lines end
    assert "journal.dbisdamaged" in said
    assert "nothingwaschanged" in said
    assert sample.read_bytes() == before
    assert not (tmp_path / "state" / "iitui.log").exists()


async def test_words_that_are_shown_after_their_time_vanish_and_hold_nothing_up(sample_app: IituiApp):
    late = TimelyNotification("Too late", timeout=-1.0)
    assert late.has_expired
    assert late.time_left > 0
    assert not TimelyNotification("In time").has_expired
    async with sample_app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await sample_app.screen.mount(Toast(late))
        await wait_for(pilot, lambda: not sample_app.screen.query(Toast))


async def test_a_click_on_what_was_removed_a_moment_ago_is_nothing(sample_app, monkeypatch):
    async with sample_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        gone = Static("gone")
        found = (gone, Offset(0, 0))
        monkeypatch.setattr(sample_app.screen, "get_widget_and_offset_at", lambda *_: found)
        sample_app.post_message(MouseDown(None, 5, 5, 0, 0, 1, shift=False, meta=False, ctrl=False))
        await settle(pilot)
        assert sample_app.is_running
