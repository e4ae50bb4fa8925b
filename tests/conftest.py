"""What all tests share: a home of their own, a clock that can be moved, and a journal in a real file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iitui.store.journal import Store
from iitui.store.reader import JournalReader

MORNING = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
"""A Wednesday; 10:00 in Detroit, in daylight saving time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that nobody waits for it at the end."""
    items.sort(key=lambda item: item.path.stem != "test_monkey")


@dataclass(slots=True)
class MovableClock:
    """A clock that stands until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        """Move it on by so many days, hours, minutes or seconds."""
        self.now += timedelta(**span)
        return self.now


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; nothing of the person who runs the tests is read or written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA_HOME", "CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        monkeypatch.delenv(f"XDG_{name}", raising=False)
    for name in ("IITUI_DB", "IITUI_NOW", "NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def zone() -> ZoneInfo:
    return ZoneInfo("America/Detroit")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MORNING)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def store(journal: Path, clock: MovableClock) -> Iterator[Store]:
    store = Store.open(journal, clock)
    yield store
    store.close()


@pytest.fixture
def reader(store: Store, journal: Path) -> Iterator[JournalReader]:
    """Reads the file that `store` writes, as a shell would."""
    reader = JournalReader.open(journal)
    yield reader
    reader.close()
