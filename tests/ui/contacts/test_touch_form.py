"""The form of a touch: for all that are marked, and with what came of a request."""

from iitui.domain.contacts import ContactDraft
from iitui.domain.touches import Direction, Outcome
from iitui.store.journal import Store
from iitui.ui.contacts.touch_form import TouchForm
from iitui.ui.kit.lists.row_list import RowList
from tests.conftest import MakeApp
from tests.ui.conftest import Look
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import fill, press_to, settle, word


async def test_a_touch_is_logged_for_all_marked(make_app: MakeApp, store: Store, look: Look) -> None:
    ids = [store.contacts.add(ContactDraft(name=name)).id for name in ("Ann", "Ben", "Cem")]
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await contacts_of(pilot)
        form = await press_to(pilot, TouchForm, "space", "space", "l")
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
    contact = store.contacts.add(ContactDraft(name="Ann"))
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await contacts_of(pilot)
        form = await press_to(pilot, TouchForm, "l")
        await fill(pilot, at="tomorrow", ask_again_at="in 2 weeks")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "still ahead" in word(form, "at")
        assert "too busy" in word(form, "ask_again_at")
        await fill(pilot, at="mon", outcome=Outcome.TOO_BUSY.value)
        assert word(form, "ask_again_at") == "Tue 24 Mar 09:00"
        await pilot.press("ctrl+s")
        await settle(pilot)
    touch = look().touches.with_contact(contact.id)[0]
    assert touch.is_request
    assert touch.outcome is Outcome.TOO_BUSY
    assert touch.ask_again_at is not None
