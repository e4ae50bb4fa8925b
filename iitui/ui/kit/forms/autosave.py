"""What a form needs of an autosave, so that it can keep what is typed without knowing where.

The form itself knows no file: it is given an autosave, and tells it what stands in its fields.
"""

from collections.abc import Mapping
from typing import Protocol

from iitui.domain.autosave import UnsavedText


class Autosave(Protocol):
    """Keeps what is typed into one form, also while the form is shown again because it was refused."""

    def begin(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Remember the texts of the fields when the form is first opened; return those of the first call."""

    def take(self) -> tuple[UnsavedText, str] | None:
        """Return the unsaved text of an earlier run and, in words, its time; None after the first call."""

    def keep(self, title: str, again: str, texts: Mapping[str, str]) -> None:
        """Keep the texts of the fields.

        Args:
            title: what the form is about.
            again: how to open the form again, in words.
            texts: the texts of all fields, by name.
        """

    def drop(self) -> None:
        """Delete what is kept."""
