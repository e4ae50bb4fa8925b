"""What tab offers, by what iitui answers and in a real bash."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iitui.commands import COMMANDS, SHELLS
from iitui.interchange.registry import FORMATS
from tests.cli.conftest import Run

BASH = shutil.which("bash")

PRESS_TAB = """
source <(iitui completion bash)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
COMPREPLY=()
_iitui iitui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def offers(run: Run, sample: Path):
    """What is offered after some words, each with what it means."""

    def ask(*words: str) -> dict[str, str]:
        status, out, err = run("complete", "--db", str(sample), *words)
        assert (status, err) == (0, "")
        return dict(line.split("\t") for line in out.splitlines())

    return ask


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_asks_back(run: Run, shell: str):
    status, out, err = run("completion", shell)
    assert (status, err) == (0, "")
    assert f"source <(iitui completion {shell})" in out or f"iitui completion {shell} >" in out
    assert " complete " in out


def test_a_shell_that_is_not_known_is_refused(run: Run):
    status, out, err = run("completion", "ksh")
    assert (status, out) == (2, "")
    assert "invalid choice: 'ksh'" in err


def test_commands_are_offered_with_what_they_do(offers):
    assert offers("") == {name: command.does for name, command in COMMANDS.items()}
    assert offers("help", "").items() >= offers("").items()
    assert set(offers("d")) == {"due", "done", "dismiss", "demo"}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["-"], {"--db", "--help", "--version"}),
        (["brief", "--f"], {"--format"}),
        (["brief", "--format", ""], {"text", "markdown", "html", "json"}),
        (["brief", "--format", "m"], {"markdown"}),
        (["brief", "--format", "text", "--"], {"--help", "--json"}),
        (["import", "--format", ""], set(FORMATS)),
        (["export", "con"], {"contacts"}),
        (["export", "contacts", "--format", ""], {"vcard", "vcard3", "csv"}),
        (["export", "answers", "-o", "a.md", "--format", ""], {"csv", "markdown"}),
        (["export", "--format", "t"], {"toml"}),
        (["done", "thank_you:4", "--"], {"--json", "--help"}),
        (["add", "Dana Ito", "--j"], {"--json"}),
        (["schedule", "Joanna", "tue 2pm", "--medium", "ph"], {"phone"}),
        (["log", "Joanna", "called", "--kind", "m"], {"mail", "message", "meeting"}),
        (["log", "Joanna", "too busy", "--outcome", "too"], {"too busy"}),
        (["log", "Joanna", "", "--settles", "thank_you:4"], {"thank_you:4"}),
        (["log", "Joanna", "--at", "to"], {"today", "tomorrow"}),
        (["letter", "--format", "e"], {"eml"}),
        (["letter", "--kind", "n"], {"nudge"}),
        (["settings", "sound"], {"sound_people", "sound_organizations"}),
        (["schedule", "Joanna", "fri", "--zone", "europe/lond"], {"Europe/London"}),
        (["report", "live sound", "--leave-out", "nur"], {"nursing"}),
        (["import", "a.vtt", "--interview", "4"], {"4"}),
        (["contacts", "joan"], {"Joanna Whitlock"}),
        (["questions", "joan"], set()),
        (["help", "dat"], {"dates"}),
        (["completion", ""], set(SHELLS)),
        (["completion", "bash", ""], set()),
        (["help", "sn"], {"snooze"}),
        (["help", "due", ""], set()),
        (["brief", "next", ""], set()),
        (["schedule", "Joanna", "tom"], {"tomorrow"}),
        (["schedule", "--medium", "phone", "Joanna", "tom"], {"tomorrow"}),
        (["snooze", "thank_you:4", "fri"], {"friday"}),
        (["undo", ""], set()),
        (["dye", ""], set()),
        (["due", "--within", "7"], {"7d"}),
    ],
)
def test_options_and_their_values_are_offered(offers, words, offered):
    assert set(offers(*words)) == offered


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_is_offered(run: Run, offers, command: str):
    _, shown, _ = run(command, "--help")
    options = {word.strip(",") for word in shown.split() if word.startswith("--")} - {"--db"}
    assert set(offers(command, "--")) >= {one for one in options if one in shown.partition("options:")[2]}


@pytest.mark.parametrize("command", ["done", "snooze", "waive", "dismiss"])
def test_what_is_owed_is_offered(offers, command: str):
    assert offers(command, "thank_you:4") == {"thank_you:4": "Thank Joanna Whitlock"}
    assert "thank_you:4" in offers(command, "thank_you:4", "")


def test_interviews_and_contacts_are_offered(offers):
    assert offers("brief", "")["next"] == "the next interview"
    assert "Thandiwe Mokoena" in offers("brief", "").values()
    assert set(offers("schedule", "joanna")) == {"Joanna Whitlock"}
    assert set(offers("log", "--in", "joanna")) == {"Joanna Whitlock"}
    assert set(offers("schedule", "--medium", "phone", "joanna")) == {"Joanna Whitlock"}


@pytest.mark.parametrize(
    "words",
    [
        ["--db", ""],
        ["import", ""],
        ["import", "--dry-run", "a.vcf", ""],
        ["import", "-", ""],
        ["restore", ""],
        ["backup", ""],
        ["mail", ""],
        ["demo", "--write", ""],
        ["export", "contacts", "-o", ""],
        ["export", "contacts", "--output", ""],
    ],
)
def test_where_a_file_belongs_the_shell_is_left_to_it(run: Run, words):
    assert run("complete", *words) == (1, "", "")


def test_a_journal_that_cannot_be_read_offers_nothing(run: Run, tmp_path: Path):
    (tmp_path / "diary").write_text("Dear diary" * 99)
    assert run("complete", "--db", str(tmp_path / "diary"), "done", "") == (0, "", "")


def test_nothing_typed_yet_is_a_beginning(run: Run):
    assert "due\t" in run("complete")[1]


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["iitui", "du"], ["due"]),
        (["iitui", "done", "thank_you", ":", "4"], ["4"]),
        (["iitui", "done", "thank_you", ":", "4", "thank_you", ":", "4"], ["4"]),
        (["iitui", "schedule", "Joa"], ["Joanna\\ Whitlock"]),
        (["iitui", "schedule", '"Joa'], ["Joanna Whitlock"]),
    ],
)
def test_bash_completes_words_with_colons_and_blanks(sample: Path, monkeypatch, words, offered):
    monkeypatch.setenv("IITUI_DB", str(sample))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    ran = subprocess.run(
        [str(BASH), "-c", PRESS_TAB, "bash", *words], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == offered
