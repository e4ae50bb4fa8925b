"""News: the real keys, then the journal and the screen."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.imports import ImportRecord
from iitui.store.journal import Store
from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.letters.screen import LetterScreen
from iitui.ui.news.screen import NewsScreen
from tests.clock import MovableClock
from tests.ui.conftest import NOW
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import drawn, messages, press_to, settle, until_screen, wait_for


def bring(store: Store, *people: tuple[str, str, str]) -> None:
    records = [
        ImportRecord(
            "row 1",
            ContactDraft(name=name, role=role, organization=place, origin_keys=[f"linkedin:in/{name}"]),
            "LinkedIn",
        )
        for name, role, place in people
    ]
    store.imports.run(records, "Connections.csv")


@pytest.fixture
def news(store: Store, clock: MovableClock) -> None:
    """Two have moved on; Kim has not."""
    clock.now = NOW - timedelta(days=100)
    bring(store, ("Dana [/] Ito", "Nurse", "Beaumont"), ("Olu Ng", "Chef", "Pier"), ("Kim Abe", "", ""))
    clock.now = NOW - timedelta(hours=1)
    bring(store, ("Dana [/] Ito", "Chief Nurse", "Lakeside"), ("Olu Ng", "Head chef", "Pier"))


def of_dana(look) -> tuple[str, str]:
    dana = look().contacts.get(1, NOW)
    return dana.role, dana.organization


async def test_an_empty_list_says_how_news_comes_and_every_key_is_harmless(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, NewsScreen, "F")
        assert "No news yet" in drawn(app)
        await pilot.press("t", "x", "w", "C", "enter", "space", "*", "t")
        await settle(pilot)
        assert isinstance(app.screen, NewsScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, ContactsScreen)


@pytest.mark.usefixtures("news")
async def test_one_key_takes_it_over_and_offers_to_write(make_app, look):
    app = make_app()
    async with app.run_test(size=(140, 40)) as pilot:
        await contacts_of(pilot)
        pane = app.screen.query_one(ContactPane)
        await wait_for(pilot, lambda: "now Chief Nurse at Lakeside" in pane.text)
        screen = await press_to(pilot, NewsScreen, "F")
        await settle(pilot)
        assert screen.rows.count == 2
        assert "Beaumont → Lakeside" in drawn(app)
        await pilot.press("t")
        await until_screen(pilot, Confirm)
        assert of_dana(look) == ("Chief Nurse", "Lakeside")
        await pilot.press("n")
        await settle(pilot)
        assert screen.rows.count == 2, "what is taken over is a reason to write"
        assert "write: now Chief Nurse" in drawn(app)
        await pilot.press("escape")
        await wait_for(pilot, lambda: "until March 2026: Nurse at Beaumont" in pane.text)
        assert "A reason to write: now Chief Nurse at Lakeside" in pane.text
        await pilot.press("u")
        await settle(pilot)
        assert of_dana(look) == ("Nurse", "Beaumont")


@pytest.mark.usefixtures("news")
async def test_today_says_how_many_have_news(make_app, store: Store):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await wait_for(pilot, lambda: "Owed · 2 contacts have news: F" in drawn(app))
        await press_to(pilot, NewsScreen, "F")
        await settle(pilot)
        await pilot.press("x", "escape")
        await wait_for(pilot, lambda: "Owed · 1 contact has news: F" in drawn(app))


@pytest.mark.usefixtures("news")
async def test_a_letter_is_one_key_away(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, NewsScreen, "F")
        await settle(pilot)
        await press_to(pilot, Confirm, "enter")
        await pilot.press("y")
        await until_screen(pilot, LetterScreen)
        assert "Dana" in drawn(app)


@pytest.mark.usefixtures("news")
async def test_dismissed_news_goes_and_comes_back_with_undo(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        screen = await press_to(pilot, NewsScreen, "F")
        await settle(pilot)
        await pilot.press("*", "x")
        await wait_for(pilot, lambda: screen.rows.count == 0)
        assert of_dana(look) == ("Nurse", "Beaumont")
        await wait_for(pilot, lambda: "Dismissed the news of 2 contacts. u undoes it." in messages(app))
        await pilot.press("x", "t", "u")
        await wait_for(pilot, lambda: screen.rows.count == 2)
        await pilot.press("slash", *"olu", "enter", "C")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
