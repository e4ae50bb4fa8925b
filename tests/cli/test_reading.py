"""The commands that show: their JSON, their columns and their exit statuses, on the sample journal."""

import json
import re
import sqlite3

import pytest

from iitui.commands import COMMANDS
from iitui.domain.interviews import Medium
from iitui.domain.touches import Outcome, TouchKind
from iitui.output import Cell, Shade, cut_text, fit_widths, print_json, print_rows, width_of

INTERVIEW = ["id", "who", "starts", "ends", "zone", "minutes", "medium", "place", "occupation"]
CONTACT = [
    "id",
    "name",
    "organization",
    "role",
    "emails",
    "phones",
    "stage",
    "tags",
    "referred_by",
    "last_touch",
]
DUE = ["id", "kind", "who", "contact_id", "interview_id", "due", "state", "what"]
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_about_a_command_is_what_its_own_option_says(run, command):
    status, out, err = run("help", command)
    assert (status, err) == (0, "")
    assert out == run(command, "--help")[1]
    assert out.startswith(f"usage: iitui {command} ")


def test_help_about_nothing_is_that_of_all(run, journal):
    status, out, err = run("help")
    assert (status, err) == (0, "")
    assert out == run("--help")[1]
    assert all(command.does.split()[0] in out for command in COMMANDS.values())
    assert not journal.exists()


def test_due_is_what_is_overdue_or_due_today(run, sample):
    status, out, err = run("due", "--json")
    owed = json.loads(out)
    assert (status, err) == (0, "")
    assert owed
    assert all(list(one) == DUE for one in owed)
    assert {one["state"] for one in owed} == {"overdue", "today"}
    assert all(TIME.fullmatch(one["due"]) and one["due"][-6:] in ("-05:00", "-04:00") for one in owed)
    lines = run("due")[1].splitlines()
    assert [line.split()[0] for line in lines] == [one["id"] for one in owed]


@pytest.mark.parametrize(("span", "more"), [("72h", 1), ("7d", 2), ("2w", 3), (" 2 W ", 3)])
def test_due_within_a_span_holds_more(run, sample, span, more):
    today = json.loads(run("due", "--json")[1])
    within = json.loads(run("due", "--json", "--within", span)[1])
    assert len(within) >= len(today) + more
    assert {one["state"] for one in within} == {"overdue", "today", "upcoming"}


def test_a_span_that_ends_today_takes_nothing_away(run, sample):
    assert run("due", "--within", "1h") == run("due")


def test_quiet_prints_nothing(run, sample):
    assert run("due", "--quiet") == (1, "", "")
    assert run("due", "--quiet", "--json") == (1, "", "")


def test_next_says_one_line(run, sample):
    status, out, err = run("next")
    assert (status, err) == (0, "")
    assert out.count("\n") == 1
    status, out, _ = run("next", "--json")
    assert (status, list(json.loads(out))) == (0, INTERVIEW)


def test_next_says_no_when_there_is_none(run):
    status, out, err = run("next")
    assert (status, out, err[:12]) == (1, "", "No interview")
    assert run("next", "--json")[:2] == (1, "null\n")
    assert run("brief")[:2] == (1, "")
    assert run("brief", "--format", "json")[:2] == (1, "null\n")


def test_contacts_are_whole_in_json(run, sample):
    status, out, err = run("contacts", "--json")
    contacts = json.loads(out)
    assert (status, err) == (0, "")
    assert all(list(one) == CONTACT for one in contacts)
    assert len(run("contacts")[1].splitlines()) == len(contacts)
    oliver = next(one for one in contacts if one["name"] == "Oliver Nkemelu")
    assert oliver["emails"] == ["oliver.nkemelu@example.org"]
    assert oliver["referred_by"] == "Curtis Malone"
    assert TIME.fullmatch(oliver["last_touch"])
    assert "佐藤 美咲" in out


def test_contacts_answers_a_search(run, sample):
    found = json.loads(run("contacts", "thandi", "PLANNING", "--json")[1])
    assert [one["name"] for one in found] == ["Thandiwe Mokoena"]
    assert run("contacts", "thandi", "planning")[1].count("\n") == 1
    assert run("contacts", "zzz") == (1, "", "No contact matches 'zzz'.\n")
    assert run("contacts", "zzz", "--json")[:2] == (1, "[]\n")
    assert run("contacts", "%")[0] == 1


def test_contacts_lists_who_is_called_so_before_who_is_only_found_by_it(run, journal):
    run("add", "Jane Doe, Nurse, Beaumont")
    run("add", "Ana Ruiz via Jane Doe")
    lines = run("contacts", "jane")[1].splitlines()
    assert [("Jane Doe" in line, "Ana Ruiz" in line) for line in lines] == [(True, False), (False, True)]


def test_interviews_are_those_to_come_or_past_or_all(run, sample):
    coming, past, everyone = (
        json.loads(run("interviews", *which, "--json")[1]) for which in ((), ("--past",), ("--all",))
    )
    assert everyone == coming + past
    assert {one["status"] for one in coming} == {"planned"}
    assert "held" in {one["status"] for one in past}
    assert all(list(one) == [*INTERVIEW, "status"] for one in everyone)
    assert [one["starts"] for one in past] == sorted((one["starts"] for one in past), reverse=True)
    out = run("interviews")[1]
    assert out.count("\n") == len(coming)
    assert "(Europe/London)" in out


def test_an_interview_in_another_zone_keeps_the_offset_of_its_own(run, sample):
    london = [one for one in json.loads(run("interviews", "--json")[1]) if one["zone"] == "Europe/London"]
    assert london
    assert all(one["starts"].endswith("+00:00") for one in london)


