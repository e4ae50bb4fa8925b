"""`iitui export calendar` and what `iitui import` takes over from calendars."""

import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from iitui.domain.interviews import InterviewDraft, Status
from iitui.interchange.calendar.folder import MOST_BYTES
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE, MovableClock
from tests.journals import journal_of

EVENT = """\
BEGIN:VEVENT
UID:{uid}
DTSTART{start}
DTEND{end}
SUMMARY:{summary}
{more}END:VEVENT
"""


def calendar(*parts: str) -> str:
    return "".join(["BEGIN:VCALENDAR\nVERSION:2.0\n", *parts, "END:VCALENDAR\n"])


def event(
    uid: str = "one@example.org",
    start: str = ";TZID=America/Chicago:20261203T140000",
    end: str = ";TZID=America/Chicago:20261203T143000",
    summary: str = "Interview with Dana Ito",
    more: str = "",
) -> str:
    return EVENT.format(uid=uid, start=start, end=end, summary=summary, more=more)


@pytest.fixture
def people(journal: Path, now: datetime) -> Path:
    journal.write_bytes(people_journal(now))
    return journal


@cache
def people_journal(now: datetime) -> bytes:
    return journal_of(lambda path: add_people(path, now))[0]


def add_people(path: Path, now: datetime) -> None:
    store = Store.open(path, MovableClock(now))
    contact(store, "Dana Ito", organization="Beaumont", channels=())
    contact(store, "Olu Ng")
    contact(store, "Ann Lee", organization="Ford")
    contact(store, "Ann Lee", organization="Beaumont")
    store.close()


@pytest.fixture
def planned(journal: Path, now: datetime) -> Path:
    journal.write_bytes(planned_journal(now))
    return journal


@cache
def planned_journal(now: datetime) -> bytes:
    return journal_of(lambda path: plan_interviews(path, now))[0]


def plan_interviews(path: Path, now: datetime) -> None:
    path.write_bytes(people_journal(now))
    store = Store.open(path, MovableClock(now))
    interview(store, 1, now.replace(month=12, day=3, hour=14), place="Lobby", travel_minutes=25)
    interview(store, 2, now.replace(month=12, day=4, hour=9), "Europe/London", place="https://meet.example/1")
    store.close()


@pytest.fixture
def take(run, tmp_path: Path) -> Callable[..., tuple[dict[str, object], list[str]]]:
    """Imports a calendar; returns its counts and why parts of it were not used."""

    def take_calendar(*parts: str) -> tuple[dict[str, object], list[str]]:
        file = tmp_path / "in.ics"
        file.write_text(calendar(*parts), "utf-8")
        status, out, err = run("import", file, "--json")
        assert status == 0, err
        report = json.loads(out)
        reasons = [f"{one['where']}: {one['why']}" for one in report.pop("problems")]
        return report, reasons

    return take_calendar


def interviews(journal: Path) -> list[tuple[str, str, str]]:
    """Who, when there, and the status, of each interview."""
    reader = JournalReader.open(journal)
    try:
        return [
            (known.interview.who, f"{known.interview.start:%m-%d %H:%M}", known.interview.status.value)
            for known in reader.calendar.known(MORNING, MORNING, ZONE, ()).interviews
        ]
    finally:
        reader.close()


def files_of(folder: Path, word: str) -> list[Path]:
    return sorted(file for file in folder.iterdir() if word in file.read_text("utf-8"))


# What goes out


