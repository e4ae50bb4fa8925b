"""A monkey that stays with letters: whatever is pressed, the app goes on and the journal is sound."""

from pathlib import Path
from random import Random

import pytest

from iitui.store.check.inspection import inspect
from tests.proof import size
from tests.terminal import Terminal
from tests.ui.pilot import log_of
from tests.ui.test_monkey import BURST, Monkey

KEYS = ("w", "x", "c", "C", "m", "s", "e", "t", "r", "y", "n", "j", "k", "G", "u", "U", " ", "[", "é")
NAMED = (
    "\r",
    "\t",
    "\x1b[Z",
    "\x0e",
    "\x13",
    "\x1b",
    "\x1b",
    "\x7f",
    "\x15",
    "\x01",
    "\x1f",
    "\x1b[A",
    "\x1b[B",
)
BEGINNINGS = ("5w", "2w\r", "3L\r", "1w", "5w\r")
PASTED = "\x1b[200~" + "[/] [@click=app.quit] 日本 \x07" * 20 + "\x1b[201~"


class LetterMonkey(Monkey):
    """Presses what means something in a letter, and opens another one now and then."""

    def __init__(self, terminal: Terminal, seed: int) -> None:
        super().__init__(terminal, seed)
        self._own_dice = Random(seed)

    def _choose(self) -> str:
        dice = self._own_dice
        if dice.random() < 0.12:
            return dice.choice(BEGINNINGS)
        if dice.random() < 0.01:
            return PASTED
        return dice.choice(dice.choice((KEYS, NAMED)))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine is opened: no mail program, and an editor that leaves the text as it is."""
    for name in ("VISUAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)  # where drafts are saved whose folder is not named


@pytest.mark.usefixtures("alone")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("gap", [0.001, 0.02][: size(1, 2)])
def test_a_monkey_among_letters_never_ends_it(sample: Path, home: Path, gap: float):
    with Terminal(["--db", str(sample)], home) as terminal:
        terminal.wait_for("Follow-ups")
        monkey = LetterMonkey(terminal, 11)
        for _ in range(size(2, 8)):
            monkey.press(BURST, gap)
            monkey.assert_answers()
        assert monkey.leave() == 0
        assert terminal.is_given_back()
    assert log_of(home) == ""
    assert inspect(sample) == []
