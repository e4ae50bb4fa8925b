"""The tables of Google, Outlook, Thunderbird and iitui: detected by what is in them, and read with labels."""

from collections.abc import Sequence

import pytest

from iitui.domain.contacts import Channel, ChannelKind, Level, NamePermission
from iitui.domain.imports import ImportReading, unused_in_words
from iitui.interchange.contact_table import HEADER
from iitui.interchange.formats import Match, Source
from iitui.interchange.formulas import escaped
from iitui.interchange.reading import read_stream
from iitui.interchange.registry import all_formats
from iitui.store.contacts.imports import split_valid
from tests.interchange.tables.writing import OUTLOOK, stream, table

GOOGLE = ["First Name", "Middle Name", "Last Name", "Phonetic First Name", "Name Prefix", "Name Suffix",
          "Organization Name", "Organization Title", "Organization Department", "Birthday", "Notes", "Labels",
          "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value", "Phone 1 - Label",
          "Phone 1 - Value", "Website 1 - Label", "Website 1 - Value"]  # fmt: skip
OLD_GOOGLE = ["Name", "Given Name", "Family Name", "Given Name Yomi", "Group Membership", "E-mail 1 - Type",
              "E-mail 1 - Value", "Phone 1 - Type", "Phone 1 - Value", "Organization 1 - Name",
              "Organization 1 - Title", "Website 1 - Value", "Hobby"]  # fmt: skip
THUNDERBIRD = ["First Name", "Last Name", "Display Name", "Nickname", "Primary Email", "Secondary Email",
               "Screen Name", "Work Phone", "Fax Number", "Mobile Number", "Home Address", "Job Title",
               "Department", "Organization", "Web Page 1", "Birth Year", "Notes"]  # fmt: skip


def read(data: bytes) -> ImportReading:
    return read_stream("a file", stream(data))


def channels(reading: ImportReading, at: int = 0) -> Sequence[tuple[str, str]]:
    return [(channel.value, channel.label) for channel in reading.records[at].draft.channels]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("sign", "end"), [(",", "\r\n"), (";", "\r"), ("\t", "\n")])
def test_google(encoding, sign, end):
    rows = [
        {"First Name": "Zoë", "Middle Name": "van der", "Last Name": "Müller, PhD", "Name Prefix": "Dr.",
         "Organization Name": "Data; Models & Co.", "Organization Title": "Actuary, Life",
         "Organization Department": "Risk", "Labels": "Alumni ::: * myContacts ::: * starred",
         "E-mail 1 - Label": "Home", "E-mail 1 - Value": "z@example.net ::: z@example.com",
         "E-mail 2 - Label": "* Work", "E-mail 2 - Value": "zoe@example.org", "Phone 1 - Label": "Mobile",
         "Phone 1 - Value": "+1 248 555 0100 ::: 0049 30 555", "Notes": "two\nlines",
         "Website 1 - Label": "Profile", "Website 1 - Value": "https://www.linkedin.com/in/zoe"},
        {"Organization Name": "Only An Organization Ltd.", "Labels": "* myContacts"},
        {"E-mail 1 - Label": "* Other", "E-mail 1 - Value": "no.name@example.org"},
        {"Phone 1 - Value": "555"},
    ]  # fmt: skip
    reading = read(table(GOOGLE, rows, sign=sign, end=end, encoding=encoding))
    assert (reading.format, len(reading.records)) == ("Google Contacts", 2)
    zoe = reading.records[0].draft
    assert (zoe.name, zoe.organization, zoe.role) == (
        "Dr. Zoë van der Müller, PhD",
        "Data; Models & Co.",
        "Actuary, Life",
    )
    assert (zoe.tags, zoe.notes, zoe.origin_keys) == (("Alumni",), "two\nlines", ("linkedin:in/zoe",))
    assert channels(reading) == [
        ("zoe@example.org", "work"),
        ("z@example.net", "home"),
        ("z@example.com", "home"),
        ("+1 248 555 0100", "mobile"),
        ("0049 30 555", "mobile"),
        ("https://www.linkedin.com/in/zoe", "profile"),
    ]
    assert (reading.records[1].draft.name, channels(reading, 1)) == (
        "no.name@example.org",
        [("no.name@example.org", "")],
    )
    assert [each.draft.name for each in reading.organizations] == ["Only An Organization Ltd."]
    assert [(problem.where, problem.why) for problem in reading.problems] == [("row 5", "has no name")]
    assert unused_in_words(reading) == "not used: Organization Department"


