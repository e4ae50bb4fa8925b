"""What a field suggests while the user types: the rest of a known word, drawn behind the cursor; → takes it.

A suggestion is looked up at once, by bisection among sorted words, so that it is there with the letter. The
words of a journal are read off the screen's thread when a field first has the focus.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from textual.widget import Widget

from iitui.domain.known_words import PieceReader, WordKind
from iitui.domain.text import clean_line, fold
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_drawing import harmless

LONGEST = 200
"""Characters of the longest word that is suggested."""

_MOST_TRIED = 50
"""How many words that begin alike are looked at; nearly always the first one will do."""

TAKE_KEY = bind(
    "right",
    "take_suggestion",
    "Complete",
    "field.complete",
    "Take what is suggested behind the cursor",
    show=True,
)
"""The key that takes a suggestion; where there is none, it moves the cursor as ever."""


class WordList:
    """Words of which the first that goes on from what is typed is found in no time."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Sort words.

        Args:
            words: in any order; those that could not be drawn as they are are left out.
        """
        known: dict[str, str] = {}
        for word in words:
            if word and len(word) <= LONGEST and word == clean_line(word) == harmless(word):
                known.setdefault(fold(word), word)
        self._keys = sorted(known)
        self._words = [known[key] for key in self._keys]

    def first_after(self, typed: str) -> str:
        """Return the first word, in the alphabet, that begins with what is typed and goes on; '' for none.

        Case and accents do not count: "joao" is the beginning of "João Pereira".
        """
        key = fold(typed)
        if not key.strip():
            return ""
        first = bisect_left(self._keys, key)
        for place in range(first, min(first + _MOST_TRIED, len(self._keys))):
            if not self._keys[place].startswith(key):
                return ""
            word = self._words[place]
            if len(word) > len(typed) and fold(word[: len(typed)]) == key:
                return word
        return ""


class KnownWords(Protocol):
    """The words of a journal."""

    def of(self, kind: WordKind) -> WordList | None:
        """Return the words of a kind as they are now; None if they must be read first."""

    async def read(self, kinds: Sequence[WordKind]) -> None:
        """Read the words of some kinds, off the screen's thread."""


class Suggestions:
    """What one field suggests."""

    def __init__(
        self, fixed: Sequence[str] = (), pieces: PieceReader | None = None, words: KnownWords | None = None
    ) -> None:
        """Make the suggestions of a field.

        Args:
            fixed: words that are always known.
            pieces: finds what is being typed; without it, the whole text is one of the fixed words.
            words: those of the journal.
        """
        self._fixed = WordList(fixed)
        self._pieces = pieces
        self._words = words
        self._lists: dict[WordKind, WordList] = {}

    def rest_of(self, text: str) -> tuple[int, str]:
        """Return how many characters at the end of a text begin a word, and the word; 0 and '' for none."""
        if self._pieces is None:
            word = self._fixed.first_after(text)
            return (len(text), word) if word else (0, "")
        piece = self._pieces.read(text)
        if piece is None:
            return 0, ""
        known = self._lists.get(piece.kind)
        word = self._fixed.first_after(piece.typed) or (known.first_after(piece.typed) if known else "")
        return (len(piece.typed), word) if word else (0, "")

    def whole(self, text: str) -> str:
        """Return a text with its last word completed; '' if nothing is suggested."""
        begun, word = self.rest_of(text)
        return text[: len(text) - begun] + word if word else ""

    def take_known(self) -> bool:
        """Take the words of the journal that were read before; return whether all are those of now."""
        if self._words is None or self._pieces is None:
            return True
        for kind in self._pieces.kinds:
            known = self._words.of(kind)
            if known is None:
                return False
            self._lists[kind] = known
        return True

    def read_for(self, box: Widget, then: Callable[[], None]) -> None:
        """Read the words of the journal on a worker of a box, unless they are known.

        Args:
            box: the field that suggests them.
            then: shows what they suggest.
        """
        if not self.take_known():
            box.run_worker(self._read_and(then), exclusive=True)

    async def _read_and(self, then: Callable[[], None]) -> None:
        await self.read()
        then()

    async def read(self) -> None:
        """Read the words of the journal."""
        if self._words is not None and self._pieces is not None:
            await self._words.read(self._pieces.kinds)
            self.take_known()
