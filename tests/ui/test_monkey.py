"""A monkey presses random keys, fast: the app never ends, never gets stuck, and journal kept sound.

5,000 keys in every run, 200,000 with IITUI_PROOF=1 (about two hours of one core), a thousandth, a fiftieth
and a twelfth of a second apart, on the sample journal and on an empty one. What was pressed stands in the
message of the test that fails; it is then cut down to a few keys in `test_type_ahead`.
"""

from datetime import datetime
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from iitui.store.check.inspection import inspect
from tests.interchange.mail.writing import days, message, write_mbox
from tests.journals import sample_journal
from tests.proof import IS_WHOLE, size
from tests.terminal import PATIENCE, Terminal
from tests.ui.pilot import log_of

ESCAPE, SAVE, PALETTE = "\x1b", "\x13", "\x10"

LETTERS = "123456bjkgGnedaixzWlfthpcworUuyYmsRIJKtOWN?*/ vVSDTC[]ABPQ+-><MF"
NAMED = ["\r", "\t", SAVE, PALETTE, "\x7f", "\x15", "\x17", "\x01", "\x0c", "\x1f", "\x03", "\x1b[Z"]
LIVE = [
    "\x0e",
    "\x02",
    "\x07",
    "\x12",
    "\x0f",
    "\x14",
    "\x1bOQ",
    "\x1b[17~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1b[21~",
    "\x1b[24~",
]
"""Keys of live mode: next, back, go to, return, off the record, takeaway, f2, f6, f8, f9, f10, f12."""

ARROWS = [f"\x1b[{last}" for last in ("A", "B", "C", "D", "H", "F", "5~", "6~", "3~")]
BURSTS = [
    "\r\r",
    f"{PALETTE}\r\r",
    PALETTE * 2,
    f"n{SAVE}",
    "??",
    f"I{ESCAPE}",
    "I\r",
    "I\r oat ",
    "Ij\r",
    "Ij\r n\r \r",
    "Ij\rm \r\x1b[C\x1b[C\x1b[Dx",
    f"e{ESCAPE}{ESCAPE}",
    "uuUU",
    "3sy",
    "3R",
    "3w\t",
    "3t",
    "6\r",
    "2t",
    "2P",
    "2O",
    "2H\r",
    "2Y\r",
    "2Yjo",
    f"bY{ESCAPE}",
    "6\rY\r",
    f"4S oat{SAVE}",
    "4rd\r",
    "2n\x05",
    "2la",
    "2rb",
    "5lm",
    "5w",
    "1w\r",
    "2w\r\r",
    "3L\r",
    "2T",
    "1T",
    "2OT",
    "1S",
    "1Sp",
    "2D\r",
    "2Dx",
    "2Ms\r",
    "2  M\r",
    "2Ft\r",
    "2Fxw",
    f"{PALETTE}settings\r",
    f"{PALETTE}export contacts\r{SAVE}",
    f"{PALETTE}export the cal\r{SAVE}",
    f"{PALETTE}export every\r{SAVE}{ESCAPE}",
    "Ijj\r",
    "Ijj\rj\r",
]
TEXTS = [
    "Ana",
    "tomorrow 3pm",
    "é",
    "日本",
    "[/]",
    "\x1b[200~pasted [text]\nq\x1b[201~",
    "\x1b[200~~/\x1b[201~",
]
MOUSE = ["\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m", "\x1b[<64;{x};{y}M", "\x1b[<65;{x};{y}M", "\x1b[<35;{x};{y}M"]
WEIGHTS = {
    "letter": 40,
    "enter": 8,
    "escape": 9,
    "named": 16,
    "live": 6,
    "arrow": 10,
    "burst": 8,
    "text": 6,
    "mouse": 4,
}

BURST = 250
"""After so many keys it is looked whether the app still answers."""

QUIET = 0.15
"""Seconds without output in which it is at rest: live mode draws its clock and the cursor twice a second."""

