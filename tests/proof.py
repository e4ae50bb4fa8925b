"""How thorough the proofs are: modest in every run, the whole of them with IITUI_PROOF=1.

The whole takes longer than a test may otherwise, so `make proof` lifts that limit.
In every run the inputs are always the same, so that it can be repeated; the whole draws new ones each time.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, settings

VARIABLE = "IITUI_PROOF"

IS_WHOLE = os.environ.get(VARIABLE) == "1"


def size(usual: int, whole: int) -> int:
    """How many rounds, acts or inputs this run takes."""
    return whole if IS_WHOLE else usual


batches = pytest.mark.parametrize("batch", range(size(1, 20)))
"""Parts of a proof with many inputs: hypothesis remembers all of one part, which is a lot of memory."""


def inputs(usual: int, whole: int, *, steps: int = 50, shrinks: bool = True) -> settings:
    """How hypothesis is to try a property; `steps` are those of a state machine."""
    return settings(
        max_examples=size(usual, whole),
        stateful_step_count=steps,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, *([Phase.shrink] if shrinks else [])),
        derandomize=not IS_WHOLE,
        database=None,
        print_blob=True,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.filter_too_much,
        ],
    )


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail what takes longer, and stop it there: a hang is a failure and no hanging test."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"this took longer than {seconds} seconds")

    began = monotonic()
    before = signal.signal(signal.SIGALRM, stop)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # the limit of the whole test, which uses the same timer
            signal.setitimer(signal.ITIMER_REAL, max(left - (monotonic() - began), 0.001))
