"""What comes from the terminal: a paste presses no key, however it is cut, and no byte ends the app."""

from typing import TYPE_CHECKING

import pytest

from iitui.ui.app import driver
from iitui.ui.app.driver import END, START, EscapeGuard, PasteGuard

if TYPE_CHECKING:
    from textual import events


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


def parted(*pieces: str) -> list[str]:
    """What becomes of pieces of input that come a few milliseconds apart: keys by name, and other text."""
    guard = EscapeGuard()
    parts: list[str | events.Key] = []
    for number, piece in enumerate(pieces):
        parts += guard.parts(piece, number / 1000)
    parts += guard.tick(now=1.0)
    return [part if isinstance(part, str) else part.key for part in parts if part]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["q"], ["q"]),
        (["\x1b"], ["escape"]),
        (["\x1b1"], ["escape", "1"]),
        (["\x1b", "1"], ["escape", "1"]),
        (["2n\x1bq"], ["2n", "escape", "q"]),
        (["\x1b\r"], ["escape", "\r"]),
        (["\x1b\x13"], ["escape", "\x13"]),
        (["\x1b\x1b"], ["escape", "escape"]),
        (["\x1b", "\x1b", "\x1b"], ["escape", "escape", "escape"]),
        (["\x1b[A"], ["\x1b[A"]),
        (["\x1b", "[A"], ["\x1b[A"]),
        (["\x1b[", "A"], ["\x1b[", "A"]),
        (["\x1b\x1b[A"], ["escape", "\x1b[A"]),
        (["\x1bOP\x1b"], ["\x1bOP", "escape"]),
        (["\x1b]11;rgb:0/0/0\x1b\\j"], ["\x1b]11;rgb:0/0/0\x1b\\j"]),
        (["\x1bb"], ["\x1bb"]),
        (["\x1b", "b"], ["escape", "b"]),
        (["j\x1bf\x1b\x7f"], ["j\x1bf\x1b\x7f"]),
        ([f"\x1b{START}text{END}"], ["escape", f"{START}text{END}"]),
    ],
)
def test_escape_is_a_key_of_its_own(pieces: list[str], expected: list[str]):
    assert parted(*pieces) == expected


def test_escape_waits_for_what_may_follow_and_not_longer():
    guard = EscapeGuard()
    assert [part for part in guard.parts("\x1b", now=5.0) if part] == []
    assert list(guard.tick(now=5.05)) == []
    assert 0.04 < guard.patience(5.05, longest=1.0) < 0.06
    assert [key.key for key in guard.tick(now=5.11)] == ["escape"]
    assert list(guard.tick(now=5.5)) == []
    assert guard.patience(5.5, longest=1.0) == 1.0