SHARES = ((0.001, 0.7), (0.02, 0.2), (0.08, 0.1))
"""Seconds between keys, and the share of all keys that are pressed so."""


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A monkey opens no program of the machine."""
    for name in ("VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


class Monkey:
    """Presses random keys in a terminal, and now and then gives it another size."""

    def __init__(self, terminal: Terminal, seed: int) -> None:
        self._terminal = terminal
        self._dice = Random(seed)
        self.pressed: list[str] = []

    def _choose(self) -> str:
        kind = self._dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if kind == "mouse":
            x, y = self._dice.randint(1, 100), self._dice.randint(1, 30)
            return self._dice.choice(MOUSE).format(x=x, y=y)
        choices = {
            "letter": LETTERS,
            "enter": ["\r"],
            "escape": [ESCAPE],
            "named": NAMED,
            "live": LIVE,
            "arrow": ARROWS,
            "burst": BURSTS,
            "text": TEXTS,
        }
        return self._dice.choice(choices[kind])

    def press(self, count: int, gap: float) -> None:
        """Press so many keys, so many seconds apart; fail if the app ends."""
        for _ in range(count):
            if self._dice.random() < 0.005:
                self._terminal.resize(self._dice.randint(20, 200), self._dice.randint(6, 60))
            key = self._choose()
            self.pressed.append(key)
            self._terminal.press(key, gap=gap)
            ended = self._terminal.process.poll()
            assert ended is None, f"it ended with {ended} after {self.pressed[-40:]}"

    def assert_answers(self) -> None:
        """Leave whatever is open; fail if the app draws nothing for it."""
        self._terminal.resize(100, 30)
        self._terminal.rest(QUIET)
        self._terminal.forget()
        latest = monotonic() + PATIENCE
        while not self._terminal.drawn:
            assert monotonic() < latest, f"it is stuck after {self.pressed[-2 * BURST :]}"
            self._terminal.press(self._dice.choice([ESCAPE, ESCAPE, "y", "2", "1"]), gap=0.1)

    def leave(self) -> int:
        """Leave whatever is open, and then the app; return its exit status."""
        latest = monotonic() + 4 * PATIENCE  # on a busy machine many keys may still wait for their turn
        while not self._terminal.has_ended():
            assert monotonic() < latest, f"it cannot be left after {self.pressed[-2 * BURST :]}"
            self._terminal.press(self._dice.choice([ESCAPE, ESCAPE, "y", "q"]), gap=0.2)
        return self._terminal.wait()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine is opened: no mail program, and an editor that leaves the text as it is."""
    for name in ("VISUAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)  # where drafts are saved whose folder is not named


def write_mail(home: Path, now: datetime) -> None:
    """Write a mailbox where the import begins to look, and name the user's address in the settings."""
    sender = "joanna.whitlock@example.org"
    (home / "Downloads").mkdir()
    write_mbox(
        home / "Downloads" / "a.mbox",
        *(message(sender, "me@example.org", f"[/] {n}", now - days(n), f"m{n}") for n in range(1, 40)),
        *(
            message(f"p{n}@example.org", "me@example.org", "日本", now - days(n), f"n{n}")
            for n in range(1, 40)
        ),
    )
    rows = "".join(f"[/] {n};日本;p{n}@example.org;{'x' * n}\n" for n in range(1, 40))
    (home / "Downloads" / "b.csv").write_text(f"Whom;What;Mail;[@click=app.quit]\n{rows}", "utf-8")
    event = "BEGIN:VEVENT\nUID:{0}\nDTSTART:{1:%Y%m%dT%H%M%SZ}\nSUMMARY:[/] Joanna Whitlock\nEND:VEVENT\n"
    events = "".join(event.format(n, now + days(n)) for n in range(1, 20))
    (home / "Downloads" / "c.ics").write_text(
        f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n", "utf-8"
    )
    settings = home / ".config" / "iitui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('addresses = ["me@example.org"]\n', "utf-8")


@pytest.mark.usefixtures("alone")
@pytest.mark.timeout(0 if IS_WHOLE else 600)
@pytest.mark.parametrize("seed", range(1, size(1, 10) + 1))
@pytest.mark.parametrize("content", ["the sample journal", "an empty journal"])
def test_a_monkey_never_ends_it(journal: Path, home: Path, now: datetime, content: str, seed: int):
    if "sample" in content:
        journal.write_bytes(sample_journal(now))
    write_mail(home, now)
    with Terminal(["--db", str(journal)], home) as terminal:
        terminal.wait_for("Follow-ups")
        monkey = Monkey(terminal, seed)
        for gap, share in SHARES:
            count = round(size(1_000, 10_000) * share)
            for begun in range(0, count, BURST):
                monkey.press(min(BURST, count - begun), gap)
                monkey.assert_answers()
        assert monkey.leave() == 0
        assert terminal.is_given_back()
    assert log_of(home) == ""
    assert inspect(journal) == []
