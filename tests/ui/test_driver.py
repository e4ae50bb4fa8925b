"""What comes from the terminal: a paste presses no key, however it is cut, and no byte ends the app."""

import pytest

from iitui.ui import driver
from iitui.ui.driver import END, START, PasteGuard


def passed(pieces: list[str]) -> str:
    guard = PasteGuard()
    return "".join(guard.passing(piece) for piece in pieces)


HOSTILE = f"2{START}a\x1b[Ady\x1b\x07\x9b2J\x7f\nline two\ttab\x1b{END}j\x1b[A"
CLEAN = f"2{START}a[Ady2J\nline two\ttab{END}j\x1b[A"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 4096])
def test_control_characters_of_a_paste_are_taken_out_wherever_it_is_cut(size):
    assert passed([HOSTILE[at : at + size] for at in range(0, len(HOSTILE), size)]) == CLEAN


def test_keys_go_through_as_they_come():
    guard = PasteGuard()
    for piece in ("j", "\x1b", "[", "200", "x", "\x1b[1;5A", "é"):
        assert guard.passing(piece) == piece


def test_two_pastes_and_what_is_between(monkeypatch):
    assert (
        passed([f"{START}a\x1bb{END}\x1b[A{START}c\x1b[Bd{END}q"]) == f"{START}ab{END}\x1b[A{START}c[Bd{END}q"
    )


def test_a_paste_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(driver, "LONGEST", 10)
    assert passed([START, "x" * 8, "y" * 8, "z", END]) == f"{START}{'x' * 8}yy{END}"
