"""Live mode: from the first key to the end, with what is typed saved all the time."""

from datetime import timedelta

import pytest
from textual.widgets import Input

from iitui.domain.autosave import UnsavedText
from iitui.domain.errors import JournalError
from iitui.domain.interviews import Status
from iitui.domain.questions import Asked
from iitui.domain.takeaways import TakeawayKind
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.interviews.debrief_form import DebriefForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.live import screen as live
from iitui.ui.live.dialogs import EarlierAnswers, QuestionFinder, WaysChooser
from iitui.ui.live.forms import MadeUpForm, TakeawayForm
from iitui.ui.live.keys import AnswerBox, QuestionList
from iitui.ui.live.screen import LiveScreen
from iitui.ui.session.navigation import StartInterview
from tests.clock import MovableClock
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.live.steps import (
    banner,
    box,
    in_front,
    interview,
    kept,
    plan,
    questions,
    start,
    until_saved,
)
from tests.ui.pilot import drawn, messages, settle, until_screen, wait_for


def _slugs(store: Store) -> list[str]:
    """An opening question, two of the core, a closing one."""
    bank = [row.question for row in store.reader.questions.bank()]
    by_phase = {phase: [one.slug for one in bank if one.phase == phase] for phase in ("open", "core")}
    return [by_phase["open"][0], *by_phase["core"][:2], "come-back"]


@pytest.fixture
def slugs(store: Store) -> list[str]:
    """Those of a plan of four."""
    return _slugs(store)


