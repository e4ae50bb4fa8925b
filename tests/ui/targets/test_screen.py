"""Targets: the real keys, then the journal and the screen."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from iitui.domain.targets import Target, TargetDraft
from iitui.store.journal import Store
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.contacts.touch_menu import TouchMenu
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.organizations.screen import OrganizationsScreen
from iitui.ui.targets.screen import TargetsScreen
from iitui.ui.targets.target_form import TargetForm
from tests.builders import contact
from tests.ui.conftest import NOW
from tests.ui.contacts.steps import contacts_of, the
from tests.ui.pilot import drawn, fill, messages, press_to, settle, until_screen, wait_for, word


@pytest.fixture
def targets(store: Store) -> None:
    """Two people at the Harbor, nobody at the Quay, which counts less."""
    contact(store, "Ada", organization="Harbor")
    contact(store, "Bo [/]", organization="Harbor")
    store.targets.add(TargetDraft(organization="Quay", motivation=2, posting=3, tie="alumni"))
    store.targets.add(TargetDraft(organization="Harbor", motivation=4, source="the news"))


async def targets_of(pilot: Pilot[None], first: str = "2") -> TargetsScreen:
    if first == "2":
        await contacts_of(pilot)
    await pilot.press("T")
    screen = await until_screen(pilot, TargetsScreen)
    await settle(pilot)
    return screen


def names(screen: TargetsScreen) -> list[str]:
    return [str(row.cells[0]) for row in screen.rows.source.rows(0, 100)]


def found(look, name: str) -> Target:
    target: Target | None = look().targets.named(name, NOW)
    assert target is not None
    return target


async def test_an_empty_list_says_how_to_begin_and_n_adds_one(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await targets_of(pilot)
        assert "No targets yet" in drawn(app)
        await pilot.press("e", "d", "plus", "i", "l", "enter", "O", "a", "right", "greater_than_sign")
        await settle(pilot)
        assert app.screen is screen
        await press_to(pilot, TargetForm, "n")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "missing" in word(app.screen, "organization"))
        await fill(pilot, organization="Pier [/]", tie="the rowing club", motivation="5 the most")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) == ["Pier [/]"]
        pier = found(look, "Pier [/]")
        assert (pier.motivation, pier.posting, pier.tie) == (5, 0, "the rowing club")
        assert "Motivation 5; you don't know" in drawn(app)
        assert "anyone there yet: find someone" in drawn(app)


@pytest.mark.usefixtures("targets")
async def test_figures_change_by_one_key_and_the_cursor_stays(make_app, look):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await targets_of(pilot)
        assert names(screen) == ["Harbor", "Quay"]
        await pilot.press("j", "plus", "plus", "plus", "plus")
        await settle(pilot)
        await wait_for(pilot, lambda: found(look, "Quay").motivation == 5)
        await settle(pilot)
        assert names(screen) == ["Quay", "Harbor"]
        assert screen.in_view() == found(look, "Quay").id
        await pilot.press("minus", "less_than_sign")
        await settle(pilot)
        await wait_for(pilot, lambda: (found(look, "Quay").motivation, found(look, "Quay").posting) == (4, 2))
        await pilot.press("*", "greater_than_sign")
        await settle(pilot)
        await wait_for(pilot, lambda: (found(look, "Quay").posting, found(look, "Harbor").posting) == (3, 1))
        await pilot.press("u")
        await settle(pilot)
        assert (found(look, "Quay").posting, found(look, "Harbor").posting) == (2, 0)


@pytest.mark.usefixtures("targets")
async def test_each_column_sorts_by_key_and_click(make_app):
    app = make_app()
    async with app.run_test(size=(160, 45)) as pilot:
        screen = await targets_of(pilot)
        await pilot.press("right")
        assert "by organization, A to Z" in drawn(app)
        assert "Target ▲" in drawn(app)
        await pilot.press("right")
        assert names(screen) == ["Quay", "Harbor"]
        assert "by organization, Z to A" in drawn(app)
        await pilot.press("left", "left")
        assert "in LAMP order" in drawn(app)
        header = next(line for line in drawn(app).splitlines() if "Motiv." in line)
        at = header.index("Posting") - screen.rows.region.x
        await pilot.click("#records-rows", offset=(at, 0))
        await settle(pilot)
        assert names(screen) == ["Quay", "Harbor"]
        assert "Posting▼" in drawn(app)
        await pilot.click("#records-rows", offset=(at, 0))
        await settle(pilot)
        assert names(screen) == ["Harbor", "Quay"]
        assert "Posting▲" in drawn(app)


@pytest.mark.usefixtures("targets")
async def test_from_a_target_to_who_is_to_be_asked(make_app, look):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await targets_of(pilot)
        reason = screen.query_one("#targets-reason", Static)
        assert str(reason.content) == "Motivation 4; you haven't asked anyone there yet."
        form = await press_to(pilot, InterviewForm, "i")
        assert "Ada" in drawn(app)
        await pilot.press("escape")
        await wait_for(pilot, lambda: app.screen is not form)
        await press_to(pilot, TouchMenu, "l")
        await pilot.press("a")
        await wait_for(pilot, lambda: app.screen is screen)
        await settle(pilot)
        assert found(look, "Harbor").requests == 1
        assert screen.proposed.count == 1, "Harbor waits for a reply"
        await pilot.press("enter", "g", "enter")
        contacts = await until_screen(pilot, ContactsScreen)
        await settle(pilot)
        assert contacts.in_view() == the(look, "Bo [/]")


@pytest.mark.usefixtures("targets")
async def test_where_nobody_is_known_somebody_is_added(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await targets_of(pilot)
        await pilot.press("j", "i")
        await settle(pilot)
        assert "find someone" in messages(app)[-1]
        screen.proposed.focus()
        await pilot.press("G")
        await press_to(pilot, ContactForm, "enter")
        await fill(pilot, name="Cy")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert look().contacts.get(the(look, "Cy"), NOW).organization == "Quay"
        screen.rows.focus()
        await pilot.press("O")
        organizations = await until_screen(pilot, OrganizationsScreen)
        await settle(pilot)
        assert organizations.in_view() == found(look, "Quay").id


@pytest.mark.usefixtures("targets")
async def test_what_was_changed_elsewhere_is_merged(make_app, store, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await targets_of(pilot)
        await press_to(pilot, TargetForm, "e")
        harbor = found(look, "Harbor")
        store.targets.edit(harbor.id, TargetDraft(organization="Harbor", source="the news", posting=3))
        await fill(pilot, tie="alumni")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "changed elsewhere" in " ".join(drawn(app).split()))
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: app.screen is screen)
        await settle(pilot)
        kept = found(look, "Harbor")
        assert (kept.tie, kept.posting, kept.motivation, kept.source) == ("alumni", 3, 0, "the news")


@pytest.mark.usefixtures("targets")
async def test_one_that_is_removed_elsewhere_is_said_to_be_gone(make_app, store, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await targets_of(pilot)
        await press_to(pilot, TargetForm, "e")
        store.targets.remove([found(look, "Harbor").id])
        await fill(pilot, tie="alumni")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "deleted in the meantime" in " ".join(drawn(app).split()))
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(app.screen, TargetsScreen | Confirm))
        if app.screen is not screen:
            await pilot.press("y")
            await wait_for(pilot, lambda: app.screen is screen)
        await settle(pilot)
        assert names(screen) == ["Quay"]


@pytest.mark.usefixtures("targets")
async def test_removing_asks_and_keeps_the_people(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await targets_of(pilot)
        await pilot.press("*")
        asked = await press_to(pilot, Confirm, "d")
        assert "2 targets" in asked._question
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == []
        assert [one.name for one in look().organizations.all()] == ["Harbor"]
        await pilot.press("u")
        await settle(pilot)
        assert names(screen) == ["Harbor", "Quay"]


async def test_organizations_become_targets(make_app, store, look):
    for name in ("Ada", "Bo"):
        contact(store, name, organization=f"Works of {name}")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, OrganizationsScreen, "O")
        await pilot.press("*")
        screen = await targets_of(pilot, first="")
        assert names(screen) == ["Works of Ada", "Works of Bo"]
        assert "Made 2 organizations targets. u undoes it." in messages(app)
        await pilot.press("u")
        await settle(pilot)
        assert names(screen) == []


@pytest.mark.usefixtures("targets")
async def test_today_proposes_whom_to_ask_when_nothing_is_due(make_app):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        words = str(app.screen.query_one("#next-step", Static).content)
        assert "Ask Ada at Harbor next: motivation 4; you haven't asked anyone there yet. T shows" in words
        screen = await targets_of(pilot, first="1")
        await pilot.press("slash", *"qua")
        assert names(screen) == ["Quay"]


async def test_thousands_are_read_as_they_come_into_sight(make_app, store):
    with store.together("many"):
        for number in range(300):
            store.targets.add(TargetDraft(organization=f"Works {number:03}", motivation=number % 6))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await targets_of(pilot)
        assert screen.rows.count == 300
        assert len(screen.rows._position.window._rows) < 60
        await pilot.press("G", "right", "G")
        await settle(pilot)
        assert "Works 299" in drawn(app)
