"""What tests share: a home of their own, a clock that can be moved, and a journal in a real file."""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from iitui.ui.session.journal_session import JournalSession
from tests.clock import FIGURES, MORNING, ZONE, MovableClock
from tests.journals import new_journal, sample_journal

MakeApp = Callable[..., IituiApp]


# Tests start iitui hundreds of times: it is compiled once,
# even where Python was told to keep nothing of that.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

LONGEST = (
    "test_monkey", "test_terminal_output", "test_model", "test_whole_interview", "test_kill",
    "test_many_processes", "test_hostile", "test_mailbox", "test_crash_handling", "test_terminal",
    "test_debrief_form",
)  # fmt: skip
"""The files whose tests take longest, each minutes or many seconds in a real terminal or in processes."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run three tests more at a time than there are processors: many of them wait for a terminal."""
    return (os.cpu_count() or 1) + 3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that nobody waits for it at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for garbage less often, and never among what is there for good.

    That is thousands of tests and all modules: up to a third of the time of the tests of screens went there.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000, 10, 10)
        gc.enable()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; nothing of the person who runs the tests is read or written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("DATA_HOME", "CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        monkeypatch.delenv(f"XDG_{name}", raising=False)
    for name in ("IITUI_DB", "IITUI_NOW", "NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def zone() -> ZoneInfo:
    """The zone of the user."""
    return ZONE


@pytest.fixture
def now() -> datetime:
    """When a test begins; a folder of tests may have an instant of its own."""
    return MORNING


@pytest.fixture
def clock(now: datetime) -> MovableClock:
    """A clock that stands where this test begins."""
    return MovableClock(now)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where this test's journal lies, whether it is there or not."""
    return tmp_path / "journal.db"


@pytest.fixture
def sample(journal: Path, now: datetime) -> Path:
    """This test's journal, which is the sample."""
    journal.write_bytes(sample_journal(now))
    return journal


@pytest.fixture
def store(journal: Path, clock: MovableClock) -> Iterator[Store]:
    """This test's journal, open for writing: a copy of a new one, which is ten times as fast as making it."""
    if not journal.exists():
        journal.write_bytes(new_journal())
    store = Store.open(journal, clock, FIGURES)
    yield store
    store.close()


@pytest.fixture
def reader(store: Store, journal: Path) -> Iterator[JournalReader]:
    """Reads the file that `store` writes, as a shell would."""
    reader = JournalReader.open(journal, FIGURES)
    yield reader
    reader.close()


@pytest.fixture
def make_app(tmp_path: Path, journal: Path, clock: MovableClock) -> MakeApp:
    """Makes an app on this test's journal; one that is not there yet is empty."""

    def make(settings: Settings | None = None) -> IituiApp:
        paths = Paths(journal, tmp_path / "settings.toml", tmp_path / "state")
        return IituiApp(JournalSession(paths, clock, ZONE, settings or Settings()))

    return make
