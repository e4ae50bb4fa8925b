"""Restores of real files: seen by all, undone like other acts, and nothing lost on the way."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.errors import DamagedError, JournalError, UndoError
from iitui.store import connections
from iitui.store.backup import restoring
from iitui.store.backup.backups import take_backup, take_backup_to
from iitui.store.backup.restoring import restore
from iitui.store.backup_catalog import Reason, folder_of
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.schema import version
from tests.builders import contact
from tests.clock import MORNING, MovableClock
from tests.store.backup.files import PAGE, filled, names_in, noise
from tests.store.journal_contents import record_rows


def test_a_restore_is_seen_by_those_who_have_the_journal_open(
    journal: Path, store: Store, reader: JournalReader, clock: MovableClock, kept: Path
):
    state = reader.state()
    restored = restore(journal, kept, clock.now)
    assert restored.aside is None
    assert restored.kept is not None
    assert names_in(restored.kept.path) == ["Dana Ito", "Rosa"]
    assert reader.state() != state
    assert reader.contacts.names() == store.reader.contacts.names() == ["Dana Ito"]
    contact(store, "Kim")
    assert reader.contacts.names() == ["Dana Ito", "Kim"]
    assert inspect(journal) == []


def test_a_restore_is_undone_and_redone_as_other_acts_are(
    journal: Path, store: Store, clock: MovableClock, kept: Path
):
    before = record_rows(journal)
    restore(journal, kept, clock.now)
    restored = record_rows(journal)
    contact(store, "Kim")
    named = [act.name for act in store.history.acts()]
    assert named == ["Added Kim", "Restored the journal from kept.db", "Added Dana Ito"]
    store.history.undo()
    assert store.history.undo().name == "Restored the journal from kept.db"
    assert record_rows(journal) == before
    assert store.history.undo().name == "Added Rosa"
    assert store.history.redo().name == "Added Rosa"
    assert store.history.redo().name == "Restored the journal from kept.db"
    assert record_rows(journal) == restored
    for name in ("Restored the journal from kept.db", "Added Rosa", "Added Dana Ito"):
        assert store.history.undo().name == name
    assert store.reader.contacts.names() == []
    with pytest.raises(UndoError, match="nothing to undo"):
        store.history.undo()
    assert inspect(journal) == []


def test_a_restore_that_was_done_again_leaves_nothing_to_redo(
    journal: Path, store: Store, clock: MovableClock, kept: Path
):
    restore(journal, kept, clock.now)
    acts = store.history.acts()
    store.history.undo()
    store.history.redo()
    assert store.history.acts() == acts
    with pytest.raises(UndoError, match="nothing to redo"):
        store.history.redo()


def test_what_had_been_taken_back_in_the_file_cannot_be_redone_after_its_restore(
    journal: Path, store: Store, clock: MovableClock, tmp_path: Path
):
    contact(store, "Dana Ito")
    contact(store, "Rosa")
    store.history.undo()
    file = take_backup_to(journal, tmp_path / "file.db", clock.now).path
    restore(journal, file, clock.now)
    assert [(act.name, act.undone) for act in store.history.acts()] == [
        ("Restored the journal from file.db", False), ("Added Dana Ito", False),
    ]  # fmt: skip
    with pytest.raises(UndoError, match="nothing to redo"):
        store.history.redo()
    assert inspect(journal) == []
    again = take_backup_to(journal, tmp_path / "again.db", clock.now).path
    restore(journal, again, clock.now)
    assert store.reader.contacts.names() == ["Dana Ito"]


def test_two_restores_are_undone_one_by_one(journal: Path, store: Store, clock: MovableClock, kept: Path):
    contact(store, "Kim")
    second = take_backup_to(journal, kept.with_name("second.db"), clock.now).path
    restore(journal, kept, clock.now)
    restore(journal, second, clock.now)
    restore(journal, kept, clock.now)
    seen = []
    for _ in range(3):
        store.history.undo()
        seen.append(store.reader.contacts.names())
    three = ["Dana Ito", "Kim", "Rosa"]
    assert seen == [three, ["Dana Ito"], three]


def test_a_restore_whose_backup_is_gone_cannot_be_undone(
    journal: Path, store: Store, clock: MovableClock, kept: Path
):
    restored = restore(journal, kept, clock.now)
    assert restored.kept is not None
    restored.kept.path.unlink()
    before = record_rows(journal)
    with pytest.raises(UndoError, match=r"cannot be undone: .* no longer exists"):
        store.history.undo()
    assert record_rows(journal) == before


def test_an_act_that_comes_between_is_not_lost(
    journal: Path, store: Store, clock: MovableClock, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    take = take_backup
    late = iter(["Late", "Later"])

    def slowly(*arguments):
        taken = take(*arguments)
        name = next(late, None)
        if name is not None:
            contact(store, name)
        return taken

    monkeypatch.setattr(restoring, "take_backup", slowly)
    restored = restore(journal, kept, clock.now)
    assert restored.kept is not None
    assert names_in(restored.kept.path) == ["Dana Ito", "Late", "Later", "Rosa"]
    assert store.reader.contacts.names() == ["Dana Ito"]
    late = iter(["Again"])
    with pytest.raises(UndoError, match="changed in the meantime"):
        store.history.undo()
    assert store.reader.contacts.names() == ["Again", "Dana Ito"]
    late = iter(str(number) for number in range(99))
    with pytest.raises(JournalError, match="constantly being written to; nothing was restored"):
        restore(journal, kept, clock.now)
    assert store.reader.contacts.names()[-1] == "Dana Ito"


def test_a_restore_makes_a_journal_where_there_was_none(
    journal: Path, clock: MovableClock, kept: Path, tmp_path: Path
):
    for name in ("none.db", "empty.db"):
        new = tmp_path / name
        if name == "empty.db":
            new.touch()
        assert restore(new, kept, clock.now) == restoring.Restored()
        assert names_in(new) == ["Dana Ito"]
        assert not folder_of(new).exists()
        assert inspect(new) == []
    assert stat.S_IMODE((tmp_path / "none.db").stat().st_mode) == 0o600


def test_a_backup_of_an_earlier_schema_is_brought_up_to_date(
    journal: Path, store: Store, clock: MovableClock, kept: Path, request: pytest.FixtureRequest
):
    before = kept.read_bytes()
    request.getfixturevalue("next_schema")
    store.close()
    restore(journal, kept, clock.now)
    connection = sqlite3.connect(journal)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == version.NEWEST
    connection.close()
    assert kept.read_bytes() == before
    again = Store.open(journal, clock)
    again.history.undo()
    assert again.reader.contacts.names() == ["Dana Ito", "Rosa"]
    again.close()


def test_a_backup_with_pages_of_another_size_fits(
    journal: Path, store: Store, clock: MovableClock, kept: Path
):
    connection = sqlite3.connect(kept, isolation_level=None)
    connection.execute("PRAGMA page_size = 1024")
    connection.execute("VACUUM")
    connection.close()
    restore(journal, kept, clock.now)
    assert store.reader.contacts.names() == ["Dana Ito"]


def garbage(path: Path) -> None:
    path.write_bytes(b"\x07" * 9000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (id)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def broken(path: Path) -> None:
    noise(path, list(range(3, path.stat().st_size // PAGE, 3)), seed=3)


def unreferenced(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO contact_note VALUES (99, 'x')")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (garbage, "is not a journal"),
        (empty, "is empty; nothing was restored"),
        (another_programs, "is another program's database"),
        (newer, "was written by a newer version of iitui"),
        (broken, "is damaged"),
        (unreferenced, "is damaged: contact_note 99 refers to a missing contact"),
        (Path.unlink, "There is no file"),
    ],
)
def test_what_is_no_sound_journal_is_not_restored(
    journal: Path, store: Store, kept: Path, spoil: Callable[[Path], None], words: str
):
    spoil(kept)
    spoiled = kept.read_bytes() if kept.exists() else None
    before = record_rows(journal)
    with pytest.raises(JournalError, match=words) as caught:
        restore(journal, kept, MORNING)
    assert str(kept) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert record_rows(journal) == before
    assert not folder_of(journal).exists()
    assert (kept.read_bytes() if kept.exists() else None) == spoiled
    with pytest.raises(JournalError, match="is the journal itself"):
        restore(journal, journal, MORNING)


def test_a_restore_waits_for_a_writer_only_so_long(
    journal: Path, store: Store, clock: MovableClock, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(JournalError, match="in use by another program"):
        restore(journal, kept, clock.now)
    other.execute("ROLLBACK")
    other.close()
    assert store.reader.contacts.names() == ["Dana Ito", "Rosa"]


def test_what_cannot_be_kept_is_not_replaced(
    journal: Path, store: Store, clock: MovableClock, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_arguments: object) -> None:
        raise JournalError("The disk is full.")

    monkeypatch.setattr(restoring, "take_backup", full)
    with pytest.raises(JournalError, match="The disk is full"):
        restore(journal, kept, clock.now)
    assert store.reader.contacts.names() == ["Dana Ito", "Rosa"]
    assert not folder_of(journal).exists()


def damage_everywhere(journal: Path, seed: int) -> bytes:
    pages = journal.stat().st_size // PAGE
    places = {0: [1], 1: [2, 3, 4], 2: list(range(2, pages, 2)), 3: list(range(1, pages + 1))}
    some = random.Random(seed).sample(range(2, pages), 12)
    return noise(journal, places.get(seed, some), seed)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_journal_is_said_to_be_so_kept_and_restored(journal: Path, clock: MovableClock, seed: int):
    filled(journal, clock)
    good = record_rows(journal)
    backup = take_backup(journal, Reason.ASKED, MORNING)
    broken_one = take_backup(journal, Reason.ASKED, MORNING + timedelta(hours=1))
    noise(broken_one.path, [5, 6, 7, 8], seed=1)
    before = damage_everywhere(journal, seed)
    found = inspect(journal)
    assert found
    assert all(one.where == "the file" and str(backup.path) in one.remedy for one in found)
    assert all("\n" not in one.what for one in found)
    assert journal.read_bytes() == before
    with pytest.raises(DamagedError):
        take_backup(journal, Reason.ASKED, MORNING)
    assert journal.read_bytes() == before
    restored = restore(journal, backup.path, clock.now)
    assert restored.kept is None
    assert restored.aside is not None
    assert restored.aside.name == "journal.db.damaged-20260916T140000Z"
    assert restored.aside.read_bytes() == before
    assert stat.S_IMODE(restored.aside.stat().st_mode) == 0o600
    assert record_rows(journal) == good
    assert inspect(journal) == []
    store = Store.open(journal, clock)
    contact(store, "Afterwards")
    store.close()


@pytest.mark.parametrize("length", [100, 600, 5 * PAGE, 20 * PAGE + 77])
def test_a_journal_that_was_cut_off_is_restored(journal: Path, clock: MovableClock, length: int):
    filled(journal, clock)
    good = record_rows(journal)
    backup = take_backup(journal, Reason.ASKED, MORNING)
    before = journal.read_bytes()[:length]
    journal.write_bytes(before)
    restored = restore(journal, backup.path, clock.now)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == before
    assert record_rows(journal) == good
    assert inspect(journal) == []


def test_an_app_that_has_a_damaged_journal_open_sees_the_restore(journal: Path, clock: MovableClock):
    filled(journal, clock)
    backup = take_backup(journal, Reason.ASKED, MORNING)
    store = Store.open(journal, clock)
    contact(store, "Zoe")
    store.reader.contacts.count()
    file = os.open(journal, os.O_RDWR)  # stays open: closing it would drop the locks of this process
    size = os.fstat(file).st_size
    os.pwrite(file, random.Random(9).randbytes(size - PAGE), PAGE)
    code = (
        "import sys; from iitui.__main__ import main;"
        f"sys.exit(main(['--db', {str(journal)!r}, 'restore', {str(backup.path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "was kept as" in done.stdout
    assert store.reader.contacts.names()[-1] == "Contact 039"
    contact(store, "Afterwards")
    store.close()
    os.close(file)
    assert inspect(journal) == []
    aside = sorted(path.name for path in journal.parent.iterdir() if ".damaged-" in path.name)
    assert [name.rpartition("Z")[2] for name in aside] == ["", "-shm", "-wal"]


def test_a_file_that_never_was_a_journal_is_not_restored_over(
    journal: Path, clock: MovableClock, kept: Path, tmp_path: Path
):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8" * 9000)
    with pytest.raises(JournalError, match=r"photo.jpg is not a journal"):
        restore(photo, kept, clock.now)
    assert photo.read_bytes() == b"\xff\xd8" * 9000
    assert not folder_of(photo).exists()
    another_programs(journal.with_name("kept.db"))
    with pytest.raises(JournalError, match="another program"):
        restore(kept, journal, clock.now)
