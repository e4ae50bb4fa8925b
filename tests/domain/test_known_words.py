"""What is being typed in a field, for which words are suggested."""

import pytest

from iitui.domain.known_words import CONTACT_LINE, LAST_TAG, VIA_LINE, WordKind, whole

ROLES, ORGANIZATIONS, PEOPLE, TAGS = (
    WordKind.ROLES,
    WordKind.ORGANIZATIONS,
    WordKind.PEOPLE,
    WordKind.TAGS,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dana Ito", None),
        ("Dana Ito, Nur", (ROLES, "Nur")),
        ("Dana Ito, Nurse Manager, Beau", (ORGANIZATIONS, "Beau")),
        ("Dana Ito, Nurse, Beaumont, In", None),
        ("Dana Ito at Beau", (ORGANIZATIONS, "Beau")),
        ("Dana Ito, Nurse at Beau", (ORGANIZATIONS, "Beau")),
        ("Dana Ito, Nurse, Beaumont <da", None),
        ("Dana Ito, dana@ex", None),
        ("Dana Ito, Nurse, Beaumont via Prof", (PEOPLE, "Prof")),
        ("Dana Ito VIA Prof. L", (PEOPLE, "Prof. L")),
        ("Olivia Pro", None),
        ("Dana #nur", (TAGS, "nur")),
        ("Dana, Nurse, Beaumont via Lee #", (TAGS, "")),
        ("", None),
        (",", (ROLES, "")),
    ],
)
def test_a_contact_line_suggests_for_its_last_piece(text, expected):
    assert CONTACT_LINE.read(text) == expected


@pytest.mark.parametrize(
    ("text", "typed"),
    [("nur", "nur"), ("nursing, wa", "wa"), ("#nursing; #wa", "wa"), ("nursing, ", ""), ("", "")],
)
def test_of_tags_the_last_one_is_being_typed(text, typed):
    assert LAST_TAG.read(text) == (TAGS, typed)


def test_a_line_names_a_person_after_via():
    assert VIA_LINE.read("a night shift via An") == (PEOPLE, "An")
    assert VIA_LINE.read("a trip via rail\nsomething else") is None
    assert whole(ROLES).read("Nurse, a") == (ROLES, "Nurse, a")
