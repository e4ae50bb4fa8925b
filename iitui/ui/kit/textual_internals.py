"""What iitui uses of Textual that is not public; a test finds any other use of a private name of Textual.

When Textual is updated, this is what to look through.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual._context import active_message_pump
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.widgets import Input

from iitui.ui.kit.screens import ClosingOnce

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import TextIOWrapper

    from textual.driver import Driver
    from textual.drivers.linux_driver import LinuxDriver
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.widgets import TextArea

T = TypeVar("T")


class ErrorHandlingApp(App[None]):
    """An app that decides itself what follows from an error in a handler."""

    def handle_error(self, error: Exception, pump: "MessagePump | None") -> None:
        """Handle an error.

        Args:
            error: what was raised.
            pump: the part of the app whose handler raised it, if it is known.
        """
        raise NotImplementedError

    # Textual has no public method that is called for every message, and one that fails ends the loop.
    async def _dispatch_message(self, message: "Message") -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - the edge: see crash_handling
            self._handle_exception(error)

    # Textual ends the app here and prints the values of local variables, with no way to prevent it.
    def _handle_exception(self, error: Exception) -> None:
        if self._exception is None:  # from here run_test takes it, so that no test overlooks it
            self._exception = error
            self._exception_event.set()
        self.handle_error(error, active_message_pump.get(None))

    # Textual takes down all messages in the corner, or none.
    def take_down(self, title: str) -> None:
        """Take down the messages in the corner that have a title."""
        for notification in [one for one in self._notifications if one.title == title]:
            self._unnotify(notification)


class BatchingScreen(ClosingOnce[T]):
    """A screen that draws nothing while the app batches updates."""

    # Textual draws every frame of a batch and discards it; nothing public tells that a batch has begun.
    def _compositor_refresh(self) -> None:
        if not self.app._batch_count:
            super()._compositor_refresh()


class SuggestingInput(Input):
    """A line that draws the rest of a word behind what is typed.

    Textual's suggesters answer on a worker, one key too late; what they set is not public.
    """

    def show_suggestion(self, whole: str) -> None:
        """Draw what a text goes on with; → at its end takes the whole. '' draws nothing."""
        self._suggestion = whole


class InputParser:
    """Makes events of what a terminal sends; Textual has no public parser, and its thread reads by itself."""

    def __init__(self, *, debug: bool = False) -> None:
        self._parser = XTermParser(debug)

    def feed(self, text: str) -> "Iterable[Message]":
        """Return the events of the next piece of input; an empty text ends the input."""
        return self._parser.feed(text)

    def tick(self) -> "Iterable[Message]":
        """Return the events of a sequence that was not completed in time."""
        return self._parser.tick()

    def close(self) -> None:
        """End the input."""
        with suppress(EOFError, ParseError):
            for _ in self._parser.feed(""):
                pass


def driver_of(app: App[None]) -> "Driver | None":
    """Return the driver of a running app, which Textual makes itself and hands to nobody."""
    return app._driver


def wrap_again(area: "TextArea") -> None:
    """Wrap all lines of a text; nothing public does that and also tells how large it is now."""
    area._rewrap_and_refresh_virtual_size()


def draw_on(driver: "LinuxDriver", file: "TextIOWrapper") -> None:
    """Let a driver write to a file; Textual writes to standard error, and offers no choice."""
    driver._file = file
