"""Statistics: opened from Today and from the palette, drawn to every size, in words beside each plot."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interviews import Status
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.output import width_of
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.statistics.pane import StatisticsPane
from iitui.ui.statistics.screen import PANES, StatisticsScreen
from iitui.ui.today.screen import TodayScreen
from tests.builders import contact, interview, request
from tests.clock import MovableClock
from tests.journals import hostile_journal
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, press_to, search_palette, settle, until_screen, wait_for

DAY = timedelta(days=1)
SIZES = [(60, 20), (80, 24), (100, 30), (120, 36), (160, 45)]


@pytest.fixture
def asked(store: Store, clock: MovableClock) -> None:
    """Six people who were asked at the end of last year and answered; five were met, four of them thanked."""
    for number in range(6):
        person = contact(store, f"Person [/] {number}")
        at = NOW - (90 + number) * DAY
        request(store, person.id, at, Outcome.AGREED)
        store.touches.log(
            TouchDraft(contact_id=person.id, at=at + (number + 1) * DAY, direction=Direction.IN)
        )
        if number == 5:
            continue
        held = interview(store, person.id, NOW - (10 + 15 * number) * DAY, minutes=30)
        store.interviews.mark([held.id], Status.HELD)
        if number:
            clock.now = held.end + timedelta(hours=20 * number)
            store.follow_ups.done([FollowUpId(Kind.THANK_YOU, held.id)])
    clock.now = NOW


async def statistics_of(pilot: Pilot[None]) -> StatisticsScreen:
    await settle(pilot)
    screen = await press_to(pilot, StatisticsScreen, "S")
    await settle(pilot)
    return screen


def texts(screen: StatisticsScreen) -> list[str]:
    return [screen.query_one(f"#{name}", StatisticsPane).text for name in PANES]


async def test_an_empty_journal_says_how_to_begin(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await statistics_of(pilot)
        text = " ".join(drawn(app).replace("│", " ").split())
        assert "You haven't asked for an interview or held one." in text
        assert "Press 2 and then n to add a contact" in text
        for key in ("j", "k", "G", "g", "space", "tab", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen
        await pilot.press("v")
        await settle(pilot)
        text = " ".join(drawn(app).replace("│", " ").split())
        assert "or held one since Thu 1 Jan 2026. Press v to see another period." in text
        await pilot.press("2")
        await until_screen(pilot, ContactsScreen)


@pytest.mark.usefixtures("asked")
async def test_each_plot_has_its_words(make_app):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        people, replies, thank_yous, weeks = texts(await statistics_of(pilot))
        for name, words in (
            ("asked", "6"),
            ("answered", "6 of 6"),
            ("held", "5 of 6"),
            ("thanked", "4 of 6"),
        ):
            [line] = [line for line in people.splitlines() if line.startswith(name) and "█" in line]
            assert line.endswith(f" {words}")
        assert "thanked  the thank-you for it is done" in people
        assert "2–4 days     █" in replies
        assert "2, median 4 days" in replies.replace("\n", " ")
        assert "Half of 6 answers came within 4 days" in replies
        assert "4 thank-yous are too few for a median" in thank_yous
        assert "1 of 4 were done within 24 hours" in thank_yous
        assert "1 thank-you is still due." in thank_yous
        assert weeks.startswith("1 ┤")
        assert "5 interviews in the last 12 weeks" in weeks


@pytest.mark.usefixtures("asked")
async def test_the_time_for_thank_yous_is_that_of_the_settings(make_app):
    app = make_app(Settings(thank_you_hours=48))
    async with app.run_test(size=(120, 36)) as pilot:
        assert "2 of 4 were done within 48 hours" in texts(await statistics_of(pilot))[2]


@pytest.mark.usefixtures("asked")
async def test_another_period_counts_less_and_comes_round_to_everything(make_app):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await statistics_of(pilot)
        everything = texts(screen)
        assert "for all time" in drawn(app)
        await pilot.press("v")
        await settle(pilot)
        assert "since Thu 1 Jan 2026" in drawn(app)
        assert texts(screen)[0] == "You haven't asked anyone for an interview."
        assert "4 interviews in the last 11 weeks" in texts(screen)[3]
        await pilot.press("v")
        await settle(pilot)
        assert "since Wed 10 Dec 2025" in drawn(app)
        assert texts(screen)[0].startswith("asked    █")
        await pilot.press("v")
        await settle(pilot)
        assert texts(screen) == everything


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("size", SIZES)
async def test_it_is_drawn_to_the_size_and_all_of_it_can_be_reached(make_app, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await statistics_of(pilot)
        for name in PANES:
            pane = screen.query_one(f"#{name}", StatisticsPane)
            lines = pane.text.splitlines()
            assert max(map(width_of, lines)) <= pane.size.width
            assert len(lines) <= pane.size.height, "nothing is cut off"
        assert "asked    █" in drawn(app)
        await pilot.press("G")
        await settle(pilot)
        assert "5 interviews in" in drawn(app)
        is_all_in_sight = screen.query_one("#statistics").max_scroll_y == 0
        assert is_all_in_sight == (size >= (120, 36))
        await pilot.press("g")
        await settle(pilot)
        assert "asked    █" in drawn(app)


@pytest.mark.usefixtures("asked")
async def test_it_follows_the_terminal_as_that_is_resized(make_app):
    app = make_app()
    async with app.run_test(size=(160, 45)) as pilot:
        screen = await statistics_of(pilot)
        pane = screen.query_one("#statistics-weeks", StatisticsPane)
        high = pane.size.height
        for size in (*reversed(SIZES), (20, 6), *SIZES):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert max(map(width_of, pane.text.splitlines())) <= max(pane.size.width, 7)
        await wait_for(pilot, lambda: pane.size.height == high)
        assert len(pane.text.splitlines()) > 15, "the columns take the room that there is"


@pytest.mark.usefixtures("asked")
async def test_without_colors_it_says_the_same(make_app, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await statistics_of(pilot)
        assert "answered █" in drawn(app)
        assert "6 of 6" in drawn(app)


async def test_the_palette_opens_it_from_anywhere_and_escape_comes_back(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press_to(pilot, ContactsScreen, "2")
        options = await search_palette(pilot, *"statis")
        assert [option.splitlines()[0] for option in options] == ["Statistics"]
        await pilot.press("enter")
        await until_screen(pilot, StatisticsScreen)
        await pilot.press("escape")
        await until_screen(pilot, ContactsScreen)


async def test_keys_pressed_twice_open_and_close_it_once(make_app):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("S", "S", "v", "v")
        await until_screen(pilot, StatisticsScreen)
        assert len(app.screen_stack) == 2
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)
        assert len(app.screen_stack) == 1


async def test_what_is_written_elsewhere_is_counted_at_once(make_app, store):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await statistics_of(pilot)
        assert screen.has_class("-empty")
        request(store, contact(store).id, NOW - DAY)
        app.reload_screen()
        await settle(pilot)
        assert not screen.has_class("-empty")
        assert texts(screen)[0].startswith("asked    █")


@pytest.mark.parametrize("size", SIZES[:4])
async def test_a_hostile_journal_is_counted_and_no_name_is_shown(make_app, journal, now, size):
    journal.write_bytes(hostile_journal(now))
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await statistics_of(pilot)
        for key in ("v", "v", "v", "G", "space", "question_mark", "escape"):
            await pilot.press(key)
            await settle(pilot)
        assert app.screen is screen
        assert texts(screen)[0].startswith("asked    █")
