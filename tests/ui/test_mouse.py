"""Everything works with the mouse: the bars, rows, titles, panes, trees, dialogs and their fields."""

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Checkbox, Select

from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.compare.comparison_screen import ComparisonScreen, View
from iitui.ui.compare.screen import CompareScreen
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.contact_screen import ContactScreen
from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.contacts.touch_form import TouchForm
from iitui.ui.contacts.touch_menu import TouchMenu
from iitui.ui.follow_ups.screen import FollowUpsScreen
from iitui.ui.interviews.screen import InterviewsScreen
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bars.top_bar import TopBar
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.questions.screen import QuestionsScreen
from iitui.ui.referrals.screen import ReferralsScreen
from iitui.ui.today.screen import TodayScreen
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import drawn, press_to, settle, until_screen, wait_for


def cell_of(app: IituiApp, words: str, *, after: str = "") -> tuple[int, int]:
    """Where words are drawn: the cells before them and the lines above."""
    for y, line in enumerate(drawn(app).splitlines()):
        at = line.find(words, line.find(after) + len(after) if after in line else 0)
        if at >= 0 and after in line:
            return cell_len(line[:at]), y
    raise AssertionError(f"{words!r} is not drawn")


async def click(pilot: Pilot[None], words: str, *, within: type[Widget] = Screen, times: int = 1) -> None:
    """Click where words are drawn."""
    assert isinstance(pilot.app, IituiApp)
    x, y = cell_of(pilot.app, words)
    region = pilot.app.screen.query_one(within).region if within is not Screen else pilot.app.screen.region
    target = within if within is not Screen else None
    await pilot.click(target, offset=(x - region.x, y - region.y), times=times)
    await settle(pilot)


async def test_the_top_bar_leads_everywhere(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        for words, kind in (
            ("2 Contacts", ContactsScreen),
            ("3 Interviews", InterviewsScreen),
            ("4 Questions", QuestionsScreen),
            ("5 Follow-ups", FollowUpsScreen),
            ("6 Compare", CompareScreen),
            ("1 Today", TodayScreen),
            ("7 overdue", FollowUpsScreen),
            ("Thandiwe", BriefScreen),
        ):
            await click(pilot, words, within=TopBar)
            await until_screen(pilot, kind)


async def test_rows_open_panes_take_the_keys_and_the_key_bar_presses_them(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(120, 30)) as pilot:
        screen = await contacts_of(pilot)
        rows = screen.query_one(RowList)
        row = cell_of(sample_app, "Curtis Malone")
        await pilot.click(offset=row)
        assert "Curtis" in rows.cursor_text
        await pilot.click(ContactPane, offset=(10, 5))
        assert screen.focused is screen.query_one(ContactPane)
        await pilot.click("#contacts-list", offset=(3, 0))
        assert screen.focused is not None
        assert screen.query_one("#contacts-list") in screen.focused.ancestors
        await pilot.click(offset=row)
        await until_screen(pilot, ContactScreen)
        await click(pilot, "esc Back")
        await until_screen(pilot, ContactsScreen)
        await click(pilot, "l Log")
        await until_screen(pilot, TouchMenu)
        await pilot.click(offset=(1, 1))
        await until_screen(pilot, TouchMenu)  # a click outside is nothing
        await click(pilot, "f Form")
        form = await until_screen(pilot, TouchForm)
        await pilot.click(form.query_one(Checkbox))
        assert form.flag_of("is_request")
        await click(pilot, "Subject")
        assert form.focused is form.query_one("#field-subject")
        kind = form.query_one("#field-kind", Select)
        await pilot.click(kind)
        await wait_for(pilot, lambda: kind.expanded)
        await click(pilot, "letter")
        assert form.choice_of("kind") == "letter"
        await click(pilot, "esc Cancel")
        await wait_for(pilot, lambda: sample_app.screen is screen)
        await click(pilot, "n New", within=KeyBar)
        await until_screen(pilot, ContactForm)


async def test_trees_fold_and_views_change_where_they_are_clicked(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(120, 30)) as pilot:
        await contacts_of(pilot)
        tree = await press_to(pilot, ReferralsScreen, "t")
        rows = tree.query_one(RowList)
        everybody = rows.count
        await click(pilot, "▾")
        assert rows.count < everybody
        await click(pilot, "▸")
        assert rows.count == everybody
        await pilot.press("escape", "6")
        await until_screen(pilot, CompareScreen)
        await pilot.press("enter")
        screen = await until_screen(pilot, ComparisonScreen)
        for view in (View.TAKEAWAYS, View.THEMES, View.IMPRESSIONS, View.ANSWERS):
            await click(pilot, view.value)
            assert screen.view is view
