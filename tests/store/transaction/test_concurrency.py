"""One journal, several hands: threads of one store, and stores of several programs."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import NotFoundError
from iitui.domain.interviews import InterviewDraft, Status
from iitui.store import connections
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING, MovableClock

PATIENCE = 20.0


def test_two_threads_neither_deadlock_nor_mix_their_acts(store: Store):
    start = threading.Barrier(4)

    def work(hand: int) -> None:
        start.wait(PATIENCE)
        for number in range(10):
            with store.together(f"Hand {hand}, {number}"):
                person = contact(store, f"{hand}-{number}", organization="Shared", tags=["shared"])
                interview(store, person.id, MORNING)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work, hand) for hand in range(4)]:
            done.result(PATIENCE)
    acts = store.history.acts()
    assert sorted(act.name for act in acts) == sorted(f"Hand {h}, {n}" for h in range(4) for n in range(10))
    assert store.reader.contacts.count() == 40
    for act in acts:
        assert store.history.undo().name == act.name
        hand, number = act.name.removeprefix("Hand ").split(", ")
        assert store.reader.contacts.by_name(f"{hand}-{number}") == []
    assert store.reader.contacts.count() == 0
    assert store.reader.organizations.all() == []


def test_another_thread_reads_what_was_there_before(store: Store):
    contact(store, "Before")
    outside = store.reader
    with ThreadPoolExecutor(1) as pool, store.together("Slowly"):
        contact(store, "Meanwhile")
        assert store.reader.contacts.names() == ["Before", "Meanwhile"]
        assert pool.submit(outside.contacts.names).result(PATIENCE) == ["Before"]
        assert pool.submit(store.history.acts).result(PATIENCE)[0].name == "Added Before"
    assert store.reader.contacts.names() == ["Before", "Meanwhile"]


def test_two_stores_do_not_lose_each_others_updates(store: Store, journal: Path, clock: MovableClock):
    other = Store.open(journal, clock)
    person = contact(store)
    planned = interview(other, person.id, MORNING + timedelta(days=1))
    store.interviews.impressions(planned.id, before="Hm.")
    other.interviews.mark([planned.id], Status.HELD)
    store.interviews.impressions(planned.id, after="Ah.")
    kept = other.reader.interviews.get(planned.id)
    assert kept is not None
    assert (kept.status, kept.before, kept.after) == (Status.HELD, "Hm.", "Ah.")
    other.contacts.delete([person.id])
    with pytest.raises(NotFoundError):
        store.interviews.edit(
            planned.id, InterviewDraft(contact_id=person.id, start=MORNING, zone="Europe/London")
        )
    assert store.history.undo().name == "Deleted Dana Ito"
    assert other.reader.interviews.get(planned.id) == kept
    other.close()


def test_two_stores_at_once(store: Store, journal: Path, clock: MovableClock):
    other = Store.open(journal, clock)
    start = threading.Barrier(2)

    def work(mine: Store, hand: str) -> None:
        start.wait(PATIENCE)
        for number in range(15):
            contact(mine, f"{hand} {number}", organization="Shared")

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work, store, "a"), pool.submit(work, other, "b")]:
            done.result(PATIENCE)
    assert store.reader.contacts.count() == 30
    assert store.reader.contacts.count("shared") == 30
    assert len(other.reader.organizations.all()) == 1
    other.close()


def test_two_programs_may_make_one_journal_at_once(journal: Path, clock: MovableClock):
    start = threading.Barrier(3)

    def work(hand: int) -> None:
        start.wait(PATIENCE)
        mine = Store.open(journal, clock)
        contact(mine, str(hand))
        mine.close()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(work, hand) for hand in range(3)]:
            done.result(PATIENCE)
    reader = JournalReader.open(journal)
    assert reader.contacts.names() == ["0", "1", "2"]
    slugs = [row.question.slug for row in reader.questions.bank()]
    assert len(slugs) == len(set(slugs))
    reader.close()


def test_the_state_tells_that_something_was_written(store: Store, reader: JournalReader):
    before = reader.state()
    assert reader.state() == before
    contact(store)
    assert reader.state() != before


def test_a_glance_may_be_used_by_any_thread(reader: JournalReader, tmp_path: Path):
    nothing = JournalReader.open(tmp_path / "nothing.db")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(nothing.contacts.count).result(PATIENCE) == 0
        assert pool.submit(reader.contacts.count).result(PATIENCE) == 0
    nothing.close()


def test_a_verb_waits_for_another_program_and_then_goes_on(
    store: Store, journal: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", PATIENCE)
    other = Store.open(journal, clock)
    with ThreadPoolExecutor(1) as pool:
        with other.together("Slowly"):
            contact(other, "First")
            waiting = pool.submit(store.contacts.add, ContactDraft(name="Second"))
        assert waiting.result(PATIENCE).name == "Second"
    assert store.reader.contacts.names() == ["First", "Second"]
    other.close()
