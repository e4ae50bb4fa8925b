"""What the tests of the screens share: the time, apps and terminals on the sample, looks at the journal."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from tests.clock import FIGURES, ZONE
from tests.conftest import MakeApp
from tests.terminal import Terminal

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE).astimezone(UTC)
"""A Tuesday."""

Look = Callable[[], JournalReader]


@pytest.fixture
def now() -> datetime:
    """Ten o'clock in Detroit."""
    return NOW


@pytest.fixture
def sample_app(make_app: MakeApp, sample: Path) -> IituiApp:
    """An app on a copy of the sample journal."""
    return make_app()


@pytest.fixture
def start(sample: Path, home: Path) -> Iterator[Callable[[], Terminal]]:
    """Starts iitui in a terminal on a copy of the sample journal, and waits until it has painted."""
    with ExitStack() as terminals:

        def start_one() -> Terminal:
            terminal = terminals.enter_context(Terminal(["--db", str(sample)], home))
            terminal.wait_for("Follow-ups")
            return terminal

        yield start_one


@pytest.fixture
def look(journal: Path) -> Iterator[Look]:
    """Opens a window on this test's journal as it is now."""
    with ExitStack() as readers:

        def look_once() -> JournalReader:
            reader = JournalReader.open(journal, FIGURES)
            readers.callback(reader.close)
            return reader

        yield look_once