def test_the_old_columns_of_google():
    row = {"Name": "Dana Ito", "Given Name": "Dana", "Family Name": "Ito",
           "Group Membership": "* My Contacts", "E-mail 1 - Type": "* ",
           "E-mail 1 - Value": "dana@example.org", "Phone 1 - Type": "Work",
           "Phone 1 - Value": "555 0100", "Organization 1 - Name": "Beaumont",
           "Organization 1 - Title": "Nurse", "Hobby": "[/]", "Given Name Yomi": "デイナ"}  # fmt: skip
    reading = read(table(OLD_GOOGLE, [row]))
    dana = reading.records[0].draft
    assert (reading.format, dana.name, dana.organization, dana.role) == (
        "Google Contacts",
        "Dana Ito",
        "Beaumont",
        "Nurse",
    )
    assert channels(reading) == [("dana@example.org", ""), ("555 0100", "work")]
    assert reading.unused == ("Given Name Yomi", "Hobby")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_outlook(encoding):
    rows = [
        {"Title": "Prof.", "First Name": "María", "Last Name": "Núñez, PhD", "Company": "Widgets, S.A.",
         "Job Title": "Data Lead", "Business Phone 2": "555 0101", "Home Fax": "555 0102",
         "Mobile Phone": "+34 600", "Categories": "Alumni;Fair", "Referred By": "Prof. Lee",
         "Birthday": "0/0/00",
         "E-mail Address": "maria@example.org", "E-mail 2 Address": "m@example.net", "E-mail Type": "SMTP",
         "Web Page": "http://example.org/m", "Notes": "met at fair\r\nsecond line", "Hobby": "Sailing"},
        {"Company": "Only Company", "Business Phone": "555 0100"},
        {"First Name": "Ann", "Last Name": "Lee", "Job Title": "PM",
         "E-mail Address": "/o=ExchangeLabs/ou=x/cn=Recipients/cn=annlee"},
        {"First Name": "Kim", "E-mail Address": "not an address", "Referred By": "Kim"},
    ]  # fmt: skip
    reading = read(table(OUTLOOK, rows, end="\r\n", encoding=encoding))
    maria, ann, kim = (record.draft for record in reading.records)
    assert (reading.format, maria.name, maria.organization, maria.role) == (
        "Outlook",
        "Prof. María Núñez, PhD",
        "Widgets, S.A.",
        "Data Lead",
    )
    assert (maria.tags, maria.referred_by) == (("Alumni", "Fair"), "Prof. Lee")
    assert channels(reading) == [
        ("maria@example.org", ""),
        ("m@example.net", ""),
        ("555 0101", "work"),
        ("555 0102", "home fax"),
        ("+34 600", "mobile"),
        ("http://example.org/m", ""),
    ]
    assert maria.notes.splitlines() == ["met at fair", "second line"]
    assert (ann.name, ann.channels, ann.notes) == ("Ann Lee", (), "")
    assert (kim.notes, kim.referred_by) == ("Email: not an address", "")
    [alone] = reading.organizations
    assert (alone.draft.name, alone.draft.notes) == ("Only Company", "555 0100")
    assert reading.unused == ("Hobby",)


@pytest.mark.parametrize("sign", [",", "\t"])
def test_thunderbird(sign):
    rows = [
        {"Display Name": "Dana Ito", "First Name": "D.", "Primary Email": "dana@example.org",
         "Secondary Email": "d@example.net", "Work Phone": "1", "Fax Number": "2", "Mobile Number": "3",
         "Job Title": "Nurse", "Organization": "Beaumont", "Web Page 1": "http://example.org",
         "Birth Year": "1990"},
        {"Nickname": "Kimmy"},
    ]  # fmt: skip
    reading = read(table(THUNDERBIRD, rows, sign=sign))
    assert reading.format == "Thunderbird"
    assert [record.draft.name for record in reading.records] == ["Dana Ito", "Kimmy"]
    assert channels(reading) == [
        ("dana@example.org", ""),
        ("d@example.net", ""),
        ("1", "work"),
        ("2", "fax"),
        ("3", "mobile"),
        ("http://example.org", ""),
    ]
    assert reading.unused == ("Birth Year",)


