"""How tests walk the app without knowing its screens: its classes, what is drawn, when it is at rest."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

import iitui.ui
from iitui.ui.app.app import IituiApp

_PATIENCE = 30.0
"""Seconds after which a test gives up waiting: far more than a busy machine needs."""


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
    # There is no public way to what goes to the terminal before it is one string with the colors in it.
    return app.screen._compositor.render_strips()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more, or a dialog is in front; fail if neither comes."""
    app = pilot.app
    await pilot.pause()
    latest = monotonic() + _PATIENCE
    while not app.screen.is_modal and any(not worker.is_finished for worker in app.workers):
        assert monotonic() < latest, f"still under way: {list(app.workers)}"
        await pilot.pause(0.005)
    await pilot.pause()


async def wait_for(pilot: Pilot[None], condition) -> None:
    """Wait until something is so; fail if it never is."""
    latest = monotonic() + _PATIENCE
    while not condition():
        assert monotonic() < latest, "it never came to that"
        await pilot.pause(0.01)


def log_of(home: Path) -> str:
    """What iitui wrote of errors of its own."""
    return "".join(file.read_text() for file in home.rglob("iitui.log"))
