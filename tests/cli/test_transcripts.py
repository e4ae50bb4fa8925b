"""The command `import --interview`: attaching, previewing, replacing, and what is refused."""

import io
import json

import pytest

from tests.cli.conftest import Begin

TALK = """WEBVTT

00:01.000 --> 00:04.000
<v Dana Ito>Nights are long.

00:05.000 --> 00:07.000
<v Me>How long?
"""
BACKWARDS = TALK.replace("00:05.000 --> 00:07.000", "00:00.500 --> 00:00.900")


@pytest.fixture
def scheduled(begin: Begin) -> None:
    begin(("add", "Dana Ito"), ("schedule", "Dana", "tomorrow 10:00"))


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.vtt"
    path.write_text(TALK, "utf-8")
    return path


def attached(run) -> int:
    return int(json.loads(run("brief", "1", "--format", "json")[1])["transcripts"])


@pytest.mark.usefixtures("scheduled")
def test_a_transcript_is_attached_and_replaces_its_own(run, talk):
    said = "talk.vtt: WebVTT, 2 passages, {} at the interview with Dana Ito\n"
    assert run("import", talk, "--interview", "1") == (0, said.format("added"), "")
    assert run("import", talk, "--interview", "next") == (0, said.format("unchanged"), "")
    talk.write_text(BACKWARDS, "utf-8")
    status, out, err = run("import", talk, "--interview", "1")
    assert (status, out) == (0, said.format("updated"))
    assert err.count("\n") == 1
    assert attached(run) == 1
    assert "Attached talk.vtt to the interview with Dana Ito" in run("history")[1]
    assert run("undo")[0] == 0
    assert run("undo")[0] == 0
    assert attached(run) == 0


@pytest.mark.usefixtures("scheduled")
def test_a_preview_changes_nothing(run, talk, monkeypatch):
    status, out, _ = run("import", talk, "--interview", "1", "--dry-run")
    assert (status, out.startswith("Dry run: talk.vtt")) == (0, True)
    assert attached(run) == 0


@pytest.mark.usefixtures("scheduled")
def test_json_counts_passages_and_names_problems(run, talk):
    talk.write_text(BACKWARDS, "utf-8")
    report = json.loads(run("import", talk, "--interview", "1", "--json")[1])
    [problem] = report.pop("problems")
    assert problem["file"] == str(talk)
    assert report == {
        "interview": 1,
        "read": 1,
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "files": [
            {
                "file": str(talk),
                "name": "talk.vtt",
                "format": "webvtt",
                "passages": 2,
                "change": "added",
            }
        ],
    }


@pytest.mark.usefixtures("scheduled")
def test_notes_can_be_piped_in(run, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(b"Dana: Nights.\nMe: Why?\n"))
    monkeypatch.setattr("sys.stdin", stream)
    status, out, _ = run("import", "-", "--interview", "1")
    assert (status, out.startswith("standard input: plain text")) == (0, True)


CASES = {
    "pdf": ("talk.pdf", b"%PDF-1.7 x", "is a PDF"),
    "binary": ("talk.bin", b"a\0b" * 50, "isn't a text file"),
    "empty": ("talk.vtt", b"", "is empty"),
    "cards": ("talk.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Dana\nEND:VCARD\n", "contains contacts"),
    "calendar": ("talk.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "is a calendar"),
}


@pytest.mark.usefixtures("scheduled")
@pytest.mark.parametrize("case", CASES)
def test_what_is_no_transcript_is_refused_in_one_line(run, tmp_path, case, talk):
    name, data, why = CASES[case]
    path = tmp_path / name
    path.write_bytes(data)
    status, out, err = run("import", talk, path, "--interview", "1")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert str(path) in err
    assert why in err
    assert attached(run) == 0


@pytest.mark.usefixtures("scheduled")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--interview", "99"], "There is no interview '99'"),
        (["--interview", "Dana"], "There is no interview 'Dana'"),
        (["--interview", "1", "--format", "vcard"], "--format is for contacts"),
    ],
)
def test_unknown_interviews_and_formats_are_refused(run, talk, arguments, why):
    status, out, err = run("import", talk, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert why in err


def test_a_file_that_is_not_there(run, tmp_path):
    assert run("import", tmp_path / "none.vtt", "--interview", "1")[0] == 2
