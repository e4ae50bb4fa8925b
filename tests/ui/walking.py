"""How tests walk the app without knowing its screens: its classes, what is drawn, when it is at rest."""

import importlib
import pkgutil
from collections.abc import Iterator

from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

import iitui.ui
from iitui.ui.app import IituiApp

_STEPS = 400


def modules() -> Iterator[str]:
    """Every module of the screens."""
    for module in pkgutil.walk_packages(iitui.ui.__path__, "iitui.ui."):
        yield module.name


def classes() -> list[type[DOMNode]]:
    """Every screen, dialog and widget of ours, and the app."""
    found = []
    for name in modules():
        for one in vars(importlib.import_module(name)).values():
            if isinstance(one, type) and issubclass(one, DOMNode) and one.__module__ == name:
                found.append(one)
    return found


def screens() -> list[type[Screen[object]]]:
    """Every screen that is no dialog."""
    return [one for one in classes() if issubclass(one, Screen) and not issubclass(one, ModalScreen)]


def drawn(app: IituiApp) -> str:
    """What stands on the screen in front, line by line, with nothing filtered out."""
    return "\n".join("".join(segment.text for segment in strip) for strip in _strips(app))


def _strips(app: IituiApp):
    # There is no public way to what goes to the terminal before it is one string with the colours in it.
    return app.screen._compositor.render_strips()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until a dialog is in front, or nothing is under way any more."""
    app = pilot.app
    await pilot.pause()
    for _ in range(_STEPS):
        if app.screen.is_modal or not any(worker.is_running for worker in app.workers):
            break
        await pilot.pause()
    await pilot.pause()


async def wait_for(pilot: Pilot[None], condition) -> None:
    """Wait until something is so; fail if it never is."""
    for _ in range(_STEPS):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came to that")
