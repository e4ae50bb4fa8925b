import pytest
from textual.command import CommandPalette

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import InterviewDraft
from iitui.domain.text import fold
from iitui.settings import Settings
from iitui.ui.app.help import HelpScreen
from iitui.ui.app.keymap import commands_of
from iitui.ui.app.palette import OTHER_NAMES
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.questions.screen import QuestionsScreen
from iitui.ui.today.screen import TodayScreen
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, palette_options, search_palette, settle, wait_for
from tests.ui.widget_classes import classes

SIZE = (100, 30)
HOSTILE = ["[/]", "[red]x", "[@click=app.quit]x", "[bold"]


async def test_it_shows_every_command_of_the_place_with_its_key(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        found = await search_palette(pilot)
        for name in (
            "Undo  u",
            "Help  ?",
            "Import  I",
            "Change theme",
            "Mark  space",
            "Interviews  3",
        ):
            assert any(option.startswith(name) for option in found), name
        screen = sample_app.screen_stack[-2]
        ids = {one.binding.id for one in screen.active_bindings.values() if one.binding.id}
        assert len(found) == len(ids - {"app.quit", "app.suspend"}) + 16, (
            "themes, Statistics, Settings, sample, mailbox, sharing, the calendar, exports and help topics"
        )


@pytest.mark.parametrize(
    ("typed", "is_offered"), [("q", False), ("qu", False), ("qui", True), ("quit", True)]
)
async def test_what_leaves_is_found_by_its_name_and_by_no_stray_letter(sample_app, typed, is_offered):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = await search_palette(pilot, *typed)
        assert any(option.startswith("Quit  q") for option in found) == is_offered


async def test_what_the_place_is_for_comes_before_moving_about_in_its_list(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        found = await search_palette(pilot)
        assert found[0].startswith("New  n")
        moves = [place for place, option in enumerate(found) if option.startswith(("Down  ", "Mark  "))]
        others = [place for place, option in enumerate(found) if option.startswith(("Undo  ", "Log  "))]
        assert max(others) < min(moves)
        assert "A command, a contact, an interview or a question" in drawn(sample_app)


async def test_a_command_is_run_where_it_was_found(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await search_palette(pilot, *"help")
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, HelpScreen))


async def test_a_contact_is_found_and_gone_to(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = await search_palette(pilot, *"mokoe")
        assert found[0].startswith("Thandiwe Mokoena")
        assert "contact" in found[0]
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, ContactsScreen))
        await settle(pilot)
        assert "Thandiwe Mokoena" in drawn(sample_app)


async def test_an_interview_is_found_and_its_brief_opened(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = await search_palette(pilot, *"mokoena interview")
        assert len(found) >= 1
        assert "interview" in found[0]
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, BriefScreen))


async def test_a_question_is_found_and_gone_to(sample_app):
    question = sample_app.session.reader.questions.bank()[3].question
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        words = [
            letter if letter != " " else "space"
            for letter in fold(question.text)[:24]
            if letter.isalnum() or letter == " "
        ]
        found = await search_palette(pilot, *words)
        assert any(question.text in option for option in found)
        place = next(place for place, option in enumerate(found) if question.text in option)
        await pilot.press(*["down"] * place, "enter")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, QuestionsScreen))


async def test_names_are_no_markup(make_app, store):
    for name in HOSTILE:
        contact = store.contacts.add(ContactDraft(name=f"{name} zed", organization=name, role=name))
        store.interviews.plan(InterviewDraft(contact_id=contact.id, start=NOW, zone="UTC", occupation=name))
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = "\n".join(await search_palette(pilot, "z", "e", "d"))
        for name in HOSTILE:
            assert found.count(f"{name} zed") == 2
        assert "[@click=app.quit]x zed" in drawn(app)
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: not isinstance(app.screen, CommandPalette))
        await settle(pilot)
        assert app.is_running


async def test_over_a_dialog_nothing_leads_away(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        found = await search_palette(pilot)
        assert any(option.startswith("Close") for option in found)
        assert not any(option.startswith("Contacts") for option in found)
        await pilot.press(*"mokoena")
        await pilot.pause()
        await wait_for(pilot, lambda: not any("contact" in option for option in palette_options(pilot)))
        await pilot.press("escape", "escape")
        assert isinstance(sample_app.screen, TodayScreen)


@pytest.mark.parametrize("query", ["(", "*", '"', "\\", "-", "'"])
async def test_signs_find_nothing_and_do_no_harm(sample_app, query):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await search_palette(pilot, query)
        await pilot.press("escape")
        assert isinstance(sample_app.screen, TodayScreen)


async def test_what_the_settings_rebind_works_and_is_shown(make_app):
    app = make_app(Settings(keys={"app.contacts": "f5", "app.undo": "ctrl+z"}))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = await search_palette(pilot, *"contacts")
        assert any(option.startswith("Contacts  f5") for option in found)
        await pilot.press("escape", "2")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("f5")
        assert isinstance(app.screen, ContactsScreen)


@pytest.mark.parametrize(("typed", "offered"), [("waive", "Dismiss  W"), ("settle", "Mark done  x")])
async def test_a_command_is_found_by_the_other_names_it_has(sample_app, typed, offered):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert (await search_palette(pilot, *typed))[0].startswith(offered)


def test_other_names_are_those_of_commands_there_are():
    known = {command.id for kind in classes() for command in commands_of(kind)}
    assert OTHER_NAMES.keys() <= known
