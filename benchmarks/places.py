"""Opening every place and list: for the first time, and again."""

from collections import defaultdict
from collections.abc import Sequence

from benchmarks.terminal import TimedTerminal

FIRST = 0.033
"""Seconds within which a place should be there the first time: two frames."""

AGAIN = 0.016
"""Seconds within which it should be there again: one frame."""

_PALETTE = "\x10"

PLACES: dict[str, tuple[Sequence[str], str]] = {
    "2, contacts": (("1",), "2"),
    "3, interviews": (("1",), "3"),
    "4, questions": (("1",), "4"),
    "5, follow-ups": (("1",), "5"),
    "6, compare": (("1",), "6"),
    "1, today": (("2",), "1"),
    "b, the brief": (("1",), "b"),
    "T, targets": (("1",), "T"),
    "F, news": (("1",), "F"),
    "S, statistics": (("1",), "S"),
    "t, referrals": (("2",), "t"),
    "O, organizations": (("2",), "O"),
    "W, occupations": (("6",), "W"),
    "D, duplicates": (("2",), "D"),
    "settings": (("1", _PALETTE, *"settings"), "\r"),
}
"""What is opened: the keys that lead to where it is opened from, and the key that opens it."""

_BACK = "\x1b"
_REST = 0.4


class Visits:
    """Opens each place twice in one app per round, and hands out the times one by one."""

    def __init__(self, words: str, *command: str) -> None:
        """Make it.

        Args:
            words: what is on the screen when the app has started.
            command: the app.
        """
        self._words = words
        self._command = command
        self._times: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)

    def take(self, place: str, *, again: bool) -> list[float]:
        """Return the seconds in which a place opened in the round that is under way."""
        if not self._times[place, again]:
            self._visit_all()
        return [self._times[place, again].pop(0)]

    def _visit_all(self) -> None:
        with TimedTerminal(self._command) as terminal:
            terminal.painted(self._words)
            terminal.rest(2.0)
            for place, (before, key) in PLACES.items():
                for again in (False, True):
                    for other in before:
                        terminal.key(other)
                        terminal.rest(_REST)
                    self._times[place, again].append(terminal.opened(key))
                    terminal.rest(_REST)
                    if not key.isdigit():
                        terminal.key(_BACK)
                        terminal.rest(_REST)
