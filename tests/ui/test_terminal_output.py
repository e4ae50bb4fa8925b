"""The real app under a pseudo-terminal on a hostile journal: what goes over the wire, byte by byte."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from iitui.domain.links import checked_link
from tests.journals import hostile_journal
from tests.journals.hostile import TEXT_COLUMNS
from tests.terminal import Terminal
from tests.ui.pilot import log_of

SEQUENCES = (
    "\x1b]0;OWNED\x07",
    "\x1b]52;c;T1dORUQ=\x07",
    "\x1b]8;;http://OWNED\x1b\\LINKED",
    "\x1b[35mCSIDATA",
    "\x1b[2JCLEARED",
    "\x1b[6nASKED",
    "\x9b35mC1DATA",
    "\x1bPDCSDATA\x1b\\",
    "\x90C1DCS\x9c",
    "\x1b_APCDATA\x1b\\",
    "\x1bcRESET",
    "\x07BELDATA",
    "\x08\x08BACK",
    "\rCRDATA",
    "\x0eSHIFTED",
    "\x85NELDATA",
    "\x00NULDATA",
    "\x7fDELDATA",
    "\u202eBIDI\u202c",
    "\u2066ISOLATE\u2069",
)
"""What could steer a terminal, each with letters of its own."""

PAYLOAD = "".join(SEQUENCES)
PASTED = "\x1b]0;PASTED\x07\x9b35m\u202ePASTEDTOO"


@pytest.fixture
def hostile(journal: Path, now: datetime) -> Path:
    """A hostile journal, and in each of its texts something that steers a terminal."""
    journal.write_bytes(hostile_journal(now))
    with closing(sqlite3.connect(journal)) as connection, connection:
        for table, column, key in TEXT_COLUMNS:
            rows = connection.execute(f"SELECT {key}, {column} FROM {table} ORDER BY {key}").fetchall()
            for place, (row, text) in enumerate(rows):
                sequence = SEQUENCES[place % len(SEQUENCES)]
                steering = f"{sequence}{PAYLOAD if place % 3 == 0 else ''}{text}"
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (steering, row))
    return journal


def press(terminal: Terminal, *keys: str) -> None:
    """Press keys one by one; an escape alone must not be taken for the beginning of the next key."""
    for key in keys:
        terminal.press(key, gap=0.18 if key == "\x1b" else 0.02)
        terminal.rest(0.06)


def _without_link(sequence: re.Match[str]) -> str:
    """Nothing, for a link that was checked or the end of one; anything else stays to be found."""
    return "" if not sequence[1] or checked_link(sequence[1]) == sequence[1] else sequence[0]


def check(raw: bytes) -> None:
    """Nothing of the data steers the terminal: the letters came, their introducers did not."""
    text = raw.decode("utf-8")  # it is one text, with no byte of an eight-bit control in it
    text = re.sub(r"\x1b\]22;[a-z-]*\x07", "", text)  # Textual's own: the shape of the mouse pointer
    text = re.sub("\x1b\\]8;[^;\x1b]*;([^\x1b]*)\x1b\\\\", _without_link, text)
    for letters in ("OWNED", "CSIDATA", "C1DATA", "DCSDATA", "BELDATA", "BIDI", "ISOLATE"):
        assert letters in text, f"{letters} was never drawn: the test shows nothing"
    for sequence in (*SEQUENCES, PASTED):
        for place in range(len(sequence)):
            if not sequence[place].isprintable():
                piece = sequence[place : place + 5]
                assert piece not in text or not piece[-1].isalpha(), repr(piece)
    steering = set(
        re.findall("[\x00-\x06\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    )
    assert not steering, f"{steering} reached the terminal"
    for string in re.findall(r"\x1b[\]P_^X].{0,80}", text):
        raise AssertionError(f"a string sequence reached the terminal: {string!r}")
    for letters in re.findall(r"\x1b[^\[]", text):
        assert letters[1] in "78=>(", repr(letters)
    allowed = re.compile(r"\x1b\[[<>=?]?[0-9;:]*[ $]?[A-Za-z]")
    rest = allowed.sub("", text)
    assert "\x1b[" not in rest, repr(rest[rest.index("\x1b[") - 20 :][:60])


def test_not_a_byte_of_the_data_steers_the_terminal(
    hostile: Path, home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("IITUI_NOW", now.isoformat())
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("COLUMNS", "LINES", "TEXTUAL"):
        monkeypatch.delenv(name, raising=False)
    with Terminal(["--db", str(hostile)], home) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.rest()
        for place in "123456":
            press(terminal, place, "j", "G", "g", "?", "\x1b", " ", "\t", "\t")
        press(terminal, "2", "g", "\r", "j", "j", "\x1b")  # a person on their own screen
        for form in "eilfo":
            press(terminal, form, "\t", "\x1b")
        press(terminal, "d", "\x1b")
        press(terminal, "n", f"\x1b[200~{PASTED}\x1b[201~", "\t", "\x1b", "y")
        press(terminal, "3", "g", "e", "\x1b", "d", "\x1b", "w", "\x1b")
        press(terminal, "4", "g", "e", "\x1b", "t", "\x1b", "r", "\x1b", "\t", "g", "\x1b")
        press(terminal, "5", "g", "z", "\x1b", "d", "\x1b", "W", "u", "U")
        press(
            terminal,
            "b",
            "\x1b[6~",
            "\x1b[6~",
            "\x1b[6~",
            "G",
            "\r",
            "\x1b",
            "a",
            "\x1b",
            "o",
            "\x1b",
            "?",
            "\x1b",
            "\x1b",
        )
        press(terminal, "\x10", "O", "W", "N", "\x1b[B", "\x1b")
        terminal.resize(160, 50)
        terminal.rest(0.5)
        for place in "123456":
            press(terminal, place, "G")
        press(terminal, "b")
        terminal.press("q")
        assert terminal.wait() == 0
    check(terminal.drawn)
    assert log_of(home) == ""
