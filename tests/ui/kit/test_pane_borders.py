from textual.widget import Widget

from iitui.ui.app.app import IituiApp
from iitui.ui.kit.text.paragraphs import pane_title
from tests.ui.pilot import drawn, settle


def lower(pane: Widget) -> str:
    return pane._border_subtitle.plain if pane._border_subtitle else ""


def test_a_title_says_what_it_is_how_much_and_what_stands_out():
    assert pane_title("Owed", 11, "7 overdue", "").plain == "Owed · 11 · 7 overdue"
    assert pane_title("About it").plain == "About it"
    assert pane_title("[/]\n\x1b[31m", 0).plain == "[/] ·[31m · 0"


async def test_a_pane_in_hand_shows_its_keys_and_any_other_how_to_go_there(sample_app: IituiApp):
    async with sample_app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        owed, waiting = pilot.app.screen.query_one("#owed-pane"), pilot.app.screen.query_one("#waiting")
        assert lower(pilot.app.screen.query_one("#next-interview")).startswith("b Brief")
        assert lower(owed).startswith("⏎ Open  ")
        assert "Log" in lower(owed)
        assert "Mark done" not in lower(owed), "the bar below shows it"
        assert lower(waiting) == "tab Go there"
        await pilot.press("tab")
        await settle(pilot)
        assert lower(owed) == "tab Go there"
        assert lower(waiting).startswith("⏎ Open  ")


async def test_keys_that_do_not_fit_are_left_out(sample_app: IituiApp):
    async with sample_app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await pilot.resize_terminal(40, 20)
        await settle(pilot)
        border = drawn(sample_app).splitlines()[-2]
        assert border.startswith("╰")
        assert "⏎ Open" in border
        assert "…" not in border


async def test_a_key_that_the_settings_bind_is_the_one_that_is_shown(make_app, sample):
    from iitui.settings import Settings

    app = make_app(Settings(keys={"list.open": "f5"}))
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        assert lower(app.screen.query_one("#owed-pane")).startswith("f5 Open")
