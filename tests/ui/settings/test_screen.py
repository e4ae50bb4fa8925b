"""Settings: what counts and where it is set, what is wrong in the file, and the file in an editor."""

import sys
from contextlib import nullcontext

import pytest

from iitui.reports.settings import template
from iitui.settings import DEFINED, Settings
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.questions.screen import QuestionsScreen
from iitui.ui.settings.screen import SettingsScreen
from tests.ui.pilot import drawn, settle, until_screen

SIZES = [(60, 20), (80, 24), (120, 36)]


@pytest.fixture
def edited(monkeypatch, tmp_path):
    """Lets the editor write a text into the file, and says how it ends."""
    monkeypatch.delenv("VISUAL", raising=False)

    def make(text: str | None, status: int = 0) -> None:
        script = tmp_path / "editor.py"
        write = "" if text is None else f"open(sys.argv[1], 'w').write({text!r})"
        script.write_text(f"import sys\n{write}\nsys.exit({status})\n")
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    return make


async def settings_of(pilot, app) -> SettingsScreen:
    await settle(pilot)
    app.action_open_list("settings")
    await until_screen(pilot, SettingsScreen)
    await settle(pilot)
    app.suspend = nullcontext  # without a terminal there is none to lend
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_each_setting_is_explained_under_the_cursor(make_app, size):
    app = make_app()
    app.session.paths.settings.write_text('questions = 7\n[keys]\n"contact.new" = "f6"\n', "utf-8")
    async with app.run_test(size=size) as pilot:
        screen = await settings_of(pilot, app)
        rows = screen.query_one("#settings-rows", RowList)
        rows.move_to("questions")
        await settle(pilot)
        shown = drawn(app)
        assert "7" in shown
        assert "line 1" in shown
        assert "How many questions a plan should have" in shown
        assert "Default: 8" in shown
        rows.move_to("keys.contact.new")
        await settle(pilot)
        assert "line 3" in drawn(app)
        assert not screen.query_one("#settings-problems").display
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, SettingsScreen)


async def test_all_settings_stand_there(make_app):
    app = make_app()
    async with app.run_test(size=(100, 100)) as pilot:
        await settings_of(pilot, app)
        shown = drawn(app)
        assert [name for name in DEFINED if name not in shown] == []


async def test_what_is_wrong_is_said_as_it_stands_there(make_app):
    app = make_app()
    app.session.paths.settings.write_text('"[/]" = 1\nquestions = "[@click=app.quit]x"\n', "utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await settings_of(pilot, app)
        shown = drawn(app)
        assert "Line 1: there is no setting '[/]'" in shown
        assert 'not "[@click=app.quit]x".' in shown


async def test_what_is_changed_counts_at_once(make_app, edited):
    app = make_app(Settings(questions=8))
    edited('questions = 5\ntheme = "nord"\nnudge_days = 3\n[keys]\n"app.questions" = "f4"\n')
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await settings_of(pilot, app)
        await pilot.press("e")
        await settle(pilot)
        assert app.session.settings.questions == 5
        assert app.theme == "nord"
        notes = " ".join(one.message for one in app._notifications)
        assert notes == "Changed: theme, questions, nudge_days, keys. After a restart: nudge_days."
        assert screen.query_one(RowList).count > len(DEFINED)
        await pilot.press("f4")
        await until_screen(pilot, QuestionsScreen)
        edited("")
        await settings_of(pilot, app)
        await pilot.press("e")
        await settle(pilot)
        assert app.theme == "iitui"
        await pilot.press("escape", "2")
        await until_screen(pilot, ContactsScreen)
        await pilot.press("4")
        await until_screen(pilot, QuestionsScreen)


async def test_what_is_wrong_does_not_count(make_app, edited):
    app = make_app()
    edited("questions = 5\ncolour = 1\n")
    async with app.run_test(size=(100, 30)) as pilot:
        await settings_of(pilot, app)
        await pilot.press("e")
        await settle(pilot)
        assert app.session.settings.questions == 8
        assert "Line 2: there is no setting 'colour'" in drawn(app)
        assert app.session.paths.settings.read_text("utf-8") == "questions = 5\ncolour = 1\n"


async def test_the_file_is_made_when_there_is_none(make_app, edited):
    app = make_app()
    edited(None)
    async with app.run_test(size=(100, 30)) as pilot:
        await settings_of(pilot, app)
        await pilot.press("e")
        await settle(pilot)
        path = app.session.paths.settings
        assert path.read_text("utf-8") == template()
        assert path.stat().st_mode & 0o777 == 0o600
        assert list(app._notifications) == [], "nothing was changed"


@pytest.mark.parametrize(("command", "words"), [("", "to name an editor"), ("/nowhere/vi", "cannot be run")])
async def test_an_editor_that_does_not_work_is_said(make_app, monkeypatch, command, words):
    app = make_app()
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    async with app.run_test(size=(100, 30)) as pilot:
        await settings_of(pilot, app)
        await pilot.press("e", "e")
        await settle(pilot)
        assert words in " ".join(one.message for one in app._notifications)
        assert isinstance(app.screen, SettingsScreen)
