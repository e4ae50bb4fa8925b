"""The backup before a migration."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iitui.domain.errors import JournalError
from iitui.store.backup_catalog import Reason, backups_of, folder_of
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.schema import version
from tests.clock import MovableClock
from tests.store.backup.files import filled
from tests.store.journal_contents import record_rows


@pytest.mark.parametrize("is_store", [True, False])
def test_a_journal_is_backed_up_before_it_is_migrated(
    journal: Path,
    clock: MovableClock,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    is_store: bool,
):
    filled(journal, clock)
    monkeypatch.setenv("IITUI_NOW", "2026-11-20T12:00:00-05:00")
    request.getfixturevalue("next_schema")
    for _ in range(2):
        (Store.open(journal, clock) if is_store else JournalReader.open(journal)).close()
    (backup,) = backups_of(journal)
    assert (backup.reason, backup.at) == (Reason.BEFORE_MIGRATION, datetime(2026, 11, 20, 17, tzinfo=UTC))
    connection = sqlite3.connect(backup.path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == version.NEWEST - 1
    connection.close()
    assert record_rows(backup.path) == record_rows(journal)
    assert inspect(backup.path) == []


def test_without_a_backup_nothing_is_migrated(
    journal: Path, clock: MovableClock, request: pytest.FixtureRequest
):
    filled(journal, clock)
    request.getfixturevalue("next_schema")
    folder_of(journal).write_text("in the way")
    with pytest.raises(JournalError, match="was not updated: it can't be backed up"):
        Store.open(journal, clock)
    connection = sqlite3.connect(journal)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == version.NEWEST - 1
    connection.close()
