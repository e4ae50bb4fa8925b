"""One contact from one line."""

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.quick_add import read_contact_line


def email(value: str) -> Channel:
    return Channel(ChannelKind.EMAIL, value)


def phone(value: str) -> Channel:
    return Channel(ChannelKind.PHONE, value)


def url(value: str) -> Channel:
    return Channel(ChannelKind.URL, value)


DANA = "dana@example.org"


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        (
            "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Prof. Lee #nursing",
            ContactDraft(
                name="Dana Ito",
                role="Nurse Manager",
                organization="Beaumont",
                channels=(email(DANA),),
                tags=("nursing",),
                referred_by="Prof. Lee",
            ),
        ),
        ("Dana Ito", ContactDraft(name="Dana Ito")),
        ("  Dana \t Ito\n", ContactDraft(name="Dana Ito")),
        ("佐藤 美咲", ContactDraft(name="佐藤 美咲")),
        ("Dana Ito, Nurse Manager", ContactDraft(name="Dana Ito", role="Nurse Manager")),
        ("Dana Ito, @ Beaumont", ContactDraft(name="Dana Ito", organization="Beaumont")),
        ("Dana Ito, at Beaumont", ContactDraft(name="Dana Ito", organization="Beaumont")),
        ("Dana Ito at Beaumont", ContactDraft(name="Dana Ito", organization="Beaumont")),
        ("Dana Ito @Beaumont", ContactDraft(name="Dana Ito", organization="Beaumont")),
        ("Dana Ito, , Beaumont", ContactDraft(name="Dana Ito", organization="Beaumont")),
        (
            "Dana Ito, Nurse Manager at Beaumont",
            ContactDraft(name="Dana Ito", role="Nurse Manager", organization="Beaumont"),
        ),
        (
            "Dana Ito at Beaumont, Nurse Manager",
            ContactDraft(name="Dana Ito", role="Nurse Manager", organization="Beaumont"),
        ),
        (
            "Dana Ito, Nurse Manager, Beaumont, Inc.",
            ContactDraft(name="Dana Ito", role="Nurse Manager", organization="Beaumont, Inc."),
        ),
        (
            "Sol Reyes, Attorney at Law, Reyes & Sons",
            ContactDraft(name="Sol Reyes", role="Attorney at Law", organization="Reyes & Sons"),
        ),
        ("Pat Attwood, Data at work", ContactDraft(name="Pat Attwood", role="Data", organization="work")),
        ("Matt Athens", ContactDraft(name="Matt Athens")),
        ("Dana Ito dana@example.org", ContactDraft(name="Dana Ito", channels=(email(DANA),))),
        (
            "Dana Ito <dana@example.org, d.ito@example.com>",
            ContactDraft(name="Dana Ito", channels=(email(DANA), email("d.ito@example.com"))),
        ),
        (
            "Dana Ito, RN, +1 313 555 0101",
            ContactDraft(name="Dana Ito", role="RN", channels=(phone("+1 313 555 0101"),)),
        ),
        (
            "Dana Ito (313) 555-0101, RN",
            ContactDraft(name="Dana Ito", role="RN", channels=(phone("(313) 555-0101"),)),
        ),
        ("Dana Ito <313.555.0101>", ContactDraft(name="Dana Ito", channels=(phone("313.555.0101"),))),
        ("Dana Ito, Route 66 Diner", ContactDraft(name="Dana Ito", role="Route 66 Diner")),
        ("Dana Ito, Ward 12, 3M", ContactDraft(name="Dana Ito", role="Ward 12", organization="3M")),
        (
            "Dana Ito https://linkedin.com/in/dana-ito, RN",
            ContactDraft(name="Dana Ito", role="RN", channels=(url("https://linkedin.com/in/dana-ito"),)),
        ),
        ("Dana Ito www.example.org.", ContactDraft(name="Dana Ito", channels=(url("www.example.org"),))),
        (
            "Dana Ito #nursing #night-shift #Pflege",
            ContactDraft(name="Dana Ito", tags=("nursing", "night-shift", "Pflege")),
        ),
        ("Dana Ito, C# developer", ContactDraft(name="Dana Ito", role="C# developer")),
        (
            "Dana Ito via Prof. Lee, Nurse Manager, Beaumont",
            ContactDraft(
                name="Dana Ito", role="Nurse Manager", organization="Beaumont", referred_by="Prof. Lee"
            ),
        ),
        ("Dana Ito VIA Kim", ContactDraft(name="Dana Ito", referred_by="Kim")),
        ("Dana Ito\x1b[31m\x07, RN", ContactDraft(name="Dana Ito[31m", role="RN")),
    ],
)
def test_a_line_is_a_contact(line, draft):
    assert read_contact_line(line) == draft


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("", "name"),
        ("   ", "name"),
        (", Nurse Manager", "name"),
        ("--", "name"),
        ("#nursing", "name"),
        ("dana@example.org", "name"),
        ("via Prof. Lee", "name"),
        ("Via Smith", "name"),
        ("Dana Ito via", "referred_by"),
        ("Dana Ito via , RN", "referred_by"),
        ("Dana Ito via Lee, via Kim", "referred_by"),
        ("Dana Ito <dana at example>", "emails"),
        ("Dana Ito <>", "emails"),
        ("x" * 3000, "name"),
    ],
)
def test_what_is_no_contact_is_refused_with_words(line, field):
    with pytest.raises(BadInputError) as refused:
        read_contact_line(line)
    assert list(refused.value.fields) == [field]
    assert refused.value.fields[field].endswith(".")
