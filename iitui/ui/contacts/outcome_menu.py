"""The menu of what came of a request, with the answers that help against resistance right there."""

from typing import NamedTuple

from textual.content import Content

from iitui.domain.touches import Outcome
from iitui.ui.kit.dialogs.menu import Menu, MenuItem
from iitui.ui.kit.lists.row_list import RowKey
from iitui.ui.kit.text.paragraphs import plain
from iitui.ui.kit.theme import QUIET

RESISTANCE = (
    "If they have no time, ask for a better one.\n"
    "If that does not help, offer the phone; but then you do not see where they work.\n"
    "Otherwise ask whether they know somebody else.\n"
    "If they think that you ask for a job: say that you only explore what the work is like."
)
"""What careers offices advise where somebody hesitates (Oakland University)."""


class _Choice(NamedTuple):
    outcome: Outcome
    hint: str
    advice: str


CHOICES = {
    "a": _Choice(
        Outcome.AGREED,
        "goes on to planning",
        "Plan the interview next: 20 minutes asked for, at a time that suits them.",
    ),
    "b": _Choice(Outcome.TOO_BUSY, "asks when to try again", RESISTANCE),
    "s": _Choice(
        Outcome.SENT_ON,
        "makes the new contact",
        "Ask whether you may use their name, and tell them later what came of it.",
    ),
    "d": _Choice(Outcome.DECLINED, "rests from now on", RESISTANCE),
    "n": _Choice(Outcome.NO_REPLY, "takes an outcome back", "The request waits for a reply again."),
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
        super().__init__(f"What came of it: {who}", items, initial="a" if known == "n" else known)
        self._asked = asked

    def detail(self, key: RowKey) -> Content | None:
        """Say what was asked, and what helps with the answer under the cursor."""
        advice = CHOICES[key].advice if isinstance(key, str) else ""
        return Content.assemble((plain(self._asked), QUIET), "\n\n", advice)
