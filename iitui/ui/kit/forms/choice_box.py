"""The widget of a choice field: a list that unfolds, with keys for pages."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Select

from iitui.ui.kit.lists.paging import move_page


class ChoiceBox(Select[str]):
    """A box that holds one word of a closed set; the page keys of Textual's list fail until it is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pageup",
            "page_options(-1)",
            "Page up",
            show=False,
            id="choice.page_up",
            tooltip="Page before",
            priority=True,
        ),
        Binding(
            "pagedown",
            "page_options(1)",
            "Page down",
            show=False,
            id="choice.page_down",
            tooltip="Next page",
            priority=True,
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn pages only in the list that has unfolded."""
        if action == "page_options":
            return self.expanded
        return super().check_action(action, parameters)

    def action_page_options(self, pages: int) -> None:
        """Go a page up or down in the list that has unfolded."""
        move_page(self.query_one(OptionList), pages)
