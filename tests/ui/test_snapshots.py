"""What the screens look like. Stored with `--snapshot-update`; what changes is shown in a report."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from iitui.ui.app import exporting
from iitui.ui.contacts import importing
from tests.ui.pilot import settle

LARGE, SMALL = (100, 30), (80, 24)
PLACES = {
    "today": "1",
    "contacts": "2",
    "interviews": "3",
    "brief": "b",
    "questions": "4",
    "follow_ups": "5",
    "compare": "6",
}


@pytest.fixture(autouse=True)
def still(monkeypatch):
    """No variable of the machine changes the colors; cursors are stilled by `presses`."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)


def presses(*keys: str):
    """Press keys one after the other, waiting in between for what each sets off."""

    async def before(pilot) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        for box in pilot.app.screen.query("Input, TextArea"):
            if isinstance(box, (Input, TextArea)):
                box.cursor_blink = False
        await settle(pilot)

    return before


@pytest.mark.parametrize(("place", "key"), PLACES.items())
def test_sample(snap_compare, sample_app, place, key):
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses(key))


@pytest.mark.parametrize("place", ["today", "brief", "questions"])
def test_small(snap_compare, sample_app, place):
    assert snap_compare(sample_app, terminal_size=SMALL, run_before=presses(PLACES[place]))


@pytest.mark.parametrize("place", ["today", "contacts", "interviews", "questions", "follow_ups"])
def test_empty(snap_compare, make_app, place):
    assert snap_compare(make_app(), terminal_size=LARGE, run_before=presses(PLACES[place]))


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_help(snap_compare, sample_app, size):
    assert snap_compare(sample_app, terminal_size=size, run_before=presses("2", "question_mark"))


def test_palette(snap_compare, sample_app):
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses("2", "ctrl+p", *"mo"))


def test_contact_form(snap_compare, sample_app):
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses("2", "n"))


def test_import_preview(snap_compare, sample_app, tmp_path, monkeypatch):
    path = tmp_path / "people.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Dana Ito\nORG:Beaumont\nTITLE:Nurse manager\n"
        "EMAIL:dana@example.org\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Thandiwe Mokoena\nORG:City of Fernwood\n"
        "TEL:+1 313 555 0199\nEND:VCARD\n"
    )
    monkeypatch.setattr(importing, "first_folder", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    keys = ("I", "slash", "ctrl+u", *("full_stop" if one == "." else one for one in path.name), "enter")
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses(*keys))


def test_question_set(snap_compare, sample_app, monkeypatch, tmp_path):
    path = tmp_path / "set.toml"
    path.write_text(
        'set = { name = "First visits", author = "M. Gray, Career Center", version = "2026-09" }\n'
        '[[question]]\nid = "shift"\ntext = "What do you remember of your very first shift?"\n'
        'category = "path"\nphase = "open"\n[[question]]\ntext = "How long?"\nminutes = 400\n'
        '[[plan]]\nname = "Between two shifts"\nminutes = 10\nquestions = ["shift", "ordinary-day"]\n'
    )
    monkeypatch.setattr(importing, "first_folder", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    keys = ("I", "slash", "ctrl+u", *("full_stop" if one == "." else one for one in path.name), "enter")
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses(*keys))


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:a@x
DTSTAMP:20260301T000000Z
DTSTART;TZID=America/Detroit:20260312T140000
DTEND;TZID=America/Detroit:20260312T143000
SUMMARY:Informational interview with Joanna Whitlock
LOCATION:Lakeside General Hospital, third floor
END:VEVENT
BEGIN:VEVENT
UID:b@x
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260320
SUMMARY:[/] 会議
END:VEVENT
END:VCALENDAR
"""


def test_calendar_preview(snap_compare, sample_app, tmp_path, monkeypatch):
    path = tmp_path / "cal.ics"
    path.write_text(CALENDAR)
    monkeypatch.setattr(importing, "first_folder", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    keys = ("I", "slash", "ctrl+u", *("full_stop" if one == "." else one for one in path.name), "enter")
    assert snap_compare(sample_app, terminal_size=(140, 40), run_before=presses(*keys))


def test_export_form(snap_compare, sample_app, monkeypatch):
    monkeypatch.setattr(exporting, "first_folder", lambda: Path("/home/sam/Downloads"))
    keys = ("ctrl+p", *("space" if one == " " else one for one in "export contacts"), "enter")
    assert snap_compare(sample_app, terminal_size=SMALL, run_before=presses(*keys))


TABLE = """Full Name;Mail;Where they work;What they do;Mobile;Hobby
Dana Ito;dana@example.org;Beaumont Hospital;Nurse Manager;+1 248 555 0100;Sailing
Aroha Ngata;aroha@example.net;City of Fernwood;Planning director;;
;;Only An Organization Ltd.;;555 0100;
"""


MATCHING = {
    "columns": (SMALL, ()),
    "field": (SMALL, ("j", "j", "space")),
    "differences": (LARGE, ("j", "j", "space", "o", "space", "r", "enter", "space", "k")),
}
"""What is asked of a table before it is imported."""


@pytest.mark.parametrize("step", MATCHING)
def test_table(snap_compare, sample_app, tmp_path, monkeypatch, step):
    path = tmp_path / "people.csv"
    path.write_text(TABLE)
    monkeypatch.setattr(importing, "first_folder", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    opened = ("I", "slash", "ctrl+u", *("full_stop" if one == "." else one for one in path.name), "enter")
    size, keys = MATCHING[step]
    assert snap_compare(sample_app, terminal_size=size, run_before=presses(*opened, *keys))


@pytest.mark.parametrize(("name", "keys"), {"debrief": "jjjjjw", "transcript": "jjjjjjjjt"}.items())
def test_after_an_interview(snap_compare, sample_app, name, keys):
    assert snap_compare(sample_app, terminal_size=SMALL, run_before=presses("3", *keys))


OPENED = {
    "comparison": ("6", "enter"),
    "live": ("3", "s", "y", "W", "a", "l", "k", "s"),
    "referrals": ("2", "t"),
    "occupations": ("2", "P"),
    "organizations": ("2", "O"),
    "targets": ("2", "T"),
    "duplicates": ("2", "D"),
    "news": ("2", "F"),
    "statistics": ("1", "S"),
}
"""The screens that open over a place, each with the keys that lead there."""


def test_settings(snap_compare, sample_app, monkeypatch):
    monkeypatch.setenv("TZ", "America/Detroit")
    sample_app.session.paths.settings.write_text("questions = 7\ncolour = 1\n", "utf-8")
    keys = ("ctrl+p", *"settings", "enter", "j", "j")
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses(*keys))


@pytest.mark.parametrize("name", OPENED)
def test_opened(snap_compare, sample_app, name):
    assert snap_compare(sample_app, terminal_size=LARGE, run_before=presses(*OPENED[name]))
