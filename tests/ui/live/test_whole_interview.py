"""A whole interview in a real terminal, by keys alone, with the clock set on: from s on Today through the
debrief to the places where everything is found again.

The program is left and started again for each later time, as by somebody whose machine was off meanwhile: it
goes on where it was. Also how it ends by signals and with a closed terminal while somebody types.
"""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from iitui.domain.contacts import NamePermission
from iitui.domain.interviews import Interview, Rating, Status
from iitui.domain.questions import Asked, PlanItem
from iitui.domain.takeaways import TakeawayKind
from iitui.store.check.inspection import inspect
from iitui.store.reader import JournalReader
from tests.processes import process
from tests.terminal import Terminal
from tests.ui.pilot import log_of

ESCAPE, ENTER, TAB, DOWN, LAST_PERSON, SAVE, NEXT, CLOSING, NAME, MORE, MAKE_UP, SKIP = (
    "\x1b",
    "\r",
    "\t",
    "\x1b[B",
    "\x1b[F",
    "\x13",
    "\x0e",
    "\x0c",
    "\x1b[18~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1b[21~",
)

BEGIN, LATE, UP, END = (f"2026-03-10T{clock}:00-04:00" for clock in ("12:58", "13:13", "13:18", "13:21"))
"""Two minutes before the next interview of the sample; 15 and 20 minutes later; after three of five more."""

AGAIN = "2026-03-10T15:00-04:00"
"""When they meet again; it is the next interview then."""

NAMES = ("Rosa Lindt", "Per Holm")
"""Whom they name."""

QUIET = 0.15
"""Seconds without output in which it is at rest: the clock and the cursor are drawn twice a second."""

Start = Callable[[str], Terminal]


