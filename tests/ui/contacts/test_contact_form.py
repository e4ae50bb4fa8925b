"""The form of a contact: what is refused, warned of and kept."""

import pytest
from textual.widgets import Input

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.kit.forms.fields import ChoiceBox
from iitui.ui.kit.lists.row_list import RowList
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.contacts.steps import contacts_of, detail, row_under_cursor, the
from tests.ui.pilot import fill, press_to, settle, word


async def test_a_refused_form_keeps_what_was_typed_with_words_under_each_field(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, ContactForm, "n")
        await fill(pilot, role="nurse", emails="nonsense", cadence_days="often")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert word(form, "name") == "The name is missing."
        assert "isn't an email address" in word(form, "emails")
        assert "isn't a number of days" in word(form, "cadence_days")
        assert form.query_one("#field-role", Input).value == "nurse"


async def test_the_form_warns_of_a_namesake_but_not_of_oneself(make_app: MakeApp, store: Store) -> None:
    store.contacts.add(ContactDraft(name="Dana Ito", organization="Beaumont"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, ContactForm, "n")
        await fill(pilot, name="dana ito")
        await pilot.pause()
        assert "with that name: Dana Ito, Beaumont" in word(form, "name")
        form = await press_to(pilot, ContactForm, "escape", "e")
        assert form.query_one("#field-name", Input).value == "Dana Ito"
        assert word(form, "name") == ""


async def test_editing_keeps_labels_of_values_that_stay(make_app: MakeApp, store: Store, look: Look) -> None:
    channels = [
        Channel(ChannelKind.EMAIL, "a@b.de", "work"),
        Channel(ChannelKind.EMAIL, "c@d.de", "home"),
        Channel(ChannelKind.PHONE, "555, ext 3", "session"),
    ]
    store.contacts.add(ContactDraft(name="Dana", channels=channels, notes="two\nlines"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, ContactForm, "e")
        await fill(pilot, emails="new@x.org, c@d.de", role="Nurse")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Nurse" in str(row_under_cursor(app.screen.query_one(RowList)))
    contact = look().contacts.get(the(look, "Dana"), NOW)
    assert contact is not None
    assert [(one.value, one.label) for one in contact.channels] == [
        ("new@x.org", ""),
        ("c@d.de", "home"),
        ("555, ext 3", "session"),
    ]
    assert contact.notes == "two\nlines"


async def test_pages_can_be_turned_in_a_choice_that_unfolds(sample_app):
    async with sample_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2", "n")
        await pilot.pause()
        choice = sample_app.screen.query_one("#field-level", ChoiceBox)
        choice.focus()
        await pilot.press("enter", "pagedown", "enter")
        assert choice.value == "leading"
        await pilot.press("enter", "pageup", "enter")
        assert choice.value == ""


BY_TAG = ("by the tag Alumni: due 60 days after the last touch", "every 60 days, by the tag Alumni")


@pytest.mark.parametrize(
    ("typed", "days", "said"),
    [
        ("by its tags", None, BY_TAG),
        ("", None, BY_TAG),
        ("never", 0, ("no reminders; or: by its tags, 45, 90, 180 … days", "never, as you said")),
        ("45", 45, ("due 45 days after the last touch", "every 45 days, as you said")),
        ("every 1 day", 1, ("due every day after the last touch", "every day, as you said")),
    ],
)
async def test_how_often_to_keep_in_touch_is_said_with_the_reason(
    make_app: MakeApp, store: Store, typed: str, days: int | None, said: tuple[str, str]
) -> None:
    store.contacts.add(ContactDraft(name="Dana", tags=["nursing", "Alumni"], cadence_days=30))
    app = make_app(Settings(tag_cadence={"alumni": 60, "nursing": 90}))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await contacts_of(pilot)
        form = await press_to(pilot, ContactForm, "e")
        assert form.text_of("cadence_days") == "30"
        await fill(pilot, cadence_days=typed)
        assert word(form, "cadence_days") == said[0]
        await pilot.press("ctrl+s")
        await settle(pilot)
        person = store.reader.contacts.get(1, NOW)
        assert person is not None
        assert person.cadence_days == days
        assert said[1] in " ".join(detail(screen).split())


async def test_without_a_tag_that_says_it_nothing_is_owed(make_app: MakeApp, store: Store) -> None:
    store.contacts.add(ContactDraft(name="Dana", tags=["nursing"]))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await contacts_of(pilot)
        form = await press_to(pilot, ContactForm, "e")
        assert word(form, "cadence_days") == "no tag sets this; or: never, 45, 90, 180 … days"
        assert "Keep in touch" not in detail(screen)
