"""The form that plans an interview: words for the time are shown as they are read, before it is saved."""

from datetime import UTC, datetime, timedelta

from textual.pilot import Pilot
from textual.widgets import Input

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import ReminderDraft
from iitui.domain.interviews import Medium, Status
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.follow_ups.reminder_form import ReminderForm
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.interviews.screen import InterviewsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from tests.clock import ZONE
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.interviews.steps import add_contact, interviews, open_list, plan, seen
from tests.ui.pilot import fill, messages, press_to, settle, word


async def open_form(pilot: Pilot[None], key: str = "n") -> IituiApp:
    """Open the form of an interview."""
    await open_list(pilot)
    await press_to(pilot, InterviewForm, key)
    assert isinstance(pilot.app, IituiApp)
    return pilot.app


async def save(pilot: Pilot[None]) -> None:
    """Press ctrl+s, and wait until the list is back."""
    await press_to(pilot, InterviewsScreen, "ctrl+s")
    await settle(pilot)


async def test_the_end_and_the_zone_of_the_time_are_shown_and_taken(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana", start="Thu Mar 12, 2-2:45pm PST")
        assert word(app.screen, "start") == (
            "Thu 12 Mar 14:00 (America/Los_Angeles), 17:00 here, 45 minutes, in 2 days. PST is taken as"
            " America/Los_Angeles, whose clocks show PDT then"
        )
        assert app.screen.query_one("#word-start").has_class("form--warning")
        assert word(app.screen, "zone") == "America/Los_Angeles, from the time above"
        assert word(app.screen, "minutes") == "45, from the time above"
        await save(pilot)
        (interview,) = interviews(look)
        assert interview.start == datetime(2026, 3, 12, 21, tzinfo=UTC)
        assert (interview.minutes, interview.zone) == (45, "America/Los_Angeles")


def add_namesakes(store: Store) -> None:
    for role in ("Nurse", "Buyer"):
        store.contacts.add(ContactDraft(name="Dana Ito", organization="Beaumont", role=role))


async def test_the_form_tells_namesakes_apart(make_app: MakeApp, store: Store, look: Look) -> None:
    add_namesakes(store)
    store.follow_ups.remind(ReminderDraft(text="Call", due_at=NOW, zone=ZONE.key, contact_id=2))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        form = await press_to(pilot, InterviewForm, "i")
        assert form.query_one("#field-contact_id", Input).value == "2 Dana Ito, Buyer, Beaumont"
        assert word(form, "contact_id") == ""
        await fill(pilot, contact_id="1", start="tomorrow 3pm")
        assert word(form, "contact_id") == "1 Dana Ito, Nurse, Beaumont"
        await fill(pilot, contact_id="1 Dana Ito, Nurse, Beaumont")
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert [one.contact_id for one in interviews(look)] == [1]


async def test_a_reminder_tells_namesakes_apart(make_app: MakeApp, store: Store, look: Look) -> None:
    add_namesakes(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_to(pilot, ContactsScreen, "2")
        form = await press_to(pilot, ReminderForm, "down", "f")
        assert form.query_one("#field-contact", Input).value == "2 Dana Ito, Buyer, Beaumont"
        await fill(pilot, text="Call", due_at="tomorrow")
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert look().follow_ups.with_contact(2, NOW, NOW + timedelta(days=3))


async def test_fields_that_were_changed_and_say_otherwise_are_refused(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana", start="tomorrow 10-10:45", minutes="20")
        await pilot.press("ctrl+s")
        assert word(app.screen, "minutes") == "The time lasts 45 minutes, this field says 20: change one."
        assert app.screen.query_one("#word-minutes").has_class("form--refused")
        await fill(pilot, start="tomorrow 10-10:45 PDT", minutes="45", zone="Europe/London")
        await pilot.press("ctrl+s")
        assert (
            word(app.screen, "zone")
            == "The time is in America/Los_Angeles, this field says Europe/London: change one."
        )
        assert interviews(look) == []
        await fill(pilot, zone="America/Tijuana")
        await save(pilot)
        (interview,) = interviews(look)
        assert (interview.minutes, interview.zone) == (45, "America/Tijuana")


async def test_letters_of_several_zones_are_asked_about_while_one_types(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana", start="tomorrow 3pm IST")
        await pilot.press("ctrl+s")
        assert "doesn't say whether IST is Asia/Kolkata or Asia/Jerusalem" in word(app.screen, "start")
        assert interviews(look) == []
        await fill(pilot, start="tomorrow 3pm Asia/Kolkata")
        assert word(app.screen, "start").startswith("Wed 11 Mar 15:00 (Asia/Kolkata), 05:30 here, ")


async def test_an_hour_that_comes_twice_says_which_and_one_that_is_skipped_is_refused(
    make_app: MakeApp, store: Store
) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, start="31 oct 2026 1:30am")
        assert "twice" not in word(app.screen, "start")
        await fill(pilot, start="1 nov 2026 1:30am")
        assert word(app.screen, "start").endswith(
            ". 01:30 comes twice that day: this is the first (UTC-4), not the second (UTC-5)"
        )
        await fill(pilot, start="1 nov 2026 1:30am EST")
        assert "this is the second (UTC-5)" in word(app.screen, "start")
        await fill(pilot, start="14 mar 2027 2:30am")
        assert "the clocks of America/Detroit go forward over 02:30" in word(app.screen, "start")


async def test_an_interview_that_is_moved_keeps_its_zone_unless_the_time_names_another(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    interview_id = plan(store, add_contact(store), hours=5)
    async with make_app().run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        row_list.move_to(interview_id)
        await press_to(pilot, InterviewForm, "e")
        app = pilot.app
        assert isinstance(app, IituiApp)
        assert word(app.screen, "zone") == ""
        await fill(pilot, start="tomorrow 9-9:20 Europe/London")
        await save(pilot)
        (interview,) = interviews(look)
        assert (interview.start, interview.minutes) == (datetime(2026, 3, 11, 9, tzinfo=UTC), 20)
        assert interview.zone == "Europe/London"


async def test_plans_an_interview_and_shows_the_reading_at_once(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    contact = add_contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await press_to(pilot, InterviewForm, "n")
        await pilot.press(*"dana", "tab", *"thu", "space", *"3pm")
        await pilot.pause()
        assert word(app.screen, "contact_id") == "Dana Ito, Beaumont"
        assert word(app.screen, "start") == "Thu 12 Mar 15:00, in 2 days"
        assert word(app.screen, "minutes") == "how long to keep free; ask for 20"
        await fill(pilot, occupation="Nursing", travel_minutes="20", place="Café [/]")
        assert word(app.screen, "travel_minutes") == "Leave by 14:25 to be there at 14:45, 15 minutes early"
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.pause()
        (interview,) = interviews(look)
        assert interview.contact_id == contact
        assert interview.start == datetime(2026, 3, 12, 15, 0, tzinfo=ZONE).astimezone(UTC)
        assert (interview.minutes, interview.place, interview.occupation) == (30, "Café [/]", "Nursing")
        assert row_list.cursor_key == interview.id
        assert "15:00 Dana Ito" in seen(row_list)


async def test_a_time_in_another_zone_is_shown_in_both(make_app: MakeApp, store: Store, look: Look) -> None:
    add_contact(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana Ito", start="tomorrow 10am", zone="london")
        assert word(app.screen, "zone") == "Europe/London"
        assert word(app.screen, "start").startswith("Wed 11 Mar 10:00 (Europe/London), 06:00 here, ")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (interview,) = interviews(look)
        assert interview.zone == "Europe/London"
        assert interview.start == datetime(2026, 3, 11, 10, 0, tzinfo=UTC)


async def test_what_cannot_be_read_is_said_and_stays_typed(make_app: MakeApp, store: Store) -> None:
    add_contact(store, organization="Beaumont")
    add_contact(store, organization="Henry Ford")
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana Ito", start="the day after", zone="Europe/Nowhere", minutes="many")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert word(app.screen, "contact_id") == "Which one? 1 Dana Ito (Beaumont), 2 Dana Ito (Henry Ford)"
        assert "no time zone 'Europe/Nowhere'" in word(app.screen, "zone")
        assert "must be a whole number" in word(app.screen, "minutes")
        await fill(pilot, contact_id="Nobody", zone="", minutes="30")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "There is no contact 'Nobody'" in word(app.screen, "contact_id")
        assert "the day after" in word(app.screen, "start")
        await fill(pilot, contact_id="Dana Ito, Henry Ford", start="fri 10:00")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, InterviewsScreen)


async def test_two_interviews_at_once_are_warned_of_and_asked_about(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    dana, lee = add_contact(store), add_contact(store, "Kim Lee")
    plan(store, lee, hours=4)
    async with make_app().run_test(size=(80, 24)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana Ito", start="today 14:15")
        assert word(app.screen, "start") == "Tue 10 Mar 14:15: overlaps with Kim Lee at 14:00"
        await press_to(pilot, Confirm, "ctrl+s")
        await press_to(pilot, InterviewForm, "n")
        assert len(interviews(look)) == 1
        await press_to(pilot, Confirm, "ctrl+s")
        await pilot.press("y")
        await settle(pilot)
        assert {interview.contact_id for interview in interviews(look)} == {dana, lee}


async def test_an_interview_that_took_place_can_be_entered(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    add_contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        await press_to(pilot, InterviewForm, "n")
        await fill(pilot, contact_id="Dana Ito", start="2026-03-02 14:00")
        await press_to(pilot, Confirm, "ctrl+s")
        await pilot.press("y")
        await settle(pilot)
        await pilot.pause()
        (interview,) = interviews(look)
        assert interview.status is Status.HELD
        assert seen(row_list)[0] == "Needs a debrief (1)"
        await pilot.press("u")
        await settle(pilot)
        assert interviews(look) == []


async def test_edit_keeps_everything_and_moves_the_interview(
    sample_app: IituiApp, store: Store, look: Look
) -> None:
    before = store.reader.interviews.get(13)
    assert before is not None
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        row_list.move_to(13)
        await press_to(pilot, InterviewForm, "e")
        start = pilot.app.screen.query_one("#field-start")
        assert start.value == "2026-03-11 22:45"  # type: ignore[attr-defined]  # it is an Input
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert look().interviews.get(13) == before
        await press_to(pilot, InterviewForm, "e")
        await fill(pilot, start="2026-03-12 22:45")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.pause()
        moved = look().interviews.get(13)
        assert moved is not None
        assert moved.start == before.start + timedelta(days=1)
        assert (moved.place, moved.medium, moved.zone) == (before.place, Medium.VIDEO, "Europe/London")
        assert row_list.cursor_key == 13


async def test_moving_a_cancelled_interview_ahead_plans_it_again(
    sample_app: IituiApp, store: Store, look: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        row_list = await open_list(pilot)
        row_list.move_to(11)
        await press_to(pilot, InterviewForm, "e")
        await fill(pilot, start="fri 9:00")
        await pilot.press("ctrl+s")
        await settle(pilot)
        interview = look().interviews.get(11)
        assert interview is not None
        assert interview.status is Status.PLANNED


async def test_the_label_of_the_field_in_hand_is_lit_and_no_other(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot)

        def lit() -> list[str]:
            labels = sample_app.screen.query(".form--label")
            return [str(label.render()) for label in labels if label.styles.text_style.bold]

        assert lit() == ["With"]
        await pilot.press("tab")
        await pilot.pause()
        assert lit() == ["When"]


async def test_an_interview_planned_in_another_zone_is_said_in_both(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    store.contacts.add(ContactDraft(name="Dana Ito"))
    async with make_app().run_test(size=(100, 30)) as pilot:
        app = await open_form(pilot)
        await fill(pilot, contact_id="Dana Ito", start="tomorrow 10:00", zone="Europe/Lond")
        assert word(app.screen, "start") == ""
        assert "no time zone" in word(app.screen, "zone")
        await fill(pilot, zone="Europe/London")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [interview.zone for interview in interviews(look)] == ["Europe/London"]
        assert "Planned: Dana Ito, Wed 11 Mar 10:00 (Europe/London), 06:00 here" in " ".join(messages(app))
