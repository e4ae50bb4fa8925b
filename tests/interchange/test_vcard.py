import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.interchange import vcard, vcard_lines
from iitui.interchange.vcard import read_vcard
from iitui.interchange.vcard_person import compose_name


def read(text: str | bytes) -> ImportReading:
    data = text if isinstance(text, bytes) else text.encode()
    return read_vcard("a.vcf", data)


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def one(*lines: str, version: str = "3.0", end: str = "\r\n") -> ContactDraft:
    reading = read(card(*lines, version=version, end=end))
    assert reading.problems == ()
    (record,) = reading.records
    return record.draft


def values(draft: ContactDraft, kind: ChannelKind) -> list[str]:
    return [channel.value for channel in draft.channels if channel.kind is kind]


def labelled(draft: ContactDraft) -> list[tuple[str, str]]:
    return [(channel.value, channel.label) for channel in draft.channels]


def problems(reading: ImportReading) -> list[tuple[str, str]]:
    return [(problem.where, problem.why) for problem in reading.problems]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_lines_end_in_every_way_that_files_have_ended(end):
    draft = one("FN:Dana Ito", "NOTE:Met at the", "  alumni evening", "EMAIL:dana@", "\texample.org", end=end)
    assert draft.name == "Dana Ito"
    assert draft.notes == "Met at the alumni evening"
    assert values(draft, ChannelKind.EMAIL) == ["dana@example.org"]


def test_quoted_printable_goes_on_over_soft_breaks_and_has_its_own_encoding():
    draft = one(
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9 M=FC=",
        "ller",
        "NOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:46b12,=0D=0A3=C3=A8me =",
        "=C3=A9tage; end=3D",
        "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=89cole;Unit",
        version="2.1",
    )
    assert (draft.name, draft.organization) == ("René Müller", "École")
    assert draft.notes == "46b12,\n3ème étage; end="


def test_a_soft_break_never_swallows_the_end_of_the_card():
    reading = read(card("FN:Dana", "NOTE;ENCODING=QUOTED-PRINTABLE:cut=") + card("FN:Lee"))
    assert [record.draft.name for record in reading.records] == ["Dana", "Lee"]
    assert reading.records[0].draft.notes == "cut"


def test_bytes_of_another_encoding_stay_in_their_line_and_folds_may_cut_a_character():
    whole = "Ångström".encode()
    data = (
        b"BEGIN:VCARD\nFN:" + whole[:1] + b"\n " + whole[1:] + b"\nORG:Caf\xe9 \x84K\xf6ln\x93\nEND:VCARD\n"
    )
    draft = read(data).records[0].draft
    assert (draft.name, draft.organization) == ("Ångström", "Café „Köln“")


def test_japanese_and_russian_charsets_are_read_and_odd_ones_passed_over():
    data = b"BEGIN:VCARD\nFN;CHARSET=SHIFT_JIS:" + "山田 太郎".encode("shift_jis") + b"\nEND:VCARD\n"
    assert read(data).records[0].draft.name == "山田 太郎"
    assert one("FN;CHARSET=rot13:Dana").name == "Dana"
    assert one("FN;CHARSET=idna;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9").name == "René"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Dana Ito", "N:Other;Name;;;"], "Dana Ito"),
        (["FN:", "N:Ito;Dana;;;"], "Dana Ito"),
        (["FN: , ", "N:Ito;Dana;Q.;Dr.;Jr."], "Dr. Dana Q. Ito Jr."),
        (["N:Public;Jane;Q.,R.;;ing. jr,M.Sc."], "Jane Q. R. Public, ing. jr, M.Sc."),
        (["N:Doe;John;Richter\\, James;Mr.;Sr."], "Mr. John Richter James Doe Sr."),
        (["N:Smith, PhD;Ann"], "Ann Smith, PhD"),
        (["N:Dana Ito"], "Dana Ito"),
        (["N:;;;Dr.;", "NICKNAME:Dee"], "Dee"),
        (["N:王;小明;;;"], "王小明"),
        (["FN:Dr. Jhon middle 2, Suffix"], "Dr. Jhon middle 2, Suffix"),
        (["FN:Ito\\, Dana\\; \\\\o/"], "Ito, Dana; \\o/"),
        (["FN:First", "FN;PREF=1:Second"], "Second"),
        (["EMAIL:dana@example.org"], "dana@example.org"),
        (["ORG:Beaumont", "EMAIL:info@example.org"], "info@example.org"),
        (["fn;language=en : Dana  Ito "], "Dana Ito"),
        (["FN:Dana\x1b[31m\u202e Ito"], "Dana[31m Ito"),
        (["FN;ENCODING=BASE64:RGFuYSBJdG8="], "Dana Ito"),
    ],
)
def test_the_name_is_what_a_careful_reader_would_write(lines, name):
    assert one(*lines).name == name


