"""A form that was open while its record changed elsewhere says so; what both sides wrote is put together."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.occupations import OccupationDraft
from iitui.domain.questions import QuestionDraft
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.kit.forms.form import Form
from tests.conftest import MakeApp
from tests.ui.conftest import NOW
from tests.ui.pilot import go_to_interview, press_to, settle, wait_for, word

DANA = ContactDraft(name="Dana Ito", organization="Beaumont", notes="Kind.")


async def open_form(pilot: Pilot[None], *keys: str) -> Form[object]:
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, Form))
    await pilot.pause()
    assert isinstance(pilot.app.screen, Form)
    return pilot.app.screen


async def save(pilot: Pilot[None]) -> None:
    """Press ctrl+s, and wait for the form to be gone."""
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, Form))
    await settle(pilot)


async def save_refused(pilot: Pilot[None]) -> Form[object]:
    """Press ctrl+s, and wait for the form to come back."""
    form = pilot.app.screen
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: pilot.app.screen is not form and isinstance(pilot.app.screen, Form))
    await settle(pilot)
    assert isinstance(pilot.app.screen, Form)
    return pilot.app.screen


async def test_a_contact(make_app: MakeApp, store: Store):
    dana = store.contacts.add(DANA).id
    async with make_app().run_test(size=(100, 40)) as pilot:
        form = await open_form(pilot, "2", "e")
        form.query_one("#field-notes", TextArea).text = "Mine."
        form.query_one("#field-organization", Input).value = "Ours"
        store.contacts.edit(dana, replace(DANA, role="Nurse", organization="Theirs"))
        again = await save_refused(pilot)
        now = store.reader.contacts.get(dana, NOW)
        assert now is not None
        assert (now.role, now.organization, now.notes) == ("Nurse", "Theirs", "Kind.")
        assert word(again, "-form").startswith("Dana Ito was changed elsewhere: organization, role.")
        assert word(again, "organization") == "Elsewhere: “Theirs”"
        assert (again.text_of("role"), again.text_of("organization")) == ("Nurse", "Ours")
        assert again.text_of("notes") == "Mine."
        await save(pilot)
    kept = store.reader.contacts.get(dana, NOW)
    assert kept is not None
    assert (kept.role, kept.organization, kept.notes) == ("Nurse", "Ours", "Mine.")


async def test_a_contact_that_changes_twice_is_told_twice_and_one_that_is_gone_stays_filled(
    make_app: MakeApp, store: Store
):
    dana = store.contacts.add(DANA).id
    async with make_app().run_test(size=(100, 40)) as pilot:
        form = await open_form(pilot, "2", "e")
        form.query_one("#field-notes", TextArea).text = "Mine."
        store.contacts.edit(dana, replace(DANA, role="Nurse"))
        await save_refused(pilot)
        store.contacts.edit(dana, replace(DANA, role="Head nurse"))
        again = await save_refused(pilot)
        assert again.text_of("role") == "Head nurse"
        store.contacts.delete([dana])
        gone = await save_refused(pilot)
        assert "There is no contact" in word(gone, "-form")
        assert "deleted in the meantime" in word(gone, "-form")
        assert gone.text_of("notes") == "Mine."


@pytest.mark.parametrize("kind", ["interview", "debrief", "answer", "occupation", "organization"])
async def test_other_records(sample_app: IituiApp, store: Store, kind: str):
    """Each is opened, changed by another program, refused, and saved over on the second try."""
    reader = store.reader
    next_interview = reader.interviews.next(NOW)
    past = reader.interviews.past(NOW)[0]
    assert next_interview is not None
    items = reader.questions.plan(next_interview.id)
    async with sample_app.run_test(size=(100, 40)) as pilot:
        match kind:
            case "interview":
                form = await open_form(pilot, "b", "e")
                form.query_one("#field-place", Input).value = "Mine"
                store.interviews.edit(
                    next_interview.id, replace(InterviewDraft.of(next_interview), place="Theirs", minutes=25)
                )
            case "debrief":
                await settle(pilot)
                await go_to_interview(pilot, past.id)
                form = await open_form(pilot, "w")
                form.query_one("#field-after", TextArea).text = "Mine"
                form.query_one("#field-advice", TextArea).text = "Shadow a day"
                store.interviews.impressions(past.id, after="Theirs")
            case "answer":
                from iitui.ui.brief.screen import BriefScreen
                from iitui.ui.kit.text.page import TextPage

                await settle(pilot)
                await press_to(pilot, BriefScreen, "b")
                paper = pilot.app.screen.query_one("#brief-page", TextPage)
                assert paper.move_to(f"ask:{items[0].id}")
                form = await open_form(pilot, "enter")
                form.query_one("#field-answer", TextArea).text = "Mine"
                store.questions.answer(items[0].id, "Theirs")
            case "occupation":
                form = await open_form(pilot, "b", "o")
                form.query_one("#field-research", TextArea).text = "Mine"
                store.occupations.keep(OccupationDraft(name=next_interview.occupation, research="Theirs"))
            case _:
                form = await open_form(pilot, "2", "o")
                form.query_one("#field-notes", TextArea).text = "Mine"
                who = pilot.app.screen_stack[0].in_view()  # type: ignore[attr-defined]
                contact = reader.contacts.get(who, NOW)
                assert contact is not None
                store.organizations.research(contact.organization, "Theirs")
        acts = len(store.history.acts())
        again = await save_refused(pilot)
        assert "changed elsewhere" in word(again, "-form")
        assert len(store.history.acts()) == acts
        if kind == "interview":
            assert (again.text_of("place"), again.text_of("minutes")) == ("Mine", "25")
        await save(pilot)
        assert len(store.history.acts()) == acts + 1
    if kind == "debrief":
        told = [one.text for one in reader.contacts.takeaways(past.contact_id)]
        assert told.count("Shadow a day") == 1


async def test_a_question(make_app: MakeApp, store: Store):
    mine = store.questions.add(QuestionDraft(text="Why this?"))
    async with make_app().run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("4")
        await settle(pilot)
        pilot.app.screen.show_question(mine.id)  # type: ignore[attr-defined]
        form = await open_form(pilot, "e")
        form.query_one("#field-minutes", Input).value = "7"
        store.questions.edit(mine.id, QuestionDraft(text="Why that?"))
        again = await save_refused(pilot)
        assert (again.text_of("text"), again.text_of("minutes")) == ("Why that?", "7")
        await save(pilot)
    kept = store.reader.questions.get(mine.id)
    assert kept is not None
    assert (kept.text, kept.minutes) == ("Why that?", 7)


async def test_a_debrief_does_not_hold_what_was_cancelled_meanwhile(sample_app: IituiApp, store: Store):
    planned = store.reader.interviews.past(NOW)[0]
    store.interviews.mark([planned.id], Status.PLANNED)
    async with sample_app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await go_to_interview(pilot, planned.id)
        form = await open_form(pilot, "w")
        form.query_one("#field-advice", TextArea).text = "Shadow a day"
        store.interviews.mark([planned.id], Status.CANCELLED)
        await save(pilot)
    now = store.reader.interviews.get(planned.id)
    assert now is not None
    assert now.status is Status.CANCELLED
