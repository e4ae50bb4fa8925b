"""Duplicates: the real keys, then the journal and the screen."""

import threading

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.store.journal import Store
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.duplicates import screen as duplicates
from iitui.ui.duplicates.merge_dialog import MergeDialog
from iitui.ui.duplicates.screen import DuplicatesScreen
from iitui.ui.kit.dialogs.progress import Progress
from iitui.ui.session.name_form import NameForm
from tests.builders import contact, request
from tests.terminal import PATIENCE
from tests.ui.conftest import NOW
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import drawn, fill, messages, press_to, settle, until_screen, wait_for, word

MAIL = [Channel(ChannelKind.EMAIL, "jon@example.org")]


@pytest.fixture
def twins(store: Store) -> None:
    """Two who share an address, a third of their name, and somebody else."""
    contact(store, "Jon Smith", organization="Beaumont", role="Nurse", channels=MAIL)
    other = contact(
        store, "Jonathan [/] Smith", organization="Lakeside", channels=MAIL, notes="Tall. " * 9000
    )
    request(store, other.id, NOW)
    contact(store, "Jon Smith", tags=["swim"])
    contact(store, "Kim Abe")


def people(look) -> list[str]:
    return [row.name for row in look().contacts.page("", 0, 99, NOW, NOW)]


async def test_an_empty_list_says_how_to_begin_and_every_key_is_harmless(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, DuplicatesScreen, "D")
        assert "No duplicates found" in drawn(app)
        await pilot.press("M", "x", "C", "enter", "space", "M", "tab", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DuplicatesScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, ContactsScreen)


@pytest.mark.usefixtures("twins")
async def test_the_two_are_merged_as_was_chosen(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        screen = await press_to(pilot, DuplicatesScreen, "D")
        await settle(pilot)
        assert screen.rows.count == 2
        assert "the same email address" in drawn(app)
        await press_to(pilot, MergeDialog, "enter")
        await pilot.pause()
        assert "Merge Jon Smith into Jonathan [/] Smith" in drawn(app), "who was talked with more stays"
        await pilot.press("s")
        assert "Merge Jonathan [/] Smith into Jon Smith" in drawn(app)
        assert "● Jon Smith" in drawn(app)
        await pilot.press("space")
        assert "● Jonathan [/] Smith" in drawn(app)
        await pilot.press("enter", "enter", "enter")
        await settle(pilot)
        await wait_for(pilot, lambda: len(people(look)) == 3)
        kept = look().contacts.get(1, NOW)
        assert kept is not None
        assert (kept.name, kept.organization) == ("Jonathan [/] Smith", "Beaumont")
        assert kept.notes.endswith("name: Jon Smith\nwork: Lakeside")
        assert "Merged Jonathan [/] Smith into Jon Smith. u undoes it." in messages(app)
        await pilot.press("u")
        await settle(pilot)
        await wait_for(pilot, lambda: len(people(look)) == 4)


@pytest.mark.usefixtures("twins")
async def test_those_who_are_two_are_not_proposed_again(make_app, look):
    app = make_app()
    async with app.run_test(size=(140, 40)) as pilot:
        await contacts_of(pilot)
        screen = await press_to(pilot, DuplicatesScreen, "D")
        await settle(pilot)
        await pilot.press("x")
        await wait_for(pilot, lambda: screen.rows.count == 1)
        await pilot.press("slash", *"nobody")
        await settle(pilot)
        assert "Nothing matches" in drawn(app)
        await pilot.press("escape", "*", "x")
        await wait_for(pilot, lambda: screen.rows.count == 0)
        await pilot.press("u", "u")
        await wait_for(pilot, lambda: screen.rows.count == 2)
        await pilot.press("C")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)


@pytest.mark.usefixtures("twins")
async def test_any_two_are_merged_from_the_contacts(make_app, look):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await contacts_of(pilot)
        await pilot.press("M")
        await until_screen(pilot, NameForm)
        await fill(pilot, name="jon smith")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "Which one?" in word(app.screen, "name"))
        await fill(pilot, name="4")
        await pilot.press("ctrl+s")
        await until_screen(pilot, MergeDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert len(people(look)) == 4
        await pilot.press("space", "space")
        await press_to(pilot, MergeDialog, "M")
        await pilot.press("enter")
        await settle(pilot)
        await wait_for(pilot, lambda: len(people(look)) == 3)
        assert isinstance(app.screen, ContactsScreen)
        await pilot.press("*", "M")
        await settle(pilot)
        assert any("you can merge two contacts at a time" in each.lower() for each in messages(app))


@pytest.mark.usefixtures("twins")
async def test_who_is_changed_elsewhere_meanwhile_is_not_merged(make_app, look, store: Store):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, DuplicatesScreen, "D")
        await settle(pilot)
        await press_to(pilot, MergeDialog, "M")
        store.contacts.edit(1, ContactDraft(name="Jon A. Smith", organization="Pier"))
        await pilot.press("enter")
        await settle(pilot)
        await wait_for(pilot, lambda: any("changed elsewhere" in each for each in messages(app)))
        assert len(people(look)) == 4


@pytest.fixture
def held(monkeypatch) -> threading.Event:
    """Let the search among many wait until it may go on, and treat any number of contacts as many."""
    may_go_on = threading.Event()
    find = duplicates._find

    def wait_and_find(journal):
        may_go_on.wait(PATIENCE)
        return find(journal)

    monkeypatch.setattr(duplicates, "_AT_ONCE", 0)
    monkeypatch.setattr(duplicates, "_find", wait_and_find)
    return may_go_on


@pytest.mark.usefixtures("twins")
async def test_many_are_compared_on_a_thread_and_escape_leaves(make_app, held):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await pilot.press("D")
        await until_screen(pilot, Progress)
        assert "Comparing all contacts" in drawn(app)
        await pilot.press("escape")
        await until_screen(pilot, ContactsScreen)
        held.set()
        screen = await press_to(pilot, DuplicatesScreen, "D")
        await settle(pilot)
        assert screen.rows.count == 2


@pytest.mark.usefixtures("twins")
async def test_a_key_pressed_while_many_are_compared_counts_for_what_is_found(make_app, held, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await pilot.press("D")
        await until_screen(pilot, Progress)
        await pilot.press("x")
        held.set()
        await wait_for(pilot, lambda: len(look().duplicates.all()) == 1)
        screen = await until_screen(pilot, DuplicatesScreen)
        await settle(pilot)
        assert screen.rows.count == 1, "what was set apart goes at once"
