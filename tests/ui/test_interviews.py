"""Interviews: planning with words for the time, changing, what became of an interview, writing it down."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from textual.pilot import Pilot
from textual.widgets import Static

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import Interview, InterviewDraft, Medium, Status
from iitui.domain.takeaways import TakeawayKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.interviews.debrief_form import DebriefForm
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.interviews.screen import InterviewsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from tests.ui.conftest import NOW, ZONE, MakeApp
from tests.ui.walking import settle

Look = Callable[[], JournalReader]


async def until_screen(pilot: Pilot[None], kind: type) -> None:
    """Wait until a screen of a kind is in front."""
    for _ in range(200):
        await pilot.pause(0.01)
        if isinstance(pilot.app.screen, kind):
            return
    raise AssertionError(f"{pilot.app.screen} is in front, not {kind}")


async def open_list(pilot: Pilot[None]) -> RowList:
    """Go to the interviews once the store is open."""
    await settle(pilot)
    await pilot.press("3")
    await until_screen(pilot, InterviewsScreen)
    return pilot.app.screen.query_one("#interview-list", RowList)


def fill(app: IituiApp, **texts: str) -> None:
    """Put texts into the form in front."""
    for name, text in texts.items():
        app.screen.query_one(f"#field-{name}").value = text  # type: ignore[attr-defined]  # every one is an Input


def word(app: IituiApp, name: str) -> str:
    """The words under a field of the form in front."""
    return str(app.screen.query_one(f"#word-{name}", Static).render())


def seen(row_list: RowList) -> list[str]:
    """The first two cells of all rows."""
    rows = row_list.source.rows(0, 1000)
    return [" ".join(str(cell) for cell in row.cells[:2]) for row in rows]


def told(app: IituiApp) -> str:
    """All that was said so far."""
    return " ".join(note.message for note in app._notifications)


def interviews(look: Look) -> list[Interview]:
    """All interviews of the journal."""
    reader = look()
    return reader.interviews.upcoming(NOW) + reader.interviews.past(NOW)


def add_contact(store: Store, name: str = "Dana Ito", organization: str = "Beaumont") -> int:
    return store.contacts.add(ContactDraft(name=name, organization=organization)).id


def plan(store: Store, contact_id: int, hours: float, minutes: int = 30) -> int:
    draft = InterviewDraft(
        contact_id=contact_id, start=NOW + timedelta(hours=hours), zone=ZONE.key, minutes=minutes
    )
    return store.interviews.plan(draft).id


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
        assert "Press n" in str(row_list._empty)
        await pilot.press("e", "d", "h", "w", "p", "o", "C", "enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)


async def test_plans_an_interview_and_shows_the_reading_at_once(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    contact = add_contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        await pilot.press(*"dana", "tab", *"thu", "space", *"3pm")
        await pilot.pause()
        assert word(app, "contact_id") == "Dana Ito, Beaumont"
        assert word(app, "start") == "Thu 12 Mar 15:00, in 2 days"
        assert word(app, "minutes") == "Ask for 20, keep these free"
        fill(app, occupation="Nursing", travel_minutes="20", place="Café [/]")
        await pilot.pause()
        assert word(app, "travel_minutes") == "Leave by 14:25 to be there at 14:45, 15 minutes early"
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.pause()
        (interview,) = interviews(reader)
        assert interview.contact_id == contact
        assert interview.start == datetime(2026, 3, 12, 15, 0, tzinfo=ZONE).astimezone(UTC)
        assert (interview.minutes, interview.place, interview.occupation) == (30, "Café [/]", "Nursing")
        assert row_list.cursor_key == interview.id
        assert "15:00 Dana Ito" in seen(row_list)


async def test_a_time_in_another_zone_is_shown_in_both(make_app: MakeApp, store: Store, reader: Look) -> None:
    add_contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        fill(app, contact_id="Dana Ito", start="tomorrow 10am", zone="london")
        await pilot.pause()
        assert word(app, "zone") == "Europe/London"
        assert word(app, "start").startswith("Wed 11 Mar 10:00 (Europe/London), 06:00 here, ")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (interview,) = interviews(reader)
        assert interview.zone == "Europe/London"
        assert interview.start == datetime(2026, 3, 11, 10, 0, tzinfo=UTC)


async def test_what_cannot_be_read_is_said_and_stays_typed(make_app: MakeApp, store: Store) -> None:
    add_contact(store, organization="Beaumont")
    add_contact(store, organization="Henry Ford")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        fill(app, contact_id="Dana Ito", start="the day after", zone="Europe/Nowhere", minutes="many")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert word(app, "contact_id") == "Which one? 1 Dana Ito (Beaumont), 2 Dana Ito (Henry Ford)"
        assert "no time zone 'Europe/Nowhere'" in word(app, "zone")
        assert "must be a whole number" in word(app, "minutes")
        fill(app, contact_id="Nobody", zone="", minutes="30")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "There is no contact 'Nobody'" in word(app, "contact_id")
        assert "the day after" in word(app, "start")
        fill(app, contact_id="Dana Ito, Henry Ford", start="fri 10:00")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, InterviewsScreen)


async def test_two_interviews_at_once_are_warned_of_and_asked_about(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    dana, lee = add_contact(store), add_contact(store, "Kim Lee")
    plan(store, lee, hours=4)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        fill(app, contact_id="Dana Ito", start="today 14:15")
        await pilot.pause()
        assert word(app, "start") == "Tue 10 Mar 14:15: overlaps with Kim Lee at 14:00"
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        assert len(interviews(reader)) == 1
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert {interview.contact_id for interview in interviews(reader)} == {dana, lee}


async def test_an_interview_that_took_place_can_be_entered(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    add_contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        fill(app, contact_id="Dana Ito", start="2026-03-02 14:00")
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        await pilot.pause()
        (interview,) = interviews(reader)
        assert interview.status is Status.HELD
        assert seen(row_list)[0] == "Needs a debrief (1)"
        await pilot.press("u")
        await settle(pilot)
        assert interviews(reader) == []


async def test_edit_keeps_everything_and_moves_the_interview(
    sample_app: IituiApp, store: Store, reader: Look
) -> None:
    before = store.reader.interviews.get(13)
    assert before is not None
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        row_list.move_to(13)
        await pilot.press("e")
        await until_screen(pilot, InterviewForm)
        start = pilot.app.screen.query_one("#field-start")
        assert start.value == "2026-03-11 22:45"  # type: ignore[attr-defined]  # it is an Input
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert reader().interviews.get(13) == before
        await pilot.press("e")
        await until_screen(pilot, InterviewForm)
        fill(sample_app, start="2026-03-12 22:45")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.pause()
        moved = reader().interviews.get(13)
        assert moved is not None
        assert moved.start == before.start + timedelta(days=1)
        assert (moved.place, moved.medium, moved.zone) == (before.place, Medium.VIDEO, "Europe/London")
        assert row_list.cursor_key == 13


async def test_moving_a_cancelled_interview_ahead_plans_it_again(
    sample_app: IituiApp, store: Store, reader: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        row_list.move_to(11)
        await pilot.press("e")
        await until_screen(pilot, InterviewForm)
        fill(sample_app, start="fri 9:00")
        await pilot.press("ctrl+s")
        await settle(pilot)
        interview = reader().interviews.get(11)
        assert interview is not None
        assert interview.status is Status.PLANNED


async def test_marks_act_together_and_the_same_key_takes_it_back(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    contact = add_contact(store)
    first, second = plan(store, contact, hours=2), plan(store, contact, hours=5)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await pilot.press("*", "c")
        await settle(pilot)
        await pilot.pause()
        assert {interview.status for interview in interviews(reader)} == {Status.CANCELLED}
        assert row_list.marked == ()
        row_list.move_to(first)
        await pilot.press("c")
        await settle(pilot)
        one, other = reader().interviews.get(first), reader().interviews.get(second)
        assert one is not None
        assert other is not None
        assert (one.status, other.status) == (Status.PLANNED, Status.CANCELLED)


async def test_held_before_it_began_is_asked_about(make_app: MakeApp, store: Store, reader: Look) -> None:
    interview = plan(store, add_contact(store), hours=2)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("h")
        await until_screen(pilot, Confirm)
        await pilot.press("escape")
        await settle(pilot)
        kept = reader().interviews.get(interview)
        assert kept is not None
        assert kept.status is Status.PLANNED


async def test_delete_asks_and_undo_brings_back(sample_app: IituiApp, reader: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("d")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert reader().interviews.get(12) is None
        await pilot.press("u")
        await settle(pilot)
        assert reader().interviews.get(12) is not None


async def test_writing_down_is_one_act_and_settles_the_debrief(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    interview = plan(store, add_contact(store), hours=-2)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        assert seen(row_list)[0] == "Needs a debrief (1)"
        await pilot.press("w")
        await until_screen(pilot, DebriefForm)
        await pilot.press(*"Good.", "tab", *"one", "enter", *"two", "tab", *"try", "ctrl+s")
        await settle(pilot)
        await pilot.pause()
        kept = reader().interviews.get(interview)
        assert kept is not None
        assert (kept.status, kept.after) == (Status.HELD, "Good.")
        takeaways = reader().contacts.takeaways(kept.contact_id)
        assert [(one.kind, one.text) for one in takeaways] == [
            (TakeawayKind.INSIGHT, "one"),
            (TakeawayKind.INSIGHT, "two"),
            (TakeawayKind.ADVICE, "try"),
        ]
        assert seen(row_list)[0] == "Past (1)"
        await pilot.press("u")
        await settle(pilot)
        assert reader().contacts.takeaways(kept.contact_id) == []
        again = reader().interviews.get(interview)
        assert again is not None
        assert (again.status, again.after) == (Status.PLANNED, "")


async def test_nothing_to_write_down_before_the_interview(make_app: MakeApp, store: Store) -> None:
    plan(store, add_contact(store), hours=2)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("w")
        await settle(pilot)
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)
        assert "Nothing to write down yet" in told(app)


async def test_enter_opens_the_brief_and_escape_returns(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await pilot.press("j", "enter")
        await until_screen(pilot, BriefScreen)
        screen = pilot.app.screen
        assert isinstance(screen, BriefScreen)
        assert screen.interview_id == 13
        await pilot.press("escape")
        await until_screen(pilot, InterviewsScreen)
        assert row_list.cursor_key == 13


async def test_the_list_has_a_border_that_counts_and_says_what_is_marked(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        pane = row_list.parent
        assert pane is not None
        count = sum(not row.heading for row in row_list.source.rows(0, row_list.count))
        assert str(pane.border_title) == f"Interviews · {count}"  # type: ignore[attr-defined]  # a widget
        await pilot.press("space", "space")
        await pilot.pause()
        assert str(pane.border_subtitle) == "2 marked"  # type: ignore[attr-defined]  # a widget


async def test_the_label_of_the_field_in_hand_is_lit_and_no_other(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)

        def lit() -> list[str]:
            labels = sample_app.screen.query(".form--label")
            return [str(label.render()) for label in labels if label.styles.text_style.bold]

        assert lit() == ["With"]
        await pilot.press("tab")
        await pilot.pause()
        assert lit() == ["When"]


async def test_an_interview_planned_in_another_zone_is_said_in_both(
    make_app: MakeApp, store: Store, reader: Look
) -> None:
    store.contacts.add(ContactDraft(name="Dana Ito"))
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        await pilot.press("n")
        await until_screen(pilot, InterviewForm)
        fill(app, contact_id="Dana Ito", start="tomorrow 10:00", zone="Europe/Lond")
        await pilot.pause()
        assert word(app, "start") == ""
        assert "no time zone" in word(app, "zone")
        fill(app, zone="Europe/London")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [interview.zone for interview in interviews(reader)] == ["Europe/London"]
        assert "Planned: Dana Ito, Wed 11 Mar 10:00 (Europe/London), 06:00 here" in told(app)


async def test_what_was_done_last_takes_the_place_of_what_was_done_before(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_list(pilot)
        sample_app.notify("first", markup=False)
        await pilot.pause()
        sample_app.notify("second", markup=False)
        await pilot.pause()
        assert told(sample_app) == "second"
        sample_app.notify("a warning", severity="warning", timeout=60, markup=False)
        await pilot.pause()
        sample_app.notify("third", markup=False)
        await pilot.pause()
        assert told(sample_app) == "second a warning third"
