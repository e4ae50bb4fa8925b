"""Letters in a real terminal: the keys of a thank-you, counted, and letters written in real editors."""

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest

from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.clock import MovableClock
from tests.terminal import PATIENCE, Terminal
from tests.ui.conftest import NOW
from tests.ui.letters.steps import ADVICE, held, person
from tests.ui.pilot import log_of

ESCAPE, ENTER = "\x1b", "\r"

MOST_KEYS = 8
"""How many keys a thank-you may take besides the typing of its sentence."""

SAID = "The smell of the archive stayed with me all evening."

TURN_PLACE = "one thing they said"

EDITORS = {
    "ed": [f"/{TURN_PLACE}/c\n", f"{SAID}\n", ".\n", "w\n", "q\n"],
    "vim.tiny": [f":%s/\\[{TURN_PLACE}.*\\]/{SAID}/\r", ":wq\r"],
    "nano": ["\x17", f"{TURN_PLACE}\r", "\x01", "\x0b", f"{SAID}\r", "\x13", "\x18"],
}
"""Editors of Debian's packages, and what is typed into each."""

PLAIN = f"""#!/bin/sh
sed "s/\\[{TURN_PLACE}.*\\]/{SAID}/" "$1" > "$1.new" && cat "$1.new" > "$1" && rm "$1.new"
"""
"""An editor for a machine that has none of them."""

