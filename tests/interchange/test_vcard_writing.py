"""Written cards: folded and escaped as the standards say, read back by iitui, vobject and khard."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.contact_cards import ContactCard
from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, NamePermission
from iitui.domain.errors import BadInputError
from iitui.interchange.name_parts import NameParts, divide_name
from iitui.interchange.vcard import read_vcard
from iitui.interchange.vcard_person import compose_name
from iitui.interchange.vcard_writing import fold_line, vcards

UID = "01a22124-8438-7d67-be6b-5e53c5b3e46b"

DANA = ContactCard(
    uid=UID,
    name="Dana Ito",
    organization="Beaumont; Royal Oak, Michigan",
    role="Nurse, Manager",
    level=None,
    channels=(
        Channel(ChannelKind.EMAIL, "dana@example.org", "work"),
        Channel(ChannelKind.EMAIL, "d@example.com"),
        Channel(ChannelKind.PHONE, "+1 (313) 555-0101 ext. 12", "work cell"),
        Channel(ChannelKind.PHONE, "555 0102", "Büro; 3. Stock"),
        Channel(ChannelKind.URL, "https://example.org/a,b;c?d=1"),
    ),
    tags=("nursing", "a, b", "contacts"),
    source="alumni",
    referred_by="Prof. Lee",
    referred_by_uid="01a22124-8438-7000-8000-000000000000",
    is_referrer_unique=True,
    name_permission=NamePermission.YES,
    cadence_days=90,
    notes="First; second, third\\fourth\n\n\tfifth: 'sixth'",
    changed_at=datetime(2026, 11, 28, 7, 45, tzinfo=UTC),
)


def written(*cards: ContactCard, is_3: bool = False) -> str:
    return "".join(vcards(cards, is_3=is_3))


def read(text: str) -> ContactDraft:
    reading = read_vcard("a.vcf", text.encode())
    assert reading.problems == ()
    (record,) = reading.records
    return record.draft


def test_version_4():
    lines = written(DANA).replace("\r\n ", "").split("\r\n")
    assert lines == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//iitui//iitui//EN",
        f"UID:urn:uuid:{UID}",
        "FN:Dana Ito",
        "N:Ito;Dana;;;",
        "ORG:Beaumont\\; Royal Oak\\, Michigan",
        "TITLE:Nurse\\, Manager",
        "EMAIL;TYPE=work;PREF=1:dana@example.org",
        "EMAIL:d@example.com",
        "TEL;TYPE=work,cell;PREF=1:+1 (313) 555-0101 ext. 12",
        "item4.TEL:555 0102",
        "item4.X-ABLABEL:Büro\\; 3. Stock",
        "URL:https://example.org/a\\,b;c?d=1",
        "RELATED;TYPE=contact;VALUE=text:Prof. Lee",
        "CATEGORIES:nursing,a\\, b,contacts",
        "NOTE:First\\; second\\, third\\\\fourth\\n\\n\tfifth: 'sixth'",
        "REV:20261128T074500Z",
        "END:VCARD",
        "",
    ]


def test_version_3():
    lines = written(DANA, is_3=True).replace("\r\n ", "").split("\r\n")
    assert lines[1:4] == ["VERSION:3.0", "PRODID:-//iitui//iitui//EN", f"UID:{UID}"]
    assert "EMAIL;TYPE=work,pref:dana@example.org" in lines
    assert "related.X-ABRELATEDNAMES:Prof. Lee" in lines
    assert "REV:2026-11-28T07:45:00Z" in lines


def test_a_referrer_whose_name_others_have_is_named_by_uid():
    card = replace(DANA, is_referrer_unique=False)
    assert "RELATED;TYPE=contact:urn:uuid:01a22124-8438-7000-8000-000000000000\r\n" in written(card)
    assert read(written(card)).referred_by == ""


def test_people_whom_other_programs_relate_are_named_as_not_used():
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nRELATED;VALUE=text:Bob\nEND:VCARD\n"
    reading = read_vcard("a.vcf", card.encode())
    assert reading.unused == ("RELATED",)
    assert reading.records[0].draft.referred_by == ""
    assert read_vcard("a.vcf", written(DANA).encode()).unused == ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_line_is_folded_at_75_bytes_and_never_inside_a_character(text: str):
    line = text.replace("\r", "").replace("\n", "")
    folded = fold_line(line)
    assert folded.endswith("\r\n")
    parts = folded[:-2].split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert len(parts) <= len(line.encode()) // 70 + 1


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dana Ito", NameParts("Ito", "Dana")),
        ("Prof. Dr. Anna Maria van der Berg", NameParts("van der Berg", "Anna Maria", "", "Prof. Dr.")),
        ("John Doe Jr.", NameParts("Doe", "John", "", "", "Jr.")),
        ("Sammy Davis III, PhD", NameParts("Davis", "Sammy", "", "", "III, PhD")),
        ("Dana Ito, PhD, RN", NameParts("Ito", "Dana", "", "", "PhD, RN")),
        ("佐藤 美咲", NameParts("佐藤", "美咲")),
        ("Cher", NameParts("", "Cher")),
        ("Dr. Who", NameParts("Who", "Dr.")),
        ("山田太郎", NameParts("", "山田太郎")),
    ],
)
def test_a_name_is_divided(name: str, parts: NameParts):
    assert divide_name(name) == parts


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "a;b",
        "a,b",
        "a\\nb",
        "\\",
        "\\\\;",
        "x\ny",
        "a:b",
        '"',
        "BEGIN:VCARD",
        "END:VCARD",
        " =",
        "[/]",
        "É" * 80,
    ]
)


@given(TEXT)
def test_the_parts_of_a_name_make_the_same_name(name: str):
    name = " ".join(name.split())
    parts = divide_name(name)
    assert compose_name(parts).replace(" ", "") == name.replace(" ", "") or parts == NameParts(given=name)


DRAFTS = st.builds(
    ContactDraft,
    name=TEXT,
    organization=TEXT,
    role=TEXT,
    channels=st.lists(
        st.builds(
            Channel,
            st.sampled_from(ChannelKind),
            TEXT | st.builds("{}@{}".format, TEXT, TEXT),
            st.sampled_from(["", "work", "home", "cell", "fax", "work fax", "voice"]) | TEXT,
        ),
        max_size=4,
    ),
    tags=st.lists(TEXT | st.just("My Contacts"), max_size=3),
    referred_by=TEXT,
    notes=TEXT | st.lists(TEXT, max_size=9).map("\n".join),
)


@given(DRAFTS, st.booleans())
def test_every_contact_is_read_back_the_same(draft: ContactDraft, is_3: bool):
    try:
        kept = draft.checked()
    except BadInputError:
        return
    fields = {name: getattr(kept, name) for name in ("name", "organization", "role", "referred_by", "notes")}
    card = replace(DANA, **fields, channels=tuple(kept.channels), tags=tuple(kept.tags))
    again = read(written(card, is_3=is_3)).checked()
    assert {name: getattr(again, name) for name in fields} == fields
    assert again.tags == kept.tags
    assert values(again) == values(kept)


def values(draft: ContactDraft) -> dict[ChannelKind, list[str]]:
    return {kind: [each.value for each in draft.channels if each.kind is kind] for kind in ChannelKind}


@pytest.mark.parametrize("is_3", [False, True])
def test_labels_are_read_back(is_3: bool):
    labels = (
        "",
        "work",
        "home",
        "cell",
        "work cell",
        "fax",
        "work fax",
        "pager",
        "voice",
        "other",
        "Büro, 3",
    )
    channels = tuple(Channel(ChannelKind.PHONE, f"555 {place}", label) for place, label in enumerate(labels))
    assert read(written(replace(DANA, channels=channels), is_3=is_3)).channels == channels


@pytest.mark.parametrize("is_3", [False, True])
def test_vobject_reads_the_same(is_3: bool):
    card = vobject.readOne(written(DANA, is_3=is_3))
    assert card.fn.value == DANA.name
    assert (card.n.value.family, card.n.value.given) == ("Ito", "Dana")
    assert card.org.value == [DANA.organization]
    assert card.title.value == DANA.role
    assert [line.value for line in card.email_list] == ["dana@example.org", "d@example.com"]
    assert [line.value for line in card.tel_list] == ["+1 (313) 555-0101 ext. 12", "555 0102"]
    assert card.url.value == "https://example.org/a,b;c?d=1"
    assert card.categories.value == list(DANA.tags)
    assert card.note.value == DANA.notes
    assert card.uid.value.removeprefix("urn:uuid:") == UID


@pytest.mark.parametrize("is_3", [False, True])
def test_khard_lists_them(is_3: bool, tmp_path: Path):
    book = tmp_path / "book"
    book.mkdir()
    (book / "dana.vcf").write_bytes(written(DANA, is_3=is_3).encode())
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[book]]\npath = {book}\n[general]\ndefault_action = list\n", "utf-8")

    def khard(*words: str) -> str:
        command = [str(Path(sys.executable).with_name("khard")), "-c", str(config), *words]
        ran = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "HOME": str(tmp_path)}
        )
        return ran.stdout

    assert khard("list", "--parsable") == f"{UID if is_3 else f'urn:uuid:{UID}'}\tDana Ito\tbook\n"
    shown = khard("show", "Dana")
    for words in (
        "Nurse, Manager",
        "Büro; 3. Stock: 555 0102",
        "d@example.com",
        "https://example.org/a,b;c?d=1",
        "a, b",
        "First; second, third\\fourth",
    ):
        assert words in shown
