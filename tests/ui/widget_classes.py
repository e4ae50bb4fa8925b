"""The classes of the screens, found by walking the package, so that a guard forgets none."""

import importlib
import pkgutil
from collections.abc import Iterator

from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

import iitui.ui


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
