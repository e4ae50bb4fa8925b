"""What the tests of the screens share: a clock that stands still, a sample journal, and apps on journals."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.sample import write_sample
from iitui.ui.app.app import IituiApp
from iitui.ui.session.journal_session import JournalSession
from tests.terminal import Terminal

ZONE = ZoneInfo("America/Detroit")
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE).astimezone(UTC)


class StandingClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **span: float) -> None:
        """Go on by a span, named as for `timedelta`."""
        self.now += timedelta(**span)


MakeApp = Callable[..., IituiApp]


@pytest.fixture
def clock() -> StandingClock:
    """A clock that stands at Tue 10 Mar 2026 10:00 in Detroit."""
    return StandingClock()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where this test's journal lies, whether it is there or not."""
    return tmp_path / "journal.db"


@pytest.fixture
def make_app(tmp_path: Path, journal: Path, clock: StandingClock) -> MakeApp:
    """Makes an app on this test's journal; one that is not there yet is empty."""

    def make(settings: Settings | None = None) -> IituiApp:
        paths = Paths(journal, tmp_path / "settings.toml", tmp_path / "state")
        return IituiApp(JournalSession(paths, clock, ZONE, settings or Settings()))

    return make


@pytest.fixture(scope="session")
def sample_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal, written once; never to be written to."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    write_sample(path, lambda: NOW, ZONE)
    return path


@pytest.fixture
def sample_app(make_app: MakeApp, sample_copy: Path) -> IituiApp:
    """An app on a copy of the sample journal."""
    return make_app()


@pytest.fixture
def sample_copy(journal: Path, sample_journal: Path) -> Path:
    """This test's journal: a copy of the sample."""
    return Path(shutil.copy(sample_journal, journal))


@pytest.fixture
def start(sample_copy: Path, home: Path) -> Iterator[Callable[[], Terminal]]:
    """Starts iitui in a terminal on a copy of the sample journal, and waits until it has painted."""
    with ExitStack() as terminals:

        def start_one() -> Terminal:
            terminal = terminals.enter_context(Terminal(["--db", str(sample_copy)], home))
            terminal.wait_for("Follow-ups")
            return terminal

        yield start_one


@pytest.fixture
def store(journal: Path, clock: StandingClock) -> Iterator[Store]:
    """This test's journal, open for writing: to fill it first, or to act as another program."""
    opened = Store.open(journal, clock)
    yield opened
    opened.close()


@pytest.fixture
def reader(journal: Path) -> Iterator[Callable[[], JournalReader]]:
    """Opens a window on this test's journal as it is now."""
    opened: list[JournalReader] = []

    def look() -> JournalReader:
        opened.append(JournalReader.open(journal))
        return opened[-1]

    yield look
    for one in opened:
        one.close()
