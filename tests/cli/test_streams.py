"""Standard input and output in place of files, JSON of what was done, and readers that leave early."""

import io
import json
import os
import subprocess
import sys

import pytest

from iitui.cli.streams import write_to_output
from iitui.domain.errors import UnreadableError
from iitui.output import clusters, cut_text, print_json, print_json_array, width_of
from iitui.reports.wrapping import wrapped
from tests.processes import process

WIDE = {
    "👩\u200d🔬": 2, "👨\u200d👩\u200d👧\u200d👦": 2, "🇺🇸": 2, "🇺🇸🇬🇧": 4, "👍🏽": 2,
    "❤\ufe0f": 2, "🏳\ufe0f\u200d🌈": 2,
    "e\u0301": 1, "佐藤 美咲": 9, "กำ": 2, "\u1100\u1161\u11a8": 2, "Zoë": 3,
}  # fmt: skip


def journal_bytes(*arguments: object) -> bytes:
    finished = process("-m", "iitui", *arguments)
    assert (finished.returncode, finished.stderr) == (0, b"")
    return finished.stdout


def test_a_backup_goes_through_a_pipe_and_comes_back(run, sample, home, tmp_path):
    names = run("contacts")[1]
    backup = journal_bytes("--db", sample, "backup", "-")
    assert backup.startswith(b"SQLite format 3\0")
    run("add", "Dana Ito")
    restored = subprocess.run(
        [sys.executable, "-m", "iitui", "--db", str(sample), "restore", "-", "--json"],
        input=backup, capture_output=True, check=True,
    )  # fmt: skip
    record = json.loads(restored.stdout)
    assert (record["journal"], record["file"], record["aside"]) == (str(sample), "-", None)
    assert record["kept"].keys() == {"file", "at", "reason", "size"}
    assert run("contacts")[1] == names
    undone = json.loads(run("undo", "--json")[1])
    assert undone.keys() == {"id", "at", "name", "undone"}
    assert "Dana Ito" in run("contacts")[1]
    assert json.loads(run("redo", "--json")[1])["name"] == undone["name"]
    assert "Dana Ito" not in run("contacts")[1]


def test_what_is_no_journal_is_refused_from_standard_input_too(run, sample, monkeypatch):
    before = sample.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Dear diary")))
    status, out, err = run("restore", "-")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert sample.read_bytes() == before


def test_a_sample_journal_goes_through_a_pipe(tmp_path, run, home):
    file = tmp_path / "s.db"
    file.write_bytes(journal_bytes("demo", "--write", "-"))
    assert "Joanna Whitlock" in journal_bytes("--db", file, "contacts").decode()
    other = tmp_path / "other.db"
    assert json.loads(run("demo", "--write", other, "--json")[1]) == {"file": str(other)}


@pytest.mark.parametrize(
    "words", [["backup", "-", "--json"], ["demo", "--write", "-", "--json"], ["demo", "--json"]]
)
def test_json_and_a_journal_do_not_go_together(run, sample, words):
    status, out, err = run(*words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--json" in err


def test_no_journal_is_printed_on_a_terminal(monkeypatch):
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    made: list[object] = []
    with pytest.raises(UnreadableError, match="redirect it to a file"):
        write_to_output("journal.db", made.append)
    assert (made, terminal.getvalue()) == ([], "")


@pytest.mark.parametrize("words", [["brief"], ["letter", "Joanna"], ["report", "live sound"], ["tree"]])
def test_json_means_the_format_of_that_name(run, sample, words):
    assert run(*words, "--json") == run(*words, "--format", "json")
    json.loads(run(*words, "--json")[1])


@pytest.mark.parametrize(
    "command", [["contacts", "--json"], ["interviews", "--all", "--json"], ["help", "keys"]]
)
def test_a_reader_that_leaves_after_a_line_is_no_error(sample, command):
    pipe = subprocess.Popen(
        [sys.executable, "-m", "iitui", "--db", str(sample), *command],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert pipe.stdout is not None
    os.read(pipe.stdout.fileno(), 1)
    pipe.stdout.close()
    _, errors = pipe.communicate()
    assert (pipe.returncode, errors) == (0, b"")


@pytest.mark.parametrize("values", [[], [1], [{"a": ["\n", "\u202e"], "b": {}}, "x"], [[], {}]])
def test_an_array_is_printed_piece_by_piece_as_it_is_as_a_whole(values, capsys):
    print_json(values)
    whole = capsys.readouterr().out
    print_json_array(iter(values))
    assert capsys.readouterr().out == whole


@pytest.mark.parametrize(("text", "width"), WIDE.items())
def test_what_is_drawn_together_is_measured_together(text, width):
    assert width_of(text) == width
    assert "".join(cluster for cluster, _ in clusters(text)) == text


@pytest.mark.parametrize("text", WIDE)
def test_what_is_drawn_together_is_not_parted(text):
    parts = {cluster for cluster, _ in clusters(text)}
    for width in range(1, 12):
        cut = cut_text(text * 4, width)
        assert width_of(cut) <= width
        assert {cluster for cluster, _ in clusters(cut.removesuffix("…"))} <= parts


def test_wide_text_is_wrapped_to_columns():
    words = "佐藤さんは東京大学で研究しています。 Zoë said 👩\u200d🔬👩\u200d🔬👩\u200d🔬 to https://example.org/ü/very/long/that/stays"
    lines = wrapped("• ", words, 30)
    assert all(width_of(line) <= 30 for line in lines if "https" not in line)
    assert "".join("".join(lines).split()) == "•" + "".join(words.split())
    assert any(line.strip() == "https://example.org/ü/very/long/that/stays" for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])
