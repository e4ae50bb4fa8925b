"""Today: what one sees first, and the keys that settle what is owed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from iitui.domain.contacts import ContactDraft
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.follow_ups import ReminderDraft, Verdict
from iitui.domain.interviews import InterviewDraft, Medium, Status
from iitui.domain.today import FirstStep, Standings, next_step
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.text.paragraphs import Paragraphs
from iitui.ui.letters.screen import LetterScreen
from iitui.ui.session.navigation import ShowContact
from iitui.ui.today.screen import TodayScreen
from iitui.ui.today.welcome import CHOOSE, say_steps
from tests.clock import ZONE, MovableClock
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.pilot import drawn, messages, settle, wait_for

DAY_END = end_of_day(NOW, ZONE)


async def today(pilot: Pilot[None]) -> TodayScreen:
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


def keys(screen: TodayScreen, name: str = "owed") -> list[object]:
    source = screen.query_one(f"#{name}", RowList).source
    return [row.key for row in source.rows(0, source.count()) if not row.heading]


def facts(screen: TodayScreen) -> str:
    return screen.query_one("#next-interview", Paragraphs).text


def step(screen: TodayScreen) -> str:
    return "".join(str(shown.visual) for shown in screen.query("#next-step").results(Static) if shown.display)


async def test_the_next_interview_and_its_preparation_come_first(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        words = facts(screen)
        assert "Thandiwe Mokoena" in words
        assert "In 3 hours, Tue 10 Mar 13:00" in words
        assert "leave by 12:20 to be there 12:45" in words
        assert "8 picked, about 19 minutes (20 asked for, 30 blocked)" in words
        assert "6 of 7 done" in words
        assert step(screen) == ""


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
async def test_all_parts_fit(sample_app: IituiApp, size: tuple[int, int]) -> None:
    async with sample_app.run_test(size=size) as pilot:
        screen = await today(pilot)
        for name in ("next-interview", "owed-pane", "waiting"):
            region = screen.query_one(f"#{name}").region
            assert region.height >= 4
            assert screen.region.contains_region(region)


async def test_the_cursor_is_on_the_worst(sample_app: IituiApp, look: Look) -> None:
    owed = look().follow_ups.owed(NOW, DAY_END, until=DAY_END)
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        assert keys(screen)[: len(owed)] == [str(one.id) for one in owed]
        assert screen.owed_list.cursor_key == str(owed[0].id)
        assert screen.owed_list.has_focus


async def test_x_z_and_W_settle_from_here(sample_app: IituiApp, look: Look) -> None:  # noqa: N802 - the key is W
    first, second, third = look().follow_ups.owed(NOW, DAY_END)[:3]
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert str(first.id) not in keys(screen)
        await pilot.press("z", *"+3d", "enter")
        await settle(pilot)
        found = look().follow_ups.find(second.id, NOW, DAY_END)
        assert found is not None
        assert found.verdict is Verdict.SNOOZED
        assert found.due > NOW + timedelta(days=2)
        assert screen.owed_list.cursor_key == str(third.id)
        await pilot.press("W", "enter")
        await settle(pilot)
        assert str(third.id) not in keys(screen)
        for _ in range(3):
            await pilot.press("u")
            await settle(pilot)
        assert keys(screen)[:3] == [str(one.id) for one in (first, second, third)]


async def test_the_cursor_goes_on_though_what_was_put_off_stands_elsewhere_already(
    sample_app: IituiApp, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = look().follow_ups.owed(NOW, DAY_END)[:2]
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        act = screen.session.act

        async def act_and_reload(verb: Callable[[Store], object]) -> object:
            result, before = await act(verb), keys(screen)
            screen.reload()
            await wait_for(pilot, lambda: keys(screen) != before)
            return result

        monkeypatch.setattr(screen.session, "act", act_and_reload)
        await pilot.press("z", *"+3d", "enter")
        await settle(pilot)
        assert keys(screen)[0] == str(second.id) != str(first.id)
        assert screen.owed_list.cursor_key == str(second.id)


async def test_b_shows_the_brief_of_the_next_interview(sample_app: IituiApp, look: Look) -> None:
    interview = look().interviews.next(NOW)
    assert interview is not None
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await today(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert isinstance(sample_app.screen, BriefScreen)
        assert sample_app.screen.interview_id == interview.id


async def test_who_has_not_answered_is_reached_by_tab(
    sample_app: IituiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        waiting, owed = screen.session.reader.today.unanswered(NOW), keys(screen)
        assert keys(screen, "waiting") == [one.contact_id for one in waiting]
        assert len(waiting) == 3
        await pilot.press("tab", "x")
        await settle(pilot)
        assert keys(screen) == owed
        wishes: list[Any] = []
        post = screen.post_message
        monkeypatch.setattr(
            screen,
            "post_message",
            lambda one: wishes.append(one) if isinstance(one, ShowContact) else post(one),
        )
        await pilot.press("j", "enter", "C")
        await settle(pilot)
        assert [(type(one), one.record_id) for one in wishes] == [(ShowContact, waiting[1].contact_id)] * 2


async def test_who_is_owed_a_nudge_is_named_once(make_app: MakeApp, store: Store) -> None:
    late, fresh = (store.contacts.add(ContactDraft(name=name)).id for name in ("Late", "Fresh"))
    for number, days in ((late, 30), (fresh, 1)):
        asked = NOW - timedelta(days=days)
        store.touches.log(TouchDraft(contact_id=number, at=asked, is_request=True, outcome=Outcome.NO_REPLY))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        due = {key for key in keys(screen) if str(key).startswith(("nudge:", "second_name:"))}
        assert {str(key).split(":")[0] for key in due} == {"nudge", "second_name"}
        assert keys(screen, "waiting") == [fresh]
        waiting = screen.query_one("#waiting", RowList)
        assert str(waiting.border_title) == "No answer yet · 1 · 1 more above"
        store.follow_ups.waive([one.id for one in store.reader.follow_ups.owed(NOW, DAY_END, DAY_END)])
        screen.reload()
        await settle(pilot)
        assert keys(screen, "waiting") == [late, fresh]


def test_an_answer_or_an_interview_ends_the_waiting(store: Store, clock: MovableClock) -> None:
    def person(name: str) -> int:
        return store.contacts.add(ContactDraft(name=name)).id

    def touch(number: int, days: int, direction: Direction = Direction.OUT, *, request: bool = True) -> None:
        store.touches.log(
            TouchDraft(
                contact_id=number,
                at=NOW - timedelta(days=days),
                direction=direction,
                is_request=request,
                outcome=Outcome.NO_REPLY if request else None,
            )
        )

    silent, twice, answered, met, archived = (person(name) for name in ("Sil", "Twi", "Ans", "Met", "Arc"))
    for number in (silent, answered, met, archived):
        touch(number, 5)
    touch(twice, 20)
    touch(twice, 8)
    touch(answered, 2, Direction.IN, request=False)
    store.interviews.plan(InterviewDraft(contact_id=met, start=NOW + timedelta(days=3), zone=ZONE.key))
    store.contacts.archive([archived])
    found = store.reader.today.unanswered(NOW)
    assert [(one.contact_id, one.requests) for one in found] == [(twice, 2), (silent, 1)]
    assert found[0].asked_at == NOW - timedelta(days=8)


def test_one_voice_is_one_contact_whose_interview_is_over(store: Store) -> None:
    ann, bob = (store.contacts.add(ContactDraft(name=name)).id for name in ("Ann", "Bob"))

    def interview(number: int, days: int, occupation: str, status: Status = Status.PLANNED) -> None:
        start = NOW + timedelta(days=days)
        made = store.interviews.plan(
            InterviewDraft(contact_id=number, start=start, zone=ZONE.key, occupation=occupation)
        )
        if status is not Status.PLANNED:
            store.interviews.mark([made.id], status)

    interview(ann, -9, "Nursing")
    interview(bob, -8, "Nursing")
    interview(ann, -7, "Law")
    interview(ann, -6, "Law", Status.HELD)
    interview(bob, -5, "Law", Status.CANCELLED)
    interview(bob, 5, "Baking")
    assert store.reader.today.one_voice(NOW) == ["Law"]


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        (Standings(has_contacts=False, interview="", picked=0, one_voice=()), "Press a"),
        (Standings(has_contacts=True, interview="", picked=0, one_voice=("Law",)), ""),
        (Standings(has_contacts=True, interview="Ann", picked=0, one_voice=("Law",)), "Press p"),
        (Standings(has_contacts=True, interview="Ann", picked=8, one_voice=("Law",)), "“Law”:"),
        (Standings(has_contacts=False, interview="", picked=0, one_voice=(), to_ask="Ask Bo."), "Ask Bo. T"),
        (Standings(has_contacts=True, interview="", picked=0, one_voice=(), to_ask="Ask Bo."), "Ask Bo. T"),
        (Standings(has_contacts=True, interview="Ann", picked=0, one_voice=(), to_ask="Bo."), "Press p"),
        (Standings(has_contacts=True, interview="Ann", picked=8, one_voice=("Law",), to_ask="Bo."), "Bo. T"),
        (
            Standings(has_contacts=True, interview="Ann", picked=8, one_voice=("Law", "Art")),
            "(and for 1 more)",
        ),
        (Standings(has_contacts=True, interview="Ann", picked=8, one_voice=()), "Press b"),
    ],
)
def test_what_would_help_next(standings: Standings, words: str) -> None:
    step = next_step(standings)
    assert words in step if words else not step, "the pane above says that already"


async def test_nothing_due_says_so_and_what_would_help(make_app: MakeApp, store: Store) -> None:
    ann = store.contacts.add(ContactDraft(name="Ann")).id
    called_off = store.interviews.plan(
        InterviewDraft(contact_id=ann, start=NOW + timedelta(days=1), zone=ZONE.key)
    )
    store.interviews.mark([called_off.id], Status.CANCELLED)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        assert step(screen) == "Nothing due today."
        assert drawn(app).count("No interview planned.") == drawn(app).count("Press i to plan one.") == 1
        await pilot.press("b")
        await settle(pilot)
        assert messages(app)[-1] == "No interview planned. Press i to plan one."
        app.clear_notifications()
        assert not screen.query_one("#waiting").display
        await pilot.press("x", "z", "W", "d", "p", "C", "enter")
        await settle(pilot)
        assert app.screen is screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (140, 40)])
async def test_an_empty_journal_is_welcomed(make_app: MakeApp, store: Store, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await today(pilot)
        assert screen.query_one("#welcome").display
        assert not screen.query_one("#owed-pane").display
        assert not [pane for pane in screen.query("#next-interview, #owed-pane, #waiting") if pane.display]
        assert screen.region.contains_region(screen.query_one("#welcome > .pane").region)
        assert offered(screen) == ["app.add_contact", "app.import_contacts", "app.switch_journal"]
        await pilot.press("x", "z", "W", "w", "C", "i", "l", "p", "r", "y", "n")
        await settle(pilot)
        assert app.screen is screen
        store.contacts.add(ContactDraft(name="[/] Ann"))
        screen.reload()
        await settle(pilot)
        assert screen.query_one("#welcome").display
        assert "✓ Add people → Plan an interview (now) → Pick questions" in str(
            screen.query_one("#welcome-steps", Static).visual
        )
        assert screen.region.contains_region(screen.query_one("#welcome > .pane").region)
        store.follow_ups.remind(ReminderDraft(text="Call", due_at=NOW, zone=ZONE.key))
        screen.reload()
        await settle(pilot)
        assert not screen.query_one("#welcome").display
        assert screen.query_one("#owed-pane").display
        assert screen.owed_list.has_focus


def test_the_first_steps_are_told_in_words_where_signs_are_not_read() -> None:
    told = say_steps(FirstStep.INTERVIEW, in_words=True).plain
    assert told == "Done: Add people. Now: Plan an interview. Later: Pick questions."


def offered(screen: TodayScreen) -> list[object]:
    """The actions that the welcome offers."""
    source = screen.query_one("#welcome-lines", RowList).source
    return [row.key for row in source.rows(0, source.count())]


async def test_the_welcome_leads_to_an_interview_with_its_questions(make_app: MakeApp, look: Look) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        await pilot.press("enter")  # on the first line, which is what a does
        await settle(pilot)
        await pilot.press(*"Ann, Nurse, Mercy", "enter")
        await settle(pilot)
        assert offered(screen) == ["plan_interview", "write_letter", "log_touch", "app.add_contact"]
        await pilot.press("i")
        await settle(pilot)
        await pilot.press(*"next tue 2pm", "ctrl+s")
        await settle(pilot)
        assert not screen.query_one("#welcome").display
        assert "Plan an interview → Pick questions (now)" in facts(screen)
        await pilot.press("p")
        await settle(pilot)
        await pilot.press("r", "enter")
        await settle(pilot)
        assert len(look().questions.plan(1)) == 8
        await pilot.press("1")
        await settle(pilot)
        assert "Pick questions" not in facts(screen)
        assert "8 picked" in facts(screen)


async def test_the_letter_and_the_touch_of_the_welcome_are_with_the_only_one_to_ask(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    store.contacts.add(ContactDraft(name="Bo"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        assert "You have someone to ask." in drawn(app)
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(app.screen, LetterScreen)
        assert app.screen.making.facts.contact.name == "Bo"
        await pilot.press("escape", "escape", "l", "a")
        await settle(pilot)
        assert [one.name for one in look().today.unanswered(NOW)] == ["Bo"]
        assert app.screen.query("#owed-pane")
        assert not screen.query_one("#welcome").display
        assert "just now" in drawn(app)


@pytest.mark.parametrize("key", ["w", "l", "2", "enter"])
async def test_of_several_to_ask_the_welcome_says_how_many_and_lets_one_choose(
    make_app: MakeApp, store: Store, key: str
) -> None:
    for name in ("Ann", "Bo", "Cy"):
        store.contacts.add(ContactDraft(name=name))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await today(pilot)
        assert "You have 3 people to ask." in drawn(app)
        assert offered(screen) == [CHOOSE, "plan_interview", "app.add_contact"]
        await pilot.press(key)
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        said = [f"Move to the person to ask, then press {key}."] if key in "wl" else []
        assert messages(app)[-1:] == said


async def test_a_key_opens_the_sample_from_an_empty_journal_alone(make_app: MakeApp, store: Store) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await today(pilot)
        assert "0 Sample" in drawn(app)
        store.contacts.add(ContactDraft(name="Ann"))
        app.reload_screen()
        await settle(pilot)
        assert "0 Sample" not in drawn(app)
        await pilot.press("0")
        await settle(pilot)
        assert app.is_running
        assert not app.goes_on


async def test_an_interview_elsewhere_is_told_in_both_zones(make_app: MakeApp, store: Store) -> None:
    ann = store.contacts.add(
        ContactDraft(name="[/] [red]Ann", role="[@click=app.quit]x", organization="[/]")
    ).id
    start = NOW + timedelta(days=1)
    store.interviews.plan(
        InterviewDraft(
            contact_id=ann, start=start, zone="Europe/London", medium=Medium.VIDEO, place="[/]" * 90
        )
    )
    app = make_app(Settings(online_minutes=7))
    async with app.run_test(size=(80, 24)) as pilot:
        words = facts(await today(pilot))
        assert "[/] [red]Ann" in words
        assert "Wed 11 Mar 14:00 (Europe/London), 10:00 here" in words
        assert "online 09:53" in words
        assert "none picked yet; press p" in words
        assert app.is_running
