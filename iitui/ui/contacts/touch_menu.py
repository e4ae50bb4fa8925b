"""The menu of touches: one letter logs the commonest ones at once, and another opens the form."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content

from iitui.domain.follow_ups import FollowUp
from iitui.domain.text import shorten
from iitui.domain.touches import Direction, TouchKind
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.menu import Menu, MenuItem
from iitui.ui.kit.lists.row_list import RowKey, RowList
from iitui.ui.kit.text.paragraphs import plain
from iitui.ui.kit.theme import QUIET

MOST_OFFERED = 5
"""How many follow-ups can be settled from the menu."""

_LONGEST = 44
"""How many characters of a follow-up are shown."""


class QuickTouch(NamedTuple):
    """A touch that one letter logs."""

    words: str
    kind: TouchKind
    direction: Direction = Direction.OUT
    is_request: bool = False


QUICK: Mapping[str, QuickTouch] = {
    "m": QuickTouch("I sent an email", TouchKind.MAIL),
    "M": QuickTouch("They sent an email", TouchKind.MAIL, Direction.IN),
    "a": QuickTouch("I asked for an interview", TouchKind.MAIL, is_request=True),
    "A": QuickTouch("I asked for one by phone", TouchKind.CALL, is_request=True),
    "c": QuickTouch("I called", TouchKind.CALL),
    "C": QuickTouch("They called", TouchKind.CALL, Direction.IN),
    "s": QuickTouch("I sent a message", TouchKind.MESSAGE),
    "S": QuickTouch("They sent a message", TouchKind.MESSAGE, Direction.IN),
    "t": QuickTouch("I wrote a letter", TouchKind.LETTER),
    "T": QuickTouch("They wrote a letter", TouchKind.LETTER, Direction.IN),
    "i": QuickTouch("I introduced someone", TouchKind.INTRODUCTION),
    "I": QuickTouch("They introduced me", TouchKind.INTRODUCTION, Direction.IN),
    "v": QuickTouch("We met", TouchKind.MEETING),
}
"""The touches that one letter logs; the capital ones came from them, but for A."""

REQUEST = "a"
"""The letter of a request by mail."""


class TouchMenu(Menu):
    """Asks what passed between us; the touch is logged as of now.

    Attributes:
        wants_form: whether the form is to be opened, for the time, the text and all else.
        settles: the follow-ups that are to be settled with the touch.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f", "open_form", "Form", "touch.form", "Add when it was and what was said", show=True),
    ]

    def __init__(
        self,
        who: str,
        owed: Sequence[FollowUp] = (),
        warnings: Sequence[str] = (),
        *,
        about: str = "",
        initial: str = "m",
    ) -> None:
        """Make the menu.

        Args:
            who: the contact's name, or how many contacts there are.
            owed: what can be settled with it, worst first.
            warnings: what speaks against asking for an interview.
            about: the ID of the follow-up from which the menu was opened, which is settled with the touch.
            initial: the letter that the cursor is on.
        """
        capitals = {letter.lower(): quick.words for letter, quick in QUICK.items() if letter.isupper()}
        items = [
            MenuItem(letter, quick.words, capital=capitals.get(letter, ""))
            for letter, quick in QUICK.items()
            if letter.islower()
        ]
        super().__init__(f"Log a touch: {who}", items, initial=initial)
        first = [one for one in owed if str(one.id) == about]
        self._owed = [*first, *(one for one in owed if str(one.id) != about)][:MOST_OFFERED]
        self._warnings = tuple(warnings)
        self.wants_form = False
        self.settles = {one.id for one in first}

    def detail(self, key: RowKey) -> Content | None:
        """Say what speaks against a request, and what is done with the touch."""
        words = "Press a letter to log it as of now, or f for the full form: time, text, outcome."
        lines = [Content.styled(words, QUIET)]
        if isinstance(key, str) and QUICK[key].is_request:
            lines += [Content.styled(plain(warning), "$text-warning") for warning in self._warnings]
        if self._owed:
            lines.append(Content.styled("Did this also settle something? Press its number.", QUIET))
        lines += [self._tick(place, one) for place, one in enumerate(self._owed, start=1)]
        return Content("\n").join(lines)

    def _tick(self, place: int, owed: FollowUp) -> Content:
        is_ticked = owed.id in self.settles
        words = f"{'☑' if is_ticked else '☐'} {shorten(plain(owed.what), _LONGEST)}"
        return Content.assemble(
            (f"{place} ", "bold $text-accent"), (words, "bold $text-success" if is_ticked else "")
        )

    def on_key(self, event: events.Key) -> None:
        """Mark what is owed as done with the touch, or take that back, where a digit was pressed."""
        place = int(event.key) if event.key in {"1", "2", "3", "4", "5"} else 0
        if not 1 <= place <= len(self._owed):
            return
        event.stop()
        self.settles ^= {self._owed[place - 1].id}
        self._show_detail(self.query_one(RowList).cursor_key)

    def action_open_form(self) -> None:
        """Open the form, filled as the row under the cursor says."""
        key = self.query_one(RowList).cursor_key
        if key is not None:
            self.wants_form = True
            self.dismiss(key)
