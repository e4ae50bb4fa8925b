"""Which value of each field stays where two contacts become one, and that the other one is noted."""

import pytest

from iitui.domain.contacts import Contact, Level, NamePermission, Stage
from iitui.domain.identity.merging import Difference, MergeField, differences, merged

KEPT, GONE = 1, 2


def person(number: int, name: str = "Jon Smith", **fields) -> Contact:
    empty = {
        "organization": "", "organization_notes": "", "role": "", "level": None, "channels": (), "tags": (),
        "source": "", "referred_by_id": None, "referred_by": "", "cadence_days": None, "notes": "",
        "name_permission": NamePermission.NOT_ASKED, "archived": False, "stage": Stage.TO_ASK,
        "last_touch": None, "named": (),
    }  # fmt: skip
    return Contact(id=number, uid=f"uid-{number}", name=name, **(empty | fields))


def test_what_one_of_them_lacks_comes_from_the_other_without_a_question():
    ours = person(KEPT, role="Nurse")
    theirs = person(
        GONE, organization="Beaumont", level=Level.SENIOR, source="Fair", cadence_days=90,
        referred_by_id=7, referred_by="Prof. Lee", name_permission=NamePermission.YES,
    )  # fmt: skip
    assert differences(ours, theirs) == []
    one = merged(ours, theirs)
    assert (one.organization, one.role, one.level, one.source) == ("Beaumont", "Nurse", Level.SENIOR, "Fair")
    assert (one.referred_by_id, one.name_permission, one.cadence_days) == (7, NamePermission.YES, 90)
    assert one.notes == ""


def test_what_does_not_stay_is_a_line_of_the_notes():
    ours = person(KEPT, role="Nurse", organization="Beaumont", notes="Kind.", source="Fair", cadence_days=30)
    theirs = person(
        GONE, "Jonathan Smith", role="Chief Nurse", organization="Lakeside", notes="Tall.", source="LinkedIn",
        cadence_days=0, level=Level.LEADING,
    )  # fmt: skip
    assert differences(ours, theirs) == [
        Difference(MergeField.NAME, "Jon Smith", "Jonathan Smith"),
        Difference(MergeField.WORK, "Nurse, Beaumont", "Chief Nurse, Lakeside"),
        Difference(MergeField.SOURCE, "Fair", "LinkedIn"),
        Difference(MergeField.CADENCE, "every 30 days", "never"),
    ]
    one = merged(ours, theirs, {MergeField.NAME, MergeField.WORK})
    assert (one.name, one.role, one.organization) == ("Jonathan Smith", "Chief Nurse", "Lakeside")
    assert (one.source, one.cadence_days, one.level) == ("Fair", 30, Level.LEADING)
    assert one.notes == (
        "Kind.\n\nTall.\n\nFrom the merged contact Jonathan Smith:\n"
        "name: Jon Smith\nwork: Nurse, Beaumont\nhow you met: LinkedIn\nkeep in touch: never"
    )


def test_a_role_is_never_put_together_with_another_organization():
    ours, theirs = person(KEPT, organization="Beaumont"), person(GONE, role="Chef", organization="Lakeside")
    one = merged(ours, theirs)
    assert (one.role, one.organization) == ("", "Beaumont")
    assert "work: Chef, Lakeside" in one.notes
    two_roles = person(GONE, role="Chef", organization="BEAUMONT")
    assert merged(person(KEPT, role="Nurse", organization="Beaumont"), two_roles).role == "Nurse"
    assert merged(ours, two_roles).role == "Chef"


@pytest.mark.parametrize(
    ("ours", "theirs", "stays"),
    [
        ("J. Smith", "Jon Smith", "Jon Smith"),
        ("Jon Smith", "J. Smith", "Jon Smith"),
        ("Jon Smith", "Jon Adam Smith", "Jon Adam Smith"),
        ("JOSE DIAZ", "José Díaz", "José Díaz"),
        ("Jon Smith", "John Smith", "Jon Smith"),
    ],
)
def test_the_fuller_name_is_proposed(ours: str, theirs: str, stays: str):
    one = merged(person(KEPT, ours), person(GONE, theirs))
    assert one.name == stays
    assert f"name: {({ours, theirs} - {stays}).pop()}" in one.notes


def referred(number: int, by: int | None, permission: NamePermission = NamePermission.NOT_ASKED) -> Contact:
    name = {None: "", 7: "Prof. Lee", 8: "Kim Abe"}[by] if by not in (KEPT, GONE) else "Jon Smith"
    return person(number, referred_by_id=by, referred_by=name, name_permission=permission)


def test_a_permission_stays_with_the_referrer_that_it_is_about():
    ours, theirs = referred(KEPT, 7), referred(GONE, 8, NamePermission.YES)
    one = merged(ours, theirs)
    assert (one.referred_by_id, one.name_permission) == (7, NamePermission.NOT_ASKED)
    assert "through: Kim Abe, you may use their name" in one.notes
    other = merged(ours, theirs, {MergeField.REFERRER})
    assert (other.referred_by_id, other.name_permission) == (8, NamePermission.YES)
    assert "through: Prof. Lee" in other.notes


def test_of_two_words_about_one_referrer_no_is_proposed():
    one = merged(referred(KEPT, 7, NamePermission.YES), referred(GONE, 7, NamePermission.NO))
    assert (one.referred_by_id, one.name_permission) == (7, NamePermission.NO)
    assert merged(referred(KEPT, 7), referred(GONE, 7, NamePermission.YES)).notes == ""


def test_nobody_is_named_by_themselves_through_others():
    ours, theirs = referred(KEPT, GONE), referred(GONE, 8)
    one = merged(ours, theirs, impossible={KEPT, GONE})
    assert (one.referred_by_id, one.notes) == (8, "")
    circle = merged(referred(KEPT, 7, NamePermission.YES), referred(GONE, None), impossible={KEPT, GONE, 7})
    assert (circle.referred_by_id, circle.name_permission) == (None, NamePermission.NOT_ASKED)
    assert "also named by: Prof. Lee" in circle.notes


def test_archived_only_if_both_are():
    away = person(GONE, archived=True)
    assert not merged(person(KEPT), away).archived
    assert merged(person(KEPT, archived=True), away).archived
