"""Organizations: the real keys, then the journal and the screen."""

import pytest
from textual.pilot import Pilot

from iitui.domain.contacts import ContactDraft
from iitui.domain.imports import ImportRecord
from iitui.store.journal import Store
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.organizations.research_form import ResearchForm
from iitui.ui.organizations.screen import OrganizationsScreen
from iitui.ui.session.name_form import NameForm
from tests.builders import contact
from tests.ui.conftest import NOW
from tests.ui.contacts.steps import contacts_of, the
from tests.ui.pilot import drawn, fill, messages, press_to, settle, until_screen, wait_for, word


@pytest.fixture
def people(store: Store) -> None:
    """Two people at the Harbor, one at the Quay."""
    contact(store, "Ada", organization="Harbor")
    contact(store, "Bo [/]", organization="Harbor")
    contact(store, "Cy", organization="Quay")


async def organizations_of(pilot: Pilot[None]) -> OrganizationsScreen:
    await contacts_of(pilot)
    await pilot.press("O")
    screen = await until_screen(pilot, OrganizationsScreen)
    await settle(pilot)
    return screen


def names(screen: OrganizationsScreen) -> list[str]:
    return [str(row.cells[0]) for row in screen.rows.source.rows(0, 100)]


@pytest.mark.usefixtures("people")
async def test_from_an_organization_to_whoever_was_not_asked(make_app, look):
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await organizations_of(pilot)
        assert names(screen) == ["Harbor", "Quay"]
        assert "2 not asked yet" in drawn(app)
        await press_to(pilot, InterviewForm, "i")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("enter", "j", "enter")
        contacts = await until_screen(pilot, ContactsScreen)
        await settle(pilot)
        assert contacts.in_view() == the(look, "Bo [/]")


@pytest.mark.usefixtures("people")
async def test_a_contact_is_added_there(make_app, look):
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await organizations_of(pilot)
        await press_to(pilot, ContactForm, "n")
        await fill(pilot, name="Dan")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is screen
        assert look().contacts.get(the(look, "Dan"), NOW).organization == "Harbor"
        assert "3 not asked yet" in drawn(app)


@pytest.mark.usefixtures("people")
async def test_a_name_that_exists_offers_to_merge(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await organizations_of(pilot)
        await press_to(pilot, NameForm, "e")
        await fill(pilot, name="QUAY")
        asked = await press_to(pilot, Confirm, "ctrl+s")
        assert "Merge Harbor into it?" in asked._question
        await pilot.press("n")
        await until_screen(pilot, NameForm)
        await press_to(pilot, Confirm, "ctrl+s")
        await pilot.press("y")
        await wait_for(pilot, lambda: app.screen is screen)
        await settle(pilot)
        assert names(screen) == ["Quay"]
        assert messages(app)[-1] == "Merged Harbor into Quay. u undoes it."
        assert look().contacts.get(the(look, "Ada"), NOW).organization == "Quay"
        await pilot.press("u")
        await settle(pilot)
        assert names(screen) == ["Harbor", "Quay"]
        await press_to(pilot, NameForm, "e")
        await fill(pilot, name="The Docks")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "The Docks" in names(screen)


@pytest.mark.usefixtures("people")
async def test_merging_asks_into_which(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await organizations_of(pilot)
        form = await press_to(pilot, NameForm, "M")
        await fill(pilot, name="Nowhere")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: app.screen is not form and isinstance(app.screen, NameForm))
        assert "no organization “Nowhere”" in drawn(app)
        await fill(pilot, name="harbor")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "merged with itself" in drawn(app))
        await fill(pilot, name="quay")
        assert word(app.screen, "name") == "Quay, with 1 contact"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: app.screen is screen)
        await settle(pilot)
        assert names(screen) == ["Quay"]


@pytest.mark.usefixtures("people")
async def test_deleting_says_how_many_contacts_stay(make_app, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await organizations_of(pilot)
        asked = await press_to(pilot, Confirm, "d")
        assert "2 contacts will stay, without an organization." in asked._question
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == ["Quay"]
        assert look().contacts.get(the(look, "Ada"), NOW).organization == ""


@pytest.mark.usefixtures("people")
async def test_one_that_is_deleted_elsewhere_is_said_to_be_gone(make_app, store):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await organizations_of(pilot)
        await press_to(pilot, ResearchForm, "o")
        store.organizations.delete([store.reader.organizations.named("Harbor").id])
        await fill(pilot, notes="Old walls.")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "deleted in the meantime" in " ".join(drawn(app).split()))
        await pilot.press("escape")
        await wait_for(pilot, lambda: app.screen is screen)
        await settle(pilot)
        screen.show_number(1)
        await settle(pilot)
        assert "no longer in the journal" in messages(app)[-1]
        assert names(screen) == ["Quay"]


async def test_two_thousand_scroll_and_are_read_as_they_come_into_sight(make_app, store):
    records = [
        ImportRecord(str(n), ContactDraft(name=f"P {n}", organization=f"Works {n:04}")) for n in range(2000)
    ]
    store.imports.run(records, "people.csv")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await organizations_of(pilot)
        assert screen.rows.count == 2000
        assert len(screen.rows._position.window._rows) < 100
        await pilot.press("G")
        await settle(pilot)
        assert "Works 1999" in drawn(app)
        await pilot.press("slash", *"0042")
        assert names(screen) == ["Works 0042"]
        assert screen.query_one("#organization-people", RowList).count == 1
