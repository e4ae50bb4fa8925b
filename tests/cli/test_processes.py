"""What only a process of its own can show: what is imported, closed pipes, locales, interrupts."""

import os
import subprocess
import sys

import pytest

from tests.processes import HEAVY, NEEDLESS, SHOW_MODULES_WITH_CODE, SLOW, modules_of, needs_zones, process


@pytest.mark.parametrize(
    "command",
    [
        ["complete", "done", ""],
        ["complete", "schedule", "J"],
        ["due"],
        ["due", "--json"],
        ["next"],
        ["contacts"],
        ["contacts", "oliv", "--json"],
        ["interviews", "--all"],
        ["questions"],
        ["brief"],
        ["brief", "--format", "markdown"],
        ["paths"],
    ],
)
def test_reading_loads_nothing_that_is_slow(sample, command):
    loaded = modules_of("--db", sample, *command)
    is_prompt = command[0] in ("complete", "due", "next")
    assert ("iitui.cli" in loaded, "iitui.prompt" in loaded) == (not is_prompt, is_prompt)
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ["complete", ""],
        ["complete", "due", "--"],
        ["complete", "help", ""],
        ["complete", "import", "--"],
        ["complete", "import", "--format", ""],
    ],
)
def test_what_could_be_typed_is_said_without_a_journal(words):
    assert modules_of(*words).isdisjoint((*HEAVY, *SLOW, *NEEDLESS[:3], "sqlite3"))


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["help", "due"], ["completion", "bash"]])
def test_help_version_and_completion_load_almost_nothing(words):
    loaded = modules_of(*words)
    ours = {name for name in loaded if name.startswith("iitui")}
    rooms = (
        "", ".__main__", ".cli", ".cli.arguments", ".commands", ".terminal",
    )  # fmt: skip
    assert ours == {f"iitui{room}" for room in rooms}
    assert loaded.isdisjoint((*HEAVY, *SLOW, "sqlite3", "zoneinfo", "typing", "pathlib"))


@pytest.mark.parametrize(("command", "most"), [("due", 20), ("next", 17)])
def test_a_prompt_waits_for_nothing_but_what_it_prints(sample, monkeypatch, tmp_path, command, most):
    """Modules are counted, not milliseconds; each of ours costs about a twentieth of a bare interpreter."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "without settings"))
    loaded = modules_of("--db", sample, command)
    assert loaded.isdisjoint((*HEAVY, *SLOW, *NEEDLESS))
    with_code = modules_of("--db", sample, command, show=SHOW_MODULES_WITH_CODE)
    assert len([name for name in with_code if name.startswith("iitui")]) <= most


def test_plain_settings_are_read_without_toml(sample, home):
    (home / "config" / "iitui" / "settings.toml").write_text('my_name = "Dana Ito"\nthank_you_hours = 12\n')
    for command in ("due", "next"):
        loaded = modules_of("--db", sample, command)
        assert "iitui.plain_settings" in loaded
        assert loaded.isdisjoint((*HEAVY, *SLOW, *NEEDLESS))


@needs_zones
def test_a_prompt_asks_the_machine_for_its_zone(sample, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "without settings"))
    for command in ("due", "next"):
        assert "zoneinfo" not in modules_of("--db", sample, command)


@pytest.mark.parametrize("command", [["contacts"], ["questions", "--json"], ["--help"]])
def test_a_closed_pipe_ends_quietly(sample, command):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "iitui", "--db", str(sample), *command],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, b"")


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C.UTF-8"},
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_names_are_utf8_under_any_locale(sample, locale):
    finished = process("-m", "iitui", "--db", sample, "contacts", **locale)
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert "佐藤 美咲" in finished.stdout.decode("utf-8")


def test_an_interrupt_ends_with_130(monkeypatch):
    from iitui import __main__

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "_run", interrupted)
    assert __main__.main(["due"]) == 130


def test_errors_are_one_line_without_a_traceback(tmp_path):
    finished = process("-m", "iitui", "--db", tmp_path / "no" / "journal.db", "add", "Dana Ito")
    assert finished.returncode == 2
    assert finished.stdout == b""
    assert finished.stderr.count(b"\n") == 1
    assert finished.stderr.startswith(b"iitui: ")
