"""Copies that programs leave of a journal are told from other files."""

from pathlib import Path

import pytest

from iitui.store.check.inspection import inspect
from iitui.store.conflict_copies import conflict_copies
from iitui.store.journal import Store

COPIES = (
    "journal.sync-conflict-20260310-081500-ABCDEF7.db",
    "journal (conflicted copy 2026-03-10 081500).db",
    "journal (Dana's conflicted copy 2026-03-10).db",
    "journal_conflict-20260310-081500.db",
    "journal (1).db",
    "journal 2.db",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_named_with_what_to_do(tmp_path: Path, clock, name: str):
    journal = tmp_path / "journal.db"
    Store.open(journal, clock).close()
    (tmp_path / name).write_bytes(journal.read_bytes())
    (tmp_path / "journal 3.db").write_text("another program's")
    (tmp_path / "journal-old.db").write_bytes(journal.read_bytes())
    assert [path.name for path in conflict_copies(journal)] == [name]
    (finding,) = inspect(journal)
    assert (finding.where, finding.what) == (name, "This is another version of the journal, next to it.")
    assert "iitui share DIR" in finding.remedy
