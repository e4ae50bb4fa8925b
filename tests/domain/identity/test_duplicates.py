"""Who may be one person: by keys that are the same, and by names that are alike at one organization."""

from collections.abc import Set

import pytest

from iitui.domain.identity.duplicates import (
    MOST,
    ComparedContact,
    DuplicateReason,
    are_alike,
    find_duplicates,
)
from iitui.domain.text import fold

PROFILE, EMAIL, NAME_AND_PLACE, SAME_PHONE, NAME, ALIKE, NAME_ELSEWHERE = DuplicateReason
MAIL = "jon@example.org"
PHONE = "+1 (313) 555-0142"
PAGE = "linkedin.com/in/jon"
SAME_PAGE = "https://uk.linkedin.com/in/Jon/"
STAFF = "example.org/staff"


def person(
    number: int, name: str, place: str = "", *, mail: str = "", phone: str = "", url: str = "", key: str = ""
) -> ComparedContact:
    lists = [[text] if text else [] for text in (mail, phone, url, key)]
    return ComparedContact(number, fold(name), fold(place), *lists)


def found(
    *people: ComparedContact, apart: Set[tuple[int, int]] = frozenset()
) -> dict[tuple[int, int], set[DuplicateReason]]:
    duplicates = find_duplicates(people, apart)
    return {(each.contact_id, each.other_id): {*each.reasons} for each in duplicates}


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (person(1, "Jon Smith", mail=MAIL), person(2, "J.", mail=MAIL.upper()), {EMAIL}),
        (person(1, "Jon Smith", phone=PHONE), person(2, "Smith", phone="0013135550142"), {SAME_PHONE}),
        (person(1, "Jon Smith", phone=PHONE), person(2, "Kim Abe", phone=PHONE), set()),
        (person(1, "Jon", "A", url=PAGE), person(2, "X", "B", url=SAME_PAGE), {PROFILE}),
        (person(1, "Jon", "A", url=PAGE), person(2, "X", "B", key="linkedin:in/jon"), {PROFILE}),
        (person(1, "Jon", "A", url=STAFF), person(2, "X", "B", url=STAFF), set()),
        (person(1, "Jon Smith", "A"), person(2, "JON SMITH", "a"), {NAME_AND_PLACE}),
        (person(1, "Jon Smith", "A"), person(2, "Jon Smith"), {NAME}),
        (person(1, "Jon Smith", "A"), person(2, "Jon Smith", "B"), {NAME_ELSEWHERE}),
        (person(1, "Jon", "A"), person(2, "Jon", "B"), set()),
        (person(1, "Jon Smith", "A"), person(2, "John Smith", "A"), {ALIKE}),
        (person(1, "Jon Smith", "A"), person(2, "John Smith", "B"), set()),
        (person(1, "Jon Ng", "A", key="linkedin:in/a"), person(2, "Jon Ng", "A", key="linkedin:in/b"), set()),
    ],
)  # fmt: skip
def test_why_two_may_be_one(one: ComparedContact, other: ComparedContact, reasons: set[DuplicateReason]):
    assert found(one, other) == ({(1, 2): reasons} if reasons else {})


@pytest.mark.parametrize(
    ("name", "other", "may_be_one"),
    [
        ("Jon Smith", "John Smith", True),
        ("Jon Smith", "Jonathan Smith", True),
        ("J. Smith", "Jon Smith", True),
        ("Jon Smith", "Jon Adam Smith", True),
        ("Ann-Marie Ng", "Annmarie Ng", True),
        ("Jörg Müller", "Jörg Mueller", True),
        ("Brain Ng", "Brian Ng", True),
        ("Jon Smith", "Kim Smith", False),
        ("Jon Smith", "Tom Smyth", False),
        ("Al Ng", "Ed Ng", False),
        ("Dana Ito", "Dana Okafor", False),
    ],
)
def test_names_that_are_alike(name: str, other: str, may_be_one: bool):
    words = [tuple(fold(each).replace("-", " ").replace(".", "").split()) for each in (name, other)]
    assert are_alike(*words) is may_be_one
    assert are_alike(*words[::-1]) is may_be_one


def test_the_surest_come_first_and_those_apart_never():
    people = [
        person(1, "Jon Smith", "A"),
        person(2, "John Smith", "A", mail=MAIL),
        person(3, "Jon Smith", mail=MAIL),
    ]
    assert list(found(*people)) == [(2, 3), (1, 3), (1, 2)]
    assert list(found(*people, apart={(2, 3), (1, 2)})) == [(1, 3)]


def test_the_mailbox_of_an_office_is_nobodys_own():
    names = ("Ada Ito", "Bo Marsh", "Chidi Rao", "Dana Wu", "Dana Ito")
    office = [person(place, name, str(place), mail=MAIL) for place, name in enumerate(names)]
    assert set(found(*office)) == {(0, 4), (3, 4)}


def test_thousands_who_share_everything_are_compared_with_few():
    many = [person(number, "Jon Smith", "A", mail=MAIL, phone=PHONE) for number in range(4000)]
    assert len(find_duplicates(many)) == MOST
