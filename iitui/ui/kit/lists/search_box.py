"""The search box that filters a list while the user types; its keys are the same for every list.

It knows no list: it is given what to do with a new text, and posts a message when the user leaves it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from iitui.ui.kit.bindings import bind

LONGEST = 200
"""Characters that can be typed; nobody searches for more."""


class SearchBox(Input):
    """One line to search in: each letter narrows, escape clears, enter and down go to the list.

    A screen that has one declares `SearchBox.BINDING` and an `action_search` that focuses the box.
    """

    HELP_TITLE: ClassVar[str] = "In the search"
    """The title under which the help lists its keys."""

    BINDING: ClassVar[Binding] = bind(
        "slash", "search", "Search", "list.search", "Search as you type; esc clears", show=True
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "escape",
            "clear_search",
            "Clear",
            "search.clear",
            "Clear the search and go back to the list",
            show=True,
        ),
        bind("down", "leave_box", "List", "search.leave", "Keep the search and go to the list", show=True),
    ]

    @dataclass
    class Exited(Message):
        """The user wants to go back to the list."""

        search_box: "SearchBox"

        @property
        def control(self) -> "SearchBox":
            """The box, for selectors in `@on`."""
            return self.search_box

    def __init__(self, narrow: Callable[[str], None], hint: str = "", *, id: str | None = None) -> None:  # noqa: A002
        """Make a box.

        Args:
            narrow: called with each new text, before the repaint that shows the letter.
            hint: what can be searched for, shown while the box is empty.
            id: the id of the widget.
        """
        super().__init__(
            id=id,
            placeholder=hint,
            compact=True,
            max_length=LONGEST,
            select_on_focus=False,
            classes="search-box",
            highlighter=None,
        )
        self._narrow = narrow
        self._last_value = ""

    def watch_value(self, value: str) -> None:
        """Filter at once; in a handler of `Changed` it would cost a second repaint."""
        if value != self._last_value:
            self._last_value = value
            self.set_class(bool(value), "-searching")
            self._narrow(value)

    async def action_submit(self) -> None:
        """Keep the search and go to the list."""
        self.post_message(self.Exited(self))

    def action_leave_box(self) -> None:
        """Keep the search and go to the list."""
        self.post_message(self.Exited(self))

    def action_clear_search(self) -> None:
        """Search for nothing and go to the list."""
        self.value = ""
        self.post_message(self.Exited(self))