def test_an_interview_has_what_a_calendar_shows(run, planned):
    text = run("export", "calendar")[1].replace("\r\n ", "")
    first = text[text.index("BEGIN:VEVENT") : text.index("END:VEVENT")]
    assert "DTSTART;TZID=America/Detroit:20261203T140000" in first
    assert "DTEND;TZID=America/Detroit:20261203T143000" in first
    assert "SUMMARY:Interview with Dana Ito" in first
    assert "LOCATION:Lobby" in first
    assert "DESCRIPTION:Dana Ito\\, Beaumont" in first
    assert "STATUS:CONFIRMED" in first
    assert "SEQUENCE:0" in first
    # The evening before is at 19:00 in Detroit; 25 minutes of travel, 15 early.
    assert re.findall(r"TRIGGER:(\S+)", first) == ["-PT19H", "-PT40M"]
    assert text.count("BEGIN:VTIMEZONE") == 2
    second = text[text.rindex("BEGIN:VEVENT") :]
    assert "URL:https://meet.example/1" in second
    assert "DTSTART;TZID=Europe/London:20261204T140000" in second


def test_follow_ups_are_to_dos_with_ids_that_last(run, planned, at):
    first = run("export", "calendar")[1]
    todo = first[first.index("BEGIN:VTODO") :]
    assert "STATUS:NEEDS-ACTION" in todo
    assert re.search(r"DUE:2026\d{4}T\d{6}Z", todo)
    at("2026-11-20T12:05:00-05:00")
    uids = re.findall(r"UID:(\S+)", first)
    assert len(set(uids)) == len(uids)
    assert re.findall(r"UID:(\S+)", run("export", "calendar")[1]) == uids


def sequence_of(text: str, who: str) -> tuple[int, str]:
    [part] = [part for part in text.split("BEGIN:VEVENT")[1:] if f"Interview with {who}" in part]
    found = re.search(r"SEQUENCE:(\d+)", part)
    status = re.search(r"STATUS:(\S+)", part)
    assert found is not None
    assert status is not None
    return int(found[1]), status[1]


def test_the_sequence_rises_with_every_change_and_never_falls(run, planned, now):
    def told() -> tuple[int, str]:
        return sequence_of(run("export", "calendar")[1], "Dana Ito")

    assert [told(), told()] == [(0, "CONFIRMED")] * 2
    store = Store.open(planned, MovableClock(now))
    store.interviews.mark([1], Status.CANCELLED)
    assert told() == (1, "CANCELLED")
    store.history.undo()
    assert told() == (2, "CONFIRMED")
    store.interviews.delete([1])
    assert told() == (3, "CANCELLED")
    store.history.undo()
    assert told() == (4, "CONFIRMED")
    store.close()


def test_a_done_follow_up_is_told_as_completed_and_a_void_one_as_cancelled(run, planned, now):
    assert run("export", "calendar")[0] == 0
    due = [one["id"] for one in json.loads(run("due", "--within", "30d", "--json")[1])]
    assert run("done", due[0])[0] == 0
    text = run("export", "calendar")[1]
    assert text.count("STATUS:COMPLETED") == 1
    assert "COMPLETED:20261120T170000Z" in text
    store = Store.open(planned, MovableClock(now))
    store.interviews.delete([1, 2])
    store.close()
    after = run("export", "calendar")[1]
    assert "NEEDS-ACTION" not in after
    assert after.count("STATUS:COMPLETED") == 1
    assert after.count("STATUS:CANCELLED") == text.count("STATUS:NEEDS-ACTION") + 2


def test_an_empty_journal_is_an_empty_calendar_and_is_not_made(run, journal, tmp_path):
    status, out, _ = run("export", "calendar")
    assert status == 0
    assert "BEGIN:VEVENT" not in out
    assert run("export", "calendar", "--vdir", tmp_path / "new")[1] == "0 written or removed, 0 unchanged\n"
    assert not journal.exists()


# The folder