def test_questions_are_the_bank(run, sample):
    status, out, _ = run("questions", "--json")
    questions = json.loads(out)
    assert status == 0
    assert {"id", "text", "category", "phase", "minutes"} <= set(questions[0])
    assert [one["phase"] for one in questions] == sorted(
        (one["phase"] for one in questions), key=["open", "core", "close"].index
    )
    assert run("questions", "zzz")[0] == 1
    assert 0 < run("questions", "week")[1].count("\n") < len(questions)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_the_brief_has_four_formats(run, sample, form):
    status, out, err = run("brief", "next", "--format", form)
    assert (status, err) == (0, "")
    if form == "json":
        assert list(json.loads(out))[: len(INTERVIEW)] == INTERVIEW
    else:
        starts = {
            "text": "The interview with ",
            "markdown": "# The interview with ",
            "html": "<!DOCTYPE html>",
        }
        assert out.startswith(starts[form])
    number = json.loads(run("next", "--json")[1])["id"]
    assert run("brief", number, "--format", form)[1] == out


def test_paths_says_where_everything_lies(run, journal, home):
    status, out, _ = run("paths", "--json")
    assert status == 0
    assert json.loads(out) == {
        "journal": str(journal),
        "settings": str(home / "config" / "iitui" / "settings.toml"),
        "letters": str(home / "config" / "iitui" / "letters"),
        "state": str(home / "state" / "iitui"),
        "copies": [],
    }
    assert str(journal) in run("paths")[1]
    assert not journal.exists()


def test_the_journal_may_be_named_after_the_command_or_by_the_environment(capsys, sample, monkeypatch):
    from iitui.__main__ import main

    outputs = []
    for arguments in (["--db", str(sample), "next"], ["next", "--db", str(sample)], ["next"]):
        if arguments == ["next"]:
            monkeypatch.setenv("IITUI_DB", str(sample))
        assert main(arguments) == 0
        outputs.append(capsys.readouterr().out)
    assert len(set(outputs)) == 1


def test_what_was_smuggled_into_a_journal_cannot_reach_the_terminal(run, sample):
    with sqlite3.connect(sample) as connection:
        connection.execute("UPDATE contact SET name = ?", ("\x1b]0;owned\x07 \x9b31m\u202eDana\nIto",))
        connection.execute("UPDATE interview SET place = ?", ("\x1b[2J[x](y)\r\n# no\x85heading",))
    connection.close()
    texts = [
        run(*command)[1]
        for command in (
            ["contacts"],
            ["due"],
            ["next"],
            ["interviews"],
            ["brief"],
            ["brief", "--format", "markdown"],
            ["brief", "--format", "html"],
        )
    ]
    texts += [run(*command, "--json")[1] for command in (["contacts"], ["due"], ["next"])]
    for text in texts:
        assert text
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert not re.search("(?m)^# no", texts[5])


@pytest.fixture
def terminal(monkeypatch):
    """Makes standard output a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    return lambda: monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)


@pytest.mark.parametrize("command", [["due"], ["contacts"], ["interviews", "--all"], ["questions"]])
def test_a_terminal_of_80_columns_is_not_left(run, sample, terminal, command):
    terminal()
    lines = re.sub("\x1b\\[[0-9]*m", "", run(*command)[1]).splitlines()
    assert lines
    assert max(map(width_of, lines)) <= 80


def test_color_is_for_terminals_and_never_under_no_color(run, sample, monkeypatch, terminal):
    assert "\x1b" not in run("due")[1]
    terminal()
    colored = run("due")[1]
    assert "\x1b[31m" in colored
    assert "\x1b[33m" in colored
    assert all(one in colored for one in ("thank_you:4 ", "\x1b[0m"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("due")[1]


@pytest.mark.parametrize(
    ("widths", "total", "fitted"),
    [
        ([3, 20, 30], 80, [3, 20, 30]),
        ([3, 20, 60], 40, [3, 16, 17]),
        ([15, 15, 90], 80, [15, 15, 46]),
        ([50, 9], 40, [50, 8]),
        ([4], 2, [4]),
    ],
)
def test_the_widest_columns_give_way(widths, total, fitted):
    assert fit_widths(widths, total, 1) == fitted


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("Dana", 4, "Dana"), ("Dana Ito", 6, "Dana…"), ("佐藤美咲", 6, "佐藤…"), ("Zoe\u0308", 3, "Zoe\u0308")],
)
def test_a_cut_counts_columns_not_characters(text, width, shown):
    assert cut_text(text, width) == shown
    assert width_of(shown) <= width


def test_columns_align_whatever_the_script(capsys):
    print_rows([("1", Cell("佐藤", Shade.RED), "", "a"), ("22", "Łukasz", "", "b")])
    assert capsys.readouterr().out == "1   佐藤    a\n22  Łukasz  b\n"


def test_json_escapes_what_a_terminal_could_obey(capsys):
    print_json({"name": "é\x9b\u202e\ud800"})
    out = capsys.readouterr().out
    assert out == '{\n  "name": "é\\u009b\\u202e\\ud800"\n}\n'
    assert json.loads(out) == {"name": "é\x9b\u202e\ud800"}


def test_the_words_written_out_in_the_parser_are_those_of_the_enums():
    from iitui.commands import MEDIA, OUTCOMES, TOUCHES

    assert tuple(Medium) == MEDIA
    assert tuple(Outcome) == OUTCOMES
    assert tuple(TouchKind) == TOUCHES
