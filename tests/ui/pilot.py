"""How tests pilot the app without knowing its screens: what is drawn, what is told, when it is at rest."""

from pathlib import Path
from time import monotonic
from typing import TypeVar

from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from iitui.ui.app.app import IituiApp
from iitui.ui.kit.lists.row_list import RowList
from tests.terminal import PATIENCE

SomeScreen = TypeVar("SomeScreen", bound=Widget)


def drawn(app: IituiApp) -> str:
    """What stands on the screen in front, line by line, with nothing filtered out."""
    return "\n".join("".join(segment.text for segment in strip) for strip in _strips(app))


def drawn_links(app: IituiApp) -> set[str]:
    """The links on the screen in front that a terminal can open."""
    return {
        segment.style.link
        for strip in _strips(app)
        for segment in strip
        if segment.style is not None and segment.style.link
    }


def _strips(app: IituiApp):
    # There is no public way to what goes to the terminal before it is one string with the colors in it.
    return app.screen._compositor.render_strips()


async def go_to_interview(pilot: Pilot[None], number: int) -> None:
    """Put the cursor of the interviews on one of them."""
    await pilot.press("3")
    await settle(pilot)
    rows = pilot.app.screen.query_one("#interview-list", RowList)
    await pilot.press("g")
    while rows.cursor_key != number:
        before = rows.cursor_key
        await pilot.press("j")
        assert rows.cursor_key != before, "it is not in the list"


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more, or a dialog is in front; fail if neither comes."""
    app = pilot.app
    await pilot.pause()
    latest = monotonic() + PATIENCE
    while not app.screen.is_modal and any(not worker.is_finished for worker in app.workers):
        assert monotonic() < latest, f"still under way: {list(app.workers)}"
        await pilot.pause(0.005)
    await pilot.pause()


async def wait_for(pilot: Pilot[None], condition) -> None:
    """Wait until something is so; fail if it never is."""
    latest = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < latest, "it never came to that"
        await pilot.pause(0.01)


async def until_screen(pilot: Pilot[None], kind: type[SomeScreen]) -> SomeScreen:
    """Wait until a screen of a kind is in front, and return it."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def press_to(pilot: Pilot[None], kind: type[SomeScreen], *keys: str) -> SomeScreen:
    """Press keys that lead to a screen of a kind, wait until it is in front, and return it."""
    await pilot.press(*keys)
    return await until_screen(pilot, kind)


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Put values into the fields of the form in front."""
    for name, value in values.items():
        field = pilot.app.screen.query_one(f"#field-{name}")
        if isinstance(field, TextArea):
            field.text = value
        else:
            assert isinstance(field, (Input, Select))
            field.value = value
    await pilot.pause()


def word(form: Widget, name: str) -> str:
    """The words under a field of a form."""
    return str(form.query_one(f"#word-{name}", Static).content)


def messages(app: IituiApp) -> list[str]:
    """All that was told in a corner of the screen so far."""
    return [notification.message for notification in app._notifications]


def palette_options(pilot: Pilot[None]) -> list[str]:
    """What the palette offers; nothing while it is closed."""
    screen = pilot.app.screen
    if not isinstance(screen, CommandPalette):
        return []
    return [str(option.prompt) for option in screen.query_one(CommandList).options]


async def search_palette(pilot: Pilot[None], *keys: str) -> list[str]:
    """Open the palette, type into it, and return what it offers then."""
    await pilot.press("ctrl+p")
    await wait_for(pilot, lambda: palette_options(pilot))
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete(
        [worker for worker in pilot.app.workers if worker.node is pilot.app.screen]
    )
    await pilot.pause()
    return palette_options(pilot)


def log_of(home: Path) -> str:
    """What iitui wrote of errors of its own."""
    return "".join(file.read_text() for file in home.rglob("iitui.log"))
