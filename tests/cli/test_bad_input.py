"""Whatever is wrong is said in one line, with exit status 2, and nothing is changed."""

import os
import sqlite3

import pytest

from iitui.store import connections
from iitui.store.schema.version import APPLICATION_ID, NEWEST

READING = (["due"], ["next"], ["contacts"], ["interviews"], ["questions"], ["brief"])
WRITING = (["add", "Dana Ito"], ["done", "thank_you:1"], ["undo"])


def refused(result: tuple[int, str, str]) -> str:
    status, out, err = result
    assert (status, out) == (2, "")
    assert err.startswith("iitui: ")
    assert err.count("\n") == 1
    assert err.endswith((".\n", ")\n"))
    return err


@pytest.mark.parametrize("command", [*READING, ["due", "--quiet"], ["history"]])
def test_a_missing_journal_reads_as_empty_and_is_not_made(run, journal, command):
    status, out, _ = run(*command)
    assert status == (1 if command in (["next"], ["brief"]) else 0)
    assert out == ""
    assert not journal.exists()


@pytest.mark.parametrize("command", [["due"], ["contacts"]])
def test_an_empty_file_reads_as_empty(run, journal, command):
    journal.touch()
    assert run(*command)[0] == 0
    assert journal.stat().st_size == 0


def test_a_journal_is_made_for_its_owner_only(run, journal):
    assert run("add", "Dana Ito")[0] == 0
    assert journal.stat().st_mode & 0o777 == 0o600


def test_the_usual_folder_is_made_when_something_is_written(run, home, capsys):
    from iitui.__main__ import main

    folder = home / "data" / "iitui"
    assert main(["due"]) == 0
    assert not folder.exists()
    assert main(["add", "Dana Ito"]) == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert main(["contacts"]) == 0
    assert "Dana Ito" in capsys.readouterr().out


@pytest.mark.parametrize("command", [*READING, *WRITING[:2], ["history"]])
def test_a_missing_folder_is_named(command, tmp_path, capsys):
    from iitui.__main__ import main

    status = main([*command, "--db", str(tmp_path / "nowhere" / "journal.db")])
    printed = capsys.readouterr()
    assert "nowhere does not exist" in refused((status, printed.out, printed.err))


@pytest.mark.parametrize("command", [*READING, *WRITING])
def test_a_file_of_something_else_is_left_alone(run, journal, command):
    journal.write_bytes(b"\x00\xff binary \n" * 100)
    assert "is not a journal" in refused(run(*command))
    assert journal.read_bytes() == b"\x00\xff binary \n" * 100


@pytest.mark.parametrize("command", [*READING, *WRITING])
def test_a_database_of_another_program_is_left_alone(run, journal, command):
    with sqlite3.connect(journal) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    connection.close()
    assert "another program" in refused(run(*command))


@pytest.mark.parametrize("command", [*READING, *WRITING])
def test_a_newer_journal_is_left_alone(run, journal, command):
    with sqlite3.connect(journal) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    connection.close()
    assert "newer version of iitui" in refused(run(*command))


def test_a_locked_journal_is_said_to_be_in_use(run, sample, monkeypatch):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert "in use by another program" in refused(run("add", "Dana Ito"))
        assert run("due")[0] == 0  # reading goes on
    finally:
        other.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_journal_is_said_to_be_so(run, sample):
    sample.chmod(0o400)
    assert run("contacts")[0] == 0
    assert "read-only" in refused(run("add", "Dana Ito"))


def test_a_folder_is_no_journal(run, journal):
    journal.mkdir()
    assert "is a folder" in refused(run("due"))


def test_a_damaged_journal_is_said_to_be_so(run, sample):
    data = bytearray(sample.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    sample.write_bytes(bytes(data))
    assert "damaged" in refused(run("contacts"))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["done", "thank_you"], "isn't the ID of a follow-up"),
        (["done", "gift:1"], "isn't the ID of a follow-up"),
        (["done", "thank_you:99"], "There is no follow-up thank_you:99"),
        (["done", "thank_you:99999999999999999999"], "isn't the ID of a follow-up"),
        (["done", "thank_you:4", "thank_you:99"], "There is no follow-up"),
        (["waive", "thank_you:99"], "There is no follow-up"),
        (["snooze", "thank_you:4"], "Snooze until when?"),
        (["snooze", "thank_you:4", "someday"], "'someday' wasn't understood"),
        (["snooze", "thank_you:4", "12 nov 2026"], "is in the past"),
        (["snooze", "fri"], "isn't the ID of a follow-up"),
        (["schedule", "Nobody", "tue 2pm"], "There is no contact 'Nobody'"),
        (["schedule", "999", "tue 2pm"], "There is no contact 999"),
        (["schedule", "9" * 30, "tue 2pm"], "There is no contact"),
        (["schedule", "", "tue 2pm"], "No name was given"),
        (["schedule", "o", "tue 2pm"], "Which one? "),
        (["schedule", "clinic", "tue 2pm"], "There is no contact 'clinic'"),
        (["schedule", "Rosa", "whenever"], "wasn't understood"),
        (["schedule", "Rosa", "tue"], "has no time of day"),
        (["schedule", "Rosa", "12 nov 2026 2pm"], "is in the past"),
        (["schedule", "Rosa", "tue 2pm", "--zone", "Mars/Olympus"], "no time zone 'Mars/Olympus'"),
        (["schedule", "Rosa", "tue 2pm", "--minutes", "0"], "must be between"),
        (["schedule", "Rosa", "tue 2pm", "--minutes", "9" * 40], "must be between"),
        (["schedule", "Rosa", "tue 2pm", "--travel", "-5"], "must be between"),
        (["brief", "999"], "There is no interview '999'"),
        (["brief", "9" * 30], "There is no interview"),
        (["brief", "last"], "There is no interview 'last'"),
        (["due", "--within", "soon"], "'soon' isn't a length of time"),
        (["add", ", Nurse"], "The name is missing"),
        (["add", "x" * 600], "is too long"),
        (["add", "Dana Ito via Dana Ito"], "their own referrer"),
        (["undo"], "There is nothing to undo"),
        (["redo"], "There is nothing to redo"),
        (["import", "nowhere.vcf"], "There is no file nowhere.vcf"),
    ],
)
def test_bad_input_changes_nothing(run, sample, command, words):
    before = sample.read_bytes()
    assert words in refused(run(*command))
    assert sample.read_bytes() == before


