"""The words that fields suggest, read on a thread and kept while the journal does not change."""

import asyncio
from collections.abc import Callable, Sequence

from iitui.domain.known_words import WordKind
from iitui.store.reader import JournalReader
from iitui.ui.kit.forms.suggestions import WordList


class JournalWords:
    """The words of a journal, by kind."""

    def __init__(self, current: Callable[[], JournalReader], another: Callable[[], JournalReader]) -> None:
        """Read nothing yet.

        Args:
            current: returns the reader of the screens, which tells when the journal changes.
            another: opens one for another thread, which closes it.
        """
        self._current = current
        self._another = another
        self._state: tuple[int, int] | None = None
        self._lists: dict[WordKind, WordList] = {}

    def of(self, kind: WordKind) -> WordList | None:
        """Return the words of a kind as they are now; None if they must be read first."""
        return self._lists.get(kind) if self._state == self._state_now() else None

    async def read(self, kinds: Sequence[WordKind]) -> None:
        """Read the words of some kinds, off the screen's thread."""
        state = self._state_now()
        if self._state != state:
            self._state, self._lists = state, {}
        missing = [kind for kind in kinds if kind not in self._lists]
        read = await asyncio.to_thread(self._read, missing) if missing else {}
        if self._state == state:
            self._lists.update(read)

    def _read(self, kinds: Sequence[WordKind]) -> dict[WordKind, WordList]:
        reader = self._another()
        try:
            return {kind: WordList(reader.known_words.of(kind)) for kind in kinds}
        finally:
            reader.close()

    def _state_now(self) -> tuple[int, int]:
        reader = self._current()
        return id(reader), reader.contacts.state()
