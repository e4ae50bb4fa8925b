"""The dialog with a progress bar, and the gauge from which it reads the progress."""

from asyncio import Future
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from iitui.domain.errors import GivenUpError
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.type_ahead import HoldsKeys, InputOrPaste

T = TypeVar("T")

UPDATE_SECONDS = 0.1
"""Seconds between two updates of the bar."""


@dataclass(slots=True)
class Gauge:
    """The progress of work; written on the thread that does the work, read on the screen's thread.

    Attributes:
        done: how many steps are done.
        total: of how many; 0 while that is not known.
        is_given_up: whether the user does not want to wait any longer.
    """

    done: int = 0
    total: int = 0
    is_given_up: bool = False

    def report(self, done: int, total: int) -> None:
        """Set the progress.

        Raises:
            GivenUpError: the user gave it up, so the work must stop.
        """
        if self.is_given_up:
            raise GivenUpError("Cancelled; nothing was changed.")
        self.done, self.total = done, total

    def give_up(self) -> None:
        """Make the next `report` raise, so that the work stops."""
        self.is_given_up = True


class Progress(HoldsKeys, Dialog[bool]):
    """Waits for a task. Answers whether the task ended; False when the user stopped waiting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "escape",
            "leave_progress",
            "Cancel",
            "progress.leave",
            "Cancel; nothing is changed",
            show=True,
        )
    ]

    def __init__(
        self,
        words: str,
        task: Future[T],
        gauge: Gauge | None = None,
        *,
        can_leave: bool = False,
    ) -> None:
        """Make the dialog.

        Args:
            words: what is being done.
            task: the task to wait for; it is never cancelled, and its result is not read.
            gauge: the progress, if it is known.
            can_leave: whether escape stops waiting.
        """
        super().__init__(classes="form")
        self._words = words
        self._task_awaited = task
        self._gauge = gauge or Gauge()
        self._can_leave = can_leave

    def compose(self) -> ComposeResult:
        """Show what is being done above the bar."""
        with Vertical(classes="form--box progress--box"):
            yield Static(Content(self._words), classes="progress--words")
            yield ProgressBar(show_eta=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Update the bar from now on."""
        self.set_interval(UPDATE_SECONDS, self._update_bar)

    def _update_bar(self) -> None:
        if self._gauge.total:
            self.query_one(ProgressBar).update(total=self._gauge.total, progress=self._gauge.done)
        if self._task_awaited.done() and self.is_current:
            self.dismiss(True)

    def holds(self, event: InputOrPaste) -> bool:
        """Make all keys wait but those of the dialog: they are meant for the screen that comes after it."""
        return not self.takes_ahead(event)

    def takes_ahead(self, event: InputOrPaste) -> bool:
        """Handle the key that stops waiting at once."""
        bound = self.active_bindings.get(event.key) if isinstance(event, events.Key) else None
        return bound is not None and bound.enabled and bound.node is self

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to stop waiting only where that is allowed."""
        return self._can_leave or action != "leave_progress"

    def action_leave_progress(self) -> None:
        """Stop waiting."""
        self.dismiss(False)