@pytest.fixture
def start_at(sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    """Starts iitui at a time, and goes to the interview."""
    with ExitStack() as terminals:

        def start_one(now: str) -> Terminal:
            monkeypatch.setenv("IITUI_NOW", now)
            terminal = terminals.enter_context(Terminal(["--db", str(sample)], home))
            terminal.wait_for("Follow-ups")
            terminal.rest(QUIET)
            terminal.press("s")
            terminal.wait_for("Questions · ")
            terminal.rest(QUIET)
            return terminal

        yield start_one


def look(journal: Path) -> tuple[Interview, list[PlanItem]]:
    """The interview and its plan as the journal holds them."""
    reader = JournalReader.open(journal)
    try:
        interviews = [*reader.interviews.upcoming(datetime.fromisoformat(BEGIN))]
        interviews += reader.interviews.past(datetime.fromisoformat(BEGIN))
        chosen = next(one for one in interviews if one.started_at is not None)
        return chosen, reader.questions.plan(chosen.id)
    finally:
        reader.close()


def leave(terminal: Terminal) -> None:
    terminal.rest(QUIET)
    terminal.press(ESCAPE, gap=0.2)
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_given_back()


def walk_debrief(terminal: Terminal) -> None:
    """Go through the debrief from its first question to the whole page, and save it."""
    press_to(terminal, "What do I think of this work now?", "Planners write more than they draw.", *[TAB] * 6)
    press_to(terminal, "These questions have no answer yet.", "4", TAB, "Quieter than I thought.", TAB)
    press_to(terminal, "Who did they name?", TAB, TAB)
    press_to(terminal, "What was promised?", TAB, ENTER, DOWN, ENTER, *[TAB] * 4)
    press_to(terminal, "What could I try next?", "send the zoning code by friday", TAB, TAB)
    press_to(terminal, "What else is worth keeping?", *[TAB] * 5)
    press_to(terminal, "all on one page", *[TAB] * 3)
    press_to(terminal, "Written down: the interview with", SAVE)


def press_to(terminal: Terminal, words: str, *keys: str) -> None:
    """Press keys that lead to words, and wait until they are drawn."""
    terminal.forget()
    terminal.press(*keys)
    terminal.wait_for(words)
    terminal.rest(QUIET)


def assert_is_kept(journal: Path) -> None:
    """Look at what the journal holds of the interview and its debrief."""
    interview, plan = look(journal)
    assert interview.status is Status.HELD
    assert interview.added_minutes == 5
    assert interview.started_at is not None
    assert interview.ended_at is not None
    assert 22 <= (interview.ended_at - interview.started_at).total_seconds() / 60 <= 24
    assert interview.after_rating is Rating.GOOD
    assert interview.after == "Quieter than I thought."
    answers = {item.answer for item in plan if item.answer}
    assert answers == {*(f"Answer {number}." for number in range(1, 6)), "Everything.", "Rosa, surely."}
    assert [item.state for item in plan].count(Asked.SKIPPED) == 1
    assert len(plan) == 9
    reader = JournalReader.open(journal)
    try:
        noted = [
            one for one in reader.contacts.takeaways(interview.contact_id) if one.interview_id == interview.id
        ]
        debrief = reader.debriefs.record(interview.id)
        numbers = [reader.contacts.by_name(name)[0][0] for name in NAMES]
        people = [reader.contacts.get(number, datetime.fromisoformat(END)) for number in numbers]
    finally:
        reader.close()
    assert sorted(one.text for one in noted if one.kind is TakeawayKind.NAME) == sorted(NAMES)
    assert debrief is not None
    assert debrief.debrief is not None
    assert debrief.debrief.news == "Planners write more than they draw."
    assert [one and one.referred_by_id for one in people] == [interview.contact_id] * 2
    assert [one and one.name_permission for one in people] == [NamePermission.YES, NamePermission.NOT_ASKED]


def assert_is_found_again(journal: Path, terminal: Terminal) -> None:
    """Look for it in the brief of the next interview, in Compare, among the referrals and in the report."""
    press_to(terminal, "Interviews ·", "3")
    press_to(terminal, "send the zoning code", "b")
    press_to(terminal, "Named: Per Holm", *["\x1b[6~"] * 3)
    press_to(terminal, "Occupations ·", "6")
    press_to(terminal, "─ Urban planning", DOWN, DOWN)
    press_to(terminal, "─ Answers", ENTER)
    press_to(terminal, "─ Thandiwe Mokoena", LAST_PERSON)
    press_to(terminal, "Answer 3.", "/", "the hardest part of it", ENTER)
    press_to(terminal, "Contacts ·", "2")
    press_to(terminal, "Referrals ·", "t")
    press_to(terminal, "Per Holm", "/", "Holm", ENTER)
    reported = process("-m", "iitui", "--db", journal, "report", "Urban", "planning").stdout.decode()
    assert "Answer 1." in reported
    assert "Everything." in reported
    assert not any(name in reported for name in NAMES)


def test_a_whole_interview_by_keys_alone(sample: Path, home: Path, start_at: Start):
    terminal = start_at(BEGIN)
    for number in range(1, 6):
        terminal.press(f"Answer {number}.", NEXT)
    terminal.rest(QUIET)
    terminal.press(SKIP)
    terminal.rest(QUIET)
    terminal.press(MAKE_UP)
    terminal.wait_for("made up on the spot")
    terminal.press("What would you do anew?\r")
    terminal.rest(QUIET)
    terminal.press("Everything.", gap=0.1)
    for name in NAMES:
        terminal.press(NAME)
        terminal.wait_for("Note a name they give you")
        terminal.rest(QUIET)
        terminal.press(f"{name}\r")
        terminal.rest(QUIET)
        terminal.forget()
    leave(terminal)

    terminal = start_at(LATE)
    terminal.wait_for("Almost time")
    terminal.press(CLOSING)
    terminal.rest(QUIET)
    terminal.press("Rosa, surely.")
    leave(terminal)

    terminal = start_at(UP)
    terminal.wait_for("minutes are up")
    terminal.press(MORE)
    terminal.wait_for("of 25 min")
    leave(terminal)

    terminal = start_at(END)
    terminal.press(ESCAPE, gap=0.2)
    terminal.press("e")
    terminal.wait_for("After the interview with")
    walk_debrief(terminal)
    assert_is_kept(sample)

    planned = process("-m", "iitui", "--db", sample, "schedule", "Thandiwe", AGAIN)
    assert planned.returncode == 0, planned.stderr
    assert_is_found_again(sample, terminal)
    terminal.press("q")
    assert terminal.wait() == 0
    assert inspect(sample) == []
    assert log_of(home) == ""


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "closed"])
def test_what_is_typed_is_saved_when_the_program_is_ended(sample: Path, start_at: Start, way: str):
    terminal = start_at(BEGIN)
    terminal.press("Half a sentence")
    terminal.wait_for("sentence")
    if way == "closed":
        terminal.close()
    else:
        os.kill(terminal.process.pid, signal.Signals[way])
    assert terminal.wait() == 128 + (signal.SIGTERM if way == "SIGTERM" else signal.SIGHUP)
    assert look(sample)[1][0].answer == "Half a sentence"
    assert inspect(sample) == []


def test_stopped_and_continued_it_goes_on(sample: Path, start_at: Start):
    terminal = start_at(BEGIN)
    terminal.press("Before")
    terminal.wait_for("Before")
    terminal.press("\x1a")
    os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED)
    terminal.forget()
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.wait_for("Questions · ")
    terminal.rest(QUIET)
    terminal.press(" and after")
    leave(terminal)
    assert look(sample)[1][0].answer == "Before and after"
