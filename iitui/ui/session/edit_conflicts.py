"""What a form was opened on, so that it can tell when that has become something else meanwhile."""

from collections.abc import Callable
from typing import Generic, TypeVar

from iitui.domain.edit_conflicts import clashes, merge

V = TypeVar("V")
D = TypeVar("D")


class Opened(Generic[V, D]):
    """A record as it was when its form was filled from it.

    Attributes:
        seen: for the verb, which refuses to overwrite anything else.
    """

    def __init__(self, seen: V, read: Callable[[], V | None], as_draft: Callable[[V], D]) -> None:
        """Remember a record.

        Args:
            seen: the record that the form is filled from.
            read: reads it anew; None when it is gone.
            as_draft: what the form makes of a record.
        """
        self.seen = seen
        self._read = read
        self._as_draft = as_draft

    def catch_up(self, mine: D) -> tuple[D, dict[str, str]]:
        """Put what was typed and what was changed elsewhere together; from now on that is what was seen.

        Returns:
            What the form is to show, and words per field where both sides wrote something.
        """
        now = self._read()
        if now is None:
            return mine, {}
        before, after = self._as_draft(self.seen), self._as_draft(now)
        self.seen = now
        return merge(mine, before, after), clashes(mine, before, after)
