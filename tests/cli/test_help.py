"""Help about topics and the man page: whole, current, and read by what reads man pages."""

import os
import re
import shutil
import subprocess

import pytest

from iitui.cli.arguments import arguments_of
from iitui.cli.manual import escape, man_page
from iitui.commands import COMMANDS, TOPICS
from tests.documents import ROOT
from tests.terminal import Terminal

PAGE = ROOT / "docs" / "iitui.1"


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_a_text_without_a_journal(run, journal, topic):
    status, out, err = run("help", topic)
    assert (status, err) == (0, "")
    assert out.startswith("# ")
    assert len(out.splitlines()) > 10
    assert not journal.exists()


def test_keys_stand_with_the_names_that_the_settings_take(run):
    out = run("help", "keys")[1]
    assert re.search(r"^contact.new +n +New: ", out, re.MULTILINE)
    assert re.search(r"^app.quit +q +Quit: ", out, re.MULTILINE)


def test_what_json_prints_is_said_of_every_command_that_prints_it(run):
    table = run("help", "json")[1].partition("| command |")[2]
    said = set(re.findall(r"`([a-z]+)", "\n".join(line.split(" | ")[0] for line in table.splitlines())))
    printing = {
        name for name in COMMANDS if any("--json" in action.option_strings for action in arguments_of(name))
    }
    assert printing <= said
    assert COMMANDS.keys() - printing == {"export", "completion", "help"}


def test_what_stands_at_the_end_of_the_help_of_commands_is_of_commands_that_are_there(run):
    names = {file.stem for file in (ROOT / "iitui" / "data" / "help" / "commands").iterdir()}
    assert names <= COMMANDS.keys()
    assert "\n  linkedin     " in run("import", "--help")[1]
    assert "\n  contacts    vcard, vcard3, csv\n" in run("export", "--help")[1]
    assert run("paths", "--help")[1].endswith("for scripts\n")


def test_the_help_of_commands_is_there_as_before(run):
    assert run("help", "due") == run("due", "--help")
    assert run("help", "settings")[1].startswith("usage: iitui settings")


def test_a_page_names_every_command_and_every_option():
    page = man_page()
    for name in COMMANDS:
        assert f"\n.SS {escape(name)}\n" in page
        for action in arguments_of(name):
            for option in action.option_strings:
                assert option in ("-h", "--help") or f"\\fB{escape(option)}\\fR" in page


@pytest.mark.parametrize("text", [".TH x", "'quote", "a\\b", '~^`"--'])
def test_what_is_printed_is_no_request(text):
    escaped = escape(text)
    assert not escaped.startswith((".", "'"))
    assert "\\" not in re.sub(r"\\(?:e|-|&|\(\w\w)", "", escaped)


@pytest.mark.skipif(not shutil.which("mandoc"), reason="there is no mandoc here")
def test_mandoc_finds_nothing_to_warn_of():
    lint = subprocess.run(["mandoc", "-Tlint", PAGE], capture_output=True, text=True, check=False)
    assert [line for line in lint.stdout.splitlines() if "date" not in line] == []


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")
def test_man_shows_it():
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"}
    shown = subprocess.run(["man", "-l", PAGE], capture_output=True, check=False, env=environment)
    text = re.sub("\x1b\\[[0-9;]*m|.\x08", "", shown.stdout.decode())
    if "system has been minimized" in text:
        pytest.skip("man shows no pages here")
    assert 'iitui schedule Dana "tomorrow half past three Europe/London"' in text
    assert "--within SPAN" in text


def test_long_help_goes_through_the_pager_on_a_terminal_only(home, run, monkeypatch, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged: $(wc -l)\n")
    pager.chmod(0o755)
    monkeypatch.setenv("PAGER", str(pager))
    assert "paged" not in run("help", "dates")[1]
    with Terminal(["help", "dates"], home, rows=10) as terminal:
        assert terminal.wait() == 0
        assert "paged: " in terminal.text()
