"""The box that narrows a list as one types; the same keys wherever a list can be searched.

It knows no list: whoever makes it says what a new text does, and hears when the person goes back to the list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

LONGEST = 200
"""Characters that can be typed; nobody searches for more."""


class SearchBox(Input):
    """One line to search in: each letter narrows, escape clears, enter and down go to the list.

    A screen that has one declares `SearchBox.BINDING` and an `action_search` that focuses the box.
    """

    HELP_TITLE: ClassVar[str] = "In the search"
    """Under which words the help lists its keys."""

    BINDING: ClassVar[Binding] = Binding(
        "slash", "search", "Search", id="list.search", tooltip="Search as you type; escape clears"
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "clear_search", "Clear", id="search.clear", tooltip="Clear the search, back to the list"
        ),
        Binding("down", "leave_box", "List", id="search.leave", tooltip="Keep the search, go to the list"),
    ]

    @dataclass
    class Left(Message):
        """The person wants to go back to the list."""

        search_box: "SearchBox"

        @property
        def control(self) -> "SearchBox":
            """The box, for selectors in `@on`."""
            return self.search_box

    def __init__(self, narrow: Callable[[str], None], hint: str = "", *, id: str | None = None) -> None:  # noqa: A002
        """Make a box.

        Args:
            narrow: is called with each new text, in the same repaint as the letter itself.
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
        self._told = ""

    def watch_value(self, value: str) -> None:
        """Narrow at once; a message of its own would cost a second repaint."""
        if value != self._told:
            self._told = value
            self.set_class(bool(value), "-searching")
            self._narrow(value)

    async def action_submit(self) -> None:
        """Keep the search and go to the list."""
        self.post_message(self.Left(self))

    def action_leave_box(self) -> None:
        """Keep the search and go to the list."""
        self.post_message(self.Left(self))

    def action_clear_search(self) -> None:
        """Search for nothing and go to the list."""
        self.value = ""
        self.post_message(self.Left(self))
