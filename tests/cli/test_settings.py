"""The command `settings`: what counts, where it is set, and the file in an editor."""

import json
import sys

import pytest

from iitui.reports.settings import template
from iitui.settings import DEFINED


@pytest.fixture
def settings(home):
    return home / "config" / "iitui" / "settings.toml"


@pytest.fixture
def editor(monkeypatch, tmp_path):
    """Makes the editor run a piece of Python with the text of the file, which it may change."""

    def make(code: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text('utf-8')\n"
            f"{code}\npath.write_text(text, 'utf-8')\n"
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    return make


def test_each_stands_with_value_default_and_origin(run, settings, monkeypatch):
    monkeypatch.setenv("VISUAL", "vi")
    settings.write_text('\nquestions = 9\n[keys]\n"contact.new" = "insert"\n', "utf-8")
    status, out, err = run("settings")
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines()[1:]}
    assert (status, err) == (0, "")
    assert rows["questions"] == ["9", "8", f"{settings}:2"]
    assert rows["keys.contact.new"] == ['"insert"', '"n"', f"{settings}:4"]
    assert rows["sound_people"] == ["3", "3", "default"]
    assert rows["zone"] == ['"America/Detroit"', '"America/Detroit"', "environment"]
    assert rows["VISUAL"] == ['"vi"', '""', "environment"]
    assert rows.keys() >= DEFINED.keys() - {"keys"}


def test_as_json(run, settings):
    settings.write_text('questions = 9\nmail = ["~/Mail"]\nremind_at = "08:30"\ntheme = "nordd"\n', "utf-8")
    status, out, err = run("settings", "--json")
    record = json.loads(out)
    values = {one["name"]: one for one in record["settings"]}
    assert status == 2
    assert record["file"] == str(settings)
    assert values["questions"] == {
        "name": "questions", "value": 9, "default": 8, "origin": "file", "line": 1,
        "allowed": "a whole number from 1 to 600", "meaning": DEFINED["questions"].meaning,
    }  # fmt: skip
    assert values["mail"]["value"] == ["~/Mail"]
    assert values["remind_at"]["value"] == "08:30"
    assert record["problems"] == [
        {
            "file": str(settings),
            "where": "line 4",
            "why": "theme: there is no theme 'nordd'; did you mean nord?",
        }
    ]
    assert f"{settings}:4: theme" in err


def test_some_are_explained(run):
    status, out, _ = run("settings", "sound_people", "theme")
    assert (status, out.count("\n")) == (0, 4)
    assert "sound_people = 3 (default; default: 3)" in out
    assert "a whole number from 1 to 600" in out
    assert run("settings", "sound_peopl")[2] == (
        "iitui: There is no setting 'sound_peopl'; did you mean sound_people?\n"
    )


def test_everything_that_is_wrong_is_said(run, settings):
    settings.write_text('colour = 1\nbell = 2\nholidays = "Utopia"\n[keys]\n"contact.nw" = "n"\n', "utf-8")
    status, out, err = run("settings")
    assert status == 2
    assert out.startswith("setting")
    assert [line.removeprefix(f"{settings}:").partition(":")[0] for line in err.splitlines()] == list("1235")
    assert "there's no command 'contact.nw'; did you mean contact.new?" in err


def test_a_file_is_made_from_the_template_edited_and_checked(run, settings, editor):
    settings.unlink()
    editor("text = text.replace('#questions = 8', 'questions = 7')")
    status, out, err = run("settings", "--edit")
    assert (status, out, err) == (0, "", f"{settings}: 1 set, nothing wrong.\n")
    assert settings.read_text("utf-8") == template().replace("#questions = 8", "questions = 7")
    assert settings.stat().st_mode & 0o777 == 0o600
    editor("text += 'alumi = 3'")
    status, out, err = run("settings", "--edit")
    assert (status, out) == (2, "")
    assert "there is no setting 'alumi'" in err
    assert settings.read_text("utf-8").endswith("alumi = 3"), "what was typed is kept"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("", "to name an editor"),
        ("/nowhere/vi", "cannot be run"),
        ("'", "isn't a command"),
        ("false", "status 1"),
    ],
)
def test_an_editor_that_does_not_work_is_said(run, settings, monkeypatch, command, words):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    before = settings.read_bytes()
    status, out, err = run("settings", "--edit")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert settings.read_bytes() == before


def test_without_an_editor_no_file_is_made(run, settings, monkeypatch):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    settings.unlink()
    assert run("settings", "--edit")[0] == 2
    assert list(settings.parent.iterdir()) == []


def test_a_snooze_comes_back_at_the_time_that_is_set(run, settings, sample):
    settings.write_text('zone = "America/Detroit"\nremind_at = "07:15"\n', "utf-8")
    follow_up = json.loads(run("due", "--json")[1])[0]["id"]
    record = json.loads(run("snooze", follow_up, "mon", "--json")[1])[0]
    assert record["until"] == "2026-11-23T07:15:00-05:00"


@pytest.mark.parametrize(("first", "day"), [("Monday", "Mon 23 Nov"), ("Sunday", "Sun 22 Nov")])
def test_the_next_week_begins_on_the_day_of_week_start(run, settings, first, day):
    settings.write_text(f'zone = "America/Detroit"\nweek_start = "{first}"\n', "utf-8")
    assert run("add", "Dana Ito")[0] == 0
    status, out, err = run("schedule", "Dana Ito", "next week 2pm")
    assert status == 0
    assert day in out + err
