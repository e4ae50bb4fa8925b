"""The palette: Textual's, closing once, and patient with keys that come faster than what it finds."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.command import CommandList, CommandPalette
from textual.theme import ThemeProvider

from iitui.ui.kit.bindings import bind
from iitui.ui.kit.closing import ClosingOnce
from iitui.ui.kit.lists.paging import move_page
from iitui.ui.kit.type_ahead import HoldsKeys, InputOrPaste

_HINT = "A command, a contact, an interview or a question …"
_THEME_HINT = "A theme …"


class Palette(HoldsKeys, CommandPalette, ClosingOnce[None]):
    """Finds any command, contact, interview or question; or a theme, where one is being chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pageup", "page_results(-1)", "Page up", "palette.page_up", "Page before"),
        bind("pagedown", "page_results(1)", "Page down", "palette.page_down", "Next page"),
    ]

    def __init__(self, *, is_about_themes: bool = False) -> None:
        if is_about_themes:
            super().__init__([ThemeProvider], placeholder=_THEME_HINT)
        else:
            super().__init__(placeholder=_HINT)

    def holds(self, event: InputOrPaste) -> bool:
        """Let enter wait for what the words typed before it find."""
        is_choice = isinstance(event, events.Key) and event.key in ("enter", "down")
        return is_choice and any(worker.node is self and not worker.is_finished for worker in self.workers)

    def action_page_results(self, pages: int) -> None:
        """Move a page; that of Textual's list fails while the list is filled anew."""
        move_page(self.query_one(CommandList), pages, lines_per_option=2)
