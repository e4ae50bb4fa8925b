"""A journal of nothing but hostile text, and every screen and dialog of the app on it."""

import sqlite3
import unicodedata
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.contacts.touch_list import TouchesScreen
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.live.screen import LiveScreen
from iitui.ui.occupations.screen import OccupationsScreen
from iitui.ui.organizations.screen import OrganizationsScreen
from iitui.ui.referrals.screen import ReferralsScreen
from iitui.ui.targets.screen import TargetsScreen
from tests.journals import hostile_journal
from tests.journals.hostile import TEXT_COLUMNS
from tests.proof import IS_WHOLE, size
from tests.ui.pilot import drawn, palette_options, search_palette, settle, wait_for

ESC = "esc\x1b[31m\x1b]0;title\x07 c1\x9b31m\x85\x00 end"
PLACES = {
    "1": "today",
    "2": "contacts",
    "3": "interviews",
    "4": "questions",
    "5": "follow_ups",
    "6": "compare",
}
MOST_STEPS = 6


def poison(path: Path) -> None:
    """Write control characters before the first and every third of all texts, where no verb can drop them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, column, key in TEXT_COLUMNS:
            connection.execute(
                f"UPDATE {table} SET {column} = ? || {column} WHERE {key} % 3 = 0"
                f" OR {key} = (SELECT min({key}) FROM {table})",
                (ESC,),
            )


@pytest.fixture
def hostile_app(journal, now, make_app):
    journal.write_bytes(hostile_journal(now))
    poison(journal)
    return make_app()


def check(app: IituiApp) -> str:
    """Nothing that could steer a terminal is drawn."""
    text = drawn(app)
    bad = {f"U+{ord(one):04X}" for one in text if one != "\n" and unicodedata.category(one) in {"Cc", "Cs"}}
    assert not bad, f"{type(app.screen).__name__} draws {bad}"
    return text


async def escape_until(pilot: Pilot[None], is_left: Callable[[], bool]) -> None:
    """Press escape until something is left, or a few times."""
    for _ in range(MOST_STEPS):
        if is_left():
            break
        await pilot.press("escape")
        await settle(pilot)


async def leave(pilot: Pilot[None], mode: str, key: str) -> None:
    """Go back to the screen of a mode and to its list."""
    app = pilot.app
    await escape_until(pilot, lambda: not app.screen.is_modal and len(app.screen_stack) == 1)
    assert not app.screen.is_modal, f"{type(app.screen).__name__} cannot be left with escape"
    if app.current_mode != mode:
        await pilot.press(key)
        await settle(pilot)
    assert len(app.screen_stack) == 1, f"{type(app.screen).__name__} cannot be left with escape"
    if isinstance(app.screen.focused, RowList):
        return
    await pilot.press("escape")
    await settle(pilot)


async def leave_for_brief(pilot: Pilot[None]) -> None:
    """Go back to the brief."""
    await escape_until(pilot, lambda: not pilot.app.screen.is_modal)
    if not isinstance(pilot.app.screen, BriefScreen):
        await pilot.press("1", "b")
        await settle(pilot)


def keys_here(app: IituiApp) -> dict[str, str]:
    """Binding id -> its first key, of the screen and of what has the keys; those of the app left out."""
    found: dict[str, str] = {}
    for key, active in app.screen.active_bindings.items():
        name = active.binding.id
        if name and active.node is not app and not name.startswith("list."):
            found.setdefault(name, key)
    return found


async def press_every_key(pilot: Pilot[None], go_back: Callable[[], Awaitable[None]]) -> set[str]:
    """Press every key that the screen has, also those that come up meanwhile; return their IDs."""
    app = pilot.app
    assert isinstance(app, IituiApp)
    tried: set[str] = set()
    while left := {name: one for name, one in keys_here(app).items() if name not in tried}:
        name, one = next(iter(left.items()))
        tried.add(name)
        await pilot.press(one)
        await settle(pilot)
        check(app)
        await go_back()
    return tried


T = TypeVar("T")


def at_sizes(*sizes: tuple[int, int], among: Iterable[T]) -> list[tuple[tuple[int, int], T]]:
    """Each at every size for the whole proof; in the usual run each at one, in turn."""
    turns = cycle(sizes)
    return [(one, each) for each in among for one in (sizes if IS_WHOLE else [next(turns)])]


@pytest.mark.parametrize(("size", "of"), at_sizes((80, 24), (120, 36), among=PLACES.items()))
async def test_every_key_of_a_screen_opens_and_is_left(hostile_app, size, of):
    app, (key, mode) = hostile_app, of
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        check(app)
        for move in ("j", "G", "g", "pagedown", "tab", "tab", "tab"):
            await pilot.press(move)
            await settle(pilot)
            check(app)
        await leave(pilot, mode, key)
        await pilot.press(key, "g")
        tried = await press_every_key(pilot, lambda: leave(pilot, mode, key))
        await pilot.press("enter")
        await settle(pilot)
        check(app)
        await leave(pilot, mode, key)
        assert app.is_running
        assert tried or mode == "today"


LISTS = {
    "t": ReferralsScreen,
    "O": OrganizationsScreen,
    "P": OccupationsScreen,
    "T": TargetsScreen,
    "H": TouchesScreen,
}


@pytest.mark.parametrize(("size", "of"), at_sizes((60, 20), (120, 36), among=LISTS.items()))
async def test_every_key_of_a_list_over_contacts(hostile_app, size, of):
    app, (key, kind) = hostile_app, of

    async def go_back() -> None:
        await escape_until(pilot, lambda: not app.screen.is_modal)
        if not isinstance(app.screen, kind):
            await pilot.press("2", key)
            await settle(pilot)
        assert isinstance(app.screen, kind)

    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await go_back()
        check(app)
        for move in ("j", "G", "g", "pagedown", "left", "right", "space", "asterisk", "tab", "j", "tab"):
            await pilot.press(move)
            await settle(pilot)
            check(app)
        pressed = await press_every_key(pilot, go_back)
        assert {"record.merge", "target.edit", "touches.delete"} & pressed or kind is ReferralsScreen
        await pilot.press("enter")
        await settle(pilot)
        check(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)][: size(1, 2)])
async def test_the_brief_with_every_key(hostile_app, size):
    app = hostile_app
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert isinstance(app.screen, BriefScreen)
        check(app)
        await press_every_key(pilot, lambda: leave_for_brief(pilot))
        for _ in range(12):
            await pilot.press("pagedown")
            await settle(pilot)
            check(app)


@pytest.mark.parametrize(("key", "size"), [("s", (60, 20)), ("R", (80, 24)), ("s", (120, 36))][: size(2, 3)])
async def test_live_mode_with_every_key(hostile_app, size, key):
    app = hostile_app
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        tried: set[str] = set()
        while True:
            if not isinstance(app.screen, LiveScreen):
                await _to_live(pilot, key)
            left = {name: one for name, one in keys_here(app).items() if name not in tried}
            if not left and isinstance(app.focused, RowList):
                break
            name, one = next(iter(left.items()), ("", "escape"))
            tried.add(name)
            await pilot.press(one)
            await settle(pilot)
            check(app)
            for _ in range(MOST_STEPS):
                if app.screen.is_modal:
                    await pilot.press("escape")
                    await settle(pilot)
        assert app.is_running
        assert {"live.next", "live_list.next", "live_list.end", "live.earlier"} <= tried


async def _to_live(pilot: Pilot[None], key: str) -> None:
    """Begin the next interview from its brief, or go back to it."""
    app = pilot.app
    assert isinstance(app, IituiApp)
    await pilot.press("1")
    await settle(pilot)
    if not isinstance(app.screen, LiveScreen):
        await pilot.press("b", key)
        await settle(pilot)
    if app.screen.is_modal:
        await pilot.press("y")
        await settle(pilot)
    assert isinstance(app.screen, LiveScreen)
    check(app)
    await pilot.press("x")
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("key", PLACES)
async def test_texts_are_shown_as_they_are(hostile_app, size, key):
    app = hostile_app
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        seen, before = "", None
        while before != (now := check(app)):
            seen, before = seen + now, now
            await pilot.press("pagedown")
            await settle(pilot)
        for name in ("[/]", "[red]x", "[@click=app.quit]x", "[bold"):
            assert name[:8] in seen, name


@pytest.mark.parametrize("size", [(80, 24), (120, 36)][: size(1, 2)])
async def test_help_and_palette(hostile_app, size):
    app = hostile_app
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await search_palette(pilot, *"x")
        assert "[@click=app.quit]x" in check(app)
        await pilot.press("escape")
        await search_palette(pilot, *"esc")
        assert any("title" in option for option in palette_options(pilot))
        check(app)
        await pilot.press("enter")
        await wait_for(pilot, lambda: not app.screen.is_modal)
        await settle(pilot)
        check(app)
        for key in PLACES:
            await pilot.press(key, "question_mark")
            await settle(pilot)
            check(app)
            await pilot.press("escape")