async def test_s_on_today_begins_it_and_the_box_takes_the_keys(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW + timedelta(minutes=10), *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert isinstance(app.focused, AnswerBox)
        assert kept(look, number).started_at == NOW
        await pilot.press(*"By chance.")
        await until_saved(pilot, look, number, "By chance.")
        assert plan(look, number)[0].state is Asked.ASKED
        assert "1 of 4 questions asked" in drawn(app)
        assert "20:00 left" in drawn(app)


async def test_one_answer_is_one_undo_step(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        for word in ("One", " two", " three"):
            await pilot.press(*(one if one != " " else "space" for one in word))
            typed = box(pilot).text
            await until_saved(pilot, look, number, typed)
        assert [act.name for act in look().acts.latest(2)][1] == "Started the interview with Dana Ito"
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("u")
        await wait_for(pilot, lambda: plan(look, number)[0].answer == "")
        await wait_for(pilot, lambda: box(pilot).text == "")


async def test_next_back_skip_jump_and_return(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    texts = [item.question.text for item in plan(lambda: store.reader, number)]
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await start(pilot)
        assert in_front(pilot) == texts[0]
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert in_front(pilot) == texts[1]
        await pilot.press("ctrl+b")
        await settle(pilot)
        assert in_front(pilot) == texts[0]
        await pilot.press("escape", "2")
        await settle(pilot)
        assert in_front(pilot) == texts[1]
        await pilot.press("f10")
        await settle(pilot)
        assert in_front(pilot) == texts[2]
        await pilot.press("escape", "4")
        await settle(pilot)
        assert isinstance(app.focused, AnswerBox)
        await pilot.press(*"Yes.", "ctrl+r")
        await settle(pilot)
        assert in_front(pilot) == texts[2]
        await until_saved(pilot, look, number, "Yes.", place=3)
        states = [item.state for item in plan(look, number)]
        assert states == [Asked.ASKED, Asked.SKIPPED, Asked.TO_ASK, Asked.ASKED]


async def test_the_finder_goes_by_number_and_by_word(
    store: Store, make_app: MakeApp, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    texts = [item.question.text for item in store.reader.questions.plan(number)]
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("ctrl+g")
        await until_screen(pilot, QuestionFinder)
        await pilot.press("3", "enter")
        await until_screen(pilot, LiveScreen)
        await settle(pilot)
        assert in_front(pilot) == texts[2]
        await pilot.press("ctrl+g")
        await until_screen(pilot, QuestionFinder)
        await pilot.press(*"advice", "enter")
        await until_screen(pilot, LiveScreen)
        await settle(pilot)
        assert in_front(pilot) == texts[3]


async def test_off_the_record_is_said_and_kept(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"Pay", "ctrl+o")
        await wait_for(pilot, lambda: plan(look, number)[0].off_record)
        assert "OFF THE RECORD" in drawn(app)
        await pilot.press("ctrl+o")
        await wait_for(pilot, lambda: not plan(look, number)[0].off_record)


async def test_a_made_up_question_comes_next_and_can_join_the_bank(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("f9")
        await until_screen(pilot, MadeUpForm)
        await pilot.press(*"Why?", "enter")
        await until_screen(pilot, LiveScreen)
        await wait_for(pilot, lambda: in_front(pilot) == "Why?")
        assert [item.question.text for item in plan(look, number)][1] == "Why?"
        await pilot.press(*"So.", "escape", "B")
        await settle(pilot)
        asked = plan(look, number)[1]
        assert not asked.question.retired
        await until_saved(pilot, look, number, "So.", place=1)


@pytest.mark.parametrize(("key", "kind"), [("f2", TakeawayKind.INSIGHT), ("f5", TakeawayKind.PROMISE_MINE)])
async def test_a_takeaway_takes_one_key_a_line_and_enter(
    store: Store, make_app: MakeApp, look: Look, key: str, kind: TakeawayKind
) -> None:
    planned = interview(store, NOW, *_slugs(store))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"Half", key)
        await until_screen(pilot, TakeawayForm)
        await pilot.press(*"Send", "enter")
        await until_screen(pilot, LiveScreen)
        await settle(pilot)
        await pilot.press(*"way")
        await until_saved(pilot, look, planned.id, "Halfway")
        noted = look().contacts.takeaways(planned.contact_id)
        assert [(one.kind, one.text) for one in noted] == [(kind, "Send")]


@pytest.mark.parametrize(
    ("keys", "line", "noted"),
    [
        (["f5"], "send it by friday", "Noted: my promise, due Fri 13 Mar 17:00"),
        (["escape", "t"], "send it, +3d", "Noted: their promise, due Fri 13 Mar 17:00"),
        (["ctrl+t", "m"], "send it", "Noted: my promise, due "),
        (["f3"], "send it", "Noted: advice"),
    ],
)
async def test_a_promise_is_due_when_its_text_says(
    store: Store, make_app: MakeApp, keys: list[str], line: str, noted: str
) -> None:
    planned = interview(store, NOW, *_slugs(store))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*keys)
        form = await until_screen(pilot, TakeawayForm)
        form.query_one("#field-text", Input).value = line
        await pilot.pause()
        if line != "send it":
            assert "Fri 13 Mar" in str(form.query_one("#word-due_at").render())
        await pilot.press("enter")
        await until_screen(pilot, LiveScreen)
        await settle(pilot)
        (one,) = store.reader.contacts.takeaways(planned.contact_id)
        assert (one.text, one.due_at is None) == ("send it", line == "send it")
        assert messages(app)[-1].startswith(noted)


async def test_five_minutes_before_the_end_the_closing_questions_come_up_and_the_cursor_stays(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        await pilot.press(*"Half")
        clock.forward(minutes=14, seconds=59)
        screen.reload()
        assert banner(pilot) == ""
        clock.forward(seconds=1)
        screen.reload()
        await pilot.pause()
        assert banner(pilot) == "Almost time: press ctrl+l for the closing questions."
        await pilot.press(*"way")
        assert box(pilot).text == "Halfway"
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert in_front(pilot) == plan(look, number)[3].question.text
        clock.forward(minutes=5)
        screen.reload()
        await pilot.pause()
        assert banner(pilot).startswith("Your 20 minutes are up. Press f8 to ask for five more")
        await pilot.press("f8")
        await wait_for(pilot, lambda: kept(look, number).added_minutes == 5)
        await wait_for(pilot, lambda: "Almost time" in banner(pilot))
        assert "of 25 min" in drawn(app)


async def test_a_plan_without_closing_questions_gets_those_of_the_bank(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs[:2]).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        clock.forward(minutes=16)
        screen.reload()
        await pilot.press("ctrl+l")
        await settle(pilot)
        added = plan(look, number)[2:]
        assert {item.question.slug for item in added} == {"whom-next", "introduce-or-mention", "come-back"}
        assert in_front(pilot) == added[0].question.text


@pytest.mark.parametrize("wanted", [True, False])
async def test_the_bell_rings_only_if_the_settings_ask_for_it(
    store: Store,
    make_app: MakeApp,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool,
) -> None:
    interview(store, NOW, *_slugs(store))
    app = make_app(Settings(bell=wanted))
    rung: list[bool] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        for minutes in (15, 1, 4, 1):
            clock.forward(minutes=minutes)
            screen.reload()
        assert len(rung) == (2 if wanted else 0)


async def test_without_a_plan_a_box_for_notes_works_at_once(
    store: Store, make_app: MakeApp, look: Look
) -> None:
    first, second = interview(store, NOW), interview(store, NOW + timedelta(days=1), who="Lee Wu")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert in_front(pilot) == "Notes"
        await pilot.press(*"All")
        await until_saved(pilot, look, first.id, "All")
        await pilot.press("escape", "e")
        await until_screen(pilot, DebriefForm)
    store.live.begin_without_plan(second.id)
    assert plan(look, second.id)[0].question == plan(look, first.id)[0].question


async def test_a_ready_made_plan_can_be_taken_in_the_middle(
    store: Store, make_app: MakeApp, look: Look
) -> None:
    number = interview(store, NOW).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"All", "escape", "P")
        await wait_for(pilot, lambda: app.screen.is_modal)
        await pilot.pause()
        await pilot.press("enter")
        await until_screen(pilot, LiveScreen)
        await settle(pilot)
        items = plan(look, number)
        assert items[0].answer == "All"
        assert len(items) > 5
        assert in_front(pilot) == items[1].question.text


async def test_what_was_answered_before_is_one_key_away_and_out_of_sight(
    store: Store, make_app: MakeApp, slugs: list[str]
) -> None:
    other = interview(store, NOW - timedelta(days=30), slugs[0], who="Lee Wu")
    item = store.reader.questions.plan(other.id)[0]
    store.questions.answer(item.id, "By accident", off_record=True)
    interview(store, NOW, *slugs)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert "By accident" not in drawn(app)
        await pilot.press("f12")
        await until_screen(pilot, EarlierAnswers)
        await pilot.pause()
        text = drawn(app)
        assert "By accident" in text
        assert "off the record" in text
        await pilot.press("escape")
        await until_screen(pilot, LiveScreen)


async def test_ending_offers_the_debrief_at_once(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"Last words")
        clock.forward(minutes=18)
        await pilot.press("escape", "e")
        await until_screen(pilot, DebriefForm)
        ended = kept(look, number)
        assert (ended.ended_at, ended.status) == (NOW + timedelta(minutes=18), Status.HELD)
        item = plan(look, number)[0]
        assert (item.answer, item.seconds) == ("Last words", 18 * 60)
        assert not any(isinstance(screen, LiveScreen) for screen in app.screen_stack)


async def test_a_rehearsal_records_nothing(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW + timedelta(days=2), *slugs).id
    before = look().acts.latest(1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        screen = await start(pilot, "R")
        assert banner(pilot) == "Rehearsal: nothing is saved."
        assert in_front(pilot).startswith("Your two minutes")
        await pilot.press(*"I am", "ctrl+n", *"Tell", "f8", "f2")
        clock.forward(minutes=3)
        screen.reload()
        await pilot.pause()
        assert "22:00 left" in drawn(app)
        await pilot.press("f9")
        await until_screen(pilot, MadeUpForm)
        await pilot.press(*"Why?", "enter")
        await until_screen(pilot, LiveScreen)
        await settle(pilot)
        assert in_front(pilot) == "Why?"
        await pilot.press("escape", "e")
        await wait_for(pilot, lambda: not isinstance(app.screen, LiveScreen))
        assert any("Nothing was saved" in message for message in messages(app))
    assert look().acts.latest(1) == before
    assert kept(look, number).started_at is None
    assert all(not item.answer for item in plan(look, number))


async def test_what_somebody_else_writes_while_one_types_is_kept_beside_it(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SAVE_SECONDS", 60)
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"Mine")
        store.questions.answer(plan(look, number)[0].id, "Theirs")
        await pilot.press("ctrl+s")
        both = "Mine\n\n[Written elsewhere:]\nTheirs"
        await until_saved(pilot, look, number, both)
        await wait_for(pilot, lambda: box(pilot).text == both)
        assert box(pilot).cursor_location == (0, 4)
        assert any("Both texts are kept" in message for message in messages(app))
        await pilot.press("!", "ctrl+s")
        await until_saved(pilot, look, number, both.replace("Mine", "Mine!"))


async def test_what_somebody_else_writes_while_nobody_types_is_shown(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        await pilot.press(*"Mine")
        await until_saved(pilot, look, number, "Mine")
        await settle(pilot)
        store.questions.answer(plan(look, number)[0].id, "Theirs")
        screen.reload()
        await wait_for(pilot, lambda: box(pilot).text == "Theirs")


async def test_leaving_saves_and_s_comes_back_to_the_same_place(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"Yes", "ctrl+n", *"No", "escape", "escape")
        await wait_for(pilot, lambda: not isinstance(app.screen, LiveScreen))
        assert [item.answer for item in plan(look, number)][:2] == ["Yes", "No"]
        clock.forward(minutes=12)
        await start(pilot)
        assert in_front(pilot) == plan(look, number)[1].question.text
        assert questions(pilot).cursor_key == plan(look, number)[1].id
        assert box(pilot).text == "No"
        assert "8:00 left" in drawn(app)


async def test_quitting_saves_what_is_typed(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"Typed", "escape", "q")
    assert plan(look, number)[0].answer == "Typed"


def _kept(app: IituiApp) -> list[str]:
    return [text.texts["answer"] for text in app.session.unsaved.left(NOW)]


async def test_one_deleted_elsewhere_loses_nothing_that_was_typed(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        store.interviews.delete([number])
        await pilot.press(*"Lost?")
        await wait_for(pilot, lambda: _kept(app) == ["Lost?"])
        screen.reload()
        await pilot.pause()
        assert "Not saved" in banner(pilot)
        assert box(pilot).text == "Lost?"


async def test_what_can_be_neither_saved_nor_kept_aside_waits_and_says_so(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise JournalError("No space left on device.")

    monkeypatch.setattr(live, "RETRY_SECONDS", 0.01)
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(160, 40)) as pilot:
        await start(pilot)
        with monkeypatch.context() as full_disk:
            full_disk.setattr(app.session.unsaved, "keep", fail)
            store.interviews.delete([number])
            await pilot.press(*"Lost?")
            await wait_for(pilot, lambda: "kept aside" in banner(pilot))
            assert banner(pilot).endswith("It couldn't be kept aside either: No space left on device.")
            assert "kept safe" not in banner(pilot)
            assert _kept(app) == []
        await wait_for(pilot, lambda: _kept(app) == ["Lost?"])
        await wait_for(pilot, lambda: banner(pilot).endswith("What you typed is kept safe."))


async def test_fifty_thousand_characters_are_typed_into_and_saved(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    long = "abcdefghi " * 5000
    store.questions.answer(store.reader.questions.plan(number)[0].id, long, state=Asked.TO_ASK)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"end")
        await until_saved(pilot, look, number, long.strip() + "end")


# ---- beginning ----


async def test_on_today_s_rests_until_half_an_hour_before(
    store: Store, make_app: MakeApp, clock: MovableClock, slugs: list[str]
) -> None:
    interview(store, NOW + timedelta(minutes=31), *slugs)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert not isinstance(app.screen, LiveScreen)
        clock.forward(minutes=1)
        app.reload_screen()
        await pilot.pause()
        assert "Next interview · you can start it" in drawn(app)
        assert "─ s Start  b Brief" in drawn(app)
        await start(pilot)


@pytest.mark.parametrize("place", ["3", "b"])
async def test_one_begun_before_its_time_is_asked_about(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str], place: str
) -> None:
    number = interview(store, NOW + timedelta(days=1), *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(place)
        await settle(pilot)
        assert isinstance(app.screen, BriefScreen) == (place == "b")
        await pilot.press("s")
        await until_screen(pilot, Confirm)
        await pilot.press("n")
        await settle(pilot)
        assert kept(look, number).started_at is None
        await pilot.press("s")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, LiveScreen)
        assert kept(look, number).started_at == NOW


@pytest.mark.parametrize(
    ("status", "words"),
    [(None, "was planned for"), (Status.CANCELLED, "was cancelled"), (Status.HELD, "is marked as held")],
)
async def test_one_begun_hours_late_or_called_off_is_asked_about(
    store: Store, make_app: MakeApp, look: Look, status: Status | None, words: str
) -> None:
    number = interview(store, NOW - timedelta(hours=4), *_slugs(store)).id
    if status is not None:
        store.interviews.mark([number], status)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("s")
        await until_screen(pilot, Confirm)
        await pilot.pause()
        assert words in drawn(app)
        await pilot.press("y")
        await until_screen(pilot, LiveScreen)
        assert "20:00 left" in drawn(app)
        assert kept(look, number).is_going_on


@pytest.mark.parametrize("keys", [("enter",), ("down", "enter"), ("escape",)])
async def test_two_at_once_are_a_choice(
    store: Store,
    make_app: MakeApp,
    look: Look,
    clock: MovableClock,
    keys: tuple[str, ...],
) -> None:
    going_on = int(keys[0] == "down")
    first = interview(store, NOW - timedelta(minutes=10), *_slugs(store))
    store.live.begin(first.id)
    second = interview(store, NOW, *_slugs(store), who="Lee Wu")
    clock.forward(minutes=3)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.post_message(StartInterview(second.id))
        await until_screen(pilot, WaysChooser)
        await pilot.pause()
        await pilot.press(*keys)
        await settle(pilot)
        live = look().interviews.going_on()
        assert live is not None
        assert live.id == (first, second)[going_on].id
        if keys == ("escape",):
            assert not isinstance(app.screen, LiveScreen)
        else:
            await until_screen(pilot, LiveScreen)
            assert ("Dana Ito", "Lee Wu")[going_on] in drawn(app)
        if going_on == 1:
            assert kept(look, first.id).ended_at == NOW


async def test_yesterdays_that_was_never_ended_can_be_ended_at_its_last_change(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    store.live.begin(number)
    clock.forward(minutes=17)
    store.questions.answer(store.reader.questions.plan(number)[0].id, "Yes")
    clock.forward(days=1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await until_screen(pilot, WaysChooser)
        await pilot.pause()
        assert "End it as of Tue 10 Mar 10:17" in drawn(app)
        await pilot.press("enter")
        await settle(pilot)
        ended = kept(look, number)
        assert (ended.ended_at, ended.status) == (NOW + timedelta(minutes=17), Status.HELD)
        assert not isinstance(app.screen, LiveScreen)


async def test_one_cancelled_elsewhere_in_its_middle_goes_on_taking_notes(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        store.interviews.mark([number], Status.CANCELLED)
        screen.reload()
        await pilot.press(*"Still")
        await until_saved(pilot, look, number, "Still")
        assert isinstance(app.screen, LiveScreen)


async def test_the_machine_asleep_changes_nothing_but_the_clock(
    store: Store, make_app: MakeApp, look: Look, clock: MovableClock, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await start(pilot)
        await pilot.press(*"Before ")
        clock.forward(hours=9)
        screen.reload()
        await pilot.pause()
        assert "8:40:00 over" in drawn(app)
        await pilot.press(*"after")
        await until_saved(pilot, look, number, "Before after")
        assert kept(look, number).is_going_on


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (160, 45)])
async def test_every_size_shows_clock_question_and_box(
    store: Store, make_app: MakeApp, slugs: list[str], size: tuple[int, int]
) -> None:
    interview(store, NOW, *slugs)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await start(pilot)
        await pilot.pause()
        text = drawn(app)
        assert "20:00 left" in text
        assert in_front(pilot)[:40] in text
        assert box(pilot).size.height >= 4
        assert pilot.app.screen.query_one(QuestionList).size.height >= 3
        assert len(text.splitlines()) == size[1]


async def test_keys_pressed_fast_and_twice_go_where_they_are_meant(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press(*"a", "ctrl+n", "ctrl+n", *"b", "ctrl+b", "ctrl+b", *"c")
        await settle(pilot)
        await until_saved(pilot, look, number, "ac")
        await until_saved(pilot, look, number, "b", place=2)
        assert questions(pilot).cursor_key == plan(look, number)[0].id


async def test_what_could_not_be_saved_is_put_back(
    store: Store, make_app: MakeApp, look: Look, slugs: list[str]
) -> None:
    number = interview(store, NOW, *slugs).id
    item = plan(lambda: store.reader, number)[0]
    app = make_app()
    app.session.unsaved.keep(
        UnsavedText(
            form="AnswerForm",
            about=f"answer:{item.id}",
            title="Answer",
            again="",
            at=NOW,
            texts={"answer": "Typed last"},
            before={"answer": ""},
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert box(pilot).text == "Typed last"
        await until_saved(pilot, look, number, "Typed last")
        await wait_for(pilot, lambda: not app.session.unsaved.left(NOW))
