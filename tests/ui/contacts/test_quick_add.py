"""A contact from one line: its reading is shown, and a line without a name is refused."""

from iitui.domain.contacts import ContactDraft
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.quick_add import QuickAdd
from iitui.ui.kit.lists.search_box import SearchBox
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.contacts.steps import contacts_of, the
from tests.ui.pilot import fill, messages, press_to, settle, word


async def test_quick_add_shows_its_reading_and_goes_to_the_new_contact(
    sample_app: IituiApp, look: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        form = await press_to(pilot, QuickAdd, "slash", *"lakeside", "enter", "a")
        await fill(pilot, line="Joanna Whitlock, Nurse, Beaumont <j@b.org> via Zara New #rn")
        await pilot.pause()
        assert "via   Zara New" in word(form, "line")
        assert "with that name: Joanna Whitlock" in word(form, "line")
        await fill(pilot, line="Vera Kahn, Nurse, Beaumont <v@b.org> via Zara New #rn")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.query_one(SearchBox).value == ""
        assert screen.in_view() == the(look, "Vera Kahn")
    contact = look().contacts.get(the(look, "Vera Kahn"), NOW)
    assert contact is not None
    assert (contact.organization, contact.referred_by, contact.tags) == ("Beaumont", "Zara New", ("rn",))


async def test_a_namesake_who_was_added_at_once_is_told_of(make_app: MakeApp, store: Store) -> None:
    store.contacts.add(ContactDraft(name="Dana Ito", organization="[/] Works"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, QuickAdd, "a")
        await pilot.press(*"dana ito, Nurse", "enter")
        await settle(pilot)
        assert messages(app) == [
            "Added dana ito. You already have a contact with that name: Dana Ito, [/] Works. u undoes it."
        ]
        await press_to(pilot, ContactForm, "n")
        await fill(pilot, name="Ben Ode")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert messages(app)[-1] == "Added Ben Ode. u undoes it."


async def test_a_quick_line_without_a_name_is_refused_in_place(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, QuickAdd, "a")
        await fill(pilot, line="<dana@b.org>")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is form
        assert "name is missing" in word(form, "line")
