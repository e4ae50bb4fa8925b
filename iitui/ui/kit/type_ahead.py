"""Type-ahead: what is pressed while a screen is built, closed or acting waits, and then counts in its order.

Textual hands a key on as soon as it comes, to a dialog that has no fields yet or to one that is on its way
out. Here every key, click and paste goes through one queue, and leaves it when what the one before it began
has come to rest. Screens and dialogs need to do nothing for that.
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
"""After so long without a further key it is looked whether the last one has come to rest."""

POLL_SECONDS = 0.004
"""How often to look whether a screen is built or an act has ended."""

PATIENCE_SECONDS = 10.0
"""After so long a key is handed on whatever is under way: better in the wrong place than never."""

_FENCE_SECONDS = 0.5
"""So long a widget may take for what is in its queue, before the others are asked."""

_ACTS = "default"
"""The group of workers whose end keys wait for: that of every `@work` without one of its own."""

T = TypeVar("T")

InputOrPaste = events.InputEvent | events.Paste


class HoldsKeys:
    """What a screen is that lets keys wait although it is built and in front."""

    def holds(self, event: InputOrPaste) -> bool:
        """Return whether an event has to wait."""
        raise NotImplementedError

    def takes_ahead(self, event: InputOrPaste) -> bool:  # noqa: ARG002
        """Return whether an event goes ahead of all that wait."""
        return False


class TypeAhead:
    """The queue of an app's input.

    An event is at rest when the screen in front is built, no act is under way that does not wait for an
    answer itself, and every widget from the focus up to the app has been through what was in its queue.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._waiting: deque[InputOrPaste] = deque()
        self._passing: InputOrPaste | None = None
        self._is_in_flight = False
        self._is_closed = False
        self._settling: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._asking: set[Worker[object]] = set()

    def admits(self, event: InputOrPaste) -> bool:
        """Return whether an event is to be handled now; any other is posted again in its turn."""
        if self._is_closed:
            return False
        if event is self._passing:
            self._passing = None
            return True
        if self._passes(event):
            return True
        if not self._is_in_flight and self._settling is None and self._is_ready(event):
            self._is_in_flight = True
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(SETTLE_SECONDS, self._begin_settling)
            return True
        if isinstance(event, events.MouseMove) and self._waiting and type(self._waiting[-1]) is type(event):
            self._waiting.pop()
        self._waiting.append(event)
        self._begin_settling()
        return False

    def asks(self, worker: Worker[object], answer: "asyncio.Future[T]") -> None:
        """Let keys through while an act waits for the answer of a dialog."""
        self._asking.add(worker)
        answer.add_done_callback(lambda _: self._asking.discard(worker))

    def close(self) -> None:
        """Let nothing through any more: the app is being left."""
        self._is_closed = True
        self._waiting.clear()

    def _passes(self, event: InputOrPaste) -> bool:
        """Whether an event goes ahead of all others: a key with which to stop waiting, or to leave."""
        if isinstance(event, events.Key) and event.key == "ctrl+c":
            return True
        front = self._front()
        return isinstance(front, HoldsKeys) and front.is_mounted and front.takes_ahead(event)

    def _begin_settling(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle_all(), name="type-ahead")

    async def _settle_all(self) -> None:
        """Hand on what waits, one after the other; ends when nothing waits and all is at rest."""
        try:
            while True:
                await self._settle()
                self._is_in_flight = False
                if not self._waiting:
                    return
                self._passing = self._waiting.popleft()
                self._is_in_flight = True
                if not self._app.post_message(self._passing):  # the app is being left
                    self.close()
                    return
                await self._pass(self._app)
        finally:
            self._settling = None

    async def _settle(self) -> None:
        loop = asyncio.get_running_loop()
        latest, quiet = loop.time() + PATIENCE_SECONDS, 0
        while quiet < 2 and loop.time() < latest:
            if not self._is_ready(self._waiting[0] if self._waiting else None):
                quiet = 0
                await asyncio.sleep(POLL_SECONDS)
                continue
            for pump in self._chain():
                await self._pass(pump)
            quiet = 0 if self._has_queued() else quiet + 1

    def _front(self) -> Screen[object] | None:
        try:
            return self._app.screen
        except ScreenStackError:
            return None

    def _is_ready(self, event: InputOrPaste | None) -> bool:
        """Whether the screen in front can take an event and no act is under way."""
        front = self._front()
        if front is None or not front.is_mounted:
            return False
        if event is not None and isinstance(front, HoldsKeys) and front.holds(event):
            return False
        return not any(self._is_acting(worker) for worker in self._app.workers)

    def _is_acting(self, worker: Worker[object]) -> bool:
        return (
            worker.group == _ACTS
            and not worker.is_finished
            and worker not in self._asking
            and isinstance(worker.node, (App, Screen))
        )

    def _chain(self) -> Iterator["MessagePump"]:
        """The way a key takes: from the focus, or the screen, up to the app."""
        node: DOMNode | None = self._app.focused or self._front()
        while node is not None:
            yield node
            node = node.parent

    def _has_queued(self) -> bool:
        front = self._front()
        nodes = front.walk_children(with_self=True) if front is not None else []
        return self._app.message_queue_size > 0 or any(node.message_queue_size for node in nodes)

    @staticmethod
    async def _pass(pump: "MessagePump") -> None:
        """Wait until a widget has been through what is in its queue now."""
        passed = asyncio.Event()
        if pump.is_running and pump.call_later(passed.set):
            try:
                async with asyncio.timeout(_FENCE_SECONDS):
                    await passed.wait()
            except TimeoutError:  # it was removed with its queue, or waits itself
                return
