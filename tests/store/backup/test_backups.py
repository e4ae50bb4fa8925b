"""Backups of real files: whole, private and thinned, whatever fails or is killed on the way."""

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.errors import JournalError
from iitui.store import copying
from iitui.store.backup.backups import take_backup, take_backup_to
from iitui.store.backup_catalog import Reason, backups_of, folder_of, newest_sound
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from tests.builders import contact
from tests.clock import MORNING, MovableClock
from tests.store.backup.files import filled, names_in
from tests.store.journal_contents import record_rows

PATIENCE = 20.0


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
    assert record_rows(backup.path) == record_rows(journal)
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
    with pytest.raises(JournalError, match="is another journal, not a backup, so it wasn't overwritten"):
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
    with pytest.raises(JournalError, match=r"not an? (iitui )?journal"):
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
