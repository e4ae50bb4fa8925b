"""The line at the bottom: the keys that do something here, each with a word for what it does.

One widget for all of them: Textual's Footer has one per key and makes all of them anew whenever the cursor
comes to something else, which would cost more than everything else on the screen.
"""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class KeyWord(NamedTuple):
    """A key as it stands in the line.

    Attributes:
        name: the key as Textual names it, for a click.
        shown: the same as it is shown.
        is_at_rest: whether it does nothing at present.
        is_everywhere: whether it is a key of the app, which stays when there is little room.
    """

    name: str
    shown: str
    what: str
    tooltip: str
    is_at_rest: bool
    is_everywhere: bool

    @property
    def cells(self) -> int:
        """How wide it is with the blanks around it."""
        return Content(f" {self.shown} {self.what} ").cell_length


class KeyBar(Widget):
    """Shows the keys of the screen it is on; a click presses the key."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--what", "key-bar--rest"}

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $footer-background;
        & > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-bar--what { color: $footer-description-foreground; }
        & > .key-bar--rest { color: $footer-description-foreground 50%; }
    }
    """

    def on_mount(self) -> None:
        """Draw the line anew whenever other keys do something."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw as many keys as there is room for."""
        parts = []
        for one in self._fitting():
            key, what = ("rest", "rest") if one.is_at_rest else ("key", "what")
            parts.append(Content.styled(f" {one.shown} ", self.get_visual_style(f"key-bar--{key}")))
            parts.append(Content.styled(f"{one.what} ", self.get_visual_style(f"key-bar--{what}")))
        return Content.assemble(*parts)

    def _fitting(self) -> list[KeyWord]:
        """The keys that there is room for: the last ones go first, but those of the app stay."""
        keys = list(self._keys())
        left = self.size.width - sum(one.cells for one in keys)
        for one in reversed([one for one in keys if not one.is_everywhere]):
            if left >= 0:
                break
            keys.remove(one)
            left += one.cells
        return keys

    def _keys(self) -> Iterator[KeyWord]:
        seen: set[str] = set()
        for node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                yield KeyWord(
                    binding.key,
                    self.app.get_key_display(binding),
                    binding.description,
                    tooltip or binding.tooltip,
                    not enabled,
                    isinstance(node, App),
                )

    def _under(self, x: int) -> KeyWord | None:
        """The key at so many cells from the left."""
        for one in self._fitting():
            if 0 <= x < one.cells:
                return one
            x -= one.cells
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the key under the mouse."""
        one = self._under(event.x)
        self.tooltip = one.tooltip if one else None

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        one = self._under(event.x)
        if one is None:
            return
        event.stop()
        if one.is_at_rest:
            self.app.bell()
        else:
            self.app.simulate_key(one.name)
