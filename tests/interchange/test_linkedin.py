import csv

import pytest

from iitui.domain.contacts import ChannelKind
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.interchange import linkedin
from iitui.interchange.linkedin import read_linkedin

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice ""missing"" addresses."\n\n'


def read(rows: str = "", header: str = HEADER) -> ImportReading:
    return read_linkedin("Connections.csv", PREAMBLE + header + rows)


def names(reading: ImportReading) -> list[str]:
    return [record.draft.name for record in reading.records]


def problems(reading: ImportReading) -> list[tuple[str, str]]:
    return [(problem.where, problem.why) for problem in reading.problems]


def test_a_row_becomes_a_contact():
    reading = read(
        'Dana,"Ito, PhD",https://www.linkedin.com/in/Dana-Ito/,dana@example.org,Beaumont,Nurse,01 Jan 2024\n'
    )
    (record,) = reading.records
    draft = record.draft
    assert record.where == "row 5"
    assert (draft.name, draft.organization, draft.role, draft.source) == (
        "Dana Ito, PhD",
        "Beaumont",
        "Nurse",
        "LinkedIn",
    )
    assert [(channel.kind, channel.value) for channel in draft.channels] == [
        (ChannelKind.EMAIL, "dana@example.org"),
        (ChannelKind.URL, "https://www.linkedin.com/in/Dana-Ito/"),
    ]
    assert draft.origin_keys == ("linkedin:in/dana-ito",)
    assert draft.notes == ""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_header_is_found_whatever_stands_above_it_and_in_any_order(delimiter, end):
    lines = [
        "sep=;",
        "Notes:, with the words first name, last name",
        "",
        f"Connected On{delimiter}Last Name{delimiter} FIRST  NAME ",
        f"01 Jan 2024{delimiter}Ito{delimiter}Dana",
    ]
    reading = read_linkedin("c.csv", end.join(lines))
    assert names(reading) == ["Dana Ito"]
    assert reading.records[0].where == "row 5"


def test_odd_rows():
    reading = read(
        "Dana,,,,,,\n"
        " , ,,,  ,,\n"
        "\n"
        ",,,,Beaumont,,01 Jan 2024\n"
        ",,,info@example.org,Beaumont,,\n"
        "Lee\n"
        '"Wei\nMing",Chen,,"a@x.org ::: b@x.org ::: nothing",Acme,"Head\nof Care",\n'
        "Kim,Park,not a page,none,,,,too,many\n"
    )
    assert names(reading) == ["Dana", "info@example.org", "Lee", "Wei Ming Chen", "Kim Park"]
    assert problems(reading) == [("row 8", "has no name")]
    wei = reading.records[3]
    assert wei.where == "row 11"
    assert wei.draft.role == "Head of Care"
    assert [channel.value for channel in wei.draft.channels] == ["a@x.org", "b@x.org"]
    assert reading.records[4].draft.channels == ()


def test_a_header_alone_is_no_error():
    reading = read()
    assert (reading.records, reading.problems) == ((), ())
    assert names(read(header=HEADER.rstrip("\n"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,2,3\n",
        "First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Value\nDana,,Ito,,\n",
        '"Title","First Name","Last Name","Company","Job Title","E-mail Address"\n',
    ],
)
def test_other_tables_are_refused_by_name(text):
    with pytest.raises(
        UnreadableError, match=r"c\.csv is not a Connections\.csv from LinkedIn: .*First Name, Last Name"
    ):
        read_linkedin("c.csv", text)


def test_a_stray_quotation_mark_costs_one_row():
    rows = 'Dana,"Ito,,,,,\n' + "".join(f"Given{n},Family,,,,,\n" for n in range(60))
    reading = read(rows)
    assert problems(reading) == [("row 5", "has a quotation mark that's never closed")]
    assert len(reading.records) == 60
    assert reading.records[0].where == "row 6"


def test_a_cell_beyond_the_limit_costs_one_row():
    long = "x" * (csv.field_size_limit() + 1)
    reading = read(f"Dana,Ito,,,{long},,\nLee,Park,,,,,\n")
    assert names(reading) == ["Lee Park"]
    assert problems(reading) == [("row 5", "has a cell of more than 131,072 characters")]


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(linkedin, "MOST_ROWS", 2)
    assert len(read("Dana,Ito,,,,,\n" * 2).records) == 2
    with pytest.raises(UnreadableError, match="more than 2 rows"):
        read("Dana,Ito,,,,,\n" * 3)
