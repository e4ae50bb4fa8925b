"""The menu of what came of a request, with the answers that help against resistance right there."""

from typing import NamedTuple

from textual.content import Content

from iitui.domain.touches import Outcome
from iitui.ui.kit.dialogs.menu import Menu, MenuItem
from iitui.ui.kit.lists.row_list import RowKey
from iitui.ui.kit.text.paragraphs import plain
from iitui.ui.kit.theme import QUIET

RESISTANCE = (
    "No time? Ask for a better one.\n"
    "Still no? Offer to talk by phone, though you won't see where they work.\n"
    "Otherwise, ask whether they know someone else.\n"
    "If they think you want a job, say you're only exploring what the work is like."
)
"""What careers offices advise where somebody hesitates (Oakland University)."""


class _Choice(NamedTuple):
    outcome: Outcome
    hint: str
    advice: str


CHOICES = {
    "a": _Choice(
        Outcome.AGREED,
        "next: plan the interview",
        "Next, plan the interview: ask for 20 minutes, at a time that suits them.",
    ),
    "b": _Choice(Outcome.TOO_BUSY, "next: when to ask again", RESISTANCE),
    "s": _Choice(
        Outcome.SENT_ON,
        "next: add the new contact",
        "Ask whether you may use their name, and let them know later how it turned out.",
    ),
    "d": _Choice(Outcome.DECLINED, "no more reminders", RESISTANCE),
    "n": _Choice(Outcome.NO_REPLY, "clears the outcome", "The request goes back to waiting for a reply."),
}
"""What can come of a request, by letter."""


class OutcomeMenu(Menu):
    """Asks what came of a request."""

    def __init__(self, who: str, asked: str, outcome: Outcome | None) -> None:
        """Make the menu.

        Args:
            who: the contact's name.
            asked: how and when they were asked, in words.
            outcome: what is noted so far.
        """
        items = [MenuItem(letter, choice.outcome.value, choice.hint) for letter, choice in CHOICES.items()]
        known = next((letter for letter, choice in CHOICES.items() if choice.outcome is outcome), "a")
        super().__init__(f"Their answer: {who}", items, initial="a" if known == "n" else known)
        self._asked = asked

    def detail(self, key: RowKey) -> Content | None:
        """Say what was asked, and what helps with the answer under the cursor."""
        advice = CHOICES[key].advice if isinstance(key, str) else ""
        return Content.assemble((plain(self._asked), QUIET), "\n\n", advice)
