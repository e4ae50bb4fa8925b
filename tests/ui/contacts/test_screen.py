"""Contacts: the real keys, then the journal and the screen."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, NamePermission, Stage
from iitui.domain.interviews import InterviewDraft
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.contacts import ordering
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.contact_screen import ContactScreen
from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.contacts.timeline import timeline
from iitui.ui.contacts.touch_form import TouchForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.text.paragraphs import Paragraphs
from iitui.ui.organizations.research_form import ResearchForm
from iitui.ui.session import navigation
from tests.clock import MovableClock
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.contacts.steps import contacts_of, detail, names, row_under_cursor, the
from tests.ui.pilot import drawn, fill, press_to, settle, until_screen

HOSTILE = ("[/]", "[red]x", "[@click=app.quit]x[/]", "A\x1b[31mB", "👨‍👩‍👧 Fam", "محمد", "山田 太郎")


def title(screen: ContactsScreen) -> str:
    return str(screen.query_one("#contacts-list").border_title)


async def test_an_empty_journal_says_what_the_screen_is_for_and_n_begins(
    make_app: MakeApp, look: Look
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        assert "n for the form" in str(screen._say_empty())
        for key in ("e", "l", "r", "H", "d", "A", "o", "f", "i", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen
        await press_to(pilot, ContactForm, "n")
        await fill(
            pilot,
            name="Dana Ito",
            emails="dana@b.de; d@x.org",
            tags="#nursing, ward",
            cadence_days="every 90 days",
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) == ["Dana Ito"]
    contact = look().contacts.get(the(look, "Dana Ito"), NOW)
    assert contact is not None
    assert contact.emails == ("dana@b.de", "d@x.org")
    assert contact.tags == ("nursing", "ward")
    assert contact.cadence_days == 90


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
        assert "No one matches" in str(screen._say_empty())
        await pilot.press("escape")
        assert screen.focused is screen.query_one(RowList)
        assert screen.query_one(RowList).count == everybody


async def test_contacts_sort_by_key_and_click_and_the_cursor_stays_on_its_person(
    sample_app: IituiApp,
) -> None:
    async with sample_app.run_test(size=(160, 45)) as pilot:
        screen = await contacts_of(pilot)
        rows, by_name = screen.query_one(RowList), names(screen)
        await pilot.press("j", "j")
        person = rows.cursor_key
        await pilot.press("right")
        assert names(screen) == by_name[::-1]
        assert rows.cursor_key == person
        assert title(screen) == f"Contacts · {len(by_name)}, by name, Z to A"
        await pilot.press("slash", *"an", "enter")
        found = names(screen)
        assert 1 < len(found) < len(by_name)
        assert found == [name for name in by_name[::-1] if name in found]
        await pilot.press("escape")
        header = next(line for line in drawn(sample_app).splitlines() if "Stage" in line)
        await pilot.click(RowList, offset=(header.index("Stage") - rows.region.x, 0))
        stages = [str(row.cells[3]) for row in rows.source.rows(0, 99)]
        assert stages == sorted(stages, key=lambda word: [*Stage].index(Stage(word)))
        assert "Stage ▲" in drawn(sample_app)
        await pilot.press("1", "2")
        await until_screen(pilot, ContactsScreen)
        assert "by stage" in title(screen)


async def test_a_search_puts_the_cursor_on_who_is_called_so(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    store.contacts.add(ContactDraft(name="Dana Ito", referred_by="Jane Doe"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("slash", *"jane", "enter")
        assert names(screen) == ["Jane Doe", "Dana Ito"]
        assert screen.query_one(RowList).cursor_key == the(look, "Jane Doe")
        header = next(line for line in drawn(app).splitlines() if "Owed" in line)
        place = header.index("Organization") - screen.query_one(RowList).region.x
        await pilot.click(RowList, offset=(place, 0))
        assert names(screen) == ["Dana Ito", "Jane Doe"], "the order that was chosen"


async def test_many_contacts_are_sorted_on_a_thread_and_a_new_one_is_gone_to(
    sample_app: IituiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "FEW", 0)
    async with sample_app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        by_name = names(screen)
        await pilot.press("right")
        await settle(pilot)
        assert names(screen) == by_name[::-1]
        await press_to(pilot, ContactForm, "n")
        await fill(pilot, name="Zz New")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) != by_name[::-1]
        assert [name for name in names(screen) if name != "Zz New"] == by_name[::-1]
        row = row_under_cursor(screen.query_one(RowList))
        assert row is not None
        assert row.cells[0] == "Zz New"
        await pilot.press("u")
        await settle(pilot)
        await pilot.press("left")
        await settle(pilot)
        assert names(screen) == by_name


async def test_marks_are_archived_with_one_key_and_brought_back(sample_app: IituiApp, look: Look) -> None:
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
    assert look().contacts.count(archived=True) == 0


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
    lines = [line.body.plain for line in timeline([], [interview], [], [], now=NOW, zone=zone, longest=None)]
    assert lines[2].endswith(f", {words}")


async def test_deleting_says_what_goes_and_undo_brings_it_back(
    make_app: MakeApp, store: Store, clock: MovableClock, look: Look
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
        asked = await press_to(pilot, Confirm, "d")
        assert "1 interview and 1 answer" in asked._question
        await pilot.press("n")
        await settle(pilot)
        assert names(screen) == ["Dana"]
        await press_to(pilot, Confirm, "d")
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == []
        assert look().interviews.get(interview.id) is None
        await pilot.press("u")
        await settle(pilot)
        assert names(screen) == ["Dana"]
    assert look().interviews.get(interview.id) is not None


async def test_research_is_kept_with_the_organization(make_app: MakeApp, store: Store, look: Look) -> None:
    store.contacts.add(ContactDraft(name="Ann", organization="Harrow [/]"))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        await press_to(pilot, ResearchForm, "o")
        await fill(pilot, notes="410 beds")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "410 beds" in detail(screen)
    assert look().organizations.all()[0].notes == "410 beds"


async def test_beside_the_list_stands_the_person_with_the_tree_of_names(
    make_app: MakeApp, store: Store
) -> None:
    ann = store.contacts.add(ContactDraft(name="Ann", source="family"))
    store.contacts.add(
        ContactDraft(name="Ben", referred_by="Ann", name_permission=NamePermission.WILL_INTRODUCE)
    )
    store.contacts.add(ContactDraft(name="Cem", referred_by="Ben"))
    store.touches.log(TouchDraft(contact_id=ann.id, at=NOW, text="Wrote to her", is_request=True))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        assert screen.query_one(ContactPane).display
        said = detail(screen)
        assert "family" in said
        assert "request: no reply yet" in said
        assert said.endswith(
            "Referred you to: 2, 0 asked, 0 agreed, 0 met\n"
            "└─ Ben  to ask  use name? introduces\n"
            "   └─ Cem  to ask  use name? not asked"
        )
        await pilot.press("j")
        await pilot.pause()
        assert "will introduce me" in detail(screen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not screen.query_one(ContactPane).display


async def test_enter_opens_the_person_escape_goes_back_and_acts_work_there(
    sample_app: IituiApp, look: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        person = await press_to(pilot, ContactScreen, "j", "enter")
        contact_id = screen.in_view()
        assert person.contact_id == contact_id
        await press_to(pilot, TouchForm, "l", "f")
        await fill(pilot, text="Called about the map")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Called about the map" in detail(person)
        await press_to(pilot, ContactsScreen, "escape")
        assert screen.in_view() == contact_id
        await press_to(pilot, ContactScreen, "enter")
        await press_to(pilot, Confirm, "d")
        await pilot.press("y")
        await settle(pilot)
        await until_screen(pilot, ContactsScreen)
    assert contact_id is not None
    assert look().contacts.get(contact_id, NOW) is None


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
            screen = await until_screen(pilot, ContactsScreen)
            await settle(pilot)
            assert screen.in_view() == contact.id
            assert detail(screen).startswith(contact.name)


async def open_every_form(pilot: Pilot[None]) -> None:
    screen = pilot.app.screen
    await press_to(pilot, ContactForm, "e")
    await pilot.press("ctrl+s")
    await settle(pilot)
    for key in ("d", "l", "r", "H", "o", "i", "f"):
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
    assert pilot.app.screen is screen


async def test_nothing_that_people_wrote_is_markup(make_app: MakeApp, store: Store, look: Look) -> None:
    for name in HOSTILE:
        channel = Channel(ChannelKind.EMAIL, "a@[/]", "[/]")
        notes = f"{(f'{name} ' * 20)[:80]}\n" * 125
        hostile = ContactDraft(
            name=name, organization=name, role=name, source=name, tags=[name], notes=notes, channels=[channel]
        )
        contact = store.contacts.add(hostile)
        store.touches.log(TouchDraft(contact_id=contact.id, at=NOW, text=name))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        for _ in HOSTILE:
            assert detail(screen).splitlines()[0] in names(screen)
            if screen.in_view() == the(look, "[@click=app.quit]x[/]"):
                await open_every_form(pilot)
            person = await press_to(pilot, ContactScreen, "enter")
            assert person.query_one(Paragraphs).size.height > 125
            await pilot.press("escape", "j")
            await settle(pilot)
        await pilot.press("slash", *"[/]")
        await press_to(pilot, Confirm, "escape", "*", "d")
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == []


async def test_a_reload_moves_neither_cursor_nor_marks(
    sample_app: IituiApp, journal: Path, clock: MovableClock
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


async def test_what_is_overdue_is_red_in_the_list(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        screen.show_contact(the(look, "Joanna Whitlock"))
        await pilot.pause()
        row = row_under_cursor(screen.query_one(RowList))
        assert row is not None
        owed, due = row.cells[-2:]
        assert (str(owed), str(due)) == ("! thank-you", "6 hours late")
        assert "$text-error" in repr(owed)
        assert "$text-error" in repr(due)
