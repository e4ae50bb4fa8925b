"""A backup to restore, and a schema that is one step newer."""

from pathlib import Path

import pytest

from iitui.store.backup.backups import take_backup_to
from iitui.store.journal import Store
from iitui.store.schema import migrations, version
from iitui.store.schema.migrations import Step
from tests.builders import contact
from tests.clock import MovableClock


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step("one column more", lambda: ("ALTER TABLE memo ADD COLUMN more TEXT",))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(version, "NEWEST", version.NEWEST + 1)


@pytest.fixture
def kept(journal: Path, store: Store, clock: MovableClock, tmp_path: Path) -> Path:
    """A backup of one contact; the journal holds two since."""
    contact(store, "Dana Ito")
    backup = take_backup_to(journal, tmp_path / "kept.db", clock.now)
    contact(store, "Rosa")
    return backup.path
