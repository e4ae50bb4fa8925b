"""The ten commonest errands in a real terminal, in one run of the program, with the keys of the table."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.follow_ups import DueState, Kind
from iitui.store.reader import JournalReader
from tests.clock import FIGURES, ZONE
from tests.errands import (
    ADD,
    ANSWER,
    BRIEF,
    ERRANDS,
    FIND,
    LOG,
    OCCUPATION,
    OVERDUE,
    PLAN,
    QUESTIONS,
    THANKS,
    Errand,
    Text,
)
from tests.terminal import PATIENCE, Terminal
from tests.ui.conftest import Look

START = datetime(2026, 3, 10, 12, 45, tzinfo=ZONE).astimezone(UTC)
"""A quarter of an hour before the next interview of the sample."""

DAY_END = end_of_day(START, ZONE)

_CODES = {"enter": "\r", "esc": "\x1b", "ctrl+s": "\x13"}


def test_no_errand_takes_more_keys_than_it_must():
    most = {
        BRIEF: 1,
        OVERDUE: 1,
        ANSWER: 1,
        ADD: 2,
        LOG: 2,
        FIND: 2,
        OCCUPATION: 2,
        PLAN: 3,
        QUESTIONS: 3,
        THANKS: 5,
    }
    assert {one: one.key_count for one in ERRANDS} == most


def do(terminal: Terminal, errand: Errand) -> None:
    """Press what the table says, as fast as a hand that knows it."""
    terminal.forget()
    for key in errand.keys:
        terminal.press(key.typed if isinstance(key, Text) else _CODES.get(key, key), gap=0.02)


def until(terminal: Terminal, journal: Path, is_true: Callable[[JournalReader], bool]) -> None:
    """Read what is drawn until something is true of the journal."""
    latest, is_done = monotonic() + PATIENCE, False
    while not is_done:
        assert monotonic() < latest, terminal.text()[-2000:]
        terminal.read(0.1)
        reader = JournalReader.open(journal, FIGURES)
        is_done = is_true(reader)
        reader.close()


def back_to_today(terminal: Terminal, *keys: str) -> None:
    """Go back to where every errand begins."""
    terminal.forget()
    terminal.press(*keys, "1", gap=0.02)
    terminal.wait_for("Next interview")


@pytest.fixture
def terminal(sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    """iitui, just started, with Today in front."""
    monkeypatch.setenv("IITUI_NOW", START.isoformat())
    monkeypatch.setenv("TZ", ZONE.key)
    folder = home / ".config" / "iitui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(f'my_name = "Sam Lee"\nzone = "{ZONE.key}"\n', "utf-8")
    with Terminal(["--db", str(sample)], home) as terminal:
        terminal.wait_for("Next interview")
        yield terminal


def test_the_ten_errands(terminal: Terminal, sample: Path, look: Look):
    before = look()
    owed = before.follow_ups.owed(START, DAY_END)
    thanks = next(one for one in owed if one.id.kind is Kind.THANK_YOU and one.state is DueState.OVERDUE)
    coming = before.interviews.next(START)
    person = owed[0].contact_id
    assert coming is not None
    assert person is not None
    touches, asked = before.touches.with_contact(person), coming.id
    picked = [item.question.id for item in before.questions.plan(asked)]

    do(terminal, BRIEF)
    terminal.wait_for("To prepare")
    back_to_today(terminal, "\x1b")

    do(terminal, ADD)
    until(terminal, sample, lambda journal: "Ada Byrne" in journal.contacts.names())
    back_to_today(terminal)

    do(terminal, LOG)
    until(terminal, sample, lambda journal: len(journal.touches.with_contact(person)) == len(touches) + 1)
    back_to_today(terminal)

    do(terminal, PLAN)
    until(
        terminal, sample, lambda journal: "Ada Byrne" in {it.who for it in journal.interviews.upcoming(START)}
    )
    back_to_today(terminal)

    do(terminal, QUESTIONS)
    until(
        terminal,
        sample,
        lambda journal: (
            len({item.question.id for item in journal.questions.plan(asked)}.difference(picked)) > 2
            and len(journal.questions.plan(asked)) == 8
        ),
    )
    back_to_today(terminal)

    do(terminal, OVERDUE)
    terminal.wait_for("Overdue (")
    back_to_today(terminal)

    do(terminal, THANKS)
    until(
        terminal,
        sample,
        lambda journal: thanks.id in {one.id for one in journal.follow_ups.settled()},
    )
    sent = look().touches.with_contact(thanks.contact_id or 0)[0]
    assert "I will ask that from now on." in sent.text
    back_to_today(terminal)

    do(terminal, FIND)
    terminal.wait_for("Midwife")
    back_to_today(terminal)

    do(terminal, OCCUPATION)
    terminal.wait_for("Impressions")
    back_to_today(terminal, "\x1b")

    do(terminal, ANSWER)
    until(terminal, sample, lambda journal: journal.questions.plan(asked)[0].answer == "Mostly by chance.")
