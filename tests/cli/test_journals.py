"""`iitui export everything` and `iitui import` of what it wrote."""

import io
import json
from pathlib import Path

import pytest

from iitui.__main__ import main


@pytest.fixture
def everything(run, sample, tmp_path: Path) -> Path:
    path = tmp_path / "all.json"
    assert run("export", "everything", "--with-off-record", "-o", path)[0] == 0
    return path


@pytest.fixture
def into_new(tmp_path: Path, capsys):
    """Runs iitui on a journal that is not there yet."""

    def run_iitui(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--db", str(tmp_path / "new.db"), *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_iitui


def test_a_journal_goes_through_a_file(run, everything, into_new, tmp_path):
    before = run("export", "everything", "--with-off-record")[1]
    wanted = (
        "210 read, 139 added, 0 updated, 71 unchanged, 0 skipped\n"
        "Added: 15 organizations, 3 occupations, 3 themes, 25 contacts, 16 interviews, 40 touches,"
        " 31 takeaways, 5 reminders, 1 transcript\n"
    )
    assert into_new("import", "--dry-run", everything) == (0, f"Dry run: {wanted}", "")
    assert not (tmp_path / "new.db").exists()
    assert into_new("import", everything) == (0, wanted, "")
    assert into_new("import", everything)[1] == "210 read, 0 added, 0 updated, 210 unchanged, 0 skipped\n"
    again = into_new("export", "everything", "--with-off-record")[1]
    assert sorted(again.replace(",\n", "\n").splitlines()) == sorted(before.replace(",\n", "\n").splitlines())
    assert "Import of 139 records from all.json" in into_new("history")[1]
    assert into_new("undo")[0] == 0
    assert into_new("contacts")[1] == ""


def test_what_differs_is_said_and_kept(run, everything):
    content = json.loads(everything.read_text("utf-8"))
    content["contacts"][0].update(role="Something else", shoe=3)
    everything.write_text(json.dumps(content, indent=1), "utf-8")
    name = content["contacts"][0]["name"]
    status, out, err = run("import", everything)
    assert (status, out) == (0, "210 read, 0 added, 0 updated, 210 unchanged, 0 skipped\n")
    assert f"contacts[0]: contact {name} stays as it is in the journal: role " in err
    assert ", not Something else\n" in err
    assert f"{everything}: contacts.shoe is unknown to this version of iitui and was left out\n" in err
    report = json.loads(run("import", everything, "--json")[1])
    assert (report["read"], report["unchanged"]) == (210, 210)
    assert report["differences"][0]["says"] == "Something else"
    assert report["problems"][0]["where"] == "contacts.shoe"


def test_two_files_are_one_act(run, everything, into_new, tmp_path):
    run("add", "Somebody New")
    second = tmp_path / "second.json"
    run("export", "everything", "-o", second)
    assert into_new("import", everything, second)[0] == 0
    assert "Import of 2 files" in into_new("history")[1]
    assert into_new("undo")[0] == 0
    assert into_new("contacts")[1] == ""


def test_standard_input(everything, into_new, monkeypatch):
    class Standard:
        buffer = io.BufferedReader(io.BytesIO(everything.read_bytes()))

        @staticmethod
        def isatty() -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Standard())
    assert into_new("import", "-")[1].startswith("210 read, 139 added")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"format": "iitui journal", "version": 1', "isn't complete JSON: line 1, column 41: "),
        (
            '{"format": "iitui journal", "version": 9}',
            "was written by a newer version of iitui: its format version is 9",
        ),
        ('{"format": "iitui journal", "version": 1, "contacts": 3}', "contacts must be a list."),
        (
            '{"format": "iitui journal", "version": 1, "contacts": [' + "[" * 99_999,
            "isn't readable JSON",
        ),
        ('{"format": "iitui journal", "a": "\udcff"}', "isn't UTF-8: byte 35."),
    ],
)
def test_a_file_that_is_broken_is_refused_in_a_sentence(run, sample, tmp_path, content, words):
    path = tmp_path / "broken.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    status, out, err = run("import", path)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_off_the_record_goes_with_everything_only(run, sample):
    for what in ("contacts", "calendar", "answers"):
        status, _, err = run("export", what, "--with-off-record")
        assert status == 2
        assert (
            err == "iitui: --with-off-record works only with everything; every other export leaves it out.\n"
        )


def test_how_to_take_along_what_is_off_the_record_is_said(run, sample, tmp_path):
    assert run("export", "everything", "-o", tmp_path / "a")[2] == (
        "Off the record and left out: 4 answers. --with-off-record includes them, for your own use.\n"
    )
    assert run("export", "everything", "--with-off-record", "-o", tmp_path / "a")[2] == (
        "Off the record, and included in the file: 4 answers. Keep it to yourself.\n"
    )
