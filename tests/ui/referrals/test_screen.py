"""Referrals: the real keys, then the journal and the screen."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from iitui.domain.contacts import ContactDraft, NamePermission
from iitui.domain.imports import ImportRecord
from iitui.domain.interviews import Status
from iitui.store.journal import Store
from iitui.ui.contacts.contact_screen import ContactScreen
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.referrals.screen import ReferralsScreen
from tests.builders import contact, interview
from tests.ui.conftest import NOW
from tests.ui.contacts.steps import contacts_of, detail, the
from tests.ui.pilot import drawn, messages, press_to, search_palette, settle, until_screen


@pytest.fixture
def people(store: Store) -> None:
    """Ada named Bo and Dan; Bo named Cy; Bo was met."""
    contact(store, "Ada")
    bo = contact(store, "Bo", referred_by="Ada", name_permission=NamePermission.YES)
    contact(store, "Cy [/]", referred_by="Bo")
    contact(store, "Dan", referred_by="Ada")
    held = interview(store, bo.id, NOW - timedelta(days=2))
    store.interviews.mark([held.id], Status.HELD)


async def referrals_of(pilot: Pilot[None]) -> ReferralsScreen:
    await contacts_of(pilot)
    await pilot.press("t")
    screen = await until_screen(pilot, ReferralsScreen)
    await settle(pilot)
    return screen


def lines(screen: ReferralsScreen) -> list[str]:
    return [str(row.cells[0]) for row in screen.query_one(RowList).source.rows(0, 100)]


async def test_nobody_was_named_yet(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await referrals_of(pilot)
        for key in ("N", "i", "space", "left", "right", "asterisk", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen
        assert "No referrals yet." in drawn(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, ContactsScreen)


@pytest.mark.usefixtures("people")
async def test_the_tree_folds_moves_and_finds(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await referrals_of(pilot)
        everybody = ["▾ Ada", "├─ ▾ Bo", "│  └─ Cy [/]", "└─ Dan"]
        assert lines(screen) == everybody
        assert "3 names from 1 person at the top · 1 met" in drawn(app)
        assert "1 of 3 met" in drawn(app)
        await pilot.press("g", "right", "left")
        assert lines(screen) == ["▾ Ada", "├─ ▸ Bo", "└─ Dan"]
        await pilot.press("left", "left", "right", "right", "right")
        assert lines(screen) == everybody
        await pilot.press("g", "asterisk")
        assert lines(screen) == ["▸ Ada"]
        await pilot.press("asterisk")
        assert "▾ Ada" in lines(screen)
        await pilot.press("g", "space")
        assert lines(screen) == ["▸ Ada"]
        await pilot.press("slash", *"cy")
        assert lines(screen) == ["▾ Ada", "├─ ▾ Bo", "│  └─ Cy [/]"]
        await pilot.press("z")
        assert "No one matches “cyz”." in drawn(app)
        await pilot.press("escape", "escape")
        await until_screen(pilot, ContactsScreen)


@pytest.mark.usefixtures("people")
async def test_enter_goes_to_the_contact_and_t_comes_back_to_their_line(make_app, look):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await referrals_of(pilot)
        await pilot.press("G", "enter")
        contacts = await until_screen(pilot, ContactsScreen)
        await settle(pilot)
        assert contacts.in_view() == the(look, "Dan")
        await pilot.press("t")
        screen = await until_screen(pilot, ReferralsScreen)
        assert screen.query_one(RowList).cursor_key == the(look, "Dan")


@pytest.mark.usefixtures("people")
async def test_the_name_permission_changes_by_one_key_in_tree_list_and_pane(make_app, look):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await referrals_of(pilot)
        before = len(look().acts.latest())
        screen.query_one(RowList).move_to(the(look, "Dan"))
        await pilot.press("N", "N")
        await settle(pilot)
        assert look().contacts.get(the(look, "Dan"), NOW).name_permission is NamePermission.NO
        assert len(look().acts.latest()) == before + 1, "pressed on, it is one step"
        assert messages(app)[-1] == "Dan: you may not use Ada's name. u undoes it."
        await pilot.press("enter")
        contacts = await until_screen(pilot, ContactsScreen)
        await pilot.press("N")
        await settle(pilot)
        assert "ThroughAda: will introduce me" in detail(contacts)
        await pilot.press("enter")
        whole = await until_screen(pilot, ContactScreen)
        await pilot.press("N")
        await settle(pilot)
        assert "you haven't asked whether you may use their name" in detail(whole)
        await pilot.press("escape", "g", "N")
        await settle(pilot)
        assert "No one is named as Ada" in messages(app)[-1]


@pytest.mark.usefixtures("people")
async def test_the_pane_shows_the_path_above_and_the_tree_below(make_app, look):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        contacts = await contacts_of(pilot)
        await settle(pilot)
        contacts.show_contact(the(look, "Ada"))
        text = detail(contacts)
        assert "Referred you to: 3, 1 asked, 1 agreed, 1 met" in text
        assert "├─ Bo  met  use name? yes" in text
        assert "│  └─ Cy [/]  to ask  use name? not asked" in text
        contacts.show_contact(the(look, "Cy [/]"))
        assert "PathAda › Bo" in detail(contacts)


@pytest.mark.usefixtures("people")
async def test_planning_says_through_whom_and_whether_the_name_may_be_used(make_app):
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await referrals_of(pilot)
        screen.query_one(RowList).action_move_down()
        form = await press_to(pilot, InterviewForm, "i")
        subtitle = str(form.query_one(".form--box").border_subtitle)
        assert subtitle == "through Ada: you may use their name"


@pytest.mark.usefixtures("people")
async def test_the_palette_opens_the_lists_from_anywhere(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        options = await search_palette(pilot, *"referr")
        assert any(option.startswith("Referrals") for option in options)
        await pilot.press("enter")
        await until_screen(pilot, ReferralsScreen)


async def test_of_five_thousand_names_only_those_in_sight_are_made(make_app, store):
    records = [
        ImportRecord(f"{n}", ContactDraft(name=f"P {n:04}", referred_by=f"P {(n - 1) // 3:04}" if n else ""))
        for n in range(2000)
    ]
    store.imports.run(records, "people.csv")
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await referrals_of(pilot)
        assert screen.query_one(RowList).count == 2000
        assert len(screen.query_one(RowList)._position.window._rows) < 100
        await pilot.press("G")
        await settle(pilot)
        assert "1999 names" in drawn(app)
