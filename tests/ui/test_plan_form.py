"""The form that plans an interview: a time that names its end or its zone is shown so before it is saved."""

from collections.abc import Callable
from datetime import UTC, datetime

from textual.pilot import Pilot

from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.interviews.screen import InterviewsScreen
from tests.ui.conftest import MakeApp
from tests.ui.test_interviews import add_contact, fill, interviews, open_list, plan, until_screen, word
from tests.ui.walking import settle

Look = Callable[[], JournalReader]


async def open_form(pilot: Pilot[None], key: str = "n") -> IituiApp:
    """Open the form of an interview."""
    await open_list(pilot)
    await pilot.press(key)
    await until_screen(pilot, InterviewForm)
    assert isinstance(pilot.app, IituiApp)
    return pilot.app


async def test_the_end_and_the_zone_of_the_time_are_shown_and_taken(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        fill(app, contact_id="Dana", start="Thu Mar 12, 2-2:45pm PST")
        await pilot.pause()
        assert word(app, "start") == (
            "Thu 12 Mar 14:00 (America/Los_Angeles), 17:00 here, 45 minutes, in 2 days. PST is taken as"
            " America/Los_Angeles, whose clocks show PDT then"
        )
        assert app.screen.query_one("#word-start").has_class("form--warning")
        assert word(app, "zone") == "America/Los_Angeles, as the time says"
        assert word(app, "minutes") == "45, as the time says"
        await pilot.press("ctrl+s")
        await until_screen(pilot, InterviewsScreen)
        await settle(pilot)
        (interview,) = interviews(reader)
        assert interview.start == datetime(2026, 3, 12, 21, tzinfo=UTC)
        assert (interview.minutes, interview.zone) == (45, "America/Los_Angeles")


async def test_fields_that_were_changed_and_say_otherwise_are_refused(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        fill(app, contact_id="Dana", start="tomorrow 10-10:45", minutes="20")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert word(app, "minutes") == "The time lasts 45 minutes, this says 20: change one."
        assert app.screen.query_one("#word-minutes").has_class("form--refused")
        fill(app, start="tomorrow 10-10:45 PDT", minutes="45", zone="Europe/London")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert word(app, "zone") == "The time is in America/Los_Angeles, this says Europe/London: change one."
        assert interviews(reader) == []
        fill(app, zone="America/Tijuana")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until_screen(pilot, InterviewsScreen)
        await settle(pilot)
        (interview,) = interviews(reader)
        assert (interview.minutes, interview.zone) == (45, "America/Tijuana")


async def test_letters_of_several_zones_are_asked_about_while_one_types(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        fill(app, contact_id="Dana", start="tomorrow 3pm IST")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert "does not say whether IST is Asia/Kolkata or Asia/Jerusalem" in word(app, "start")
        assert interviews(reader) == []
        fill(app, start="tomorrow 3pm Asia/Kolkata")
        await pilot.pause()
        assert word(app, "start").startswith("Wed 11 Mar 15:00 (Asia/Kolkata), 05:30 here, ")


async def test_an_hour_that_comes_twice_says_which_and_one_that_is_skipped_is_refused(
    make_app: MakeApp, store: Store
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        fill(app, start="31 oct 2026 1:30am")
        await pilot.pause()
        assert "twice" not in word(app, "start")
        fill(app, start="1 nov 2026 1:30am")
        await pilot.pause()
        assert word(app, "start").endswith(
            ". 01:30 comes twice that day: this is the first (UTC-4), not the second (UTC-5)"
        )
        fill(app, start="1 nov 2026 1:30am EST")
        await pilot.pause()
        assert "this is the second (UTC-5)" in word(app, "start")
        fill(app, start="14 mar 2027 2:30am")
        await pilot.pause()
        assert "the clocks of America/Detroit go forward over 02:30" in word(app, "start")


async def test_an_interview_that_is_moved_keeps_its_zone_unless_the_time_names_another(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    interview_id = plan(store, add_contact(store), hours=5)
    async with make_app().run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        row_list.move_to(interview_id)
        await pilot.press("e")
        await until_screen(pilot, InterviewForm)
        app = pilot.app
        assert isinstance(app, IituiApp)
        assert word(app, "zone") == ""
        fill(app, start="tomorrow 9-9:20 Europe/London")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until_screen(pilot, InterviewsScreen)
        await settle(pilot)
        (interview,) = interviews(reader)
        assert (interview.start, interview.minutes) == (datetime(2026, 3, 11, 9, tzinfo=UTC), 20)
        assert interview.zone == "Europe/London"
