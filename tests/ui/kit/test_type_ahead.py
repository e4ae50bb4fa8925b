"""Keys that come faster than screens: each waits for what the one before it began, and then counts.

Through a real pseudo-terminal, since Textual's Pilot waits between keys. The sequences are those that once
ended the app, cut down to their few keys.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from iitui.store.reader import JournalReader
from tests.terminal import Terminal
from tests.ui.pilot import log_of

Start = Callable[..., Terminal]

ENTER, ESCAPE, PALETTE, SAVE, TAB, PAGE_UP = "\r", "\x1b", "\x10", "\x13", "\t", "\x1b[5~"


def names(journal: Path) -> list[str]:
    reader = JournalReader.open(journal)
    try:
        return [contact.name for contact in reader.contacts.known()]
    finally:
        reader.close()


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([PALETTE + ENTER + ENTER] * 4, id="the palette, and enter before it has found anything"),
        pytest.param([PALETTE + PALETTE] * 4, id="the palette twice"),
        pytest.param([PALETTE + PAGE_UP + PAGE_UP + ESCAPE] * 4, id="page up in the empty palette"),
        pytest.param([f"{PALETTE}theme{ENTER}{PAGE_UP}{ENTER}{ENTER}"] * 2, id="themes in the palette"),
        pytest.param(["I/", ESCAPE, ESCAPE, "I", ESCAPE + ESCAPE] * 2, id="the file picker, typed into"),
        pytest.param(["I" + ENTER + ESCAPE + ESCAPE] * 4, id="the file picker, left twice"),
        pytest.param(["2n" + SAVE + ESCAPE, "1", "2n" + SAVE + SAVE + ESCAPE] * 2, id="a form saved at once"),
        pytest.param(["2e" + ESCAPE + ESCAPE + ESCAPE] * 4, id="a form left twice"),
        pytest.param(["3n" + TAB * 3 + SAVE + ESCAPE] * 3, id="the form of an interview saved at once"),
        pytest.param(["3" + ENTER + "p" + SAVE + ESCAPE + ESCAPE] * 3, id="the brief and its forms"),
        pytest.param(["2n" + TAB * 3 + ENTER + PAGE_UP + ESCAPE * 3] * 3, id="page up in a choice"),
        pytest.param(["2i" + ENTER + ENTER + ESCAPE + ESCAPE] * 3, id="a chooser answered twice"),
        pytest.param(["??" + ESCAPE + ESCAPE + "?1?2?3" + ESCAPE] * 3, id="help twice"),
        pytest.param(["bb" + ESCAPE + "b" + ESCAPE + ESCAPE] * 4, id="the brief twice"),
        pytest.param(["2" + ENTER + ENTER + ESCAPE * 3] * 4, id="a contact opened twice"),
        pytest.param(["12345" * 10], id="places"),
        pytest.param(["5xu" * 5], id="done and undone"),
    ],
)
def test_keys_at_once_never_end_the_app(start: Start, home: Path, keys: list[str]):
    terminal = start()
    terminal.press(*keys, gap=0.005)
    terminal.press(*[ESCAPE] * 6, gap=0.05)
    terminal.rest()
    terminal.forget()
    terminal.press("3", "2", gap=0.1)
    terminal.wait_for("Name")
    assert log_of(home) == ""
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_given_back()


def test_keys_before_the_first_frame_count(sample: Path, home: Path):
    with Terminal(["--db", str(sample)], home) as terminal:
        terminal.press("2nZoe Early")
        terminal.wait_for("New contact")  # before that ctrl+s is the terminal's own, and stops its output
        terminal.press(SAVE)
        terminal.rest()
        terminal.press("q")
        assert terminal.wait() == 0
    assert "Zoe Early" in names(sample)


def test_a_form_typed_at_once_is_saved_as_typed(start: Start, journal: Path, home: Path):
    terminal = start()
    for number in range(5):
        terminal.press(*f"2nPerson {number} Typed{SAVE}", gap=0.001)
    terminal.rest()
    terminal.press("q")
    assert terminal.wait() == 0
    assert {f"Person {number} Typed" for number in range(5)} <= set(names(journal))
    assert log_of(home) == ""


def test_a_contact_is_added_once_though_save_is_pressed_thrice(start: Start, journal: Path):
    terminal = start()
    terminal.press(f"2nOnce Only{SAVE}{SAVE}{SAVE}")
    terminal.rest()
    terminal.press("q")
    assert terminal.wait() == 0
    assert names(journal).count("Once Only") == 1


def test_keys_after_a_form_is_closed_go_to_what_is_below(start: Start):
    terminal = start()
    terminal.press(f"2n{ESCAPE}", gap=0.0)
    terminal.press("q")
    assert terminal.wait() == 0


def test_the_palette_opens_what_was_typed_before_it_was_found(start: Start):
    terminal = start()
    terminal.rest()
    terminal.forget()
    terminal.press(f"{PALETTE}contacts{ENTER}")
    terminal.wait_for("Name")


def test_q_counts_while_the_store_is_being_opened(sample: Path, home: Path):
    with Terminal(["--db", str(sample)], home) as terminal:
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.is_given_back()
