"""Type-ahead: keys that are pressed while a screen is built, closed or acting wait and are handled in order.

Textual delivers a key as soon as it is pressed, even to a dialog that has no fields yet or is being closed.
Here every key, click and paste goes through one queue, and leaves it when the app is at rest after the one
before it. Screens and dialogs need to do nothing for that.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import App, ScreenStackError
from textual.screen import Screen
from textual.worker import Worker

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.message_pump import MessagePump

SETTLE_SECONDS = 0.005
"""Seconds after a key until it is checked whether the app is at rest; a further key checks at once."""

POLL_SECONDS = 0.004
"""Seconds between two checks whether a screen is built or an act has ended."""

MAX_WAIT_SECONDS = 10.0
"""Seconds after which a key is delivered even if the app is not at rest, so that none is lost."""

_QUEUE_WAIT_SECONDS = 0.5
"""Seconds to wait for one widget to handle what is in its queue."""

_ACT_GROUP = "default"
"""The group of the workers that keys wait for: that of every `@work` that names no group."""

T = TypeVar("T")

InputOrPaste = events.InputEvent | events.Paste


class HoldsKeys:
    """A mixin for a screen that makes keys wait although it is built and in front."""

    def holds(self, event: InputOrPaste) -> bool:
        """Return whether an event must wait."""
        raise NotImplementedError

    def takes_ahead(self, event: InputOrPaste) -> bool:  # noqa: ARG002
        """Return whether an event is handled before all that wait."""
        return False


class TypeAhead:
    """The queue of an app's input.

    The app is at rest when the screen in front is built, no act is running except those that wait for the
    answer of a dialog, and every widget from the focus up to the app has handled what was in its queue.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._waiting: deque[InputOrPaste] = deque()
        self._released: InputOrPaste | None = None
        self._is_handling = False
        self._is_closed = False
        self._settling: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._asking: set[Worker[object]] = set()

    def may_handle(self, event: InputOrPaste) -> bool:
        """Return whether to handle an event now; any other is queued, and posted again in its turn."""
        if self._is_closed:
            return False
        if event is self._released:
            self._released = None
            return True
        if self._goes_ahead(event):
            return True
        if not self._is_handling and self._settling is None and self._is_ready(event):
            self._is_handling = True
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(SETTLE_SECONDS, self._begin_settling)
            return True
        if isinstance(event, events.MouseMove) and self._waiting and type(self._waiting[-1]) is type(event):
            self._waiting.pop()
        self._waiting.append(event)
        self._begin_settling()
        return False

    def allow_while_asking(self, worker: Worker[object], answer: "asyncio.Future[T]") -> None:
        """Do not make keys wait for an act while it waits for the answer of a dialog."""
        self._asking.add(worker)
        answer.add_done_callback(lambda _: self._asking.discard(worker))

    def close(self) -> None:
        """Drop all events from now on, for the app is being left."""
        self._is_closed = True
        self._waiting.clear()

    def _goes_ahead(self, event: InputOrPaste) -> bool:
        """Whether an event is handled before all others: a key that stops waiting, or leaves the app."""
        if isinstance(event, events.Key) and event.key == "ctrl+c":
            return True
        front = self._front_screen()
        return isinstance(front, HoldsKeys) and front.is_mounted and front.takes_ahead(event)

    def _begin_settling(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle_all(), name="type-ahead")

    async def _settle_all(self) -> None:
        """Deliver the waiting events one after the other, until none waits and the app is at rest."""
        try:
            while True:
                await self._settle()
                self._is_handling = False
                if not self._waiting:
                    return
                self._released = self._waiting.popleft()
                self._is_handling = True
                if not self._app.post_message(self._released):  # the app is being left
                    self.close()
                    return
                await self._wait_for_queue(self._app)
        finally:
            self._settling = None

    async def _settle(self) -> None:
        loop = asyncio.get_running_loop()
        latest, times_at_rest = loop.time() + MAX_WAIT_SECONDS, 0
        while times_at_rest < 2 and loop.time() < latest:
            if not self._is_ready(self._waiting[0] if self._waiting else None):
                times_at_rest = 0
                await asyncio.sleep(POLL_SECONDS)
                continue
            for pump in self._focus_chain():
                await self._wait_for_queue(pump)
            times_at_rest = 0 if self._has_queued() else times_at_rest + 1

    def _front_screen(self) -> Screen[object] | None:
        try:
            return self._app.screen
        except ScreenStackError:
            return None

    def _is_ready(self, event: InputOrPaste | None) -> bool:
        """Whether the screen in front can take an event and no act is running."""
        front = self._front_screen()
        if front is None or not front.is_mounted:
            return False
        if event is not None and isinstance(front, HoldsKeys) and front.holds(event):
            return False
        return not any(self._is_acting(worker) for worker in self._app.workers)

    def _is_acting(self, worker: Worker[object]) -> bool:
        return (
            worker.group == _ACT_GROUP
            and not worker.is_finished
            and worker not in self._asking
            and isinstance(worker.node, (App, Screen))
        )

    def _focus_chain(self) -> Iterator["MessagePump"]:
        """The nodes that a key bubbles through: from the focus, or the screen, up to the app."""
        node: DOMNode | None = self._app.focused or self._front_screen()
        while node is not None:
            yield node
            node = node.parent

    def _has_queued(self) -> bool:
        front = self._front_screen()
        nodes = front.walk_children(with_self=True) if front is not None else []
        return self._app.message_queue_size > 0 or any(node.message_queue_size for node in nodes)

    @staticmethod
    async def _wait_for_queue(pump: "MessagePump") -> None:
        """Wait until a widget has handled what is in its queue now."""
        reached = asyncio.Event()
        if pump.is_running and pump.call_later(reached.set):
            try:
                async with asyncio.timeout(_QUEUE_WAIT_SECONDS):
                    await reached.wait()
            except TimeoutError:  # it was removed with its queue, or waits itself
                return
