"""Who is meant by what somebody types: numbers, whole names, beginnings of words, and namesakes."""

import pytest

from iitui.domain.errors import AmbiguousError, NotFoundError
from iitui.domain.identity.lookup import (
    NamedContact,
    find_contact,
    read_number,
    say_apart,
    say_contact,
    typeable_name,
)
from iitui.domain.text import fold, search_words

PEOPLE = (
    (1, "Dana Ito", "Beaumont", "Nurse Manager"),
    (2, "Dana Ito", "Henry Ford", "Nurse"),
    (3, "Rosa Álvarez", "Beaumont", "Dietitian"),
    (4, "Rosalind Ott", "", ""),
    (5, "Kim Lee", "Acme", ""),
    (6, "Kim Lee", "Acme", "Buyer"),
)


class People:
    """Contacts in memory, searched by the beginnings of all words about them, and by notes that name Rosa."""

    def by_number(self, contact_id: int) -> NamedContact | None:
        return next((one[:3] for one in PEOPLE if one[0] == contact_id), None)

    def by_name(self, name):
        return [one[:3] for one in PEOPLE if fold(one[1]) == fold(name)]

    def with_role(self, query, limit):
        wanted = search_words(query)
        return [one for one in PEOPLE if all(self.begins(one, piece) for piece in wanted)][:limit]

    def begins(self, one: tuple[int, str, str, str], piece: str) -> bool:
        return any(word.startswith(piece) for word in [*search_words(" ".join(one[1:])), "rosa"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        (" 2 ", 2),
        ("rosa alvarez", 3),
        ("rosal", 4),
        ("Dana Ito, Henry Ford", 2),
        ("dana, henry ford", 2),
        ("dana henry", 2),
        ("dana manager", 1),
        ("6 kim lee", 6),
        ("5  Kim Lee, Acme", 5),
    ],
)
def test_one_is_meant(text, number):
    assert find_contact(text, People())[0] == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dana Ito", "Which one? 1 Dana Ito (Beaumont), 2 Dana Ito (Henry Ford)"),
        ("ros", "Which one? 3 Rosa Álvarez (Beaumont), 4 Rosalind Ott"),
        ("Kim Lee, Acme", "Which one? 5 Kim Lee (Acme), 6 Kim Lee (Acme)"),
    ],
)
def test_several_are_named_with_the_numbers_that_tell_them_apart(text, words):
    with pytest.raises(AmbiguousError) as raised:
        find_contact(text, People())
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("99", "There is no contact 99."),
        ("  ", "No name was given."),
        ("6 Dana Ito", "There is no contact '6 Dana Ito'."),
        ("beaumont", "There is no contact 'beaumont'."),
        ("Dana Ito, Acme", "There is no contact 'Dana Ito, Acme'."),
        ("x" * 60, f"There is no contact '{'x' * 40}…'."),
        ("…", "There is no contact '…'."),
    ],
)
def test_nobody_is_meant(text, words):
    with pytest.raises(NotFoundError) as raised:
        find_contact(text, People())
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("number", "text"), [(1, "Dana Ito, Beaumont"), (4, "Rosalind Ott"), (6, "6 Kim Lee, Buyer, Acme")]
)
def test_what_means_somebody_can_be_typed_again(number, text):
    contact = People().by_number(number)
    assert contact is not None
    assert typeable_name(contact, People()) == text
    assert find_contact(text, People()) == contact


def test_namesakes_are_told_apart_in_words():
    assert say_apart((1, "Dana Ito", "Beaumont"), People()) == "Dana Ito, Beaumont"
    assert say_apart((5, "Kim Lee", "Acme"), People()) == "5 Kim Lee, Acme"
    assert say_apart((6, "Kim Lee", "Acme"), People()) == "6 Kim Lee, Buyer, Acme"


def test_a_contact_is_called_by_name_and_organization():
    assert say_contact((3, "Rosa Álvarez", "Beaumont")) == "Rosa Álvarez, Beaumont"
    assert say_contact((4, "Rosalind Ott", "")) == "Rosalind Ott"


@pytest.mark.parametrize("text", ["", "x", "1.5", "-1", "²", "9" * 16])
def test_what_no_record_could_have_is_no_number(text):
    assert read_number(text) is None
