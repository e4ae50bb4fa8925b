"""Occupations: the real keys, then the journal and the screen."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from iitui.domain.interviews import Status
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.store.journal import Store
from iitui.ui.compare.comparison_screen import ComparisonScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.occupations.occupation_form import OccupationForm
from iitui.ui.occupations.screen import OccupationsScreen
from iitui.ui.occupations.standing_form import StandingForm
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.navigation import ShowOccupation
from tests.builders import contact, interview
from tests.ui.conftest import NOW
from tests.ui.contacts.steps import contacts_of
from tests.ui.pilot import drawn, fill, messages, press_to, search_palette, settle, until_screen


@pytest.fixture
def nursing(store: Store) -> int:
    """Nursing, with one interview held; and boats."""
    held = interview(store, contact(store, "Ada [/]").id, NOW - timedelta(days=2), occupation="Nursing")
    store.interviews.mark([held.id], Status.HELD)
    store.occupations.keep(OccupationDraft(name="Boats [/]", research="Wet."))
    return held.occupation_id or 0


async def occupations_of(pilot: Pilot[None]) -> OccupationsScreen:
    await contacts_of(pilot)
    await pilot.press("P")
    screen = await until_screen(pilot, OccupationsScreen)
    await settle(pilot)
    return screen


def names(screen: OccupationsScreen) -> list[str]:
    return [str(row.cells[0]) for row in screen.rows.source.rows(0, 100)]


def text(screen: OccupationsScreen) -> str:
    return screen.query_one(ScrolledParagraphs).text


async def test_an_empty_list_says_how_to_begin(make_app, look):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await occupations_of(pilot)
        assert "Press n to add" in drawn(app)
        for key in ("o", "S", "e", "M", "d", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen
        await press_to(pilot, NameForm, "n")
        await fill(pilot, name="Nursing")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) == ["Nursing"]
        await press_to(pilot, NameForm, "n")
        await fill(pilot, name="NURSING")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) == ["Nursing"], "one of that name is gone to"
        await pilot.press("escape", "escape")
        assert not isinstance(app.screen, OccupationsScreen)


@pytest.mark.usefixtures("nursing")
async def test_what_one_knows_stands_beside_it(make_app):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await occupations_of(pilot)
        assert names(screen) == ["Boats [/]", "Nursing"]
        assert "No one has been interviewed about it yet." in text(screen)
        await pilot.press("j")
        await settle(pilot)
        assert "This rests on one voice" in text(screen)
        assert "Ada [/]" in text(screen)


async def test_a_standing_with_its_reason(make_app, nursing, look):
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await occupations_of(pilot)
        await pilot.press("j")
        await press_to(pilot, StandingForm, "S")
        await fill(pilot, standing="ruled out", reason="The nights.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        kept = look().occupations.get(nursing)
        assert (kept.standing, kept.standing_reason, kept.standing_at) == (
            Standing.RULED_OUT,
            "The nights.",
            NOW,
        )
        assert "ruled out since Tue 10 Mar 10:00" in text(screen)
        assert "The nights." in text(screen)


async def test_to_all_answers_about_one(make_app, nursing):
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await occupations_of(pilot)
        await pilot.press("j", "v")
        comparison = await until_screen(pilot, ComparisonScreen)
        assert comparison.occupation_id == nursing


async def test_research_from_here(make_app, nursing, look):
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await occupations_of(pilot)
        await pilot.press("j")
        await press_to(pilot, OccupationForm, "o")
        await fill(pilot, research="Five wards.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert look().occupations.get(nursing).research == "Five wards."


async def test_merging_and_deleting_keep_the_interviews(make_app, nursing, look):
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await occupations_of(pilot)
        await pilot.press("j")
        await press_to(pilot, NameForm, "M")
        await fill(pilot, name="boats [/]")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert names(screen) == ["Boats [/]"]
        assert "Ada [/]" in text(screen)
        asked = await press_to(pilot, Confirm, "d")
        assert "1 interview will stay, about no occupation." in asked._question
        await pilot.press("y")
        await settle(pilot)
        assert names(screen) == []
        assert look().occupations.get(nursing) is None
        await pilot.press("u", "u")
        await settle(pilot)
        assert names(screen) == ["Boats [/]", "Nursing"]


async def test_a_message_opens_the_list_on_one_of_them(make_app, nursing):
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        app.screen.post_message(ShowOccupation(nursing))
        screen = await until_screen(pilot, OccupationsScreen)
        assert screen.in_view() == nursing
        screen.post_message(ShowOccupation(99))
        await settle(pilot)
        assert "no longer in the journal" in messages(app)[-1]
        assert len(app.screen_stack) == 2
        assert app.screen is screen


@pytest.mark.usefixtures("nursing")
async def test_the_palette_finds_one_by_its_name(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        options = await search_palette(pilot, *"boats")
        assert any("occupation, exploring" in option for option in options)
