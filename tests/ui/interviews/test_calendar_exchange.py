"""The calendar in the app: exported to a file or a folder, and what calendars say taken over."""

from pathlib import Path

import pytest

from iitui.ui.interviews.calendar_preview import CalendarPreview
from iitui.ui.kit.dialogs.file_picker import FilePicker
from iitui.ui.session.name_form import NameForm
from iitui.ui.today.screen import TodayScreen
from tests.builders import contact, interview
from tests.cli.test_calendar import calendar, event
from tests.clock import MORNING
from tests.ui.contacts.test_importing import picker, type_path
from tests.ui.pilot import drawn, fill, messages, search_palette, settle, until_screen, wait_for

SIZE = (100, 30)
HOSTILE = "Interview with Dana Ito [/] [@click=app.quit]x[/] 佐藤 " + "long " * 200


@pytest.fixture
def dana(store) -> int:
    return contact(store, "Dana Ito").id


async def preview(pilot, path: Path) -> CalendarPreview:
    await picker(pilot)
    await type_path(pilot, path)
    return await until_screen(pilot, CalendarPreview)


async def test_a_calendar_is_shown_then_taken_over_and_undone(make_app, dana, look, home):
    file = home / "in.ics"
    broken = event(uid="b", summary=HOSTILE.replace("Dana Ito", "Nobody"))
    file.write_text(calendar(event(summary=HOSTILE, more="LOCATION:Roof [/]\n"), broken), "utf-8")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, file)
        text = drawn(app)
        assert "1 to plan" in text
        assert "1 problem" in text
        assert "Dana Ito" in text
        assert "Roof [/]" in text
        await pilot.press("down", "down", "down", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "1 planned, 0 changed. u undoes it." in messages(app)[-1]
        assert len(look().interviews.with_contact(dana)) == 1
        await pilot.press("u")
        await settle(pilot)
        assert look().interviews.with_contact(dana) == []


async def test_what_moves_shows_old_and_new(make_app, dana, store, home):
    planned = interview(store, dana, MORNING.replace(month=12))
    [known] = store.reader.calendar.known(MORNING, MORNING, make_app().session.zone, ()).interviews
    assert known.interview.id == planned.id
    file = home / "in.ics"
    file.write_text(calendar(event(uid=known.uid)), "utf-8")
    app = make_app()
    async with app.run_test(size=(140, 40)) as pilot:
        await preview(pilot, file)
        assert "1 to change" in drawn(app)
        assert "time: " in drawn(app)
        assert " → " in drawn(app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert store.reader.interviews.get(planned.id) == planned


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_nothing_new_cannot_be_taken(make_app, dana, home, size):
    file = home / "in.ics"
    file.write_text(calendar(event(summary="Dentist")), "utf-8")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await preview(pilot, file)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CalendarPreview)
        assert "names no one" in drawn(app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_a_calendar_without_events_is_refused_and_the_picker_stays(make_app, home):
    file = home / "in.ics"
    file.write_text(calendar(), "utf-8")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        first = await picker(pilot)
        await type_path(pilot, file)
        await wait_for(pilot, lambda: isinstance(app.screen, FilePicker) and app.screen is not first)
        await settle(pilot)
        assert "isacalendarwithnoevents" in "".join(filter(str.isalpha, drawn(app)))


async def test_the_palette_exports_to_a_folder_remembers_it_and_takes_over_from_it(
    make_app, dana, store, home, look
):
    planned = interview(store, dana, MORNING.replace(month=12))
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert (await search_palette(pilot, *"export the cal"))[0].startswith("Export the calendar")
        await pilot.press("enter")
        await until_screen(pilot, NameForm)
        await fill(pilot, name=str(home / "vdir"))
        assert "a folder with one file per item, kept in sync" in drawn(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "0 unchanged." in messages(app)[-1]
        [file] = [one for one in (home / "vdir").iterdir() if "VEVENT" in one.read_text("utf-8")]
        file.write_text(
            file.read_text("utf-8")
            .replace("DTSTART;TZID=America/Detroit:20261216", "DTSTART;TZID=America/Detroit:20261217")
            .replace("DTEND;TZID=America/Detroit:20261216", "DTEND;TZID=America/Detroit:20261217"),
            "utf-8",
        )
        await app.run_action("export_calendar")
        form = await until_screen(pilot, NameForm)
        assert form.text_of("name") == str(home / "vdir")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "1 file changed by other programs" in messages(app)[-1]
        await app.run_action("take_over_calendar")
        await until_screen(pilot, CalendarPreview)
        await pilot.press("enter")
        await settle(pilot)
        moved = look().interviews.get(planned.id)
        assert moved is not None
        assert (moved.start - planned.start).days == 1


async def test_a_place_that_cannot_be_written_is_said_in_the_form(make_app, dana, home):
    (home / "mine.ics").write_text("my own words", "utf-8")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for name in ("mine.ics", "none/calendar.ics"):
            await app.run_action("export_calendar")
            first = await until_screen(pilot, NameForm)
            await fill(pilot, name=str(home / name))
            await pilot.press("ctrl+s")
            await wait_for(
                pilot, lambda first=first: isinstance(app.screen, NameForm) and app.screen is not first
            )
            await pilot.pause()
            await pilot.press("escape")
            await settle(pilot)
        assert (home / "mine.ics").read_text("utf-8") == "my own words"
        assert not (home / "none").exists()


async def test_without_a_folder_it_is_said_how_to_begin(make_app):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await app.run_action("take_over_calendar")
        await wait_for(pilot, lambda: messages(app))
        assert "'Export the calendar'" in messages(app)[0]
