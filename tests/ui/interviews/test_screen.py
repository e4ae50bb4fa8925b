"""Interviews: planning with words for the time, changing, what became of an interview, writing it down."""

from textual.widgets import Static

from iitui.domain.interviews import Status
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.interviews.screen import InterviewsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from tests.conftest import MakeApp
from tests.ui.conftest import Look
from tests.ui.interviews.steps import add_contact, interviews, open_list, plan, seen
from tests.ui.pilot import messages, press_to, settle


async def test_lists_coming_interviews_by_day_then_those_to_write_down_then_the_past(
    sample_app: IituiApp,
) -> None:
    async with sample_app.run_test(size=(100, 30)) as pilot:
        row_list = await open_list(pilot)
        lines = seen(row_list)
        assert lines[0] == "Today, Tue 10 Mar"
        assert lines[1] == "13:00 Thandiwe Mokoena"
        assert lines[2] == "Tomorrow, Wed 11 Mar"
        assert lines[3] == "18:45 (22:45) Oliver Nkemelu"
        assert lines.index("Needs a debrief (1)") < lines.index("Past (10)")
        assert row_list.cursor_key == 12
        assert "Thandiwe Mokoena" in str(pilot.app.screen.query_one("#interview-facts", Static).render())
        assert "Leave by 12:20" in str(pilot.app.screen.query_one("#interview-facts", Static).render())


async def test_pane_gives_way_at_80_columns(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        assert not pilot.app.screen.query_one("#interview-pane").display


async def test_empty_journal_says_which_key_begins(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        assert row_list.count == 0
        assert "Press i to plan one" in str(row_list._empty)
        await pilot.press("e", "d", "h", "w", "p", "o", "C", "enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)


async def test_marks_act_together_and_the_same_key_takes_it_back(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    contact = add_contact(store)
    first, second = plan(store, contact, hours=2), plan(store, contact, hours=5)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await pilot.press("*", "c")
        await settle(pilot)
        await pilot.pause()
        assert {interview.status for interview in interviews(look)} == {Status.CANCELLED}
        assert row_list.marked == ()
        row_list.move_to(first)
        await pilot.press("c")
        await settle(pilot)
        one, other = look().interviews.get(first), look().interviews.get(second)
        assert one is not None
        assert other is not None
        assert (one.status, other.status) == (Status.PLANNED, Status.CANCELLED)


async def test_held_before_it_began_is_asked_about(make_app: MakeApp, store: Store, look: Look) -> None:
    interview = plan(store, add_contact(store), hours=2)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await press_to(pilot, Confirm, "h")
        await pilot.press("escape")
        await settle(pilot)
        kept = look().interviews.get(interview)
        assert kept is not None
        assert kept.status is Status.PLANNED


async def test_delete_asks_and_undo_brings_back(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await press_to(pilot, Confirm, "d")
        await pilot.press("y")
        await settle(pilot)
        assert look().interviews.get(12) is None
        await pilot.press("u")
        await settle(pilot)
        assert look().interviews.get(12) is not None


async def test_nothing_to_write_down_before_the_interview(make_app: MakeApp, store: Store) -> None:
    plan(store, add_contact(store), hours=2)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("w")
        await settle(pilot)
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)
        assert "Nothing to write down yet" in " ".join(messages(app))


async def test_enter_opens_the_brief_and_escape_returns(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await press_to(pilot, BriefScreen, "j", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, BriefScreen)
        assert screen.interview_id == 13
        await press_to(pilot, InterviewsScreen, "escape")
        assert row_list.cursor_key == 13


async def test_the_list_has_a_border_that_counts_and_says_what_is_marked(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        pane = row_list.parent
        assert pane is not None
        count = sum(not row.heading for row in row_list.source.rows(0, row_list.count))
        assert str(pane.border_title) == f"Interviews · {count} · 1 to write down"  # type: ignore[attr-defined]  # a widget
        await pilot.press("space", "space")
        await pilot.pause()
        assert str(pane.border_title).endswith(" · 2 marked")  # type: ignore[attr-defined]  # a widget


async def test_what_was_done_last_takes_the_place_of_what_was_done_before(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        sample_app.notify("first", markup=False)
        await pilot.pause()
        sample_app.notify("second", markup=False)
        await pilot.pause()
        assert " ".join(messages(sample_app)) == "second"
        sample_app.notify("a warning", severity="warning", timeout=60, markup=False)
        await pilot.pause()
        sample_app.notify("third", markup=False)
        await pilot.pause()
        assert " ".join(messages(sample_app)) == "second a warning third"
