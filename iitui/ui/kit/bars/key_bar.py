"""The line at the bottom: the keys that do something here, each with a word for what it does.

One widget for all of them: Textual's Footer has one per key and makes all of them again whenever the active
keys change, which would cost more than everything else on the screen.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class KeyHint(NamedTuple):
    """A key as the bar shows it.

    Attributes:
        name: the key as Textual names it, for a click.
        shown: the key as the user reads it.
        what: what it does, in a word or two.
        tooltip: what it does, in a sentence.
        is_disabled: whether it does nothing at present.
        is_global: whether it is a key of the app, which stays when there is little room.
    """

    name: str
    shown: str
    what: str
    tooltip: str
    is_disabled: bool
    is_global: bool

    @property
    def cells(self) -> int:
        """Its width in cells, with the blanks around it."""
        return Content(f" {self.shown} {self.what} ").cell_length


class KeyBar(Widget):
    """Shows the keys of the screen it is on; a click presses the key."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--what", "key-bar--disabled"}

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $footer-background;
        & > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-bar--what { color: $footer-description-foreground; }
        & > .key-bar--disabled { color: $text-disabled; }
    }
    """

    def __init__(self, words: Mapping[str, str] = MappingProxyType({})) -> None:
        """Make the bar.

        Args:
            words: what to say of some keys in the place of their description, by their IDs.
        """
        super().__init__()
        self._words = words

    def on_mount(self) -> None:
        """Draw the bar again whenever the active keys change."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw as many keys as there is room for."""
        parts = []
        for hint in self._fitting_hints():
            key, what = ("disabled", "disabled") if hint.is_disabled else ("key", "what")
            parts.append(Content.styled(f" {hint.shown} ", self.get_visual_style(f"key-bar--{key}")))
            parts.append(Content.styled(f"{hint.what} ", self.get_visual_style(f"key-bar--{what}")))
        return Content.assemble(*parts)

    def _fitting_hints(self) -> list[KeyHint]:
        """The keys that there is room for: the last are dropped first, but those of the app stay."""
        keys = list(self._all_hints())
        left = self.size.width - sum(hint.cells for hint in keys)
        for hint in reversed([hint for hint in keys if not hint.is_global]):
            if left >= 0:
                break
            keys.remove(hint)
            left += hint.cells
        return keys

    @property
    def shown_keys(self) -> set[str]:
        """The keys that there is room for, as Textual names them."""
        return {hint.name for hint in self._fitting_hints()}

    def _all_hints(self) -> Iterator[KeyHint]:
        actions: set[str] = set()
        for node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in actions:
                actions.add(binding.action)
                yield KeyHint(
                    binding.key,
                    self.app.get_key_display(binding),
                    self._words.get(binding.id or "", binding.description),
                    tooltip or binding.tooltip,
                    not enabled,
                    isinstance(node, App),
                )

    def _hint_at(self, x: int) -> KeyHint | None:
        """The key at a distance from the left, in cells."""
        for hint in self._fitting_hints():
            if 0 <= x < hint.cells:
                return hint
            x -= hint.cells
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the key under the mouse."""
        hint = self._hint_at(event.x)
        self.tooltip = hint.tooltip if hint else None

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        hint = self._hint_at(event.x)
        if hint is None:
            return
        event.stop()
        if hint.is_disabled:
            self.app.bell()
        else:
            self.app.simulate_key(hint.name)