@pytest.mark.parametrize("parts", [[], [""], ["", "", "", "Dr.", "PhD"]])
def test_a_title_alone_is_no_name(parts):
    assert compose_name(parts) == ""


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["PHOTO;ENCODING=BASE64:AAAA"], "has no name"),
        (["KIND:group", "FN:Friends", "MEMBER:urn:uuid:1"], "is a group, not a person"),
        (["X-ADDRESSBOOKSERVER-KIND:group", "FN:Friends"], "is a group, not a person"),
        (["KIND:org", "TEL:123456"], "has no name"),
    ],
)
def test_a_card_without_a_person_is_a_problem_and_the_others_are_read(lines, why):
    reading = read(card("FN:Dana") + card(*lines) + card("FN:Lee"))
    assert [record.draft.name for record in reading.records] == ["Dana", "Lee"]
    assert problems(reading) == [("card 2, line 5", why)]
    assert reading.records[1].where.startswith("card 3, line ")


@pytest.mark.parametrize(
    ("lines", "name", "notes"),
    [
        (["ORG:Beaumont;Nursing", "TEL:123456"], "Beaumont", "123456"),
        (["KIND:org", "FN:Beaumont", "ORG:Beaumont"], "Beaumont", ""),
        (["KIND:org", "FN:Beaumont Hospital", "NOTE:[/]\\nx"], "Beaumont Hospital", "[/]\nx"),
        (["X-ABShowAs:COMPANY", "FN:Beaumont", "N:;;;;", "ORG:Beaumont"], "Beaumont", ""),
        (
            ["KIND:org", "FN:B", "ORG:B", "EMAIL:info@b.org", "TEL:1", "URL:http://b.org", "NOTE:Big."],
            "B",
            "info@b.org\n1\nhttp://b.org\n\nBig.",
        ),
    ],
)
def test_a_card_of_an_organization_alone_becomes_that_organization(lines, name, notes):
    reading = read(card("FN:Dana") + card(*lines))
    assert ([record.draft.name for record in reading.records], reading.problems) == (["Dana"], ())
    [organization] = reading.organizations
    assert (organization.where, organization.draft.name, organization.draft.notes) == (
        "card 2, line 5",
        name,
        notes,
    )


def test_properties_that_are_not_used_are_named():
    reading = read(
        card("FN:Dana", "BDAY:1990-01-01", "ADR:;;;;;;", "X-HOBBY:[/]")
        + card("FN:Lee", "ANNIVERSARY:", "BDAY:x", "PHOTO;ENCODING=b:AAAA", "item1.X-ABADR:us", "REV:2026")
    )
    assert reading.unused == ("BDAY", "ADR", "X-HOBBY", "PHOTO", "X-ABADR")


@pytest.mark.parametrize(
    ("lines", "organization", "role"),
    [
        (["ORG:Company, The;Unit", "TITLE:Nurse", "ROLE:Care"], "Company, The", "Nurse"),
        (["ORG:;Unit", "ROLE:Care"], "Unit", "Care"),
        (["ORG:", "ORG:R\\&D\\; Sons", "TITLE:", "TITLE:Chief\\nNurse"], "R\\&D; Sons", "Chief Nurse"),
    ],
)
def test_organization_and_role(lines, organization, role):
    draft = one("FN:Dana", *lines)
    assert (draft.organization, draft.role) == (organization, role)


