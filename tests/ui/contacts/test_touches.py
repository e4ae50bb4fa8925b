"""Touches by one letter or by the form: from a contact, for all that are marked, and from what is owed."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interviews import Status
from iitui.domain.touches import Direction, Outcome, TouchDraft, TouchKind
from iitui.store.journal import Store
from iitui.ui.contacts.contact_screen import ContactScreen
from iitui.ui.contacts.touch_form import TouchForm
from iitui.ui.contacts.touch_list import TouchesScreen
from iitui.ui.contacts.touch_menu import QUICK, TouchMenu
from iitui.ui.follow_ups.screen import FollowUpsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from tests.builders import contact, interview, request
from tests.clock import MovableClock
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.contacts.steps import contacts_of, detail
from tests.ui.pilot import drawn, fill, messages, press_to, settle, until_screen, word

DAY = timedelta(days=1)


async def test_a_touch_is_logged_for_all_marked(make_app: MakeApp, store: Store, look: Look) -> None:
    ids = [store.contacts.add(ContactDraft(name=name)).id for name in ("Ann", "Ben", "Cem")]
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        form = await press_to(pilot, TouchForm, "space", "space", "l", "f")
        await fill(pilot, at="yesterday 3pm", text="Happy new year")
        await pilot.pause()
        assert word(form, "at").startswith("Mon 9 Mar 15:00")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.query_one(RowList).marked == ()
    logged = [look().touches.with_contact(number) for number in ids]
    assert [len(one) for one in logged] == [1, 1, 0]
    assert logged[0][0].direction is Direction.OUT
    assert not logged[0][0].is_request


async def test_an_outcome_makes_a_request_and_too_busy_can_be_asked_again(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    person = store.contacts.add(ContactDraft(name="Ann"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, TouchForm, "l", "f")
        await fill(pilot, at="tomorrow", ask_again_at="in 2 weeks", answered_at="mon")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "still in the future" in word(form, "at")
        assert "too busy" in word(form, "ask_again_at")
        assert "choose one above" in word(form, "answered_at")
        await fill(pilot, at="mon", outcome=Outcome.TOO_BUSY.value, subject="Twenty minutes?")
        assert word(form, "ask_again_at") == "Tue 24 Mar 09:00"
        await pilot.press("ctrl+s")
        await settle(pilot)
    touch = look().touches.with_contact(person.id)[0]
    assert touch.is_request
    assert (touch.outcome, touch.subject) == (Outcome.TOO_BUSY, "Twenty minutes?")
    assert touch.ask_again_at is not None
    assert touch.answered_at == touch.at


@pytest.mark.parametrize("letter", QUICK)
async def test_two_keys_log_a_touch_as_of_now(
    make_app: MakeApp, store: Store, look: Look, letter: str
) -> None:
    dana = contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await pilot.press("l", letter)
        await settle(pilot)
        assert messages(app)[-1].endswith("Dana Ito. u undoes it.")
        [touch] = look().touches.with_contact(dana.id)
        quick = QUICK[letter]
        assert (touch.kind, touch.direction, touch.is_request) == (
            quick.kind,
            quick.direction,
            quick.is_request,
        )
        assert touch.at == NOW
        assert touch.outcome is (Outcome.NO_REPLY if quick.is_request else None)
        await pilot.press("u")
        await settle(pilot)
    assert look().touches.with_contact(dana.id) == []


async def test_enter_logs_what_the_cursor_is_on_and_escape_nothing(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    dana = contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, TouchMenu, "l")
        await pilot.press("escape", "l", "x", "9", "escape")
        await settle(pilot)
        assert look().touches.with_contact(dana.id) == []
        await pilot.press("l", "j", "enter")
        await settle(pilot)
    [touch] = look().touches.with_contact(dana.id)
    assert (touch.kind, touch.is_request) == (TouchKind.MAIL, True)


async def test_the_form_begins_with_what_the_cursor_is_on_and_warns(make_app: MakeApp, store: Store) -> None:
    dana = contact(store)
    request(store, dana.id, NOW - DAY)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, TouchMenu, "l")
        assert "You already asked" not in drawn(app)
        await pilot.press("j")
        await pilot.pause()
        assert "You already asked Dana Ito 1 day ago" in drawn(app)
        form = await press_to(pilot, TouchForm, "f")
        assert "a second email is due on Wed 18 Mar 2026" in word(form, "is_request")
        await fill(pilot, direction=Direction.IN.in_words)
        assert word(form, "is_request") == "It asks for an interview, or answers a request."


async def test_a_request_that_comes_too_soon_is_logged_with_a_warning(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    dana = contact(store)
    request(store, dana.id, NOW - DAY)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await pilot.press("l", "a")
        await settle(pilot)
        assert any("You already asked Dana Ito 1 day ago" in one for one in messages(app))
    assert len(look().touches.with_contact(dana.id)) == 2


async def test_an_answer_in_the_form_goes_to_the_request_in_one_step(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    dana = contact(store)
    asked = request(store, dana.id, NOW - DAY)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, TouchForm, "l", "f")
        await fill(pilot, direction=Direction.IN.in_words, outcome="declined", text="Sorry")
        await pilot.press("ctrl+s")
        await settle(pilot)
        answered, reply = (
            look().touches.get(asked.id),
            look().touches.with_contact(dana.id)[0],
        )
        assert answered is not None
        assert (answered.outcome, answered.answered_at) == (Outcome.DECLINED, NOW)
        assert (reply.text, reply.is_request) == ("Sorry", False)
        await pilot.press("u")
        await settle(pilot)
    assert look().touches.with_contact(dana.id) == [asked]


@pytest.fixture
def thanked(store: Store, clock: MovableClock) -> FollowUpId:
    """A thank-you that is owed, and a promise of mine."""
    over = interview(store, contact(store).id, NOW - 2 * DAY)
    store.interviews.mark([over.id], Status.HELD)
    return FollowUpId(Kind.THANK_YOU, over.id)


async def test_a_mail_from_a_thank_you_settles_it_and_both_are_one_step(
    make_app: MakeApp, store: Store, look: Look, thanked: FollowUpId
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await until_screen(pilot, FollowUpsScreen)
        await press_to(pilot, TouchMenu, "l")
        assert "1 ☑ Thank Dana Ito" in drawn(app)
        await pilot.press("m")
        await settle(pilot)
        assert "Done: Thank Dana Ito" in messages(app)[-1]
        [settled] = [one for one in look().follow_ups.settled() if one.id == thanked]
        [touch] = look().touches.with_contact(1)
        assert settled.done_by_id == touch.id
        await pilot.press("u")
        await settle(pilot)
        assert look().follow_ups.settled() == []


async def test_from_a_contact_nothing_is_settled_unless_a_digit_says_so(
    make_app: MakeApp, store: Store, look: Look, thanked: FollowUpId
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, TouchMenu, "l")
        assert "1 ☐ Thank Dana Ito" in drawn(app)
        await pilot.press("1", "1", "m")
        await settle(pilot)
        assert "Still due: Thank Dana Ito." in messages(app)[-1]
        assert look().follow_ups.settled() == []
        await pilot.press("l", "1", "c")
        await settle(pilot)
        assert "Done: Thank Dana Ito." in messages(app)[-1]
    assert [one.id for one in look().follow_ups.settled()] == [thanked]


@pytest.mark.usefixtures("thanked")
@pytest.mark.parametrize("keys", [("3",), ("1",), ("1", "tab")])
async def test_it_is_logged_from_wherever_a_person_is_under_the_cursor(
    make_app: MakeApp, store: Store, look: Look, keys: tuple[str, ...]
) -> None:
    request(store, 1, NOW - DAY)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        await pilot.press("l", "C")
        await settle(pilot)
    assert look().touches.with_contact(1)[0].direction is Direction.IN


# --- the touches of a contact, changed and deleted


async def test_a_touch_is_changed_and_deleted_from_the_list_of_touches(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    dana = contact(store)
    store.touches.log(TouchDraft(contact_id=dana.id, at=NOW - 9 * DAY, text="Hello", message_id="x@y"))
    asked = request(store, dana.id, NOW - DAY)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, TouchesScreen, "H")
        assert "no reply yet" in drawn(app)
        form = await press_to(pilot, TouchForm, "enter")
        await fill(pilot, outcome="too busy", answered_at="today", ask_again_at="apr 1", subject="[/] hi")
        assert "You already asked" not in word(form, "is_request")
        await pilot.press("ctrl+s")
        await settle(pilot)
        changed = look().touches.get(asked.id)
        assert changed is not None
        assert (changed.outcome, changed.at, changed.subject) == (Outcome.TOO_BUSY, asked.at, "[/] hi")
        await press_to(pilot, TouchForm, "j", "e")
        await fill(pilot, text="Hello again")
        await pilot.press("ctrl+s")
        await settle(pilot)
        first = look().touches.with_contact(dana.id)[1]
        assert (first.text, first.message_id) == ("Hello again", "x@y")
        await press_to(pilot, Confirm, "*", "d")
        await pilot.press("y")
        await settle(pilot)
        assert look().touches.with_contact(dana.id) == []
        assert "Press l to log one" in drawn(app)
        await pilot.press("e", "d", "r", "enter", "u")
        await settle(pilot)
        assert len(look().touches.with_contact(dana.id)) == 2
        await pilot.press("escape")
        await settle(pilot)
        shown = detail(await press_to(pilot, ContactScreen, "enter"))
        assert "request: too busy" in shown
        assert "ask again Wed 1 Apr 09:00" in shown


async def test_a_contact_that_is_gone_takes_the_list_with_it(make_app: MakeApp, store: Store) -> None:
    dana = contact(store)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await press_to(pilot, TouchesScreen, "H")
        store.contacts.delete([dana.id])
        app.reload_screen()
        await until_screen(pilot, type(screen))


async def test_hostile_text_is_only_text(make_app: MakeApp, store: Store) -> None:
    nasty = "[/] [@click=app.quit]x[/] 日本語 " * 20
    dana = contact(store, nasty[:400])
    store.touches.log(
        TouchDraft(contact_id=dana.id, at=NOW, subject=nasty[:400], text=nasty * 60, is_request=True)
    )
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, TouchesScreen, "H")
        assert "[@click" in drawn(app)
        await press_to(pilot, TouchForm, "enter")
        await pilot.press("escape")
        await settle(pilot)
        await press_to(pilot, TouchMenu, "l")
        await pilot.press("a")
        await settle(pilot)
        assert app.is_running
