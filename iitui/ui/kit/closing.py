"""The base of all screens that makes closing safe: a screen closes once, and only while it is in front."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class ClosingOnce(Screen[T]):
    """A screen that can be told to close any number of times.

    A second answer, or one that comes when the screen is no longer in front, would otherwise close what lies
    below it (Textual, issue 4884). To be named last among the bases: Textual takes styles from the first.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with an answer; a screen that is not in front does nothing."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