def test_channels_come_preferred_first_with_labels_and_without_doubles():
    draft = one(
        "FN:Dana",
        "EMAIL;TYPE=INTERNET;TYPE=HOME:Dana@Home.example",
        "EMAIL;type=work;type=pref:dana@work.example",
        "EMAIL;PREF=1:first@example.org",
        "item1.EMAIL:mailto:dana@alumni.example?subject=x",
        "item1.X-ABLabel:_$!<Other>!$_",
        "EMAIL:DANA@home.example",
        'EMAIL:"Ito, D." <d@a.example>; e@a.example',
        "TEL;CELL;PREF:+1 (248) 555-0100",
        'TEL;VALUE=uri;TYPE="work,voice":tel:+1-248-555-0101;ext=102;phone-context=x',
        "TEL;WORK;FAX:248 555 0102",
        "TEL;TYPE=HOME,TYPE=VOICE:0012485550100",
        "item2.TEL:1-800-FLOWERS",
        "item2.X-ABLabel:Shop",
        "TEL:",
    )
    assert labelled(draft) == [
        ("dana@work.example", "work"),
        ("first@example.org", ""),
        ("Dana@Home.example", "home"),
        ("dana@alumni.example", "other"),
        ("d@a.example", ""),
        ("+1 (248) 555-0100", "cell"),
        ("+1-248-555-0101 ext. 102", "work"),
        ("248 555 0102", "fax"),
        ("1-800-FLOWERS", "Shop"),
    ]


def test_what_is_no_address_goes_to_the_notes_and_never_costs_the_card():
    draft = one(
        "FN:Dana", "NOTE:One", "NOTE:", "NOTE:Two", "EMAIL:see my card", "EMAIL:/o=Exchange/cn=x", "NOTE:One"
    )
    assert draft.notes == "One\n\nTwo\n\nEmail: see my card"
    assert draft.channels == ()


def test_pages_and_social_profiles():
    draft = one(
        "FN:Dana",
        "item1.URL:http\\://example.org/a;b",
        "item1.X-ABLabel:_$!<HomePage>!$_",
        "URL;TYPE=work:www.example.com",
        "URL:https://www.example.com/",
        "URL:ask me",
        "X-SOCIALPROFILE;type=linkedin;x-user=d:http://www.linkedin.com/in/d",
        "X-SOCIALPROFILE;TYPE=facebook:dana",
        "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://example.net/@d",
        "IMPP:skype:dana",
        "FBURL:http://example.org/busy",
    )
    assert labelled(draft) == [
        ("http://example.org/a;b", "homepage"),
        ("www.example.com", "work"),
        ("http://www.linkedin.com/in/d", "linkedin"),
        ("https://example.net/@d", ""),
    ]
    assert draft.channels[0] == Channel(ChannelKind.URL, "http://example.org/a;b", "homepage")


def test_categories_are_tags_without_the_groups_that_address_books_make():
    draft = one(
        "FN:Dana", "CATEGORIES:nursing,My Contacts,* myContacts,* Alumni", "CATEGORIES:a\\, b,Nursing"
    )
    assert draft.tags == ("nursing", "Alumni", "a", "b")


@pytest.mark.parametrize(
    ("uid", "keys"),
    [
        ("u-1@example.org", ("vcard:u-1@example.org",)),
        ("urn:uuid:8925F4AF-9773-4030-ACDE-F12D78627DBD", ("vcard:8925f4af-9773-4030-acde-f12d78627dbd",)),
        ("599", ("vcard:599 dana ito",)),
        (" ", ()),
    ],
)
def test_the_identifier_is_an_origin_key(uid, keys):
    draft = one("FN:Dana Ito", f"UID:{uid}")
    assert draft.origin_keys == keys
    assert draft.source == "vCard file"


