"""A process that does random acts is killed at any instant: what it confirmed is there, none is half there.

25 rounds in every run, 300 with IITUI_PROOF=1 (about a minute and a half). After each kill the journal must
hold row for row what the same acts give when nobody kills: all that were confirmed, and at most the one that
was under way. The next round goes on with the same journal; every tenth begins a new one.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from iitui.store.backup_catalog import folder_of
from iitui.store.journal import Store
from tests.clock import MORNING, MovableClock
from tests.proof import IS_WHOLE, size
from tests.store.journal_contents import Rows, all_rows, assert_agrees
from tests.store.writer_processes import WriterProcesses

ROUNDS = size(18, 300)
NEW_JOURNAL_EVERY = 10
LONGEST = 0.2
"""Seconds after which a process is killed at the latest; some get no further than opening the journal.

On a busy machine, the time that a few acts take there.
"""

A_FEW = 6


@pytest.fixture(scope="module")
def writers() -> Iterator[WriterProcesses]:
    with WriterProcesses() as writers:
        yield writers


def killed(writers: WriterProcesses, journal: Path, seed: int, after: float) -> list[str]:
    """Kill a process that acts on a journal after so many seconds; return what it confirmed."""
    end = time.monotonic() + after
    pid, said = writers.fork("random", journal, seed)
    said += writers.lines(end - time.monotonic())
    os.kill(pid, signal.SIGKILL)
    rest, ends = writers.wait()
    assert ends == {pid: signal.SIGKILL}, "it was alive until it was killed"
    return [line.partition(" ")[2] for line in (*said, *rest)]


def seconds_for_a_few(writers: WriterProcesses, journal: Path) -> float:
    """How long a process takes here and now for a new journal and a few acts, once all is loaded."""
    writers.fork("random", journal.with_name("first.db"), 1, 1)
    writers.wait()
    began = time.monotonic()
    writers.fork("random", journal, 1, A_FEW)
    _, ends = writers.wait()
    assert list(ends.values()) == [0]
    return time.monotonic() - began


def repeated(
    writers: WriterProcesses, before: Path, seed: int, steps: int
) -> tuple[dict[str, Rows], list[str]]:
    """Do the same acts with nobody killing; return what the journal holds then, and what was said."""
    copy = before.with_name("repeated.db")
    if not before.stat().st_size:  # a new journal has no backups yet; beside an empty one they would be lost
        shutil.rmtree(folder_of(copy), ignore_errors=True)
    shutil.copy(before, copy)
    pid, said = writers.fork("random", copy, seed, steps)
    rest, ends = writers.wait()
    assert ends == {pid: 0}
    return all_rows(copy), [line.partition(" ")[2] for line in (*said, *rest)]


def steps_of(said: list[str]) -> list[str]:
    return [line for line in said if not line.endswith(" opened 0")]


def assert_recorded(found: dict[str, Rows], said: list[str]) -> None:
    """Every act is in the history by its number and its name, done or undone as was said last."""
    history: dict[int, tuple[str, bool]] = {}
    for line in steps_of(said):
        _, what, number, *name = line.split(" ", 3)
        if what == "did":
            history = {act: kept for act, kept in history.items() if not kept[1]}
        if what != "nothing":
            history[int(number)] = (name[0], what == "undone")
    acts = {row[0]: (row[2], bool(row[3])) for row in found["act"]}
    for act, kept in history.items():
        assert acts[act] == kept


def reopened(journal: Path) -> None:
    store = Store.open(journal, MovableClock(MORNING))
    store.close()
    left = [path.name for path in journal.parent.iterdir() if path.name.startswith(f"{journal.name}-")]
    assert left == [], "opening and closing it clears up what the killed process left"


def test_no_confirmed_act_is_lost_and_none_is_half_there(writers: WriterProcesses, tmp_path: Path):
    rng = Random() if IS_WHOLE else Random(3)
    journal, before = tmp_path / "journal.db", tmp_path / "before.db"
    confirmed = unconfirmed = 0
    longest = max(LONGEST, seconds_for_a_few(writers, tmp_path / "unhurried.db"))
    for number in range(ROUNDS):
        if number % NEW_JOURNAL_EVERY == 0:
            journal = tmp_path / f"journal-{number}.db"
            before.write_bytes(b"")
        seed = rng.randrange(10_000)
        said = killed(writers, journal, seed, rng.uniform(0, longest))
        reopened(journal)
        found = all_rows(journal)
        assert_agrees(journal)
        count = len(steps_of(said))
        expected, repetition = repeated(writers, before, seed, count)
        if found != expected:
            expected, repetition = repeated(writers, before, seed, count + 1)
            unconfirmed += 1
        assert steps_of(repetition)[:count] == steps_of(said)
        assert found == expected, f"round {number}, seed {seed}: not what {count} acts or one more give"
        assert_recorded(found, repetition)
        confirmed += count
        shutil.copy(journal, before)
    assert confirmed > ROUNDS, "most processes came to act before they were killed"
    print(f"{ROUNDS} kills, {confirmed} steps confirmed; {unconfirmed} times one more was whole")
