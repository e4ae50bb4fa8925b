"""The registry of formats: what is listed there is all that the rest of iitui knows of them."""

import pytest

from iitui.cli.topics import fill_in
from iitui.domain.errors import UnknownKindError
from iitui.interchange.formats import Match, Source
from iitui.interchange.reading import read_contacts
from iitui.interchange.registry import FORMATS, all_formats, file_endings, find_format

TABLE = "name|email\nDana Ito|dana@example.org\n"


@pytest.fixture
def third_format(monkeypatch):
    monkeypatch.setitem(FORMATS, "name-email", "tests.interchange.name_email")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "people.txt"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_of_itself_what_the_list_says(name):
    found = find_format(name)
    assert found.name == name
    assert found.title
    assert found.description.startswith(("a ", "an "))
    assert found.endings
    assert all(ending.startswith(".") and ending == ending.lower() for ending in found.endings)


def test_the_endings_shown_are_those_of_all_formats_each_once(third_format):
    assert file_endings() == (".vcf", ".vcard", ".csv", ".zip", ".tsv", ".tab", ".ics", ".ical", ".txt")


@pytest.mark.usefixtures("third_format")
@pytest.mark.parametrize("format", [None, "name-email"])
def test_a_format_that_was_added_is_detected_and_can_be_named(table, format):  # noqa: A002
    reading = read_contacts(table, format=format)
    assert reading.format == "Names and addresses"
    [record] = reading.records
    assert record.draft.name == "Dana Ito"
    assert [channel.value for channel in record.draft.channels] == ["dana@example.org"]


def test_without_its_line_in_the_list_a_format_is_not_known(table):
    with pytest.raises(UnknownKindError, match="contains no contacts that iitui can read"):
        read_contacts(table)
    with pytest.raises(KeyError):
        read_contacts(table, format="name-email")


@pytest.mark.usefixtures("third_format")
def test_a_refusal_is_one_sentence_and_the_help_names_all_formats(tmp_path):
    path = tmp_path / "notes"
    path.write_text("nothing of interest\n", "utf-8")
    with pytest.raises(UnknownKindError, match=r"notes contains no contacts that iitui can read\.$"):
        read_contacts(path)
    described = fill_in("import", "{formats}")
    assert all(each.description in described for each in all_formats())
    assert "a table of names and addresses" in described


CARD = "BEGIN:VCARD\nFN:Dana Ito\nEND:VCARD\n"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nDana,Ito,,,,,\n"


@pytest.mark.parametrize(
    ("data", "vcard", "linkedin"),
    [
        (CARD.encode(), Match.CERTAIN, Match.NONE),
        (CARD.encode("utf-16"), Match.CERTAIN, Match.NONE),
        (f"My contacts:\n{CARD.lower()}".encode(), Match.POSSIBLE, Match.NONE),
        (CONNECTIONS.encode(), Match.NONE, Match.LIKELY),
        (f'{CONNECTIONS}Kim,Lee,,,"\n{CARD}",,\n'.encode(), Match.POSSIBLE, Match.LIKELY),
        (b"PK\x03\x04\n" + CARD.encode(), Match.NONE, Match.LIKELY),
        (TABLE.encode(), Match.NONE, Match.NONE),
    ],
)
def test_each_format_says_how_well_a_file_fits(data, vcard, linkedin):
    source = Source("file", data, most_bytes=1_000)
    assert (find_format("vcard").detect(source), find_format("linkedin").detect(source)) == (vcard, linkedin)
