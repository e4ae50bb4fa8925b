"""Links on a terminal: written as OSC 8 where one is, and nowhere else; nothing breaks out of them."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.output import with_links
from iitui.store.journal import Store
from iitui.terminal import knows_links
from tests.builders import contact, interview
from tests.clock import MovableClock

LINK = re.compile(r"\x1b\]8;;([^\x1b\x07]*)\x1b\\(.*?)\x1b\]8;;\x1b\\", re.DOTALL)


@pytest.fixture
def planned(journal, now) -> None:
    store = Store.open(journal, MovableClock(now))
    dana = contact(store, "Dana Ito", notes="See https://example.org/dana")
    interview(store, dana.id, now.replace(month=12), place="https://meet.example.org/1")
    store.close()


def test_the_brief_has_links_on_a_terminal_alone(run, planned, monkeypatch):
    piped = run("brief")[1]
    assert "\x1b" not in piped
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shown = run("brief")[1]
    targets = [found[1] for found in LINK.finditer(shown)]
    assert targets == ["https://meet.example.org/1", "https://example.org/dana"]
    assert "\x1b" not in LINK.sub(r"\2", shown)
    monkeypatch.setenv("TERM", "linux")
    assert "\x1b" not in run("brief")[1]


def test_which_terminals_take_links():
    assert knows_links({"TERM": "xterm-kitty"})
    assert not any(knows_links({"TERM": name}) for name in ("", "dumb", "linux"))
    assert not knows_links({})


@given(st.text(alphabet="htps:/w.@ax'<>\" \u00fcmailto[]()%;\\", max_size=60))
def test_the_text_stays_and_no_sequence_is_broken(text: str):
    shown = with_links(text)
    assert LINK.sub(r"\2", shown) == text
    assert "\x1b" not in LINK.sub("", shown)
