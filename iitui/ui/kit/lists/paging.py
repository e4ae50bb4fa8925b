"""Moves the cursor of Textual's `OptionList` by pages; its own page keys fail until the list is drawn."""

from textual.widgets import OptionList


def move_page(options: OptionList, pages: int, *, lines_per_option: int = 1) -> None:
    """Move the cursor of a list by so many pages, and not beyond its ends.

    Args:
        options: the list.
        pages: how many to go down; negative is up.
        lines_per_option: how many lines an option takes.
    """
    if options.display and options.option_count:
        page = max(options.size.height // lines_per_option, 1)
        place = (options.highlighted or 0) + pages * page
        options.highlighted = min(max(place, 0), options.option_count - 1)