UID = "01890000-0000-7000-8000-0000000000ab"
OWN = {"name": "=Dana", "organization": "@work", "role": "-x", "level": "senior", "tags": "a, b ::: c",
       "emails": "dana@example.org ::: d@example.net", "phones": "+1 248 555 0100 ::: -555 0142",
       "urls": "https://www.linkedin.com/in/dana ::: http://example.org", "source": "+fair",
       "referred_by": "Lee",
       "name_permission": "will introduce me", "cadence_days": "90",
       "notes": "=1+1\n'quoted'", "uid": UID}  # fmt: skip


def test_what_iitui_exported_comes_back_without_its_apostrophes():
    row = {name: escaped(value) for name, value in OWN.items()}
    assert row["name"] == "'=Dana"
    reading = read(table(HEADER, [row, {"name": "Kim", "level": "x", "cadence_days": "often"}], end="\r\n"))
    dana, kim = (record.draft.checked() for record in reading.records)
    assert (reading.format, dana.name, dana.organization, dana.role) == ("iitui CSV", "=Dana", "@work", "-x")
    assert (dana.level, dana.name_permission, dana.cadence_days) == (
        Level.SENIOR,
        NamePermission.WILL_INTRODUCE,
        90,
    )
    assert (dana.tags, dana.source, dana.referred_by) == (("a, b", "c"), "+fair", "Lee")
    assert dana.notes == "=1+1\n'quoted'"
    assert dana.channels == tuple(
        Channel(kind, value)
        for kind, name in (
            (ChannelKind.EMAIL, "emails"),
            (ChannelKind.PHONE, "phones"),
            (ChannelKind.URL, "urls"),
        )
        for value in OWN[name].split(" ::: ")
    )
    assert dana.origin_keys == (f"vcard:{UID}", "linkedin:in/dana")
    assert (kim.level, kim.source) == (None, "")
    assert [(problem.where, problem.why.split("'")[1]) for problem in reading.problems] == [
        ("row 3", "x"),
        ("row 3", "often"),
    ]


def test_long_notes_are_a_cell_like_any_other():
    notes = "\n".join(f"Line {number}" for number in range(300))
    rows = [{"name": "Dana Ito", "notes": notes}, {"name": "Rosa Delgado"}]
    data = table(HEADER, rows)
    assert [record.draft.notes for record in read(data).records] == [notes, ""]


def test_apostrophes_of_others_stay():
    reading = read(
        table(["Full Name", "Email", "Notes"], [{"Full Name": "'-Dana", "Email": "d@example.org"}])
    )
    assert reading.records[0].draft.name == "'-Dana"


def test_two_people_of_one_name_and_names_with_line_breaks_and_semicolons():
    rows = [
        {"First Name": "Dana", "Last Name": "Ito", "E-mail Address": "a@example.org", "Company": "Acme"},
        {"First Name": "Dana", "Last Name": "Ito", "E-mail Address": "", "Company": "Mercy"},
        {"First Name": "Ann;\r\nMarie", "Last Name": "O'Hara; Jr", "Company": "A;\nB"},
    ]
    records, problems = split_valid(read(table(OUTLOOK, rows)))
    assert [(record.draft.name, record.draft.organization) for record in records] == [
        ("Dana Ito", "Acme"),
        ("Dana Ito", "Mercy"),
        ("Ann; Marie O'Hara; Jr", "A; B"),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("header", "format"),
    [
        (GOOGLE, "google"),
        (OLD_GOOGLE, "google"),
        (OUTLOOK, "outlook"),
        (THUNDERBIRD, "thunderbird"),
        (HEADER, "iitui-csv"),
    ],
)
def test_a_header_alone_is_known_and_belongs_to_one_program(header, format):  # noqa: A002
    source = Source("file", table(header, []), most_bytes=10_000)
    fits = [each.name for each in all_formats() if each.detect(source) is Match.LIKELY]
    assert fits == [format]