def test_an_exporter_that_does_not_fold_its_notes_loses_nothing():
    draft = one(
        "NOTE:We met.", "That was cool!", "", "Favourite: blue", "\\nOdd: yes", "FN:Dana", "stray line"
    )
    assert draft.notes == "We met.\nThat was cool!\n\nFavourite: blue\n\nOdd: yes"
    assert draft.name == "Dana"


def test_photos_may_be_folded_or_not_and_end_with_an_empty_line():
    draft = one(
        "PHOTO;ENCODING=BASE64;JPEG:", "/9j/4AAQSkZJRgABAQ", "AAAA==", "", "KEY;B:", " AAAA", "FN:Dana"
    )
    assert draft.name == "Dana"


@pytest.mark.parametrize(
    "agent",
    [
        ["AGENT:", "BEGIN:VCARD", "FN:Agent", "TEL:1", "END:VCARD"],
        ["AGENT:BEGIN:VCARD", "FN:Agent", "TEL:1", "END:VCARD"],
        ["AGENT:BEGIN:VCARD", " FN:Agent", " TEL:1", " END:VCARD"],
        ["AGENT:BEGIN:VCARD\\nFN:Agent\\nTEL:1\\nEND:VCARD\\n"],
        ["AGENT;VALUE=uri:", " CID:someone@example.org"],
    ],
)
def test_an_agent_inside_a_card_is_neither_read_nor_mixed_in(agent):
    reading = read(card("FN:Dana", *agent, "TEL:555", version="2.1") + card("FN:Lee"))
    assert problems(reading) == []
    assert [(record.draft.name, labelled(record.draft)) for record in reading.records] == [
        ("Dana", [("555", "")]),
        ("Lee", []),
    ]


def test_a_card_that_never_ends_is_kept_if_it_has_a_name():
    reading = read("BEGIN:VCARD\nFN:Dana\nEND:\nBEGIN:VCARD\nTEL:1\nBEGIN:VCARD\nFN:Lee\nTEL:12")
    assert [record.draft.name for record in reading.records] == ["Dana", "Lee"]
    never = "has no end: END:VCARD is missing"
    assert problems(reading) == [
        ("card 1, line 1", never),
        ("card 2, line 4", never),
        ("card 2, line 4", "has no name"),
        ("card 3, line 6", never),
    ]


def test_lines_between_cards_and_other_components_are_passed_over():
    reading = read(
        "hello\n" + card("FN:Dana") + "BEGIN:VLIST\nFN:list\nEND:VLIST\n" + card("FN:Lee") + "END:VCARD"
    )
    assert [record.draft.name for record in reading.records] == ["Dana", "Lee"]
    assert problems(reading) == []


def test_a_line_beyond_all_measure_costs_its_card_and_a_photo_costs_nothing(monkeypatch):
    monkeypatch.setattr(vcard_lines, "MOST_LINE_BYTES", 100)
    long = "x" * 60
    reading = read(
        card("FN:Dana", f"NOTE:{long}", f" {long}", "TEL:12")
        + card("FN:Lee", f"PHOTO:{long}", f" {long}", f"X-FOO:{long}", f" {long}")
        + card(f"NOTE:{long}{long}", "FN:Wei")
    )
    assert [record.draft.name for record in reading.records] == ["Lee"]
    assert [why for _, why in problems(reading)] == [
        "line 4 is longer than 1 MiB",
        "line 18 is longer than 1 MiB",
    ]


def test_too_many_cards_are_refused(monkeypatch):
    monkeypatch.setattr(vcard, "MOST_CARDS", 2)
    assert len(read(card("FN:Dana") * 2).records) == 2
    with pytest.raises(UnreadableError, match=r"a\.vcf has more than 2 cards"):
        read(card("FN:Dana") * 3)


def test_no_card_at_all_is_refused():
    with pytest.raises(UnreadableError, match=r"a\.vcf has no vCard"):
        read("FN:Dana\n")
