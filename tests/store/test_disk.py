"""A disk that is full, a file and a folder that become read-only, a folder that vanishes: one sentence each.

The journal stays as it was, nothing is half written, and the next act works once there is room again.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iitui.domain.errors import JournalError
from iitui.store.journal import Store
from tests.builders import contact
from tests.clock import MovableClock
from tests.store.disk_conditions import CANNOT_MOUNT, assert_all_done, assert_all_refused, wordy
from tests.store.journal_contents import all_rows, assert_agrees
from tests.store.writer_processes import PATIENCE, ROOT

FULL = "is on a disk that is full; nothing was changed."


def go_through(condition: str, folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-m", "tests.store.disk_conditions", condition, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_disk_that_is_really_full(shelf: Path):
    """A small file system in a name space of its own, which needs the right to make one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("this system has no unshare")
    result = go_through("full-disk", shelf, unshare, "--user", "--map-root-user", "--mount")
    if result.returncode == CANNOT_MOUNT or "unshare:" in result.stderr:
        pytest.skip("nobody may mount a small file system here")
    assert (result.stdout, result.stderr) == ("fine\n", "")


@pytest.mark.parametrize("condition", ["size-limit", "without-rights"])
@pytest.mark.skipif(not hasattr(os, "setuid"), reason="limits and permissions are another matter here")
def test_limits_and_permissions(shelf: Path, condition: str):
    result = go_through(condition, shelf)
    assert (result.stdout, result.stderr) == ("fine\n", "")


def limit(store: Store, pages: int) -> None:
    """Set how many pages the journal may have; at the least it may have those that it has."""
    store._unit_of_work._connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()


def small_and_large(store: Store) -> None:
    with store.together("In the midst of it"):
        contact(store, "Small")
        wordy(store, "Large")


def test_a_journal_that_may_not_grow(store: Store, journal: Path):
    person = contact(store)
    limit(store, 1)
    assert_all_refused(store, journal, person.id, FULL)
    with pytest.raises(JournalError, match=FULL):
        small_and_large(store)
    assert store.reader.contacts.names() == ["Dana Ito"]
    limit(store, 1 << 30)
    assert_all_done(store, journal, person.id)


def test_a_redo_that_finds_no_room(store: Store, journal: Path):
    contact(store)
    wordy(store, "Ann")
    store.history.undo()
    before = all_rows(journal)
    store._unit_of_work._connection.execute("VACUUM")
    limit(store, 1)
    with pytest.raises(JournalError, match=FULL):
        store.history.redo()
    assert all_rows(journal) == before
    limit(store, 1 << 30)
    assert store.history.redo().name == "Added Ann"
    assert_agrees(journal)


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_journal_that_vanishes_while_it_is_open(tmp_path: Path, clock: MovableClock, what: str):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "journal.db"
    store = Store.open(path, clock)
    contact(store)
    gone, away = (folder if what == "folder" else path), tmp_path / "away"
    gone.rename(away)
    for act in (lambda: contact(store, "Ann"), store.history.undo):
        with pytest.raises(JournalError) as caught:
            act()
        assert str(caught.value).startswith(f"{path} is no longer there: it was moved or deleted;")
    away.rename(gone)
    contact(store, "Ann")
    assert store.reader.contacts.names() == ["Ann", "Dana Ito"]
    store.close()
    assert_agrees(path)


def test_a_folder_that_is_deleted_takes_no_act_with_it(tmp_path: Path, clock: MovableClock):
    folder, saved = tmp_path / "folder", tmp_path / "saved"
    folder.mkdir()
    path = folder / "journal.db"
    store = Store.open(path, clock)
    contact(store)
    store.close()
    shutil.copytree(folder, saved)
    store = Store.open(path, clock)
    shutil.rmtree(folder)
    with pytest.raises(JournalError, match="is no longer there"):
        contact(store, "Ann")
    saved.rename(folder)
    before = path.read_bytes()
    with pytest.raises(JournalError, match="was replaced by another file"):
        contact(store, "Ann")
    store.close()
    assert path.read_bytes() == before
    store = Store.open(path, clock)
    contact(store, "Ann")
    assert store.reader.contacts.names() == ["Ann", "Dana Ito"]
    store.close()
    assert_agrees(path)
