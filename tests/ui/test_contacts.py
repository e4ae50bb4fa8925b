"""Contacts: the real keys, then the journal and the screen."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, NamePermission
from iitui.domain.interviews import InterviewDraft
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.contact_screen import ContactScreen
from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.quick_add import QuickAdd
from iitui.ui.contacts.research_form import ResearchForm
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.contacts.timeline import timeline
from iitui.ui.contacts.touch_form import TouchForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms.fields import ChoiceBox
from iitui.ui.kit.lists.row_list import ListRow, RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.text.paragraphs import Paragraphs
from iitui.ui.session import navigation
from tests.ui.conftest import NOW, MakeApp, StandingClock
from tests.ui.walking import settle

Look = Callable[[], JournalReader]
AnyScreen = TypeVar("AnyScreen", bound=Widget)

HOSTILE = ("[/]", "[red]x", "[@click=app.quit]x[/]", "A\x1b[31mB", "👨‍👩‍👧 Fam", "محمد", "山田 太郎")


async def until(pilot: Pilot[None], kind: type[AnyScreen]) -> AnyScreen:
    for _ in range(200):
        if isinstance(pilot.app.screen, kind):
            await pilot.pause()
            return pilot.app.screen
        await pilot.pause()
    raise AssertionError(f"{pilot.app.screen!r} instead of {kind.__name__}")


def row_under_cursor(rows: RowList) -> ListRow:
    """What stands under the cursor."""
    place = rows.source.position_of(rows.cursor_key) if rows.cursor_key is not None else None
    assert place is not None
    return rows.source.rows(place, 1)[0]


async def contacts_of(pilot: Pilot[None]) -> ContactsScreen:
    await settle(pilot)
    await pilot.press("2")
    return await until(pilot, ContactsScreen)


def names(screen: ContactsScreen) -> list[str]:
    rows = screen.query_one(RowList)
    return [str(row.cells[0]) for row in rows.source.rows(0, 1000)]


def title(screen: ContactsScreen) -> str:
    return str(screen.query_one("#contacts-list").border_title)


async def fill(pilot: Pilot[None], form: Widget, **values: str) -> None:
    for name, value in values.items():
        field = form.query_one(f"#field-{name}")
        if isinstance(field, TextArea):
            field.text = value
        elif isinstance(field, Select):
            field.value = value
        else:
            form.query_one(f"#field-{name}", Input).value = value
    await pilot.pause()


def word(form: Widget, name: str) -> str:
    return str(form.query_one(f"#word-{name}", Static).content)


def detail(screen: Widget) -> str:
    return screen.query_one(ContactPane).text


def the(reader: Look, name: str) -> int:
    return reader().contacts.by_name(name)[0][0]


async def test_an_empty_journal_says_what_the_screen_is_for_and_n_begins(
    make_app: MakeApp, reader: Look
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        assert "n to add" in str(screen._say_empty())
        for key in ("e", "l", "d", "A", "o", "f", "i", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen
        await pilot.press("n")
        form = await until(pilot, ContactForm)
        await fill(
            pilot,
            form,
            name="Dana Ito",
            emails="dana@b.de; d@x.org",
            tags="#nursing, ward",
            cadence_days="every 90 days",
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) == ["Dana Ito"]
    contact = reader().contacts.get(the(reader, "Dana Ito"), NOW)
    assert contact is not None
    assert contact.emails == ("dana@b.de", "d@x.org")
    assert contact.tags == ("nursing", "ward")
    assert contact.cadence_days == 90


async def test_a_refused_form_keeps_what_was_typed_with_words_under_each_field(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await pilot.press("n")
        form = await until(pilot, ContactForm)
        await fill(pilot, form, role="nurse", emails="nonsense", cadence_days="often")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert word(form, "name") == "The name is missing."
        assert "not an e-mail address" in word(form, "emails")
        assert "not a number of days" in word(form, "cadence_days")
        assert form.query_one("#field-role", Input).value == "nurse"


async def test_the_form_warns_of_a_namesake_but_not_of_oneself(make_app: MakeApp, store: Store) -> None:
    store.contacts.add(ContactDraft(name="Dana Ito", organization="Beaumont"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await pilot.press("n")
        form = await until(pilot, ContactForm)
        await fill(pilot, form, name="dana ito")
        await pilot.pause()
        assert "by that name: Dana Ito, Beaumont" in word(form, "name")
        await pilot.press("escape", "e")
        form = await until(pilot, ContactForm)
        assert form.query_one("#field-name", Input).value == "Dana Ito"
        assert word(form, "name") == ""


async def test_editing_keeps_labels_of_values_that_stay(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    channels = [
        Channel(ChannelKind.EMAIL, "a@b.de", "work"),
        Channel(ChannelKind.EMAIL, "c@d.de", "home"),
        Channel(ChannelKind.PHONE, "555, ext 3", "session"),
    ]
    store.contacts.add(ContactDraft(name="Dana", channels=channels, notes="two\nlines"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await pilot.press("e")
        form = await until(pilot, ContactForm)
        await fill(pilot, form, emails="new@x.org, c@d.de", role="Nurse")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Nurse" in str(row_under_cursor(app.screen.query_one(RowList)))
    contact = reader().contacts.get(the(reader, "Dana"), NOW)
    assert contact is not None
    assert [(one.value, one.label) for one in contact.channels] == [
        ("new@x.org", ""),
        ("c@d.de", "home"),
        ("555, ext 3", "session"),
    ]
    assert contact.notes == "two\nlines"


async def test_quick_add_shows_its_reading_and_goes_to_the_new_contact(
    sample_app: IituiApp, reader: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("slash", *"lakeside", "enter", "a")
        form = await until(pilot, QuickAdd)
        await fill(pilot, form, line="Joanna Whitlock, Nurse, Beaumont <j@b.org> via Zara New #rn")
        await pilot.pause()
        assert "via   Zara New" in word(form, "line")
        assert "by that name: Joanna Whitlock" in word(form, "line")
        await fill(pilot, form, line="Vera Kahn, Nurse, Beaumont <v@b.org> via Zara New #rn")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.query_one(SearchBox).value == ""
        assert screen.in_view() == the(reader, "Vera Kahn")
    contact = reader().contacts.get(the(reader, "Vera Kahn"), NOW)
    assert contact is not None
    assert (contact.organization, contact.referred_by, contact.tags) == ("Beaumont", "Zara New", ("rn",))


async def test_a_quick_line_without_a_name_is_refused_in_place(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await pilot.press("a")
        form = await until(pilot, QuickAdd)
        await fill(pilot, form, line="<dana@b.org>")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is form
        assert "name is missing" in word(form, "line")


async def test_typing_narrows_at_once_enter_keeps_and_escape_clears(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        everybody = screen.query_one(RowList).count
        await pilot.press("slash", *"fontaine")
        assert names(screen) == ["Léa Fontaine-Mbaye"]
        assert str(screen.query_one("#contacts-found", Static).visual) == "1 found"
        assert "list.search" not in {one.binding.id for one in screen.active_bindings.values() if one.enabled}
        await pilot.press("enter")
        assert screen.focused is screen.query_one(RowList)
        assert names(screen) == ["Léa Fontaine-Mbaye"]
        await pilot.press("escape")
        assert screen.query_one(RowList).count == everybody
        assert title(screen) == f"Contacts · {everybody}"
        row = row_under_cursor(screen.query_one(RowList))
        assert row is not None
        assert row.cells[0] == "Léa Fontaine-Mbaye"
        await pilot.press("slash", *"q[/]z1")
        assert sample_app.screen is screen
        assert names(screen) == []
        assert "Nobody matches" in str(screen._say_empty())
        await pilot.press("escape")
        assert screen.focused is screen.query_one(RowList)
        assert screen.query_one(RowList).count == everybody


async def test_marks_are_archived_with_one_key_and_brought_back(sample_app: IituiApp, reader: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        everybody = names(screen)
        await pilot.press("space", "space", "A")
        await settle(pilot)
        assert names(screen) == everybody[2:]
        assert screen.query_one(RowList).marked == ()
        await pilot.press("v")
        assert names(screen) == everybody[:2]
        await pilot.press("*", "A")
        await settle(pilot)
        assert names(screen) == []
        await pilot.press("escape")
        assert names(screen) == everybody
    assert reader().contacts.count(archived=True) == 0


@pytest.mark.parametrize(
    ("hours", "words"),
    [(24, "tomorrow"), (28, "tomorrow"), (3, "in 3 hours"), (72, "in 3 days"), (-48, "2 days ago")],
)
def test_the_timeline_counts_down_in_the_words_of_all_screens(store: Store, hours: int, words: str):
    contact = store.contacts.add(ContactDraft(name="Dana"))
    start = NOW + timedelta(hours=hours)
    interview = store.interviews.plan(
        InterviewDraft(contact_id=contact.id, start=start, zone="America/Detroit")
    )
    zone = ZoneInfo("America/Detroit")
    lines = [line.body.plain for line in timeline([], [interview], [], now=NOW, zone=zone, longest=None)]
    assert lines[2].endswith(f", {words}")


async def test_deleting_says_what_goes_and_undo_brings_it_back(
    make_app: MakeApp, store: Store, clock: StandingClock, reader: Look
) -> None:
    contact = store.contacts.add(ContactDraft(name="Dana"))
    interview = store.interviews.plan(
        InterviewDraft(contact_id=contact.id, start=NOW, zone="America/Detroit")
    )
    question = store.reader.questions.bank()[0].question
    item = store.questions.pick(interview.id, [question.id])[0]
    store.questions.answer(item.id, "Because")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("d")
        asked = await until(pilot, Confirm)
        assert "1 interview and 1 answer" in asked._question
        await pilot.press("n")
        await settle(pilot)
        assert names(screen) == ["Dana"]
        await pilot.press("d")
        await until(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == []
        assert reader().interviews.get(interview.id) is None
        await pilot.press("u")
        await settle(pilot)
        assert names(screen) == ["Dana"]
    assert reader().interviews.get(interview.id) is not None


async def test_a_touch_is_logged_for_all_marked(make_app: MakeApp, store: Store, reader: Look) -> None:
    ids = [store.contacts.add(ContactDraft(name=name)).id for name in ("Ann", "Ben", "Cem")]
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("space", "space", "l")
        form = await until(pilot, TouchForm)
        await fill(pilot, form, at="yesterday 3pm", text="Happy new year")
        await pilot.pause()
        assert word(form, "at").startswith("Mon 9 Mar 15:00")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.query_one(RowList).marked == ()
    logged = [reader().contacts.touches(number) for number in ids]
    assert [len(one) for one in logged] == [1, 1, 0]
    assert logged[0][0].direction is Direction.OUT
    assert not logged[0][0].is_request


async def test_an_outcome_makes_a_request_and_too_busy_can_be_asked_again(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    contact = store.contacts.add(ContactDraft(name="Ann"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await pilot.press("l")
        form = await until(pilot, TouchForm)
        await fill(pilot, form, at="tomorrow", ask_again_at="in 2 weeks")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "still ahead" in word(form, "at")
        assert "too busy" in word(form, "ask_again_at")
        await fill(pilot, form, at="mon", outcome=Outcome.TOO_BUSY.value)
        assert word(form, "ask_again_at") == "Tue 24 Mar 09:00"
        await pilot.press("ctrl+s")
        await settle(pilot)
    touch = reader().contacts.touches(contact.id)[0]
    assert touch.is_request
    assert touch.outcome is Outcome.TOO_BUSY
    assert touch.ask_again_at is not None


async def test_research_is_kept_with_the_organization(make_app: MakeApp, store: Store, reader: Look) -> None:
    store.contacts.add(ContactDraft(name="Ann", organization="Harrow [/]"))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("o")
        form = await until(pilot, ResearchForm)
        await fill(pilot, form, notes="410 beds")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "410 beds" in detail(screen)
    assert reader().contacts.organizations()[0].notes == "410 beds"


async def test_beside_the_list_stands_the_person_with_the_tree_of_names(
    make_app: MakeApp, store: Store
) -> None:
    ann = store.contacts.add(ContactDraft(name="Ann", source="family"))
    store.contacts.add(
        ContactDraft(name="Ben", referred_by="Ann", name_permission=NamePermission.WILL_INTRODUCE)
    )
    store.contacts.add(ContactDraft(name="Cem", referred_by="Ben"))
    store.contacts.log(TouchDraft(contact_id=ann.id, at=NOW, text="Wrote to her", is_request=True))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        assert screen.query_one(ContactPane).display
        said = detail(screen)
        assert "family" in said
        assert "request: no reply yet" in said
        assert said.endswith("Named in turn\n└─ Ben\n   └─ Cem")
        await pilot.press("j")
        await pilot.pause()
        assert "will introduce me" in detail(screen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not screen.query_one(ContactPane).display


async def test_enter_opens_the_person_escape_goes_back_and_acts_work_there(
    sample_app: IituiApp, reader: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("j", "enter")
        person = await until(pilot, ContactScreen)
        contact_id = screen.in_view()
        assert person.contact_id == contact_id
        await pilot.press("l")
        form = await until(pilot, TouchForm)
        await fill(pilot, form, text="Called about the map")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Called about the map" in detail(person)
        await pilot.press("escape")
        await until(pilot, ContactsScreen)
        assert screen.in_view() == contact_id
        await pilot.press("enter")
        await until(pilot, ContactScreen)
        await pilot.press("d")
        await until(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        await until(pilot, ContactsScreen)
    assert contact_id is not None
    assert reader().contacts.get(contact_id, NOW) is None


async def test_another_screen_can_show_a_contact_even_an_archived_one(
    make_app: MakeApp, store: Store
) -> None:
    ann, ben = (store.contacts.add(ContactDraft(name=name)) for name in ("Ann", "Ben"))
    store.contacts.archive([ben.id])
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        for contact in (ben, ann, ben):
            app.screen.post_message(navigation.ShowContact(contact.id))
            screen = await until(pilot, ContactsScreen)
            await settle(pilot)
            assert screen.in_view() == contact.id
            assert detail(screen).startswith(contact.name)


async def open_every_form(pilot: Pilot[None]) -> None:
    screen = pilot.app.screen
    await pilot.press("e")
    await until(pilot, ContactForm)
    await pilot.press("ctrl+s")
    await settle(pilot)
    for key in ("d", "l", "o", "i", "f"):
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
    assert pilot.app.screen is screen


async def test_nothing_that_people_wrote_is_markup(make_app: MakeApp, store: Store, reader: Look) -> None:
    for name in HOSTILE:
        channel = Channel(ChannelKind.EMAIL, "a@[/]", "[/]")
        notes = f"{(f'{name} ' * 20)[:80]}\n" * 125
        hostile = ContactDraft(
            name=name, organization=name, role=name, source=name, tags=[name], notes=notes, channels=[channel]
        )
        contact = store.contacts.add(hostile)
        store.contacts.log(TouchDraft(contact_id=contact.id, at=NOW, text=name))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        for _ in HOSTILE:
            assert detail(screen).splitlines()[0] in names(screen)
            if screen.in_view() == the(reader, "[@click=app.quit]x[/]"):
                await open_every_form(pilot)
            await pilot.press("enter")
            person = await until(pilot, ContactScreen)
            assert person.query_one(Paragraphs).size.height > 125
            await pilot.press("escape", "j")
            await settle(pilot)
        await pilot.press("slash", *"[/]")
        await pilot.press("escape", "*", "d")
        await until(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == []


async def test_a_reload_moves_neither_cursor_nor_marks(
    sample_app: IituiApp, journal: Path, clock: StandingClock
) -> None:
    async with sample_app.run_test(size=(100, 30)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("j", "space", "j", "j")
        here, marked = screen.in_view(), screen.query_one(RowList).marked
        for contact_id in screen.chosen():
            assert contact_id != here
        aaron = Store.open(journal, clock)
        aaron.contacts.add(ContactDraft(name="Aaron Above"))
        aaron.close()
        sample_app.reload_screen()
        await pilot.pause()
        assert names(screen)[0] == "Aaron Above"
        assert (screen.in_view(), screen.query_one(RowList).marked) == (here, marked)


async def test_what_is_overdue_is_red_in_the_list(sample_app: IituiApp, reader: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        screen.show_contact(the(reader, "Joanna Whitlock"))
        await pilot.pause()
        row = row_under_cursor(screen.query_one(RowList))
        assert row is not None
        owed, due = row.cells[-2:]
        assert (str(owed), str(due)) == ("thank-you", "6 hours late")
        assert "$text-error" in repr(owed)
        assert "$text-error" in repr(due)


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