def test_a_folder_without_mail_is_refused_with_what_can_be_imported(run, sample, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\x89PNG\0\0")
    hint = "'iitui import --help' lists what can be imported.\n"
    words = f"folder is a folder without mail; of folders, only those of mail are imported. {hint}"
    assert refused(run("import", tmp_path / "folder")).endswith(words)
    assert refused(run("import", tmp_path / "binary")).endswith(f"binary isn't a text file. {hint}")


def test_several_people_of_a_name_are_listed(run):
    for place in ("Acme", "Beta"):
        run("add", f"Kim Lee at {place}")
    assert refused(run("schedule", "kim lee", "tue 2pm")) == (
        "iitui: Which one? 1 Kim Lee (Acme), 2 Kim Lee (Beta)\n"
    )
    for name in ("Kim Abe", "Kim Bo", "Kim Cho", "Kim Do"):
        run("add", name)
    status, _, err = run("schedule", "ki", "tue 2pm")
    assert status == 2
    assert err == "iitui: Which one? 3 Kim Abe, 4 Kim Bo, 5 Kim Cho, 6 Kim Do, 1 Kim Lee (Acme), …\n"


def test_settings_that_cannot_be_read_are_named(run, home):
    settings = home / "config" / "iitui" / "settings.toml"
    settings.write_text('zone = "Nowhere/Land"\n', "utf-8")
    assert "Nowhere/Land" in refused(run("due"))
    settings.write_text("zone = \n", "utf-8")
    assert "settings cannot be read" in refused(run("due"))
    assert run("paths")[0] == 0


def test_a_clock_without_an_offset_is_refused(run, at):
    at("2026-11-20 12:00")
    assert "IITUI_NOW" in refused(run("due"))


@pytest.mark.parametrize(
    "arguments",
    [["xyzzy"], ["due", "--loud"], ["add"], ["done"], ["brief", "--format", "pdf"], ["schedule", "Kim"]],
)
def test_wrong_usage_is_explained_by_the_parser(run, journal, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("iitui: ")
    assert err.count("\n") == 1
    assert not journal.exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["duee"], "due"),
        (["duee", "--within", "7d"], "due"),
        (["DUE"], "due"),
        (["shcedule", "Kim", "tue 2pm"], "schedule"),
        (["int"], "interviews"),
        (["help", "snoze"], "snooze"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest(run, journal, typed, meant):
    word = typed[1] if typed[0] == "help" else typed[0]
    wanted = "command or topic" if typed[0] == "help" else "command"
    assert run(*typed) == (2, "", f"iitui: there's no {wanted} '{word}'; did you mean {meant}?\n")
    assert not journal.exists()


@pytest.mark.parametrize("typed", [["xyzzy"], [""], ["d"], ["help", "xyzzy"]])
def test_a_command_like_no_other_is_answered_with_where_all_are_shown(run, typed):
    wanted = "command or topic" if typed[0] == "help" else "command"
    shown = f"iitui: there's no {wanted} '{typed[-1]}'; 'iitui --help' lists every {wanted}.\n"
    assert run(*typed) == (2, "", shown)


@pytest.mark.parametrize(
    ("typed", "named", "meant"),
    [
        (["brief", "--format", "markdwn"], "--format: invalid choice: 'markdwn'", "markdown"),
        (["completion", "bsh"], "invalid choice: 'bsh'", "bash"),
        (["schedule", "Kim", "tue 2pm", "--medium", "phoen"], "--medium: invalid choice: 'phoen'", "phone"),
    ],
)
def test_a_mistyped_argument_is_answered_with_the_nearest(run, typed, named, meant):
    status, out, err = run(*typed)
    assert (status, out) == (2, "")
    assert named in err
    assert err.endswith(f"); did you mean {meant}?\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["due", "--jsno"], "--jsno; did you mean --json?"),
        (["due", "--with", "7d"], "--with 7d; did you mean --within?"),
        (["brief", "--fromat=json"], "--fromat=json; did you mean --format?"),
        (["due", "--xyzzy"], "--xyzzy; see 'iitui due --help'."),
        (["undo", "all"], "all; see 'iitui undo --help'."),
        (["--xyzzy"], "--xyzzy; see 'iitui --help'."),
    ],
)
def test_a_mistyped_option_is_answered_with_the_nearest(run, journal, typed, hint):
    assert run(*typed) == (2, "", f"iitui: unrecognized arguments: {hint}\n")
    assert not journal.exists()


def test_what_was_mistyped_cannot_steer_the_terminal(run):
    shown = "iitui: there's no command 'du [31me'; 'iitui --help' lists every command.\n"
    assert run("du\n\x1b[31me") == (2, "", shown)
