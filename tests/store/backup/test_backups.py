"""Backups and restores of real files: whole, private, thinned, and nothing lost on the way."""

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from iitui.domain.errors import DamagedError, JournalError, UndoError
from iitui.store import connections, copying
from iitui.store.backup import restoring
from iitui.store.backup.backups import take_backup, take_backup_to
from iitui.store.backup.restoring import restore
from iitui.store.backup_catalog import Reason, backups_of, folder_of, newest_sound
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.schema import migrations, version
from iitui.store.schema.migrations import Step
from tests.builders import contact, rows_of
from tests.clock import MORNING, MovableClock

PATIENCE = 20.0
PAGE = 4096


def names_in(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT name FROM contact ORDER BY name")]
    finally:
        connection.close()


def filled(journal: Path, clock: MovableClock, count: int = 40) -> None:
    store = Store.open(journal, clock)
    with store.together("Many"):
        for number in range(count):
            contact(store, f"Contact {number:03}", organization=f"House {number}", notes="Words. " * 60)
    store.close()


def noise(path: Path, pages: list[int], seed: int) -> bytes:
    """Overwrite pages, counted from 1, and return what the file holds now."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = random.Random(seed * 1000 + page).randbytes(PAGE)
    path.write_bytes(content)
    return bytes(content)


# Taking backups


def test_a_backup_holds_what_others_have_written_and_not_yet_put_in_its_place(journal: Path, store: Store):
    contact(store, "In the log")
    assert Path(f"{journal}-wal").stat().st_size > 0
    writer = sqlite3.connect(journal, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE contact SET name = 'Half done'")
    backup = take_backup(journal, Reason.ASKED, MORNING)
    writer.execute("ROLLBACK")
    writer.close()
    assert names_in(backup.path) == ["In the log"]
    assert rows_of(backup.path) == rows_of(journal)
    assert inspect(backup.path) == []


def test_a_backup_is_one_file_of_its_own_that_only_the_owner_may_read(journal: Path, store: Store):
    before = os.umask(0o022)
    try:
        contact(store)
        backup = take_backup(journal, Reason.ASKED, MORNING)
        other = take_backup_to(journal, journal.with_name("usb.db"), MORNING)
    finally:
        os.umask(before)
    assert backup.path.parent == journal.with_name("journal.db.backups")
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in backup.path.parent.iterdir()] == ["20260916T140000Z-asked.db"]
    for file in (backup.path, other.path):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.read_bytes()[18:20] == b"\x01\x01", "no write-ahead log"
    assert backups_of(journal) == [backup]


def test_backups_of_one_second_do_not_overwrite_each_other(journal: Path, store: Store):
    first = take_backup(journal, Reason.ASKED, MORNING)
    contact(store)
    second = take_backup(journal, Reason.ASKED, MORNING)
    assert names_in(first.path) == []
    assert names_in(second.path) == ["Dana Ito"]
    assert backups_of(journal) == [second, first]


def test_of_many_backups_of_one_second_the_last_is_the_newest(journal: Path, store: Store):
    reasons = [Reason.BEFORE_RESTORE, *[Reason.ASKED] * 11, Reason.DAILY, Reason.ASKED]
    taken = [take_backup(journal, reason, MORNING) for reason in reasons]
    os.utime(taken[0].path, ns=(0, 0))
    for place, backup in enumerate(taken[-2:], 1):
        later = time.time_ns() + place * 1_000_000_000
        os.utime(backup.path, ns=(later, later))
    assert backups_of(journal) == taken[::-1]
    assert newest_sound(journal) == taken[-1]


def test_other_files_among_the_backups_are_left_alone(journal: Path, store: Store):
    folder = take_backup(journal, Reason.ASKED, MORNING).path.parent
    others = ["notes.txt", "20200101T000000Z-mine.db", "20200101T000000Z-asked.txt", "2020-asked.db"]
    for name in others:
        (folder / name).touch()
    take_backup(journal, Reason.ASKED, MORNING + timedelta(days=900))
    assert len(backups_of(journal)) == 2
    assert all((folder / name).exists() for name in others)


def test_backups_are_thinned_out_as_they_age(journal: Path, store: Store):
    for day in range(60):
        take_backup(journal, Reason.DAILY, MORNING + timedelta(days=day))
    kept = [(MORNING + timedelta(days=59) - backup.at).days for backup in backups_of(journal)]
    assert kept[:14] == list(range(14))
    assert len(kept) < 26
    assert kept[-1] >= 49


def test_what_a_killed_backup_left_is_cleared_away_after_an_hour(journal: Path, store: Store):
    folder = take_backup(journal, Reason.ASKED, MORNING).path.parent
    old, young = folder / "iitui-old.part", folder / "iitui-young.part"
    old.touch()
    young.touch()
    hours_ago = time.time() - 7200
    os.utime(old, (hours_ago, hours_ago))
    take_backup(journal, Reason.ASKED, MORNING)
    assert not old.exists()
    assert young.exists()


def test_progress_goes_up_to_the_end(journal: Path, store: Store):
    told: list[tuple[int, int]] = []
    take_backup(journal, Reason.ASKED, MORNING, lambda done, total: told.append((done, total)))
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_backup_taken_while_others_write_is_of_one_moment(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    enough = threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            number += 1
            with store.together("Two at once"):
                contact(store, f"a {number}")
                contact(store, f"b {number}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        taken = [take_backup(journal, Reason.ASKED, MORNING) for _ in range(8)]
    finally:
        enough.set()
        writer.join(PATIENCE)
    store.close()
    counts = [len(names_in(backup.path)) for backup in taken]
    assert counts == sorted(counts)
    assert all(count % 2 == 0 for count in counts)


@pytest.mark.parametrize("content", [b"", b"my thesis", b"\0" * 5000])
def test_only_what_is_a_backup_is_overwritten(journal: Path, store: Store, tmp_path: Path, content: bytes):
    contact(store)
    target = tmp_path / "target"
    target.write_bytes(content)
    if not content:
        take_backup_to(journal, target, MORNING)
        contact(store, "Rosa")
        take_backup_to(journal, target, MORNING)
        assert names_in(target) == ["Dana Ito", "Rosa"]
        return
    with pytest.raises(JournalError, match="is not a journal"):
        take_backup_to(journal, target, MORNING)
    assert target.read_bytes() == content


def test_a_journal_is_never_overwritten_by_a_backup(journal: Path, store: Store, tmp_path: Path):
    other = tmp_path / "other.db"
    Store.open(other, lambda: MORNING).close()
    before = other.read_bytes()
    with pytest.raises(JournalError, match="is another journal, not a backup; it was not overwritten"):
        take_backup_to(journal, other, MORNING)
    assert other.read_bytes() == before
    link = tmp_path / "link.db"
    link.symlink_to(journal)
    for name in (journal, link):
        with pytest.raises(JournalError, match="is the journal itself"):
            take_backup_to(journal, name, MORNING)
    with pytest.raises(JournalError, match="does not exist"):
        take_backup_to(journal, tmp_path / "none" / "x.db", MORNING)


def test_nothing_is_backed_up_where_there_is_nothing(journal: Path):
    for _ in range(2):
        with pytest.raises(JournalError, match="There is no journal"):
            take_backup(journal, Reason.ASKED, MORNING)
        journal.touch()
    assert not folder_of(journal).exists()


@pytest.mark.parametrize("content", [b"x" * 9000, None], ids=["noise", "another program's"])
def test_what_is_no_journal_is_not_backed_up(journal: Path, content: bytes | None):
    if content is None:
        connection = sqlite3.connect(journal)
        connection.execute("CREATE TABLE theirs (id)")
        connection.close()
    else:
        journal.write_bytes(content)
    before = journal.read_bytes()
    with pytest.raises(JournalError, match="not a journal"):
        take_backup(journal, Reason.ASKED, MORNING)
    assert journal.read_bytes() == before
    assert backups_of(journal) == []


def test_a_full_disk_leaves_no_half_backup(journal: Path, store: Store, monkeypatch: pytest.MonkeyPatch):
    for number in range(200):
        contact(store, f"Contact {number}", notes="Words " * 300)

    def cramped(part: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(part, isolation_level=None)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(copying, "_open_part", cramped)
    with pytest.raises(JournalError, match="is on a disk that is full") as caught:
        take_backup(journal, Reason.ASKED, MORNING)
    assert str(folder_of(journal)) in str(caught.value)
    assert list(folder_of(journal).iterdir()) == []


# The backup of each day


def daily_of(journal: Path) -> list[datetime]:
    return [backup.at for backup in backups_of(journal) if backup.reason is Reason.DAILY]


def test_a_new_journal_gets_no_backup_on_its_first_day(journal: Path, store: Store, clock: MovableClock):
    contact(store, "One")
    clock.forward(hours=3)
    contact(store, "Two")
    other = Store.open(journal, clock)
    contact(other, "Three")
    other.close()
    assert not folder_of(journal).exists()


def test_the_first_act_of_a_day_is_preceded_by_a_backup(journal: Path, store: Store, clock: MovableClock):
    contact(store, "One")
    clock.now = datetime(2026, 9, 16, 23, 59, 59, tzinfo=UTC)
    contact(store, "Two")
    assert daily_of(journal) == []
    clock.forward(seconds=1)
    for name in ("Three", "Four"):
        contact(store, name)
    other = Store.open(journal, clock)
    contact(other, "Five")
    other.close()
    assert daily_of(journal) == [datetime(2026, 9, 17, tzinfo=UTC)]
    assert names_in(backups_of(journal)[0].path) == ["One", "Two"]
    clock.forward(days=1, minutes=5)
    contact(store, "Six")
    assert daily_of(journal) == [datetime(2026, 9, 18, 0, 5, tzinfo=UTC), datetime(2026, 9, 17, tzinfo=UTC)]
    assert names_in(backups_of(journal)[0].path) == ["Five", "Four", "One", "Three", "Two"]


def test_what_was_done_at_midnight_is_of_the_day_that_begins(journal: Path, clock: MovableClock):
    clock.now = datetime(2026, 9, 17, tzinfo=UTC)
    for name in ("One", "Two"):
        with closing(Store.open(journal, clock)) as store:
            contact(store, name)
    assert daily_of(journal) == []
    clock.now = datetime(2026, 9, 18, tzinfo=UTC)
    with closing(Store.open(journal, clock)) as store:
        contact(store, "Three")
    assert daily_of(journal) == [clock.now]


def test_a_backup_that_was_asked_for_does_not_stand_for_that_of_the_day(
    journal: Path, store: Store, clock: MovableClock
):
    contact(store, "One")
    clock.forward(days=1)
    take_backup(journal, Reason.ASKED, clock.now)
    contact(store, "Two")
    assert daily_of(journal) == [clock.now]


def test_a_journal_whose_history_was_forgotten_gets_one(journal: Path, store: Store, clock: MovableClock):
    contact(store, "One")
    store.history.forget()
    other = Store.open(journal, clock)
    contact(other, "Two")
    contact(other, "Three")
    other.close()
    assert [names_in(backup.path) for backup in backups_of(journal)] == [["One"]]


def test_undo_is_a_change_as_well(journal: Path, store: Store, clock: MovableClock):
    contact(store, "One")
    clock.forward(days=1)
    store.history.undo()
    assert [names_in(backup.path) for backup in backups_of(journal)] == [["One"]]


def test_a_year_of_days_is_thinned_out(journal: Path, store: Store, clock: MovableClock):
    for _ in range(120):
        contact(store)
        clock.forward(days=1)
    assert len(daily_of(journal)) < 30
    assert all(newest_sound(journal) == backup for backup in backups_of(journal)[:1])


def test_a_backup_that_fails_does_not_hinder_the_act(journal: Path, store: Store, clock: MovableClock):
    contact(store, "One")
    clock.forward(days=1)
    folder_of(journal).write_text("in the way")
    contact(store, "Two")
    assert store.reader.contacts.names() == ["One", "Two"]
    assert str(store.backup_trouble) == (
        f"Today's backup of the journal was not taken: {folder_of(journal)} cannot be created: File exists."
    )
    folder_of(journal).unlink()
    clock.forward(days=1)
    contact(store, "Three")
    assert store.backup_trouble is None
    assert len(daily_of(journal)) == 1


@pytest.mark.parametrize(
    "error",
    [sqlite3.OperationalError("database or disk is full"), sqlite3.OperationalError("disk I/O error")],
)
def test_whatever_fails_in_writing_it_does_not_hinder_the_act(
    journal: Path, store: Store, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, error: sqlite3.Error
):
    def failing(_part: Path) -> sqlite3.Connection:
        raise error

    contact(store, "One")
    clock.forward(days=1)
    monkeypatch.setattr(copying, "_open_part", failing)
    contact(store, "Two")
    assert "disk" in str(store.backup_trouble)
    assert list(folder_of(journal).iterdir()) == []


def test_a_damaged_journal_is_not_written_to_on_a_new_day(journal: Path, clock: MovableClock):
    filled(journal, clock)
    clock.forward(days=1)
    backup = take_backup(journal, Reason.ASKED, clock.now)
    root = sqlite3.connect(journal)
    page = root.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_touch_contact_id'").fetchone()[0]
    root.close()
    before = noise(journal, [page], seed=1)
    store = Store.open(journal, clock)
    for _ in range(2):
        with pytest.raises(DamagedError, match=r"is damaged .*; nothing was changed") as caught:
            contact(store, "New")
        assert str(backup.path) in str(caught.value)
    store.close()
    assert journal.read_bytes() == before


# Before a migration


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step("one column more", lambda: ("ALTER TABLE memo ADD COLUMN more TEXT",))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(version, "NEWEST", version.NEWEST + 1)


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
    assert rows_of(backup.path) == rows_of(journal)
    assert inspect(backup.path) == []


def test_without_a_backup_nothing_is_migrated(
    journal: Path, clock: MovableClock, request: pytest.FixtureRequest
):
    filled(journal, clock)
    request.getfixturevalue("next_schema")
    folder_of(journal).write_text("in the way")
    with pytest.raises(JournalError, match="was not migrated, because it could not be backed up"):
        Store.open(journal, clock)
    connection = sqlite3.connect(journal)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == version.NEWEST - 1
    connection.close()


# Restoring


@pytest.fixture
def kept(journal: Path, store: Store, clock: MovableClock, tmp_path: Path) -> Path:
    """A backup of one contact; the journal holds two since."""
    contact(store, "Dana Ito")
    backup = take_backup_to(journal, tmp_path / "kept.db", clock.now)
    contact(store, "Rosa")
    return backup.path


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
    before = rows_of(journal)
    restore(journal, kept, clock.now)
    restored = rows_of(journal)
    contact(store, "Kim")
    named = [act.name for act in store.history.acts()]
    assert named == ["Added Kim", "Restored the journal from kept.db", "Added Dana Ito"]
    store.history.undo()
    assert store.history.undo().name == "Restored the journal from kept.db"
    assert rows_of(journal) == before
    assert store.history.undo().name == "Added Rosa"
    assert store.history.redo().name == "Added Rosa"
    assert store.history.redo().name == "Restored the journal from kept.db"
    assert rows_of(journal) == restored
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
    before = rows_of(journal)
    with pytest.raises(UndoError, match=r"cannot be undone: .* no longer exists"):
        store.history.undo()
    assert rows_of(journal) == before


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
    with pytest.raises(JournalError, match="written to constantly; nothing was restored"):
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
        (another_programs, "is a database of another program"),
        (newer, "was written by a newer iitui"),
        (broken, "is damaged"),
        (unreferenced, "is not sound: contact_note 99 names a missing contact"),
        (Path.unlink, "There is no file"),
    ],
)
def test_what_is_no_sound_journal_is_not_restored(
    journal: Path, store: Store, kept: Path, spoil: Callable[[Path], None], words: str
):
    spoil(kept)
    spoiled = kept.read_bytes() if kept.exists() else None
    before = rows_of(journal)
    with pytest.raises(JournalError, match=words) as caught:
        restore(journal, kept, MORNING)
    assert str(kept) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert rows_of(journal) == before
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


# Damage


def damage_everywhere(journal: Path, seed: int) -> bytes:
    pages = journal.stat().st_size // PAGE
    places = {0: [1], 1: [2, 3, 4], 2: list(range(2, pages, 2)), 3: list(range(1, pages + 1))}
    some = random.Random(seed).sample(range(2, pages), 12)
    return noise(journal, places.get(seed, some), seed)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_journal_is_said_to_be_so_kept_and_restored(journal: Path, clock: MovableClock, seed: int):
    filled(journal, clock)
    good = rows_of(journal)
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
    assert rows_of(journal) == good
    assert inspect(journal) == []
    store = Store.open(journal, clock)
    contact(store, "Afterwards")
    store.close()


@pytest.mark.parametrize("length", [100, 600, 5 * PAGE, 20 * PAGE + 77])
def test_a_journal_that_was_cut_off_is_restored(journal: Path, clock: MovableClock, length: int):
    filled(journal, clock)
    good = rows_of(journal)
    backup = take_backup(journal, Reason.ASKED, MORNING)
    before = journal.read_bytes()[:length]
    journal.write_bytes(before)
    restored = restore(journal, backup.path, clock.now)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == before
    assert rows_of(journal) == good
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
    assert "is kept as" in done.stdout
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


# Killed in the middle

BUSY_HANDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from iitui.store.backup.backups import take_backup
from iitui.store.backup.restoring import restore
from iitui.store.backup_catalog import Reason
journal, kept = Path(sys.argv[1]), Path(sys.argv[2])
now = datetime(2026, 9, 16, 15, tzinfo=UTC)
print("ready", flush=True)
while True:
    if sys.argv[3] == "backup":
        take_backup(journal, Reason.ASKED, now)
    else:
        restore(journal, kept, now)
"""


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_a_kill_leaves_the_journal_and_its_backups_whole(
    journal: Path, clock: MovableClock, tmp_path: Path, what: str
):
    filled(journal, clock, count=150)
    kept = take_backup_to(journal, tmp_path / "kept.db", clock.now).path
    store = Store.open(journal, clock)
    contact(store, "Zoe")
    store.close()
    chance = random.Random(what)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", BUSY_HANDS, str(journal), str(kept), what], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        with process.stdout:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.0, 0.25))  # the moment of the kill, not a wait for something
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
        assert inspect(journal) == []
        assert len(names_in(journal)) in ((150, 151) if what == "restore" else (151,))
        assert all(inspect(backup.path) == [] for backup in backups_of(journal)[:6])
    again = Store.open(journal, clock)
    contact(again, "Afterwards")
    again.close()
