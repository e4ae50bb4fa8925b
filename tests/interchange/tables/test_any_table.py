"""Any table: what its columns are taken for, what the user says of them, and what is remembered of that."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ColumnMatching, ImportReading, columns_in_words, unused_in_words
from iitui.interchange.csv_rows import split_lines
from iitui.interchange.reading import read_contacts, read_stream, view_table
from iitui.interchange.tables.choice import ColumnChoice, read_assignments
from iitui.interchange.tables.column_names import field_of, label_of, proposed_fields
from iitui.interchange.tables.fields import TableField, field_named
from iitui.interchange.tables.memory import MOST_REMEMBERED, remember, remembered
from iitui.interchange.tables.table import find_table
from tests.interchange.tables.writing import stream, table

PEOPLE = b"Who they are;Post;What;Hobby\nDana Ito;dana@example.org;Nurse;Sails\nKim Lee;;Clerk;\n"


def read(data: bytes, *mapped: str) -> ImportReading:
    return read_stream("people.csv", stream(data), columns=ColumnChoice(read_assignments(mapped)))


def fields(header: str) -> str:
    names = header.split(",")
    return " ".join(each.value if each else "-" for each in proposed_fields(names, []))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Full Name,Mail,Company,Job Title,Hobby", "name email organization role -"),
        ("First Name,SURNAME,E-mail Address 2,Work Phone,Tags", "first_name last_name email phone tags"),
        ("Vorname,Name,Firma,Position,E-Mail (geschäftlich)", "first_name last_name organization role email"),
        ("Name,Telefon privat,Handy,Notizen,Kategorien", "name phone phone notes tags"),
        ("Nom,Prénom,Société,Fonction,Courriel", "last_name first_name organization role email"),
        ("Nombre,Apellidos,Empresa,Cargo,Correo", "first_name last_name organization role email"),
        ("Nombre,Empresa,Móvil", "name organization phone"),
        ("Nome,Cognome,Azienda,Ruolo,Cellulare", "first_name last_name organization role phone"),
        ("Nome,Sobrenome,Empresa,Celular", "first_name last_name organization phone"),
        ("Naam,Bedrijf,Functie,E-mailadres", "name organization role email"),
        ("Name,Title,Job Title,Home Address,E-mail 1 - Label", "name prefix role - -"),
        ("name,price,colour", "name - -"),
    ],
)
def test_the_names_of_columns_say_what_they_hold(header, expected):
    assert fields(header) == expected


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Work Phone 2", "work"),
        ("Telefon privat", "home"),
        ("Handy", "mobile"),
        ("Home Fax", "home fax"),
        ("Tel", ""),
    ],
)
def test_the_names_of_columns_say_what_numbers_are_for(name, label):
    assert label_of(name) == label
    assert field_of(name) is TableField.PHONE


def test_columns_without_a_known_name_are_known_by_addresses_in_them():
    names = ["Wer", "Wohin", "Seite", "Wo"]
    rows = [["Dana", "d@example.org", "http://example.org/d", "Home"], ["Kim", "k@example.org", "", "Office"]]
    assert proposed_fields(names, rows) == (None, TableField.EMAIL, TableField.URL, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_with_known_names_is_read_without_a_question(encoding, sign):
    rows = [
        {"Full Name": "José; Ito", "Mail": "j@example.org ::: i@example.org", "Firma": "Café „Köln“",
         "Tel. (Büro)": "1 ::: 2", "Tags": "a; b, c", "Hobby": "x"},
        {"Firma": "Alone", "Tel. (Büro)": "3"},
    ]  # fmt: skip
    header = ["Full Name", "Mail", "Firma", "Tel. (Büro)", "Tags", "Hobby"]
    reading = read(table(header, rows, sign=sign, end="\r\n", encoding=encoding))
    [record] = reading.records
    assert (record.draft.name, record.draft.organization) == ("José; Ito", "Café „Köln“")
    assert [(each.value, each.label) for each in record.draft.channels] == [
        ("j@example.org", ""),
        ("i@example.org", ""),
        ("1", "work"),
        ("2", "work"),
    ]
    assert record.draft.tags == ("a", "b", "c")
    assert reading.organizations[0].draft.name == "Alone"
    assert columns_in_words(reading) == (
        "CSV: Full Name = name, Mail = e-mail, Firma = organization, Tel. (Büro) = phone"
    )
    assert unused_in_words(reading) == "not used: Hobby"


def test_addresses_alone_are_a_table_too():
    reading = read(b'\n E-Mail \nd@example.org\n"k@example.org"\n')
    assert [record.draft.name for record in reading.records] == ["d@example.org", "k@example.org"]


@pytest.mark.parametrize(
    "text",
    [
        "just words\n",
        "Dear Dana, how are you\nI am fine\n\nYours, Kim\n",
        "a letter; with signs\nand; more; of; them\nthan in the first\n",
        "",
        "one,two\n",
    ],
)
def test_prose_is_no_table(text):
    assert find_table(split_lines(text)) is None


def test_a_table_that_says_nothing_is_refused_with_what_helps():
    for data in (PEOPLE, b"name,price\nChair,10\n"):
        with pytest.raises(
            UnreadableError, match=r'--map "name=COLUMN,email=COLUMN"; its columns are'
        ) as caught:
            read(data.replace(b"dana@example.org", b"x"))
        assert str(caught.value).startswith("people.csv is a table")


@pytest.mark.parametrize(
    "mapped",
    [
        ["name=Who they are,role=What"],
        ["name=who THEY are", "Role=What,notes="],
        ["full name=1,position=3"],
    ],
)
def test_the_user_says_what_the_columns_hold(mapped):
    reading = read(PEOPLE, *mapped)
    assert [(each.draft.name, each.draft.role) for each in reading.records] == [
        ("Dana Ito", "Nurse"),
        ("Kim Lee", "Clerk"),
    ]
    assert reading.records[0].draft.channels[0].value == "dana@example.org"  # as proposed
    assert unused_in_words(reading) == "not used: Hobby"
    assert reading.matching == ColumnMatching(
        ("Who they are", "Post", "What", "Hobby"), ("name", "email", "role", "")
    )


def test_columns_of_notes_are_told_apart():
    reading = read(PEOPLE, "name=Who they are,notes=Hobby,notes=What")
    assert reading.records[0].draft.notes == "What: Nurse\n\nHobby: Sails"
    assert reading.unused == ()


@pytest.mark.parametrize(
    ("mapped", "words"),
    [
        ("name", "--map: 'name' is not FIELD=COLUMN, such as name=Full Name."),
        ("shoe=Hobby", "--map: there's no field 'shoe'; the fields are name, first_name,"),
        (
            "name=Nobody",
            "people.csv has no column 'Nobody'; its columns are Who they are, Post, What, Hobby.",
        ),
        ("name=5", "people.csv has no column '5'"),
        ("role=What,email=", "people.csv is a table, but iitui can't tell which column has the names."),
    ],
)
def test_what_does_not_fit_is_said_with_what_there_is(mapped, words):
    with pytest.raises(UnreadableError) as caught:
        read(PEOPLE, mapped)
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize("data", [b"BEGIN:VCARD\nFN:Dana\nEND:VCARD\n", b"PK\x03\x04", b"\x00\x01\x02"])
def test_what_is_no_table_cannot_be_matched(data):
    with pytest.raises(UnreadableError, match="isn't a table, so --map doesn't apply to it"):
        read(data, "name=1")


def test_a_comma_in_the_name_of_a_column_is_understood():
    assert read_assignments(["name=Last, First,email=Mail"]) == [
        (TableField.NAME, "Last, First"),
        (TableField.EMAIL, "Mail"),
    ]
    assert field_named("E-Mail") is field_named("emails") is TableField.EMAIL
    assert field_named("") is None


MATCHING = ColumnMatching(('Wer\\ "er" ist', "", "Mail 😀"), ("name", "", "email"))


def test_what_was_said_is_remembered_for_files_of_the_same_columns(tmp_path: Path):
    memory, file = tmp_path / "a" / "b" / "columns.toml", tmp_path / "next.csv"
    assert remembered(memory) == {}
    remember(memory, MATCHING)
    file.write_text('"WER\\ ""er"" ist";;mail 😀\nDana;x;d@example.org\n', "utf-8")
    choice = ColumnChoice(remembered=lambda: remembered(memory))
    reading = read_contacts(file, columns=choice)
    assert [each.draft.name for each in reading.records] == ["Dana"]
    view = view_table(file, choice)
    assert view is not None
    assert not view.is_to_be_asked
    assert view.fields == (TableField.NAME, None, TableField.EMAIL)
    assert view.values == ("Dana", "x", "d@example.org")
    assert stat.S_IMODE(memory.stat().st_mode) == 0o600
    assert stat.S_IMODE(memory.parent.stat().st_mode) == 0o700
    assert [each.name for each in memory.parent.iterdir()] == ["columns.toml"]
    remember(memory, ColumnMatching(MATCHING.names, ("email", "", "name")))
    assert list(remembered(memory).values()) == [(TableField.EMAIL, None, TableField.NAME)]


def test_the_oldest_is_forgotten(tmp_path: Path):
    memory = tmp_path / "columns.toml"
    entries = "".join(f'[[table]]\ncolumns = ["c{n}"]\nfields = ["name"]\n' for n in range(MOST_REMEMBERED))
    memory.write_text(entries + '[[table]]\ncolumns = ["x"]\nfields = ["shoe"]\n', "utf-8")
    remember(memory, MATCHING)
    known = remembered(memory)
    assert (len(known), ("c0",) in known, ("c1",) in known, ("x",) in known) == (
        MOST_REMEMBERED,
        False,
        True,
        False,
    )


def test_a_broken_memory_is_named_and_stays(tmp_path: Path):
    memory = tmp_path / "columns.toml"
    memory.write_text("[[table", "utf-8")
    for use in (lambda: remembered(memory), lambda: remember(memory, MATCHING)):
        with pytest.raises(UnreadableError, match=r"columns\.toml: the matched columns can't be read: "):
            use()
    assert memory.read_text("utf-8") == "[[table"
    memory.write_text('table = 1\n[other]\nx = [["a"]]\n', "utf-8")
    assert remembered(memory) == {}


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.data())
def test_any_names_are_remembered(tmp_path_factory, names, data):
    from iitui.domain.text import clean_line

    memory = tmp_path_factory.mktemp("memory") / "columns.toml"
    held = [data.draw(st.sampled_from(["", *TableField])) for _ in names]
    remember(memory, ColumnMatching(tuple(map(clean_line, names)), tuple(map(str, held))))
    [found] = remembered(memory).values()
    assert found == tuple(TableField(word) if word else None for word in held)


@pytest.mark.parametrize(
    ("data", "is_to_be_asked"),
    [
        (PEOPLE, True),
        (b"Full Name,Mail\nDana,d@example.org\n", True),
        (b"First Name,Last Name,URL,Connected On\nDana,Ito,,\n", False),
        (b"name,organization,emails,referred_by,name_permission,uid\nDana,,,,,\n", False),
    ],
)
def test_who_is_asked_about_columns(tmp_path: Path, data, is_to_be_asked):
    file = tmp_path / "file"
    file.write_bytes(data)
    view = view_table(file)
    assert view is not None
    assert view.is_to_be_asked is is_to_be_asked


@pytest.mark.parametrize("data", [b"BEGIN:VCARD\nFN:Dana\nNOTE:a,b\nEND:VCARD\n", b"PK\x03\x04", b"words\n"])
def test_nobody_is_asked_about_what_is_no_table(tmp_path: Path, data):
    file = tmp_path / "file"
    file.write_bytes(data)
    assert view_table(file) is None


def test_many_rows_are_read_one_after_the_other():
    rows = "".join(f"Person {n},p{n}@example.org,Acme {n % 99},x\n" for n in range(5_000))
    reading = read(f"Full Name,Mail,Company,Hobby\n{rows}".encode())
    assert (len(reading.records), reading.problems, reading.unused) == (5_000, (), ("Hobby",))
