"""Work on a thread, and a bar over the screen when it takes more than a moment."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.app import App

from iitui.domain.errors import GivenUpError
from iitui.ui.kit.dialogs.progress import Gauge, Progress

MOMENT = 0.4
"""Seconds after which waiting is worth a bar."""

T = TypeVar("T")


async def work_behind_a_bar(
    app: App[None], words: str, work: Callable[[], T], gauge: Gauge | None = None, *, can_leave: bool = False
) -> T | None:
    """Do work on a thread and return what it returns; None when the user would not wait.

    To be called in a worker.

    Args:
        app: over whose screen the bar stands.
        words: what is being done.
        work: what is done. With a gauge it is to end soon once that is given up, and to take back what it
            did; without one, what it returns is forgotten.
        gauge: how far it is.
        can_leave: whether the user may give it up.
    """
    task: asyncio.Future[T] = asyncio.ensure_future(asyncio.to_thread(work))
    await asyncio.wait({task}, timeout=MOMENT)
    bar = Progress(words, task, gauge, can_leave=can_leave)
    if task.done() or await app.push_screen_wait(bar):
        return task.result()
    if gauge is None:
        # It goes on unheard; what came of it is asked for once, so that nobody complains that it was not.
        task.add_done_callback(lambda over: over.cancelled() or over.exception())
        return None
    gauge.give_up()
    try:
        return await task
    except GivenUpError:
        return None
