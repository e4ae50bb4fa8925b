"""A menu: a chooser whose rows have a letter each, so that one key takes a row.

It answers with the letter, or with None when it was left.
"""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content

from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow
from iitui.ui.kit.theme import QUIET

_COLUMNS = (ListColumn("Key", 2), ListColumn("What", share=1), ListColumn("Hint", share=1, least=50))


class MenuItem(NamedTuple):
    """A row of a menu.

    Attributes:
        letter: the key that takes it; none of those that move in a list.
        words: what it is.
        hint: more about it, in a few words.
        capital: what the capital of the letter takes, which stands in the place of the hint; empty for none.
    """

    letter: str
    words: str
    hint: str = ""
    capital: str = ""


class Menu(Chooser):
    """Lets one of a few things be chosen by its letter, or by the cursor and enter."""

    def __init__(self, title: str, items: Sequence[MenuItem], *, initial: str | None = None) -> None:
        """Make a menu.

        Args:
            title: what is chosen.
            items: from top to bottom.
            initial: the letter of the row that the cursor is on at first.
        """
        self._letters = frozenset(item.letter for item in items)
        self._letters |= {item.letter.upper() for item in items if item.capital}
        rows = [ListRow(item.letter, _cells(item)) for item in items]
        super().__init__(title, _COLUMNS, FixedRows(rows), initial_key=initial)

    def on_key(self, event: events.Key) -> None:
        """Take the row with the letter that was pressed."""
        if event.character in self._letters:
            event.stop()
            self.dismiss(event.character)


def _cells(item: MenuItem) -> tuple[Content | str, ...]:
    letter = Content.styled(item.letter, "bold $text-accent")
    if not item.capital:
        return (letter, item.words, Content.styled(item.hint, QUIET))
    return (
        letter,
        item.words,
        Content.assemble((item.letter.upper(), "bold $text-accent"), "  ", item.capital),
    )
