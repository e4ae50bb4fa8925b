"""What a form needs of an autosave, so that it can keep what is typed without knowing where.

The form itself knows no file: it is given an autosave, and tells it what stands in its fields.
"""

from collections.abc import Mapping
from typing import Protocol

from iitui.domain.autosave import UnsavedText


class Autosave(Protocol):
    """Keeps what is typed into one form, also while that is shown again because it was refused."""

    def begin(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return what had stood in the fields when the form was opened first, given what does now."""

    def take(self) -> tuple[UnsavedText, str] | None:
        """Return what was never saved, the first time only, and in words from when it is."""

    def keep(self, title: str, again: str, texts: Mapping[str, str]) -> None:
        """Keep the texts of all fields."""

    def drop(self) -> None:
        """Forget all of it."""