def test_only_what_changed_is_written(run, planned, tmp_path, now):
    folder = tmp_path / "deep" / "calendar"
    first = run("export", "calendar", "--vdir", folder)[1]
    assert first == f"{len(list(folder.iterdir()))} written or removed, 0 unchanged\n"
    for path in (folder.parent, folder, *folder.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert run("export", "calendar", "--vdir", folder)[1].startswith("0 written or removed")
    store = Store.open(planned, MovableClock(now))
    store.interviews.mark([1], Status.CANCELLED)
    store.close()
    assert run("export", "calendar", "--vdir", folder)[2] == ""
    changed = {file for file in folder.iterdir() if before.get(file) != file.stat().st_mtime_ns}
    assert changed == set(files_of(folder, "STATUS:CANCELLED"))
    assert len(before) > len(list(folder.iterdir())), "what is no longer owed is gone"


def test_what_others_changed_or_deleted_is_said_and_kept_unless_forced(run, planned, tmp_path):
    folder = tmp_path / "vdir"
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    dana, olu = (files_of(folder, f"SUMMARY:Interview with {who}")[0] for who in ("Dana Ito", "Olu Ng"))
    own = dana.read_bytes()
    dana.write_bytes(own.replace(b"LOCATION:Lobby", b"LOCATION:Roof"))
    olu.unlink()
    for _ in range(2):
        status, out, err = run("export", "calendar", "--vdir", folder)
        assert (status, out.split()[0]) == (0, "0")
        assert f"{dana.name}: changed by another program, so it was kept." in err
        assert f"{olu.name}: deleted by another program, so it wasn't written again." in err
        assert f"iitui import calendar --vdir {folder}" in err
    assert b"Roof" in dana.read_bytes()
    assert not olu.exists()
    assert run("export", "calendar", "--vdir", folder, "--force")[2] == ""
    assert dana.read_bytes() == own
    assert olu.exists()


def test_a_file_that_was_only_copied_back_is_still_iituis_own(run, planned, tmp_path):
    folder = tmp_path / "vdir"
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    for file in folder.iterdir():
        os.utime(file, (1, 1))
    _, out, err = run("export", "calendar", "--vdir", folder)
    assert (out.split()[0], err) == ("0", "")
    assert run("import", "calendar", "--vdir", folder)[1].startswith("0 read")


def test_a_run_that_was_cut_off_is_gone_on_with(run, planned, tmp_path, monkeypatch):
    """The files are written, and then the journal does not come to know of them."""
    from iitui.store.calendar.write import CalendarWriter

    folder = tmp_path / "vdir"
    with monkeypatch.context() as patched:
        patched.setattr(CalendarWriter, "keep_files", lambda *_, **__: None)
        run("export", "calendar", "--vdir", folder)
    status, out, err = run("export", "calendar", "--vdir", folder)
    assert (status, out.split()[0], err) == (0, "0", "")


def test_a_place_that_is_no_folder_is_refused(run, planned, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    for words in (["export", "calendar", "--vdir", taken], ["import", "calendar", "--vdir", taken]):
        status, out, err = run(*words)
        assert (status, out) == (2, "")
        assert err.startswith("iitui: ")
        assert err.count("\n") == 1
    assert taken.read_text("utf-8") == "mine"
    assert run("import", "contacts.vcf", "--vdir", tmp_path)[0] == 2
    assert run("export", "contacts", "--vdir", tmp_path)[0] == 2
    assert run("export", "calendar", "--vdir", tmp_path / "x", "-o", "y")[0] == 2


def test_what_was_changed_there_is_taken_over_as_one_act(run, planned, tmp_path):
    folder = tmp_path / "vdir"
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    dana, olu = (files_of(folder, f"SUMMARY:Interview with {who}")[0] for who in ("Dana Ito", "Olu Ng"))
    moved = dana.read_text("utf-8").replace("T140000", "T160000").replace("T143000", "T170000")
    dana.write_text(moved.replace("LOCATION:Lobby", "LOCATION:Roof"), "utf-8")
    olu.unlink()
    [todo] = files_of(folder, "SUMMARY:Confirm the interview with Olu Ng")
    todo.write_text(todo.read_text("utf-8").replace("NEEDS-ACTION", "COMPLETED"), "utf-8")
    dry = run("import", "calendar", "--vdir", folder, "--dry-run")
    assert dry[1] == "Dry run: 3 read, 0 added, 3 updated, 0 unchanged, 0 skipped\n"
    assert interviews(planned)[0][1:] == ("12-03 19:00", "planned")
    _, out, err = run("import", "calendar", "--vdir", folder)
    assert out == dry[1].removeprefix("Dry run: ")
    assert "Dana Ito: time Thu 3 Dec 14:00 → Thu 3 Dec 16:00; minutes 30 minutes → 60 minutes;" in err
    assert "place Lobby → Roof" in err
    assert "Olu Ng: cancelled" in err
    assert "Done: " in err
    assert interviews(planned) == [
        ("Dana Ito", "12-03 21:00", "planned"),
        ("Olu Ng", "12-04 14:00", "cancelled"),
    ]
    assert "From vdir: 1 interview changed, 1 interview cancelled, 1 follow-up done" in run("history")[1]
    assert run("import", "calendar", "--vdir", folder)[1].startswith("0 read")
    assert run("export", "calendar", "--vdir", folder)[2] == ""
    assert not olu.exists()
    assert not todo.exists()
    assert run("undo")[0] == 0
    assert interviews(planned)[0] == ("Dana Ito", "12-03 19:00", "planned")
    assert run("export", "calendar", "--vdir", folder)[2] == ""
    assert "T140000" in dana.read_text("utf-8")
    assert olu.exists()
    assert "NEEDS-ACTION" in todo.read_text("utf-8")


def test_what_was_changed_here_and_there_is_said_and_left(run, planned, tmp_path, now):
    folder = tmp_path / "vdir"
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    dana = files_of(folder, "SUMMARY:Interview with Dana Ito")[0]
    dana.write_text(dana.read_text("utf-8").replace("T140000", "T160000"), "utf-8")
    store = Store.open(planned, MovableClock(now))
    [mine] = [one for one in store.reader.interviews.upcoming(now) if one.who == "Dana Ito"]
    store.interviews.edit(1, replace(InterviewDraft.of(mine), start=now.replace(month=12, day=5)))
    store.close()
    _, out, err = run("import", "calendar", "--vdir", folder)
    assert out == "1 read, 0 added, 0 updated, 0 unchanged, 1 skipped\n"
    assert "the time of the interview with Dana Ito was changed here (Sat 5 Dec 12:00)" in err
    assert "and there (Thu 3 Dec 16:00); it was skipped." in err
    assert interviews(planned)[0][1] == "12-05 17:00"
    assert "it was kept" in run("export", "calendar", "--vdir", folder)[2]
    assert "T160000" in dana.read_text("utf-8")


def test_an_event_of_the_phone_becomes_an_interview_and_its_file_stays_its_own(run, people, tmp_path):
    folder = tmp_path / "vdir"
    folder.mkdir()
    more = "ATTENDEE;CN=Somebody:mailto:somebody@example.org\nX-COLOR:red\n"
    (folder / "theirs.ics").write_text(calendar(event(more=more)), "utf-8")
    (folder / "dentist.ics").write_text(calendar(event(uid="d", summary="Dentist")), "utf-8")
    (folder / "broken.ics").write_text("nothing", "utf-8")
    (folder / "archive.ics").write_bytes(b" " * (MOST_BYTES + 1))
    before = (folder / "theirs.ics").read_bytes()
    _, out, err = run("import", "calendar", "--vdir", folder)
    assert out == "4 read, 1 added, 0 updated, 0 unchanged, 3 skipped\n"
    assert "archive.ics: line 1: is larger than 4 MiB, too large for an item." in err
    assert "Dana Ito: planned, Thu 3 Dec 15:00" in err
    assert "broken.ics: line 1: isn't a readable calendar item." in err
    assert "1 other item there: none of your contacts is named in them." in err
    assert run("import", "calendar", "--vdir", folder)[1].split()[2:6] == ["0", "added,", "0", "updated,"]
    assert run("export", "calendar", "--vdir", folder)[2] == ""
    assert (folder / "theirs.ics").read_bytes() == before
    assert len(files_of(folder, "BEGIN:VEVENT")) == 2, "it is not there twice"
    assert run("snooze", "confirm:1", "+2h")[0] == 0
    store = Store.open(people, MovableClock(MORNING))
    store.interviews.mark([1], Status.CANCELLED)
    store.close()
    assert run("export", "calendar", "--vdir", folder)[2] == ""
    text = (folder / "theirs.ics").read_text("utf-8")
    assert "STATUS:CANCELLED" in text
    assert "X-COLOR:red" in text
    assert "somebody@example.org" in text


# What comes in


def test_an_event_that_names_a_contact_becomes_an_interview_once(take, people, run):
    report, reasons = take(event())
    assert (report["added"], reasons) == (1, [])
    assert report["events"] == [
        {
            "where": "event 1, line 3", "action": "plan", "who": "Dana Ito", "interview_id": None,
            "starts": "2026-12-03T14:00:00-06:00", "changes": [],
        }
    ]  # fmt: skip
    assert interviews(people) == [("Dana Ito", "12-03 20:00", "planned")]
    assert take(event())[0]["unchanged"] == 1
    assert take(event(uid="another"))[0]["unchanged"] == 1, "the same person at the same time"
    assert "From in.ics: 1 interview planned" in run("history")[1].splitlines()[0]


def test_an_event_that_moved_moves_its_interview_and_what_was_undone_is_news_again(take, people, run):
    take(event())
    later = event(start=":20261204T150000Z", end=":20261204T154500Z", more="SEQUENCE:1\nLOCATION:Roof\n")
    report, _ = take(later)
    assert report["updated"] == 1
    [step] = report["events"]
    assert [change["field"] for change in step["changes"]] == ["time", "minutes", "place"]
    assert interviews(people) == [("Dana Ito", "12-04 15:00", "planned")]
    assert take(later)[0]["unchanged"] == 1
    assert run("undo")[0] == 0
    assert interviews(people) == [("Dana Ito", "12-03 20:00", "planned")]
    assert take(later)[0]["updated"] == 1
    assert take(event(more="STATUS:CANCELLED\n"))[0]["updated"] == 1
    assert interviews(people) == [("Dana Ito", "12-04 15:00", "cancelled")]
    assert take(event(more="STATUS:CANCELLED\n"))[0]["unchanged"] == 1


def test_what_the_user_changed_since_is_not_taken_back(take, people, now):
    take(event())
    store = Store.open(people, MovableClock(now))
    mine = store.reader.interviews.get(1)
    store.interviews.edit(1, replace(InterviewDraft.of(mine), start=now.replace(month=12, day=5)))
    store.close()
    assert take(event())[0]["unchanged"] == 1
    report, reasons = take(event(start=":20261207T150000Z", end=":20261207T153000Z"))
    assert report["skipped"] == 1
    assert "was changed here" in reasons[0]
    assert interviews(people)[0][1] == "12-05 17:00"


def test_an_own_export_changes_nothing_and_an_older_one_neither(run, planned, tmp_path, now):
    old = tmp_path / "old.ics"
    assert run("export", "calendar", "-o", old)[0] == 0
    _, out, err = run("import", old)
    assert (out.split(", ", 1)[1], err) == (
        f"0 added, 0 updated, {out.split()[0]} unchanged, 0 skipped\n",
        "",
    )
    store = Store.open(planned, MovableClock(now))
    mine = store.reader.interviews.get(1)
    store.interviews.edit(1, replace(InterviewDraft.of(mine), start=now.replace(month=12, day=5)))
    store.close()
    assert run("import", old)[1].split(", ")[2] == "0 updated"
    assert run("export", "calendar")[0] == 0
    _, out, err = run("import", old)
    assert out.split(", ")[2] == "0 updated"
    assert "is older than what iitui last exported for the interview with Dana Ito" in err


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (event(summary="Dentist"), "'Dentist' names no one in your contacts."),
        (event(summary="Interview with Ann Lee"), "several contacts: Ann Lee (Ford), Ann Lee (Beaumont)."),
        (event(start=";VALUE=DATE:20261203", end=";VALUE=DATE:20261204"), "is an all-day event"),
        (event(start=":whenever"), "has no readable start."),
        (event(more="RECURRENCE-ID:20261203T140000Z\n"), "is one date of a recurring event"),
        (event(end=";TZID=America/Chicago:20261205T140000"), "must be between 5 and 600, not 2880."),
        ("BEGIN:VTODO\nUID:x\nSUMMARY:Milk\nEND:VTODO\n", "is a to-do that iitui didn't export"),
        ("BEGIN:VJOURNAL\nUID:x\nEND:VJOURNAL\n", "is a journal entry; only events are imported."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_with_its_place(take, people, part, reason):
    report, [said] = take(part)
    assert report["added"] == 0
    assert re.match(r"(event 1, |to-do 1, )?line 3: ", said)
    assert reason in said
    assert interviews(people) == []


@pytest.mark.parametrize(
    ("part", "instant", "remark"),
    [
        (event(start=":20261203T140000", end=":20261203T143000"), "12-03 19:00", "no time zone; yours was"),
        (event(start=";TZID=Nowhere:20261203T140000"), "12-03 19:00", "Nowhere, is unknown; yours was"),
        (event(more="RRULE:FREQ=WEEKLY\n"), "12-03 20:00", "recurs; only the first date is imported."),
        (event(end=";X=1:20261203T140000").replace("DTEND", "X-END"), "12-03 20:00", "no end; 30 minutes"),
    ],
)  # fmt: skip
def test_what_was_understood_otherwise_is_said(take, people, part, instant, remark):
    report, reasons = take(part)
    assert report["added"] == 1
    assert any(remark in reason for reason in reasons)
    assert interviews(people) == [("Dana Ito", instant, "planned")]


def test_people_are_found_by_their_address_and_never_by_the_users_own(take, people, run, home):
    settings = home / "config" / "iitui" / "settings.toml"
    settings.write_text(settings.read_text("utf-8") + 'addresses = ["me@example.org"]\n', "utf-8")
    assert run("add", "Zoë Brandt <zoe@example.org>")[0] == 0
    assert run("add", "Me Myself <me@example.org>")[0] == 0
    more = "ORGANIZER:mailto:ZOE@example.org\nATTENDEE:MAILTO:me@example.org\n"
    assert take(event(summary="A talk", more=more))[0]["events"][0]["who"] == "Zoë Brandt"


def test_a_calendar_beside_a_file_of_contacts_is_refused(run, people, tmp_path):
    cards = tmp_path / "cards.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:New One\nEND:VCARD\n", "utf-8")
    file = tmp_path / "in.ics"
    file.write_text(calendar(event()), "utf-8")
    status, out, err = run("import", cards, file)
    assert (status, out) == (2, "")
    assert "separately" in err
    assert "New One" not in run("contacts")[1]


def test_a_restore_takes_nothing_back_that_calendars_were_told(run, planned, tmp_path, now):
    folder, backup = tmp_path / "vdir", tmp_path / "backup.db"
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    assert run("backup", backup)[0] == 0
    store = Store.open(planned, MovableClock(now))
    store.interviews.mark([1], Status.CANCELLED)
    store.close()
    assert run("export", "calendar", "--vdir", folder)[0] == 0
    assert run("restore", backup)[0] == 0
    _, out, err = run("export", "calendar", "--vdir", folder)
    assert (out.split()[0] != "0", err) == (True, "")
    assert sequence_of(files_of(folder, "Interview with Dana Ito")[0].read_text("utf-8"), "Dana Ito") == (
        2,
        "CONFIRMED",
    )
    assert run("undo")[0] == 0
    assert run("export", "calendar", "--vdir", folder)[2] == ""
    assert sequence_of(run("export", "calendar")[1], "Dana Ito") == (3, "CANCELLED")
