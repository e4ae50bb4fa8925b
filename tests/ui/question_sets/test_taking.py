"""Taking a question set over in the app: recognized, previewed, one act; hostile text is text."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.file_picker import FilePicker
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.question_sets.preview import QuestionSetPreview
from iitui.ui.questions.plan_chooser import PlanChooser
from iitui.ui.session.name_form import NameForm
from tests.ui.conftest import Look
from tests.ui.pilot import drawn, messages, press_to, settle, until_screen

SET = """\
format = "iitui questions"
set = { name = "[/] First [@click=app.quit]visits", author = "Ana Ruiz", version = "1" }

[[question]]
id = "here"
text = "[red]Why here?[/nothing]"

[[question]]
id = "now"
text = "Why now?"
minutes = 200

[[plan]]
name = "[bold]Short"
minutes = 10
questions = ["here", "ordinary-day"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "set.toml"
    path.write_text(SET, "utf-8")
    return path


async def type_path(pilot: Pilot[None], file: Path) -> None:
    await settle(pilot)
    picker = await press_to(pilot, FilePicker, "I")
    await pilot.press("slash")
    picker.query_one("#picker-path", Input).value = str(file)
    await pilot.press("enter")
    await settle(pilot)


async def show_preview(pilot: Pilot[None], file: Path) -> QuestionSetPreview:
    await type_path(pilot, file)
    preview = await until_screen(pilot, QuestionSetPreview)
    await settle(pilot)
    return preview


async def test_a_set_is_previewed_and_taken_over(sample_app, look: Look, file: Path):
    async with sample_app.run_test(size=(100, 30)) as pilot:
        await show_preview(pilot, file)
        text = drawn(sample_app)
        assert "Question set “[/] First [@click=app.quit]visits”" in text
        assert "by Ana Ruiz · version 1" in text
        assert "1 to be added · 1 plan · 1 with problems" in text
        assert "[red]Why here?[/nothing]" in text
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert "1 added, 1 plan added. u undoes it." in messages(sample_app)[-1]
        assert [plan.name for plan in look().questions.ready_plans()] == ["[bold]Short"]
        await pilot.press("4", "slash", *"why here", "enter")
        await settle(pilot)
        assert "from [/] First [@click=app.quit]visits, Ana Ruiz, version 1" in drawn(sample_app)
        preview = await show_preview(pilot, file)
        await pilot.press("enter")
        assert sample_app.screen is preview, "what changes nothing cannot be taken"
        assert "1 unchanged" in drawn(sample_app)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert look().questions.ready_plans() == []
        file.write_text(SET + "[[question", "utf-8")
        await type_path(pilot, file)
        again = await until_screen(pilot, FilePicker)
        await settle(pilot)
        assert "is not valid TOML" in str(again.query_one(".picker--refused", Static).content)


async def test_a_plan_is_kept_taken_elsewhere_and_removed(sample_app, look: Look):
    async with sample_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("4")
        await settle(pilot)
        await press_to(pilot, NameForm, "S")
        await pilot.press(*"Short", "ctrl+s")
        await settle(pilot)
        (plan,) = look().questions.ready_plans()
        assert (plan.name, plan.origin) == ("Short", "your own")
        chooser = await press_to(pilot, PlanChooser, "r")
        assert chooser.query_one(RowList).cursor_key == plan.slug
        assert "your own" in drawn(sample_app)
        await press_to(pilot, Confirm, "d")
        await pilot.press("y")
        await settle(pilot)
        assert look().questions.ready_plans() == []
        await press_to(pilot, PlanChooser, "r")
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(sample_app.screen, PlanChooser), "what is built in cannot be removed"
