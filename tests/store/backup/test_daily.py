"""The backup of each day: taken before its first act, thinned out, and never in the way of an act."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iitui.domain.errors import DamagedError
from iitui.store import copying
from iitui.store.backup.backups import take_backup
from iitui.store.backup_catalog import Reason, backups_of, folder_of, newest_sound
from iitui.store.journal import Store
from tests.builders import contact
from tests.clock import MovableClock
from tests.store.backup.files import filled, names_in, noise


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
        f"Today's backup of the journal failed: {folder_of(journal)} cannot be created: File exists."
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
