"""The keys of a place as the settings rebind them, read from the bindings and listed nowhere else.

The help and the palette show them; the app binds what `settle_keys` accepts.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from iitui.ui.kit.bindings import KeyGroup, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms.form import Form
from iitui.ui.kit.lists.row_list import RowList

PALETTE = bind(
    "ctrl+p",
    "command_palette",
    "Palette",
    "app.palette",
    "Any command, contact, interview or question",
    show=True,
)
"""Textual binds this key by itself, under no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCommand:
    """Something a key does.

    Attributes:
        keys: as they read on the screen: "j, down".
        group: the `KeyGroup` in which the help lists it.
    """

    id: str
    keys: str
    description: str
    tooltip: str
    action: str
    group: str = KeyGroup.ACT


def bindings_of(owner: type[DOMNode]) -> list[Binding]:
    """Return the bindings with an ID that a class of iitui has or inherits, one for each key."""
    owned: list[Binding] = []
    ids: set[str] = set()
    keys: set[str] = set()
    for one in owner.__mro__:
        if issubclass(one, DOMNode) and one.__module__.startswith("iitui.") and "BINDINGS" in vars(one):
            own = [bound for bound in Binding.make_bindings(vars(one)["BINDINGS"]) if bound.id]
            owned.extend(bound for bound in own if bound.id not in ids and bound.key not in keys)
            ids.update(bound.id for bound in own if bound.id)
            keys.update(bound.key for bound in own)
    return owned


def commands_of(owner: type[DOMNode], keys: Mapping[str, str] | None = None) -> list[KeyCommand]:
    """Return the commands of a class, in the order in which it lists them, with the keys as rebound."""
    return commands_among(_rebound(bindings_of(owner), keys or {}))


def commands_among(bindings: Iterable[Binding]) -> list[KeyCommand]:
    """Return one command for all the bindings of an id."""
    grouped: dict[str, list[Binding]] = {}
    for binding in bindings:
        if binding.id:
            grouped.setdefault(binding.id, []).append(binding)
    return [
        KeyCommand(
            id=name,
            keys=", ".join(dict.fromkeys(say_key(bound) for bound in same)),
            description=same[0].description,
            tooltip=same[0].tooltip,
            action=same[0].action,
            group=same[0].group.description if same[0].group else KeyGroup.ACT,
        )
        for name, same in grouped.items()
    ]


def say_key(binding: Binding) -> str:
    """Return a key as people write it: "ctrl+s", "?", "↓"."""
    if binding.key_display:
        return binding.key_display
    modifiers, key = binding.parse_key()
    return "+".join((*modifiers, format_key(key)))


_KEY_WORDS = {
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "⌫": "backspace",
    "⏎": "enter",
}
"""The signs of keys in words, for those who hear them."""


def shown_keys(app: DOMNode, keys: str) -> str:
    """Return keys as an app shows them: with plain lines in words, "enter" for "⏎" and "ctrl+s" for "^s"."""
    if not app.has_class("-plain-lines"):
        return keys
    for sign, word in _KEY_WORDS.items():
        keys = keys.replace(sign, word)
    return f"ctrl+{keys[1:]}" if keys[:1] == "^" and keys[1:] else keys


def settle_keys(wanted_keys: Mapping[str, str], owner: type[App[None]]) -> tuple[dict[str, str], list[str]]:
    """Return the rebindings that are possible, and a sentence for each that is not.

    An ID that does not exist is refused, and so is a key that is taken in the same place.
    """
    places = _places(owner)
    known = {bound.id for bindings in places.values() for bound in bindings}
    keys: dict[str, str] = {}
    refused: list[str] = []
    for name, wanted in wanted_keys.items():
        if name not in known:
            refused.append(f"[keys] names '{name}', which is not a command.")
        elif not all(key.strip() for key in wanted.split(",")):
            refused.append(f"[keys] gives '{name}' no key; it keeps its default.")
        else:
            keys[name] = wanted
    while clash := next(_clashes(keys, places.values()), None):
        name, key, other = clash
        del keys[name]
        refused.append(f"[keys] gives '{name}' the key {key}, which '{other}' uses; it keeps its default.")
    return keys, refused


def _clashes(keys: Mapping[str, str], places: Iterable[Sequence[Binding]]) -> Iterator[tuple[str, str, str]]:
    """Find rebindings to a key that is taken; of two, the one that the settings name last."""
    order = {name: number for number, name in enumerate(keys)}
    for bindings in places:
        taken: dict[str, Binding] = {}
        for bound in sorted(_rebound(bindings, keys), key=lambda one: order.get(one.id or "", -1)):
            before = taken.setdefault(bound.key, bound)
            if before.id != bound.id and bound.id in keys:
                yield bound.id or "", say_key(bound), before.id or ""


def _rebound(bindings: Iterable[Binding], keys: Mapping[str, str]) -> list[Binding]:
    """Return bindings as the keymap rebinds them; all keys of an ID stand where its first one stood."""
    rebound: list[Binding] = []
    done: set[str] = set()
    for bound in bindings:
        name = bound.id or ""
        if name not in keys:
            rebound.append(bound)
        elif name not in done:
            done.add(name)
            rebound.extend(Binding.make_bindings([bound.with_key(key=keys[name], key_display=None)]))
    return rebound


def _places(owner: type[App[None]]) -> dict[str, list[Binding]]:
    """Return what the keys do in each place: a screen with its lists and the app, a dialog with its lists."""
    everywhere = [*bindings_of(owner), PALETTE]
    lists = bindings_of(RowList)
    places: dict[str, list[Binding]] = {"": [*lists, *everywhere]}
    for kind in _classes():
        own = bindings_of(kind)
        is_screen = issubclass(kind, Screen)
        places[f"{kind.__module__}.{kind.__name__}"] = [
            *own,
            *(lists if is_screen and not issubclass(kind, (Form, Confirm)) else []),
            *(everywhere if is_screen and not _is_dialog(kind) else []),
        ]
    return places


def _is_dialog(kind: type[DOMNode]) -> bool:
    from textual.screen import ModalScreen

    return issubclass(kind, ModalScreen)


def _classes() -> Iterable[type[DOMNode]]:
    import iitui.ui

    for module in pkgutil.walk_packages(iitui.ui.__path__, "iitui.ui."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, DOMNode) and kind.__module__ == module.name:
                yield kind


def all_commands(owner: type[App[None]]) -> list[KeyCommand]:
    """Return whatever a key does anywhere, once for each ID: first what the app does, then by ID."""
    everywhere = commands_of(owner)
    ids = {one.id for one in everywhere}
    places = [binding for bindings in _places(owner).values() for binding in bindings]
    others = {one.id: one for one in commands_among(places) if one.id not in ids}
    return [*everywhere, *(others[name] for name in sorted(others))]
