"""The program is killed while somebody types into an answer: never more than the last second is lost.

5 kills in every run, 50 with IITUI_PROOF=1, each at a random moment; the next goes on with the same journal.
"""

import os
import signal
from datetime import datetime
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from iitui.store.check.inspection import inspect
from iitui.store.reader import JournalReader
from tests.proof import IS_WHOLE, size
from tests.terminal import Terminal

KILLS = size(4, 50)
LETTERS_PER_SECOND = 12
MOST_LOST_SECONDS = 1.0
BEGIN = "2026-03-10T12:50:00-04:00"
"""Ten minutes before the next interview of the sample."""


def answer(journal: Path, number: int) -> str:
    reader = JournalReader.open(journal)
    try:
        return reader.questions.plan(number)[0].answer
    finally:
        reader.close()


def typed_until_killed(terminal: Terminal, rng: Random) -> tuple[str, str]:
    """Type letters until a random moment, and kill; return all that was typed, and what is a second old."""
    end = monotonic() + rng.uniform(0.2, 4.0)
    typed: list[tuple[float, str]] = []
    while monotonic() < end:
        letter = rng.choice("abcdefghij")
        terminal.press(letter, gap=1 / LETTERS_PER_SECOND)
        typed.append((monotonic(), letter))
    os.kill(terminal.process.pid, signal.SIGKILL)
    killed = monotonic()
    terminal.process.wait()
    old = [letter for at, letter in typed if at < killed - MOST_LOST_SECONDS]
    return "".join(letter for _, letter in typed), "".join(old)


@pytest.mark.timeout(0 if IS_WHOLE else 240)
def test_never_more_than_the_last_second_is_lost(sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("IITUI_NOW", BEGIN)
    rng = Random() if IS_WHOLE else Random(7)
    reader = JournalReader.open(sample)
    coming = reader.interviews.next(datetime.fromisoformat(BEGIN))
    assert coming is not None
    reader.close()
    kept = ""
    most_lost = 0
    for number in range(KILLS):
        with Terminal(["--db", str(sample)], home) as terminal:
            terminal.wait_for("Follow-ups")
            terminal.rest()
            terminal.press("s")
            terminal.wait_for("Questions · ")
            terminal.rest(0.2)
            terminal.press("\x1b", "1")
            terminal.rest(0.2)
            typed, old = typed_until_killed(terminal, rng)
        found = answer(sample, coming.id)
        assert (kept + typed).startswith(found), f"kill {number}: {found!r} is not what was typed"
        assert found.startswith(kept + old), f"kill {number}: {kept + typed!r} became {found!r}"
        assert inspect(sample) == []
        most_lost = max(most_lost, len(kept + typed) - len(found))
        kept = found
    print(f"{KILLS} kills, {len(kept)} letters kept, at most {most_lost} lost at once")
    assert kept
