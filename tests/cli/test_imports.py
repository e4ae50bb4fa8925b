"""The command `import`: counts, problems, and what it leaves alone."""

import csv
import io
import json

import pytest

from iitui.interchange import reading, registry
from iitui.paths import find_paths

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Dana Ito
ORG:Beaumont
EMAIL:dana@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Kim Lee
END:VCARD
"""
BROKEN = f"""{CARDS}BEGIN:VCARD
VERSION:3.0
NOTE:nobody
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:{"x" * 600}
END:VCARD
"""


@pytest.fixture
def cards(tmp_path):
    path = tmp_path / "cards.vcf"
    path.write_text(CARDS, "utf-8")
    return path


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.vcf"
    path.write_text(BROKEN, "utf-8")
    return path


def test_an_import_can_be_run_again_without_doubling(run, cards):
    assert run("import", cards) == (0, "2 read, 2 added, 0 updated, 0 unchanged, 0 skipped\n", "")
    assert run("import", cards) == (0, "2 read, 0 added, 0 updated, 2 unchanged, 0 skipped\n", "")
    assert run("contacts")[1].count("\n") == 2


def test_problems_are_named_by_their_place(run, broken):
    status, out, err = run("import", broken)
    assert (status, out) == (0, "4 read, 2 added, 0 updated, 0 unchanged, 2 skipped\n")
    assert err.count("\n") == 2
    assert all(line.startswith(f"{broken}: card ") for line in err.splitlines())


def test_json_counts_and_names_problems(run, broken):
    status, out, err = run("import", broken, "--json")
    report = json.loads(out)
    assert (status, err) == (0, "")
    assert list(report) == [
        *("read", "added", "updated", "unchanged", "skipped", "organizations"),
        *("problems", "columns", "unused", "news", "differences"),
    ]
    assert [report[name] for name in list(report)[:5]] == [4, 2, 0, 0, 2]
    assert all(list(problem) == ["file", "where", "why"] for problem in report["problems"])
    assert report["problems"][0]["file"] == str(broken)
    assert report["columns"] == report["unused"] == report["differences"] == []


def test_a_dry_run_writes_nothing_at_all(run, journal, cards):
    assert run("import", "--dry-run", cards)[:2] == (
        0,
        "Dry run: 2 read, 2 added, 0 updated, 0 unchanged, 0 skipped\n",
    )
    assert not journal.exists()
    run("import", cards)
    before = journal.read_bytes()
    assert json.loads(run("import", "--dry-run", "--json", cards)[1])["unchanged"] == 2
    assert journal.read_bytes() == before


def test_all_files_of_one_command_are_one_act(run, cards, tmp_path):
    other = tmp_path / "other.vcf"
    other.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Pat Day\nEND:VCARD\n", "utf-8")
    assert json.loads(run("import", cards, other, "--json")[1])["added"] == 3
    assert run("undo") == (0, "Undone: Import of 3 contacts from 2 files\n", "")
    assert run("contacts")[1] == ""


CONNECTIONS = """Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Verknüpft am;No\x1b[31mtiz
Dana;Ito;https://www.linkedin.com/in/dana;dana@example.org;Beaumont;Nurse;03 Dez. 2024;x
"""
WORDS = (
    "LinkedIn: Vorname = first name, Nachname = last name, E-Mail-Adresse = email address,"
    " Unternehmen = company, Verknüpft am = connected on"
)


@pytest.fixture
def connections(tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, "utf-8")
    return path


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_columns_with_other_names_are_told(run, connections, cards, options):
    status, out, err = run("import", *options, cards, connections)
    assert (status, err) == (0, f"{connections}: {WORDS}\n{connections}: not used: No[31mtiz\n")
    assert "3 read, 2 added, 1 updated, 0 unchanged, 0 skipped" in out


def test_columns_with_english_names_need_no_words(run, connections):
    english = "First Name;Last Name;URL;Email Address;Company;Position;Connected On;Notiz"
    connections.write_text(CONNECTIONS.replace(CONNECTIONS.splitlines()[0], english), "utf-8")
    assert run("import", connections) == (
        0,
        "1 read, 1 added, 0 updated, 0 unchanged, 0 skipped\n",
        f"{connections}: not used: Notiz\n",
    )
    columns = json.loads(run("import", "--json", connections)[1])["columns"]
    assert [column["taken_for"] for column in columns][:2] == ["first_name", "last_name"]


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_json_says_what_each_column_was_taken_for(run, connections, cards, options):
    status, out, err = run("import", "--json", *options, cards, connections)
    assert (status, err) == (0, "")
    columns = json.loads(out)["columns"]
    assert all(column["file"] == str(connections) for column in columns)
    assert [(column["name"], column["taken_for"], column["by"]) for column in columns] == [
        ("Vorname", "first_name", "translated_name"),
        ("Nachname", "last_name", "translated_name"),
        ("URL", "url", "english_name"),
        ("E-Mail-Adresse", "email_address", "translated_name"),
        ("Unternehmen", "company", "translated_name"),
        ("Position", "position", "english_name"),
        ("Verknüpft am", "connected_on", "translated_name"),
        ("No[31mtiz", None, None),
    ]


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02", b"just words\n"])
def test_one_file_that_cannot_be_read_means_that_none_is_imported(run, journal, cards, tmp_path, content):
    foreign = tmp_path / "foreign.txt"
    if content is not None:
        foreign.write_bytes(content)
    status, out, err = run("import", cards, foreign)
    assert (status, out) == (2, "")
    assert err.startswith("iitui: ")
    assert "foreign.txt" in err
    assert err.count("\n") == 1
    assert not journal.exists()


def test_progress_is_for_terminals(run, cards, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    status, _, err = run("import", cards)
    assert status == 0
    assert "Importing: 100 %" in err
    assert err.endswith("\r\x1b[K")


class Once(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_arguments: object) -> int:
        raise io.UnsupportedOperation


class Piped(io.TextIOWrapper):
    """Standard input with bytes in it, and no way back once they are read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(Once(data), encoding="ascii")  # whoever reads it as text fails


class TerminalInput(Piped):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def pipe(monkeypatch):
    return lambda data: monkeypatch.setattr("sys.stdin", Piped(data))


@pytest.mark.parametrize("words", [[], ["-"], ["--format", "vcard"], ["--format", "vcard", "-"]])
def test_what_is_piped_in_is_read_as_a_file_is(run, pipe, words):
    pipe(CARDS.replace("Kim", "Renée").encode())
    assert run("import", *words) == (0, "2 read, 2 added, 0 updated, 0 unchanged, 0 skipped\n", "")
    assert "Renée Lee" in run("contacts")[1]
    assert run("undo")[1] == "Undone: Import of 2 contacts from standard input\n"


def test_the_format_of_standard_input_is_told_by_what_is_in_it(run, pipe):
    pipe(b"First Name,Last Name,URL,Connected On\nDana,Ito,,\n")
    assert json.loads(run("import", "--json", "--dry-run")[1])["added"] == 1
    pipe(b"First Name,Last Name,URL,Connected On\nDana,Ito,,\n")
    assert run("import", "--format", "vcard", "-") == (
        2,
        "",
        "iitui: standard input has no vCard in it: no line says BEGIN:VCARD.\n",
    )


def test_problems_of_standard_input_are_named_by_it(run, pipe, journal):
    pipe(BROKEN.encode())
    status, out, err = run("import", "--dry-run")
    assert (status, out[:8]) == (0, "Dry run:")
    assert [line.partition(": card ")[0] for line in err.splitlines()] == ["standard input"] * 2
    pipe(BROKEN.encode())
    problems = json.loads(run("import", "-", "--json", "--dry-run")[1])["problems"]
    assert {problem["file"] for problem in problems} == {"standard input"}
    assert not journal.exists()


def test_standard_input_may_stand_among_files(run, pipe, cards):
    pipe(b"BEGIN:VCARD\nVERSION:3.0\nFN:Pat Day\nEND:VCARD\n")
    assert json.loads(run("import", cards, "-", "--json")[1])["added"] == 3
    assert run("undo")[1] == "Undone: Import of 3 contacts from 2 files\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"just words\n", "contains no contacts that iitui can read"),
    ],
)
def test_standard_input_that_cannot_be_used_is_named(run, pipe, journal, data, why):
    pipe(data)
    status, out, err = run("import")
    assert (status, out) == (2, "")
    assert err.startswith(f"iitui: standard input {why}")
    assert err.count("\n") == 1
    assert not journal.exists()


