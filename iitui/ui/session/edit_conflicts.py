"""The record that a form edits, and what to do when it is changed elsewhere meanwhile."""

from collections.abc import Callable
from typing import Generic, TypeVar

from iitui.domain.edit_conflicts import clashes, merge

V = TypeVar("V")
D = TypeVar("D")


class EditedRecord(Generic[V, D]):
    """A record that is being edited in a form, as it was when the form was filled from it.

    Attributes:
        original: the record that the form was filled from. It is passed to the verb, which refuses to
            overwrite a record that has become another since.
    """

    def __init__(self, original: V, read: Callable[[], V | None], as_draft: Callable[[V], D]) -> None:
        """Remember the record.

        Args:
            original: the record that the form is filled from.
            read: reads it again; None when it is gone.
            as_draft: what the form makes of a record.
        """
        self.original = original
        self._read = read
        self._as_draft = as_draft

    def merge_changes(self, mine: D) -> tuple[D, dict[str, str]]:
        """Merge the draft with what was changed elsewhere, and take the record as it is now for the original.

        Args:
            mine: the draft that was typed.

        Returns:
            The draft that the form is to show, and a message per field that both sides changed.
        """
        now = self._read()
        if now is None:
            return mine, {}
        before, after = self._as_draft(self.original), self._as_draft(now)
        self.original = now
        return merge(mine, before, after), clashes(mine, before, after)