Start = Callable[[str], Terminal]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, where nothing may stay."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def start(journal: Path, home: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts iitui with an editor, in a terminal, on Follow-ups, the cursor on an overdue thank-you."""
    store = Store.open(journal, MovableClock(NOW))
    held(store, person(store))
    store.close()
    config = home / ".config" / "iitui"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text('my_name = "Ann Wu"\nzone = "America/Detroit"\n', "utf-8")
    monkeypatch.setenv("IITUI_NOW", NOW.isoformat())
    for name in ("VISUAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as terminals:

        def start_with(editor: str) -> Terminal:
            monkeypatch.setenv("EDITOR", editor)
            terminal = terminals.enter_context(Terminal(["--db", str(journal)], home, columns=120, rows=40))
            terminal.wait_for("Follow-ups")
            terminal.rest()
            terminal.press("5")
            terminal.wait_for("Details")
            terminal.rest()
            return terminal

        yield start_with
    assert log_of(home) == ""
    assert inspect(journal) == []


def settled_text(journal: Path) -> str:
    """The text of the thank-you that was logged, if it settled what was owed."""
    reader = JournalReader.open(journal)
    try:
        owed = reader.follow_ups.find(FollowUpId(Kind.THANK_YOU, 1), NOW, NOW)
        touches = reader.touches.with_contact(1)
    finally:
        reader.close()
    assert owed is not None
    assert owed.verdict is (Verdict.DONE if touches else None)
    return touches[0].text if touches else ""


def leave(terminal: Terminal) -> None:
    terminal.rest()
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_given_back()


def open_letter(terminal: Terminal) -> None:
    terminal.press("w")
    terminal.wait_for("Not ready")
    terminal.rest()
    terminal.forget()


def wait_for_file(terminal: Terminal, folder: Path) -> Path:
    """Wait until the editor has its file and draws no more."""
    latest = monotonic() + PATIENCE
    while not list(folder.iterdir()):
        assert monotonic() < latest, f"no editor was opened: {terminal.text()[-2000:]}"
        terminal.read(0.05)
    terminal.rest()
    return next(path for path in folder.iterdir() if path.suffix == ".txt")


def assert_written(terminal: Terminal, journal: Path, temporary: Path) -> None:
    terminal.wait_for("Ready")
    terminal.rest()
    assert list(temporary.iterdir()) == []
    terminal.press("x")
    terminal.wait_for("Logged and settled")
    assert SAID in settled_text(journal)
    assert TURN_PLACE not in settled_text(journal)
    leave(terminal)


def test_a_thank_you_takes_a_handful_of_keys_besides_its_sentence(start: Start, journal: Path):
    terminal, keys = start(""), 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        terminal.press(key)

    press("w")
    terminal.wait_for("Not ready")
    press(ENTER)
    terminal.press(*"I begin on Monday.")
    press(ESCAPE)
    terminal.wait_for("Ready")
    terminal.rest()
    terminal.forget()
    press("c")
    terminal.wait_for("Copied the letter.")
    press("x")
    terminal.wait_for("Logged and settled")
    assert keys <= MOST_KEYS
    text = settled_text(journal)
    assert f"“{ADVICE}” I begin on Monday." in text
    assert b"\x1b]52;c;" + base64.b64encode(text.encode()) in terminal.drawn
    leave(terminal)


def test_the_same_keys_pressed_in_one_go_do_the_same(start: Start, journal: Path):
    terminal = start("")
    terminal.press("w", ENTER, *"I begin on Monday.", ESCAPE, "c", "x")
    terminal.wait_for("Logged and settled")
    assert f"“{ADVICE}” I begin on Monday." in settled_text(journal)
    leave(terminal)


@pytest.mark.parametrize("editor", EDITORS)
def test_a_letter_is_written_in_a_real_editor(start: Start, journal: Path, temporary: Path, editor: str):
    if shutil.which(editor) is None:
        pytest.skip(f"{editor} is not on this machine")
    terminal = start(editor)
    open_letter(terminal)
    terminal.press("e")
    file = wait_for_file(terminal, temporary)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().startswith("Subject: Thank you for your time on Sunday\n\nDear Dana,")
    for keys in EDITORS[editor]:
        terminal.press(*keys)
        terminal.read(0.1)
    assert_written(terminal, journal, temporary)


def test_an_editor_with_arguments_is_run_with_them(
    start: Start, journal: Path, temporary: Path, tmp_path: Path
):
    script = tmp_path / "an editor"
    script.write_text(PLAIN.replace('"$1"', '"$2"').replace("$1.new", "$2.new"))
    script.chmod(0o755)
    terminal = start(f"'{script}' --wait")
    open_letter(terminal)
    terminal.press("e")
    assert_written(terminal, journal, temporary)


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("", "Set VISUAL or EDITOR to name an editor"),
        ("false", "false ended with status 1; your text is unchanged."),
        ("no-such-editor", "no-such-editor cannot be run: No such file or directory."),
        ("'", "EDITOR isn't a command: '."),
        ('sh -c \'printf "\\377" > "$0"\'', "The edited text isn't valid UTF-8"),
        ("sh -c 'head -c 500000 /dev/zero > \"$0\"'", "The edited text is too long: 500000 bytes."),
        ("rm", "cannot be run: No such file or directory"),
    ],
)
def test_an_editor_that_fails_is_told_of_and_the_letter_stays(
    start: Start, journal: Path, temporary: Path, editor: str, words: str
):
    terminal = start(editor)
    open_letter(terminal)
    terminal.press("e")
    terminal.wait_for(words.split(": ", maxsplit=1)[0][:60])
    terminal.rest()
    assert list(temporary.iterdir()) == []
    terminal.press(ENTER, *"I begin on Monday.", ESCAPE, "x")
    terminal.wait_for("Logged and settled")
    assert f"“{ADVICE}” I begin on Monday." in settled_text(journal)
    leave(terminal)


def test_an_interrupt_is_the_editors_own(start: Start, journal: Path, temporary: Path):
    if shutil.which("ed") is None:
        pytest.skip("ed is not on this machine")
    terminal = start("ed")
    open_letter(terminal)
    terminal.press("e")
    wait_for_file(terminal, temporary)
    terminal.press("\x03", "\x1c")
    terminal.read(0.3)
    assert not terminal.has_ended()
    for keys in EDITORS["ed"]:
        terminal.press(*keys)
        terminal.read(0.1)
    assert_written(terminal, journal, temporary)


def test_what_is_typed_outlives_a_kill(start: Start, journal: Path, home: Path):
    terminal = start("")
    open_letter(terminal)
    terminal.press(ENTER, *"I begin on Monday.")
    latest = monotonic() + PATIENCE
    while not any("begin on Monday." in path.read_text() for path in home.rglob("*.json")):
        assert monotonic() < latest, "it is not kept"
        terminal.read(0.05)
    terminal.process.kill()
    terminal.process.wait()
    again = start("")
    again.press("w")
    again.wait_for("Monday.")  # the line may break before it
    again.press(ESCAPE, "x")
    again.wait_for("Logged and settled")
    assert "I begin on Monday." in settled_text(journal)
    leave(again)
