"""The fields of the forms suggest what the journal knows, and what was just added to it."""

from typing import Any

from textual.pilot import Pilot

from iitui.ui.app.app import IituiApp
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.quick_add import QuickAdd
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.kit.forms.fields import SuggestingLineBox
from iitui.ui.kit.forms.form import Form
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import press_to, settle, wait_for


async def complete(pilot: Pilot[None], form: Form[Any], field: str, typed: str) -> str:
    """Type into a field, take what is suggested, and return what stands there then."""
    box = form.query_one(f"#field-{field}", SuggestingLineBox)
    box.focus()
    await pilot.pause()
    await wait_for(pilot, box._suggestions.take_known)
    await pilot.press("end", *typed, "right")
    return box.value


async def test_each_field_suggests_what_the_journal_knows(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(100, 40)) as pilot:
        screen = await contacts_of(pilot)
        form = await press_to(pilot, ContactForm, "n")
        assert await complete(pilot, form, "organization", "lakes") == "Lakeside General Hospital"
        assert await complete(pilot, form, "role", "nurse i") == "Nurse informaticist"
        assert await complete(pilot, form, "tags", "nonp") == "nonprofit"
        assert await complete(pilot, form, "tags", ", plan") == "nonprofit, planning"
        assert await complete(pilot, form, "source", "alumni d") == "alumni directory"
        assert await complete(pilot, form, "referred_by", "lea f") == "Léa Fontaine-Mbaye"
        form.query_one("#field-name").focus()
        await pilot.press(*"Zed Zulu", "ctrl+s")
        await wait_for(pilot, lambda: sample_app.screen is screen)
        await settle(pilot)
        line = await press_to(pilot, QuickAdd, "a")
        assert await complete(pilot, line, "line", "New Person via zed") == "New Person via Zed Zulu"
        line.dismiss(None)
        await wait_for(pilot, lambda: sample_app.screen is screen)
        await pilot.press("3")
        interview = await press_to(pilot, InterviewForm, "n")
        assert await complete(pilot, interview, "contact_id", "zed") == "Zed Zulu"
        assert await complete(pilot, interview, "occupation", "urb") == "Urban planning"
