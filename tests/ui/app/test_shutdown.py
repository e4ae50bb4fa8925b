"""Leaving: by signals, with the terminal closed, to the shell and back, and with what hangs.

Times are not asserted closely: a watchdog stands at two seconds (after a signal, at less than one).
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, run
from sys import executable

import pytest

from iitui.__main__ import main
from iitui.store.reader import JournalReader
from tests.terminal import Terminal

Start = Callable[..., Terminal]

WAY_OUT = "Press q to quit iitui."
WHERE = {"Today": "", "a half-filled form": "2nHalf a name"}
"""Keys that lead to a place."""


@pytest.fixture
def start_in(start: Callable[[], Terminal]) -> Start:
    """Starts iitui in a terminal, in a place, with everything at rest."""

    def start_one(where: str = "Today") -> Terminal:
        terminal = start()
        terminal.press(WHERE[where])
        if WHERE[where]:
            terminal.wait_for("Half a name")
        terminal.rest()
        return terminal

    return start_one


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_order(start_in: Start, where: str, number: signal.Signals):
    terminal = start_in(where)
    os.kill(terminal.process.pid, number)
    assert terminal.wait() == 128 + number
    assert terminal.is_given_back()
    assert "Traceback" not in terminal.text()
    if "form" in where:
        again = start_in()
        again.press("2n")
        again.wait_for("Half a name")


@pytest.mark.parametrize("where", WHERE)
def test_a_closed_terminal_ends_it(start_in: Start, sample: Path, where: str):
    terminal = start_in(where)
    terminal.close()
    assert terminal.wait() == 128 + signal.SIGHUP
    reader = JournalReader.open(sample)
    assert reader.contacts.count() > 0
    reader.close()
    if "form" in where:
        again = start_in()
        again.press("2n")
        again.wait_for("Half a name")


@pytest.mark.parametrize("where", WHERE)
def test_ctrl_z_stops_it_and_fg_draws_it_anew(start_in: Start, where: str):
    terminal = start_in(where)
    terminal.press("\x1a")
    os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED)
    terminal.read(0)
    assert terminal.is_given_back()
    terminal.forget()
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.wait_for("Half a name" if "form" in where else "Follow-ups")
    terminal.rest()
    terminal.press("\x1b", gap=0.2)
    terminal.press("1q")
    assert terminal.wait() == 0
    assert terminal.is_given_back()


def test_ctrl_c_says_how_to_leave(start_in: Start):
    terminal = start_in()
    terminal.press("\x03")
    terminal.wait_for(WAY_OUT)
    terminal.press("2n")
    terminal.wait_for("New contact")
    terminal.press("\x03")
    terminal.wait_for("Press esc to close this")
    assert not terminal.has_ended()


@pytest.mark.parametrize("arguments", [[], ["demo"]])
@pytest.mark.parametrize("missing", ["standard input", "standard output"])
def test_without_a_terminal_it_says_so(home: Path, arguments: list[str], missing: str):
    screen_file, other = os.openpty()
    try:
        ended = run(
            [executable, "-m", "iitui", *arguments],
            stdin=DEVNULL if missing == "standard input" else other,
            stdout=PIPE if missing == "standard output" else other,
            stderr=PIPE,
            text=True,
            timeout=30,
            check=False,
        )
    finally:
        os.close(screen_file)
        os.close(other)
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "iitui: the screens need a terminal, and standard input or output is none;"
        " iitui --help lists commands for scripts."
    ]
    assert not ended.stdout
    assert not list(home.rglob("*.db"))


def test_a_terminal_that_cannot_be_drawn_on_is_refused(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("iitui.__main__._has_terminal", lambda: True)
    assert main([]) == 2
    assert "TERM says 'dumb'" in capsys.readouterr().err


def test_what_is_printed_as_an_error_may_go_to_a_file(sample: Path, home: Path, tmp_path: Path):
    log = tmp_path / "errors"
    with log.open("wb") as file, Terminal(["--db", str(sample)], home, errors=file) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("q")
        assert terminal.wait() == 0
    assert log.read_bytes() == b""


HANGING = """
import sys, time
from iitui.ui.session.journal_session import JournalSession
def hang(*_):
    while True:
        time.sleep(60)
JournalSession.close = hang
import iitui.__main__
sys.exit(iitui.__main__.main())
"""


def test_what_hangs_while_leaving_is_ended(sample: Path, home: Path):
    with Terminal(["--db", str(sample)], home, program=HANGING) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.rest()
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.is_given_back()


BROKEN = """
import sys
from iitui.ui.contacts.screen import ContactsScreen
def explode(*_):
    raise ZeroDivisionError("said in confidence")
ContactsScreen.reload = explode
import iitui.__main__
sys.exit(iitui.__main__.main())
"""


def test_the_same_error_twice_leaves_in_order(sample: Path, home: Path):
    with Terminal(["--db", str(sample)], home, program=BROKEN) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("2")
        assert terminal.wait() == 3
        assert terminal.is_given_back()
        assert "Something went wrong in iitui itself" in " ".join(terminal.text().split())
        assert "confidence" not in terminal.text()
        assert "Traceback" not in terminal.text()
