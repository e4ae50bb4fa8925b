"""Runs work on a thread, with a progress bar over the screen when it takes longer than a moment."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.app import App

from iitui.domain.errors import GivenUpError
from iitui.ui.kit.dialogs.progress import Gauge, Progress

BAR_DELAY_SECONDS = 0.4
"""Seconds after which the progress bar appears."""

T = TypeVar("T")


async def run_with_progress(
    app: App[None], words: str, work: Callable[[], T], gauge: Gauge | None = None, *, can_leave: bool = False
) -> T | None:
    """Run work on a thread and return its result; None when the user stopped waiting.

    To be called in a Textual worker.

    Args:
        app: the app over whose screen the bar appears.
        words: what is being done, as the bar says it.
        work: the work. With a gauge, it must end soon after the gauge is given up, and take back what it did;
            without one, it runs to its end and its result is ignored.
        gauge: the progress of the work, if it is known.
        can_leave: whether the user may stop waiting.
    """
    task: asyncio.Future[T] = asyncio.ensure_future(asyncio.to_thread(work))
    await asyncio.wait({task}, timeout=BAR_DELAY_SECONDS)
    bar = Progress(words, task, gauge, can_leave=can_leave)
    if task.done() or await app.push_screen_wait(bar):
        return task.result()
    if gauge is None:
        # The work goes on. Its exception is read once, for asyncio logs one that nobody has read.
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        return None
    gauge.give_up()
    try:
        return await task
    except GivenUpError:
        return None
