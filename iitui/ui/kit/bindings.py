"""How a key is declared, once: its name for the settings; its words for footer, help, palette; its group."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from textual.binding import Binding

PaneBindings = Mapping[str, Sequence[str]]
"""Selector of a pane -> the IDs of the bindings that act in it, the most useful first."""

SCROLL_KEYS = ("pane.down", "pane.up", "pane.page", "pane.top", "pane.end")
"""What acts in a pane that scrolls."""


class KeyGroup(StrEnum):
    """What keys do, as the help groups them, in its order."""

    ACT = "Actions"
    ADD = "Add"
    GO = "Go to"
    VIEW = "Find, sort and mark"
    MOVE = "Move"


_VERBS = {
    KeyGroup.ADD: ("add", "attach", "new", "quick"),
    KeyGroup.GO: ("back", "compare", "explain", "go", "leave", "open", "show", "switch"),
    KeyGroup.VIEW: ("clear", "fold", "next", "search", "sort", "toggle", "unfold"),
    KeyGroup.MOVE: ("cursor", "end", "move", "page", "scroll", "step"),
}
"""The first words of the actions of a group; all others do something."""

_GROUPS = {verb: group for group, verbs in _VERBS.items() for verb in verbs}


def bind(
    keys: str,
    action: str,
    words: str,
    name: str,
    tooltip: str,
    *,
    show: bool = False,
    priority: bool = False,
    group: KeyGroup | None = None,
) -> Binding:
    """Declare a key.

    Args:
        keys: the keys, comma between.
        action: what it does.
        words: a word or two for it.
        name: what the settings rebind it by, such as "contact.edit".
        tooltip: what it does, in a sentence.
        show: whether the footer shows it; the help and the palette always do.
        priority: whether it comes before the keys of the focused widget.
        group: where the help lists it, if the verb of the action does not say it.
    """
    return Binding(
        keys,
        action,
        words,
        show=show,
        id=name,
        tooltip=tooltip,
        priority=priority,
        group=Binding.Group((group or _group_of(action)).value),
    )


def _group_of(action: str) -> KeyGroup:
    return _GROUPS.get(action.removeprefix("app.").partition("_")[0].partition("(")[0], KeyGroup.ACT)


HOW_TO_LEAVE = bind(
    "ctrl+c",
    "app.help_quit",
    "How to quit",
    "app.how_to_leave",
    "Show which keys quit; if text is selected, copy it",
)
"""The key that ends other programs; dialogs declare it too, since the keys of the app do not reach them."""
