"""Templates of letters: what is read of them, what is said of a mistake, and how they are filled."""

import pytest

from iitui.domain.errors import UnreadableError
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.templates import (
    FIELDS,
    LONGEST_TEMPLATE,
    Template,
    fill,
    order_templates,
    read_template,
    reply_to,
)

WHOLE = """\
Kind: thank_you
name: A card
Subject: Thank you, {first_name}
Needs: occupation, names
Reply: yes

Dear {first_name},

{?one thing}  {{not a place}}

{my_name}
"""


def read(text: str) -> Template:
    return read_template(text, slug="card", file="card.txt")


def test_the_lines_before_the_letter_are_read_whatever_their_order_and_case():
    template = read(WHOLE)
    assert (template.slug, template.name, template.kind) == ("card", "A card", LetterKind.THANK_YOU)
    assert (template.subject, template.needs, template.replies) == (
        "Thank you, {first_name}",
        ("occupation", "names"),
        True,
    )
    assert template.body.startswith("Dear {first_name},\n\n{?one thing}")
    assert not template.is_built_in


def test_a_file_from_elsewhere_is_read_as_well():
    template = read("\ufeffKind: Thank-You\r\nSubject: Hi\r\n\r\n\r\nDear {name}\x1b[31m,\r\n")
    assert (template.name, template.kind, template.body) == (
        "Card",
        LetterKind.THANK_YOU,
        "Dear {name}[31m,",
    )


def test_places_are_filled_and_those_without_a_value_stay_in_sight():
    filled = fill(read(WHOLE), {"first_name": "{my_name}", "my_name": ""})
    assert filled.subject == "Thank you, {my_name}", "what is filled in is not filled again"
    assert filled.body == "Dear {my_name},\n\n[one thing]  {not a place}\n\n[your name]"
    assert filled.places == ("[one thing]", "[your name]")
    assert fill(read(WHOLE), {}).places == ("[their first name]", "[one thing]", "[your name]")


def test_a_reply_goes_on_under_the_subject_of_the_earlier_mail():
    filled = fill(read(WHOLE), {"my_name": "Ann"}, "RE: Aw: Twenty minutes?\n")
    assert filled.subject == "Re: Twenty minutes?"
    assert filled.places == ("[their first name]", "[one thing]")
    own = read(WHOLE.replace("Reply: yes", "Reply: no"))
    assert fill(own, {"first_name": "Dana"}, "Twenty minutes?").subject == "Thank you, Dana"
    assert fill(read(WHOLE), {"first_name": "Dana"}, " ").subject == "Thank you, Dana"


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Hello", "Re: Hello"),
        ("Re: Re: Hello", "Re: Hello"),
        ("Fwd: re[2]: Hello", "Re: Hello"),
        ("Regarding us", "Re: Regarding us"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_re_stands_there_once(subject: str, reply: str):
    assert reply_to(subject) == reply


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Kind: request\n\nDear {first_nam}",
            "card.txt, line 3: there's no field “first_nam”; did you mean"
            " first_name? For a blank to fill in yourself, write {?words}.",
        ),
        ("Kind: request\nSubject: {zzz}\n\nHi", "card.txt, line 2: there's no field “zzz”; there are name,"),
        ("Kind: request\n\n\nDear {name.__class__}", "line 4: there's no field “name.__class__”"),
        ("Kind: request\n\nDear {name!r}", "line 3: there's no field “name!r”"),
        ("Kind: request\n\nDear {}", "line 3: there's no field “”"),
        ("Kind: request\n\nDear {name", "line 3: the “{” before or after “Dear name” has no match"),
        ("Kind: request\n\nDear name}, hello", "line 3: the “}” before or after “Dear name, hello” has no"),
        ("Kind: request\n\nDear {name\n}", "line 3: the “{”"),
        ("Kind: request\n\n{? }", "card.txt, line 3: “{?}” doesn't say what to write there."),
        ("Kind: request\nNeeds: name, age\n\nHi", "card.txt, line 2: there's no field “age”"),
        ("Kind: love\n\nHi", "card.txt, line 1: there's no kind of letter “love”; kinds are request,"),
        ("Subject: x\n\nHi", "card.txt: a line such as “Kind: thank_you” is missing"),
        ("Dear Dana,\n\nHi", "card.txt, line 1: “Dear Dana,” isn't one of the lines Name:, Kind:, Subject:,"),
        ("Kind: request", "card.txt: the letter itself is missing; put it after a blank line."),
        ("", "card.txt"),
        (
            "x" * (LONGEST_TEMPLATE + 1),
            "card.txt: a template can have at most 20000 characters; this one has 20001.",
        ),
        ("Kind: request\n\n" + "{" * 9_999, "line 3: the “{”"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(text: str, words: str):
    with pytest.raises(UnreadableError) as refused:
        read(text)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 500


def test_the_best_template_is_the_one_that_uses_most_of_what_is_known():
    def template(slug: str, *needs: str, built_in: bool = True) -> Template:
        return Template(
            slug=slug,
            name="",
            kind=LetterKind.REQUEST,
            subject="",
            body="x",
            needs=needs,
            is_built_in=built_in,
        )

    plain, referred = template("request"), template("request_referred", "referrer")
    own, other = template("a_own", built_in=False), template("a_other")
    thanks = read(WHOLE)
    all_of_them = [other, referred, thanks, own, plain]

    def order(*known: str) -> list[str]:
        return [one.slug for one in order_templates(all_of_them, LetterKind.REQUEST, set(known))]

    assert order() == ["a_own", "request", "a_other", "request_referred"]
    assert order("referrer") == ["request_referred", "a_own", "request", "a_other"]


def test_every_field_says_in_words_what_is_missing():
    assert all(words and not set(words) & set("[]{}") for words in FIELDS.values())
