import pytest

from iitui.reports.topics import IDEAS, read_topic
from iitui.settings import Settings
from iitui.ui.app.app import IituiApp
from iitui.ui.app.help import HelpScreen
from iitui.ui.app.keymap import settle_keys
from iitui.ui.app.topics import TopicScreen, title_of, topic_by_letter
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.today.screen import TodayScreen
from tests.ui.pilot import drawn, messages, search_palette, settle, wait_for


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5"])
async def test_it_tells_every_key_of_the_place(sample_app, key):
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await settle(pilot)
        screen = sample_app.screen
        wanted = {one.binding.description for one in screen.active_bindings.values() if one.binding.id}
        await pilot.press("question_mark")
        await settle(pilot)
        helped = sample_app.screen
        assert isinstance(helped, HelpScreen)
        told = {str(line.render()) for line in helped.query(".help--word")}
        assert wanted <= told
        titles = [str(line.render()) for line in helped.query(".help--title")]
        assert titles[-3:] == ["Everywhere", "In dialogs", "Move"]
        assert screen.PURPOSE[:30] in drawn(sample_app)


async def test_keys_of_the_search_and_of_the_pane_stand_under_their_own_titles(sample_app):
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2", "question_mark")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, HelpScreen))
        titles = [str(line.render()) for line in sample_app.screen.query(".help--title")]
        assert titles[:4] == ["Actions", "Add", "Go to", "Find, sort and mark"]
        assert titles[4:6] == ["In the search", "In the pane of the contact"]
        await pilot.press("escape", "5", "question_mark")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, HelpScreen))
        assert "Help: Follow-ups" in drawn(sample_app)


async def test_it_scrolls_and_closes(sample_app):
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert "Go to the last row" not in drawn(sample_app)
        assert "Close" in drawn(sample_app)
        await pilot.press("G")
        await settle(pilot)
        assert "Go to the last row" in drawn(sample_app)
        await pilot.press("g", "pagedown", "k", "escape")
        assert isinstance(sample_app.screen, TodayScreen)


async def test_each_key_stands_in_the_group_of_what_it_does(sample_app):
    async with sample_app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await pilot.press("2", "question_mark")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, HelpScreen))
        helped = sample_app.screen
        groups: dict[str, set[str]] = {}
        title = ""
        for line in helped.query(".help--title, .help--word"):
            if line.has_class("help--title"):
                title = str(line.render())
            groups.setdefault(title, set()).add(str(line.render()))
        assert {"Edit", "Plan", "Log", "Delete"} <= groups["Actions"]
        assert {"New", "Quick add", "Reminder"} <= groups["Add"]
        assert {"Open", "Referrals", "Targets"} <= groups["Go to"]
        assert {"Search", "Mark", "Archived", "Show all"} <= groups["Find, sort and mark"]
        assert {"Down", "First"} <= groups["Move"]
        left, right = helped.query(".help--column")
        assert left.region.x < right.region.x, "two columns where there is room"
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert left.region.x == right.region.x


async def test_help_leads_to_the_ideas_behind_the_screens(sample_app):
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark", "t", "e")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, TopicScreen))
        await settle(pilot)
        assert "One person can love a job" in drawn(sample_app)
        await pilot.press("q", "q")
        await wait_for(pilot, lambda: isinstance(sample_app.screen, TodayScreen))
        found = await search_palette(pilot, *"help: perm")
        assert found[0].startswith("Help: permission")
        await pilot.press("enter")
        await wait_for(
            pilot,
            lambda: (
                "doors, but only they can lend it" in " ".join(drawn(sample_app).replace("│", " ").split())
            ),
        )


@pytest.mark.parametrize("name", IDEAS)
def test_an_idea_has_a_letter_of_its_own_and_fits_a_small_terminal(name):
    assert topic_by_letter(name[0]) == name
    assert title_of(name).lower().replace(" ", "-") == name
    assert max(map(len, read_topic(name).splitlines())) <= 82
    assert len(read_topic(name).splitlines()) <= 30


async def test_a_rebound_key_works_and_is_shown_in_footer_and_help(make_app):
    app = make_app(Settings(keys={"app.quit": "f10", "app.help": "f1,?", "app.contacts": "f9"}))
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        assert "f10 Quit" in drawn(app)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        told = [str(line.render()) for line in app.screen.query(".help--key")]
        assert "f10" in told
        assert "f1, ?" in told
        assert "f9" in told
        await pilot.press("escape")
        await pilot.press("f10")
    assert app.return_code == 0


async def test_wrong_keys_in_the_settings_are_named_and_do_no_harm(make_app):
    keys = {"no.such[/]": "n", "app.undo": "q", "app.redo": "", "app.brief": "f11"}
    app = make_app(Settings(keys=keys))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settle(pilot)
        said = messages(app)
        assert len(said) == 3
        for name in ("no.such[/]", "app.undo", "app.redo"):
            assert sum(f"'{name}'" in sentence for sentence in said) == 1
        await wait_for(pilot, lambda: "[keys] names" in drawn(app))
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert len(app._notifications) == 3


def test_two_may_change_places_and_the_last_named_gives_way():
    assert settle_keys({"app.undo": "q", "app.quit": "u"}, IituiApp) == (
        {"app.undo": "q", "app.quit": "u"},
        [],
    )
    kept, refused = settle_keys({"app.undo": "f5", "app.redo": "f5"}, IituiApp)
    assert kept == {"app.undo": "f5"}
    assert len(refused) == 1
    assert "'app.redo'" in refused[0]
    assert "'app.undo'" in refused[0]


def test_a_key_of_the_lists_is_taken_and_a_sign_may_be_written_as_it_is():
    kept, refused = settle_keys({"app.undo": "j", "app.help": "?,f1", "app.redo": "ctrl+p"}, IituiApp)
    assert kept == {"app.help": "?,f1"}
    assert len(refused) == 2
