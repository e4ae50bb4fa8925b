"""Waiting for what takes more than a moment, with a bar."""

from asyncio import Future
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from iitui.domain.errors import GivenUpError
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.dialogs.dialog import Dialog
from iitui.ui.kit.type_ahead import HoldsKeys, InputOrPaste

T = TypeVar("T")

LOOK_SECONDS = 0.1
"""How often the bar looks how far things are."""


@dataclass(slots=True)
class Gauge:
    """How far something is; written on the thread that does it, read on the screen's.

    Attributes:
        total: 0 while nobody knows.
        is_given_up: whether the user would not wait any longer.
    """

    done: int = 0
    total: int = 0
    is_given_up: bool = False

    def report(self, done: int, total: int) -> None:
        """Say how far it is.

        Raises:
            GivenUpError: whoever does it is to stop.
        """
        if self.is_given_up:
            raise GivenUpError("It was given up; nothing was changed.")
        self.done, self.total = done, total

    def give_up(self) -> None:
        """Let the next word about how far it is be the last."""
        self.is_given_up = True


class Progress(HoldsKeys, Dialog[bool]):
    """Waits for a task. Answers whether it ended; False when the user would not wait."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave_progress",
            "Stop waiting",
            id="progress.leave",
            tooltip="Give it up; nothing is changed",
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
        """Make a wait.

        Args:
            words: what is being done.
            task: what to wait for; it is neither cancelled nor asked what came of it.
            gauge: how far it is, if anybody knows.
            can_leave: whether escape ends the waiting.
        """
        super().__init__(classes="form")
        self._words = words
        self._awaited = task
        self._gauge = gauge or Gauge()
        self._can_leave = can_leave

    def compose(self) -> ComposeResult:
        """Show what is being done above the bar."""
        with Vertical(classes="form--box progress--box"):
            yield Static(Content(self._words), classes="progress--words")
            yield ProgressBar(show_eta=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        if self._gauge.total:
            self.query_one(ProgressBar).update(total=self._gauge.total, progress=self._gauge.done)
        if self._awaited.done() and self.is_current:
            self.dismiss(True)

    def holds(self, event: InputOrPaste) -> bool:
        """Let all keys wait but those of the bar itself: they are meant for what comes after it."""
        return not self.takes_ahead(event)

    def takes_ahead(self, event: InputOrPaste) -> bool:
        """Take the key with which one stops waiting."""
        bound = self.active_bindings.get(event.key) if isinstance(event, events.Key) else None
        return bound is not None and bound.enabled and bound.node is self

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to leave only where leaving does no harm."""
        return self._can_leave or action != "leave_progress"

    def action_leave_progress(self) -> None:
        """Stop waiting."""
        self.dismiss(False)
