"""The lower borders of panes, in one form everywhere: the keys that act in them.

"⏎ Open  l Log" in the pane in hand, of which those are left out that the bar at the bottom shows already, and
"tab Go there" in a pane that can be gone to. Their upper borders are `pane_title` in `kit/text/paragraphs`.
"""

from collections.abc import Sequence

from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import PaneBindings
from iitui.ui.kit.theme import QUIET

_KEY = "bold $text-accent"
_GO_THERE = (("tab", _KEY), (" Go there", QUIET))
_CORNERS = 6
"""Cells of the edge that are not for words: two corners, a line and a blank beside each."""


class PaneKeys:
    """Writes the keys of the panes of a screen into their borders, as many as fit."""

    def __init__(self, screen: Screen[None], bindings: PaneBindings) -> None:
        """Make it.

        Args:
            screen: the screen with the panes.
            bindings: what acts in each of them.
        """
        self._screen = screen
        self._bindings = bindings
        self._widths: tuple[int, ...] = ()
        self._written: dict[str, str] = {}

    def keys_changed(self, _screen: Screen[object]) -> None:
        """Write them after the focus moved, or other keys became active."""
        self.write()

    def laid_out(self, _screen: Screen[object]) -> None:
        """Write them after panes have come, gone, or have another width."""
        widths = tuple(pane.outer_size.width for pane in self._panes().values())
        if widths != self._widths:
            self._widths = widths
            self.write()

    def _panes(self) -> dict[str, Widget]:
        found = {selector: self._screen.query(selector) for selector in self._bindings}
        return {selector: panes.first() for selector, panes in found.items() if panes}

    def write(self) -> None:
        """Write the keys that act in each pane now."""
        if not self._screen.is_mounted:
            return
        active = self._active()
        in_bar = {key for bar in self._screen.query(KeyBar) for key in bar.shown_keys}
        for selector, pane in self._panes().items():
            acting = [active[name] for name in self._bindings[selector] if name in active]
            words = self._words(pane, acting, in_bar)
            if self._written.get(selector) != words.plain or not pane.border_subtitle:
                self._written[selector] = words.plain
                pane.border_subtitle = words

    def _active(self) -> dict[str, ActiveBinding]:
        """The bindings that do something now, by their IDs."""
        found: dict[str, ActiveBinding] = {}
        for active in self._screen.active_bindings.values():
            if active.enabled and active.binding.id:
                found.setdefault(active.binding.id, active)
        return found

    def _words(self, pane: Widget, bindings: Sequence[ActiveBinding], in_bar: set[str]) -> Content:
        """Return what stands in the lower border of a pane: as many keys as there is room for."""
        can_be_entered = pane.can_focus or any(widget.can_focus for widget in pane.query("*"))
        if can_be_entered and not pane.has_focus_within and not pane.has_focus:
            return Content.assemble(*_GO_THERE)
        room, words = pane.outer_size.width - _CORNERS, Content("")
        for _, binding, _, _ in bindings:
            if can_be_entered and binding.key in in_bar:
                continue
            gap = "  " if words else ""
            key = self._screen.app.get_key_display(binding)
            more = Content.assemble(words, gap, (key, _KEY), (f" {binding.description}", QUIET))
            if more.cell_length > room:
                break
            words = more
        return words
