"""What came of a request, by the key r: each answer goes on to what follows from it, in one undo step."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import ContactDraft, NamePermission, Stage
from iitui.domain.touches import Outcome
from iitui.store.journal import Store
from iitui.ui.contacts.busy_form import BusyForm
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.outcome_menu import RESISTANCE, OutcomeMenu
from iitui.ui.interviews.interview_form import InterviewForm
from tests.builders import contact, request
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import drawn, fill, messages, press_to, settle, word

DAY = timedelta(days=1)


@pytest.fixture
def asked(store: Store) -> int:
    """A request to Dana Ito, of yesterday."""
    return request(store, contact(store, organization="Beaumont").id, NOW - DAY).id


def outcome(look: Look, touch_id: int) -> Outcome | None:
    touch = look().touches.get(touch_id)
    assert touch is not None
    return touch.outcome


async def test_agreed_goes_straight_to_planning(
    make_app: MakeApp, store: Store, look: Look, asked: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, OutcomeMenu, "r")
        assert "Asked by mail on Mon 9 Mar 10:00, 1 day ago." in drawn(app)
        await press_to(pilot, InterviewForm, "a")
        assert outcome(look, asked) is Outcome.AGREED
        assert "Dana Ito" in drawn(app)
        await fill(pilot, start="fri 2pm")
        await pilot.press("ctrl+s")
        await settle(pilot)
        person = look().contacts.get(1, NOW)
        assert person is not None
        assert person.stage is Stage.PLANNED


async def test_an_outcome_stays_where_planning_is_left_and_undo_takes_it_back(
    make_app: MakeApp, look: Look, asked: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, InterviewForm, "r", "a")
        await pilot.press("escape")
        await settle(pilot)
        assert outcome(look, asked) is Outcome.AGREED
        await pilot.press("r", "n")
        await settle(pilot)
        assert outcome(look, asked) is Outcome.NO_REPLY
        await pilot.press("r", "d")
        await settle(pilot)
        assert outcome(look, asked) is Outcome.DECLINED
        assert messages(app)[-1] == "Dana Ito: declined. u undoes it."
        await pilot.press("u")
        await settle(pilot)
        assert outcome(look, asked) is Outcome.NO_REPLY


async def test_too_busy_shows_what_helps_and_asks_when_and_how(
    make_app: MakeApp, look: Look, asked: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        await press_to(pilot, OutcomeMenu, "r")
        await pilot.press("j")
        await pilot.pause()
        assert "Offer to talk by phone" in drawn(app)
        form = await press_to(pilot, BusyForm, "b")
        assert RESISTANCE.partition("\n")[0] in drawn(app)
        assert "you won't be reminded" in word(form, "ask_again_at")
        await fill(pilot, ask_again_at="yesterday")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "past" in word(form, "ask_again_at")
        await fill(pilot, ask_again_at="in 2 weeks", note="After the audit")
        assert word(form, "ask_again_at") == "Tue 24 Mar 09:00"
        await pilot.press("tab", "space", "ctrl+s")
        await settle(pilot)
        touch = look().touches.get(asked)
        assert touch is not None
        assert (touch.outcome, touch.answered_at) == (Outcome.TOO_BUSY, NOW)
        assert touch.text == "After the audit\n\nAsk again by phone."
        assert touch.ask_again_at is not None
        assert "ask again Tue 24 Mar 09:00" in messages(app)[-1]
        await pilot.press("u")
        await settle(pilot)
        assert outcome(look, asked) is Outcome.NO_REPLY


async def test_too_busy_can_name_somebody_else_in_the_same_step(
    make_app: MakeApp, look: Look, asked: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, BusyForm, "r", "b")
        await fill(pilot, named="@nowhere")
        assert "name is missing" in word(form, "named")
        await fill(pilot, named="Ben Ode, Nurse, Beaumont", name_permission="yes")
        assert word(form, "named") == "New: Ben Ode, Nurse, Beaumont"
        await pilot.press("ctrl+s")
        await settle(pilot)
        [(number, _, organization)] = look().contacts.by_name("Ben Ode")
        ben = look().contacts.get(number, NOW)
        assert ben is not None
        assert (organization, ben.referred_by, ben.name_permission) == (
            "Beaumont",
            "Dana Ito",
            NamePermission.YES,
        )
        assert outcome(look, asked) is Outcome.TOO_BUSY
        await pilot.press("u")
        await settle(pilot)
    assert look().contacts.by_name("Ben Ode") == []
    assert outcome(look, asked) is Outcome.NO_REPLY


async def test_sent_on_asks_whom_they_named_and_makes_both_at_once(
    make_app: MakeApp, store: Store, look: Look, asked: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, ContactForm, "r", "s")
        assert form.text_of("referred_by") == "Dana Ito"
        await fill(pilot, name="Dana Ito")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert outcome(look, asked) is Outcome.NO_REPLY
        await fill(pilot, name="Ben Ode", name_permission="will introduce me")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert messages(app)[-1] == "Dana Ito: sent me on. Added Ben Ode. u undoes both."
        [(number, _, _)] = look().contacts.by_name("Ben Ode")
        ben = look().contacts.get(number, NOW)
        assert ben is not None
        assert (ben.referred_by_id, ben.name_permission) == (1, NamePermission.WILL_INTRODUCE)
        assert outcome(look, asked) is Outcome.SENT_ON
        await pilot.press("u")
        await settle(pilot)
    assert look().contacts.by_name("Ben Ode") == []


async def test_leaving_any_of_it_changes_nothing_and_keys_typed_fast_break_nothing(
    make_app: MakeApp, look: Look, asked: int
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await contacts_of(pilot)
        for keys in ("r", "rb", "rs"):
            await pilot.press(*keys, "escape", "escape", "escape")
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
        assert outcome(look, asked) is Outcome.NO_REPLY


async def test_who_was_never_asked_has_no_outcome(make_app: MakeApp, store: Store) -> None:
    store.contacts.add(ContactDraft(name="Ann"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        await pilot.press("r")
        await settle(pilot)
        assert app.screen is screen
        assert (
            messages(app)[-1] == "No request to Ann is logged yet. Press l and then a to log that you asked."
        )


@pytest.mark.parametrize("keys", [("1", "tab"), ("1",), ("5",)])
async def test_it_is_noted_from_today_and_from_what_is_owed(
    make_app: MakeApp, look: Look, store: Store, keys: tuple[str, ...]
) -> None:
    asked = request(store, contact(store).id, NOW - 20 * DAY)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        await press_to(pilot, OutcomeMenu, "r")
        await pilot.press("d")
        await settle(pilot)
        assert outcome(look, asked.id) is Outcome.DECLINED
        assert look().today.unanswered(NOW) == []