def test_more_than_is_taken_from_a_file_is_not_taken_from_standard_input(run, pipe, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", len(CARDS) - 1)
    pipe(CARDS.encode())
    status, out, err = run("import", "--dry-run")
    assert (status, out) == (2, "")
    assert err.startswith("iitui: standard input is larger than ")


@pytest.mark.parametrize("stream", [None, TerminalInput(CARDS.encode())])
def test_without_a_file_and_without_a_pipe_a_file_is_asked_for(run, journal, monkeypatch, stream):
    monkeypatch.setattr("sys.stdin", stream)
    shown = "iitui: the following arguments are required: FILE; see 'iitui import --help'.\n"
    assert run("import", "--dry-run") == (2, "", shown)


def test_a_terminal_is_read_when_it_is_asked_for(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", TerminalInput(CARDS.encode()))
    assert run("import", "-")[1].startswith("2 read, 2 added")


def test_standard_input_that_is_closed_is_said_to_be(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    assert run("import", "-") == (2, "", "iitui: standard input is closed.\n")


def test_standard_input_is_named_once_only(run, pipe, journal):
    pipe(CARDS.encode())
    status, out, err = run("import", "-", "-")
    assert (status, out) == (2, "")
    assert err.startswith("iitui: argument FILE: - is given twice")
    assert not journal.exists()


TWO_COLUMNS = "name|email\nDana Ito|dana@example.org\nKim Lee|kim@example.org\n"


@pytest.mark.parametrize("options", [[], ["--format", "name-email"]])
def test_a_format_added_to_the_registry_is_imported_and_offered(run, monkeypatch, tmp_path, options):
    monkeypatch.setitem(registry.FORMATS, "name-email", "tests.interchange.name_email")
    table = tmp_path / "people.csv"
    table.write_text(TWO_COLUMNS, "utf-8")
    assert run("import", *options, table) == (0, "2 read, 2 added, 0 updated, 0 unchanged, 0 skipped\n", "")
    assert "dana@example.org" in run("contacts", "dana", "--json")[1]
    assert "name-email\t" in run("complete", "import", "--format", "")[1]
    assert "a table of names and addresses (.csv, .txt)" in run("import", "--help")[1]


def test_a_format_that_is_not_in_the_registry_is_refused(run, cards):
    status, out, err = run("import", "--format", "name-email", cards)
    assert (status, out) == (2, "")
    assert "invalid choice: 'name-email'" in err


PEOPLE = "Whom;Post;What;Hobby\nDana Ito;dana@example.org;Nurse;Sails [/]\nKim Lee;;Clerk;\n;;;x\n"


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


def test_columns_are_matched_once_and_remembered(run, people, tmp_path, home):
    mapped = ("--map", "name=Whom,role=What", "--map", "notes=")
    words = f"{people}: CSV: Whom = name, Post = e-mail, What = role\n{people}: not used: Hobby\n"
    problem = f"{people}: row 4: has no name\n"
    counts = "3 read, 2 added, 0 updated, 0 unchanged, 1 skipped\n"
    assert run("import", "--dry-run", people, *mapped) == (0, f"Dry run: {counts}", words + problem)
    assert run("import", people)[0] == 2  # nothing was remembered of what was only tried
    assert run("import", people, *mapped) == (0, counts, words + problem)
    other = tmp_path / "next.csv"
    other.write_text(PEOPLE.replace("Kim Lee", "Pat Day").replace(";", "\t"), "utf-16")
    report = json.loads(run("import", other, "--json")[1])
    assert (report["added"], report["unchanged"]) == (1, 1)
    assert [(each["name"], each["taken_for"], each["by"]) for each in report["columns"]] == [
        ("Whom", "name", "you"),
        ("Post", "e-mail", "you"),
        ("What", "role", "you"),
        ("Hobby", None, None),
    ]
    assert report["unused"] == [{"file": str(other), "name": "Hobby"}]
    other.write_text(PEOPLE.replace("Hobby", "Hobbies"), "utf-8")
    assert run("import", other)[0] == 2  # another header


def test_a_table_that_iitui_cannot_tell_is_refused_with_its_columns(run, people, journal):
    status, out, err = run("import", people)
    assert (status, out) == (2, "")
    assert err == (
        f"iitui: {people} is a table, but iitui can't tell what its columns contain. Use"
        ' --map "name=COLUMN,email=COLUMN"; its columns are Whom, Post, What, Hobby.\n'
    )
    assert not journal.exists()


@pytest.mark.parametrize(
    ("mapped", "words"),
    [
        ("shoe=Whom", "iitui: --map: there's no field 'shoe'; the fields are name, first_name, "),
        ("name=Wer", "has no column 'Wer'; its columns are Whom, Post, What, Hobby.\n"),
        ("Who", "iitui: --map: 'Who' is not FIELD=COLUMN, such as name=Full Name.\n"),
    ],
)
def test_a_map_that_does_not_fit_is_one_sentence(run, people, journal, mapped, words):
    status, out, err = run("import", people, "--map", mapped)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert not journal.exists()


@pytest.mark.parametrize("other", [("--interview", "1"), ("--vdir", "x")])
def test_a_map_is_for_tables_only(run, people, cards, other):
    for file in (people, cards):
        words = [] if other[0] == "--vdir" else [file]
        status, out, err = run("import", *words, *other, "--map", "name=1")
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "--map" in err
    assert "isn't a table, so --map doesn't apply" in run("import", cards, "--map", "name=1")[2]


def test_what_cannot_be_remembered_is_said_and_the_import_stays(run, people, home):
    memory = find_paths().columns
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.mkdir()
    status, out, err = run("import", people, "--map", "name=Whom")
    assert (status, out[:15]) == (0, "3 read, 2 added")
    assert err.startswith("The choice of columns couldn't be saved: ")
    assert "columns.toml: the matched columns can't be read: Is a directory." in err
    assert run("contacts")[1].count("\n") == 2


def test_organizations_alone_are_counted(run, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Phone\nDana,Acme,1\n,Mercy,555 0100\n,Acme,\n", "utf-8")
    words = f"{path}: CSV: Company = organization, Phone = phone"
    assert run("import", path)[:2] == (
        0,
        "3 read, 2 added, 0 updated, 1 unchanged, 0 skipped; 1 organization of those added\n",
    )
    assert words not in run("import", path)[2]
    report = json.loads(run("import", path, "--json")[1])
    assert (report["read"], report["unchanged"], report["organizations"]) == (3, 3, 0)
    assert run("undo")[1] == "Undone: Import of 1 contact and 1 organization from people.csv\n"


def test_what_differs_is_said_and_left(run, tmp_path):
    run("add", "Dana Ito, Nurse, Beaumont <dana@example.org>")
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Job,E-mail\nDana Ito,Beaumont,[/] Chief,dana@example.org\n", "utf-8")
    status, out, err = run("import", path)
    assert (status, out) == (0, "1 read, 0 added, 0 updated, 1 unchanged, 0 skipped\n")
    assert (
        err
        == f"{path}: row 2: Dana Ito stays as it is in the journal; the file says role [/] Chief, not Nurse\n"
    )
    assert json.loads(run("import", path, "--json", "--dry-run")[1])["differences"] == [
        {
            "file": str(path),
            "where": "row 2",
            "contact_id": 1,
            "name": "Dana Ito",
            "field": "role",
            "journal_says": "Nurse",
            "file_says": "[/] Chief",
        }
    ]
    assert '"role": "Nurse"' in run("contacts", "--json")[1]


def test_what_differs_is_taken_over_if_asked_and_undone(run, tmp_path):
    run("add", "Dana Ito, Nurse, Beaumont <dana@example.org>")
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Job,E-mail\nDana Ito,Beaumont,Chief,dana@example.org\n", "utf-8")
    status, out, _ = run("import", path, "--take-over", "--dry-run")
    assert (status, out) == (0, "Dry run: 1 read, 0 added, 1 updated, 0 unchanged, 0 skipped\n")
    assert '"role": "Nurse"' in run("contacts", "--json")[1]
    assert run("import", path, "--take-over")[2] == (
        f"{path}: row 2: Dana Ito is updated: role Chief, not Nurse\n"
    )
    assert '"role": "Chief"' in run("contacts", "--json")[1]
    assert run("import", path, "--take-over")[1] == "1 read, 0 added, 0 updated, 1 unchanged, 0 skipped\n"
    run("undo")
    assert '"role": "Nurse"' in run("contacts", "--json")[1]


def test_only_contacts_are_taken_over(run, tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text("Dana: Good morning.\n", "utf-8")
    status, _, err = run("import", path, "--interview", "1", "--take-over")
    assert (status, err) == (2, "iitui: --take-over is for contacts; there are none in these files.\n")


def test_what_was_exported_is_known_again_and_fills_a_new_journal(run, sample, tmp_path):
    table, again = tmp_path / "contacts.csv", tmp_path / "again.csv"
    run("export", "contacts", "--format", "csv", "-o", table)
    report = json.loads(run("import", table, "--json")[1])
    assert (report["read"], report["unchanged"]) == (25, 25)
    assert report["problems"] == report["unused"] == report["differences"] == report["columns"] == []
    new = ("--db", tmp_path / "new.db")
    assert json.loads(run("import", table, "--json", *new)[1])["added"] == 25
    run("export", "contacts", "--format", "csv", "-o", again, *new)
    rows = [list(csv.reader(file.read_text("utf-8").splitlines())) for file in (table, again)]
    before, after = ([row[:-1] for row in each] for each in rows)
    assert before == after


def test_an_export_with_only_the_names_of_its_columns_has_no_connections(run, tmp_path):
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    file = tmp_path / "Connections.csv"
    file.write_text(header)
    status, out, err = run("import", file)
    assert (status, out) == (0, "0 read, 0 added, 0 updated, 0 unchanged, 0 skipped\n")
    assert err == f"{file}: there are no connections in this file\n"
    file.write_text(f"{header}Dana,Ito,,,,,\n")
    assert run("import", file)[2] == ""
