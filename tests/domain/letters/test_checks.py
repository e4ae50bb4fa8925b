"""The checks of letters: each is tried with what it finds and with what it must leave alone."""

import pytest

from iitui.domain.letters.checks import (
    LetterFinding,
    LetterTerms,
    Weight,
    check_letter,
    is_ready,
    is_refused,
)
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.letter import Letter
from iitui.domain.letters.templates import SPECIFIC, place_of

GOOD = (
    "Dear Dana,\n\nKim Lee suggested that I write to you. I am a nurse in my second year, and would like to"
    " understand what informatics is like. Could I ask you for 20 minutes by phone or video, whenever suits"
    " you?\n\nAnn"
)


def terms(kind: LetterKind = LetterKind.REQUEST, **more) -> LetterTerms:
    known = {"contact_name": "Dana Ito", "own_name": "Ann Wu", "organization": "Beaumont"}
    return LetterTerms(**{"kind": kind, **known, **more})


def findings(
    body: str, kind: LetterKind = LetterKind.REQUEST, *, subject: str = "Hello", **more
) -> list[LetterFinding]:
    letter = Letter(to_name="Dana Ito", to="dana@example.org", subject=subject, body=body)
    return check_letter(letter, terms(kind, **more))


def about(body: str, **more) -> list[str]:
    """The parts of the letter that the findings are about, or their words where they are about none."""
    return [body[one.start : one.end] or one.words for one in findings(body, **more)]


def test_a_good_request_has_no_findings():
    assert findings(GOOD) == []
    assert is_ready([])


@pytest.mark.parametrize("count", [99, 100, 101, 150])
def test_over_a_hundred_words_the_rest_is_shown(count: int):
    body = GOOD + " and" * (count - len(GOOD.split()))
    (found,) = findings(body) if count > 100 else [None]
    assert (found is None) == (count <= 100)
    if found is not None:
        assert found.words == f"{count} words: over 100, fewer people read to the end."
        assert len(body[found.start : found.end].split()) == count - 100
        assert is_ready([found])
        assert findings(body, most_words=count) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I am looking for a job.", "job"),
        ("I am not looking for a Job", "Job"),
        ("Are you hiring?", "hiring"),
        ("any openings there", "openings"),
        ("Do you have an open position?", "open position"),
        ("I want to apply to Beaumont", "apply"),
        ("I applied for", "applied for"),
        ("about employment at", "employment"),
        ("an internship", "internship"),
        ("career opportunities", "career opportunities"),
        ("talk to your recruiter", "recruiter"),
        ("my résumé says", "résumé"),
        ("my resume", "resume"),
        ("my CV", "CV"),
    ],
)
def test_words_of_job_hunting_are_found(words: str, found: str):
    assert about(f"{GOOD} {words}") == [found]


@pytest.mark.parametrize(
    "words",
    [
        "how you came to your position",
        "the opportunity to learn from you",
        "nursing applied science",
        "your role in research",
        "the recvs",
        "a higher aim",
    ],
)
def test_words_that_only_resemble_them_are_left_alone(words: str):
    assert about(f"{GOOD} {words}") == []


@pytest.mark.parametrize(
    "length",
    [
        "20 minutes",
        "15-20 minutes",
        "15–20 min",
        "fifteen to twenty minutes",
        "a 20-minute call",
        "half an hour",
        "a half-hour",
        "a quarter of an hour",
        "twenty mins",
        "twenty-five minutes",
        "an hour",
    ],
)
def test_a_length_is_recognized(length: str):
    assert about(GOOD.replace("20 minutes", length)) == []


@pytest.mark.parametrize(
    "length", ["a few minutes", "a minute", "some time", "20 questions", "20 people", "hours"]
)
def test_no_length_is_found(length: str):
    assert about(GOOD.replace("20 minutes", length)) == [
        "It doesn't say how long it will take: name the minutes, such as 20."
    ]


@pytest.mark.parametrize(
    "tie",
    [
        "We met at the fair.",
        "I read your article on triage.",
        "As a fellow alumna of Oakland,",
        "I found you in the alumni directory.",
        "I have your name from aunt Rosa",
        "Lee thought of you",
    ],
)
def test_a_tie_is_recognized(tie: str):
    body = GOOD.replace("Kim Lee suggested that I write to you.", tie)
    assert about(body, source="aunt Rosa", referrer="Kim Lee") == []


def test_no_tie_is_found():
    body = GOOD.replace("Kim Lee suggested that I write to you.", "I hope this finds you well.")
    assert about(body) == [
        "It doesn't mention a tie: say how you found them, or who sent you, and say it first."
    ]


@pytest.mark.parametrize("words", ["attached is a list", "See the attachment", "Please find", "I enclose"])
def test_an_attachment_is_found(words: str):
    (found,) = findings(f"{GOOD} {words}")
    assert "don't attach anything to a request" in found.words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tuesday at 3pm", "3pm"),
        ("at 15:30", "15:30"),
        ("10 a.m. or later", "10 a.m."),
        ("after noon", "after noon"),
        ("Tuesday at 3?", "at 3"),
    ],
)
def test_a_time_without_a_zone_is_found_where_clocks_differ(words: str, found: str):
    body = f"{GOOD} {words}"
    assert about(body, other_zone="America/Los_Angeles") == [found]
    assert about(body) == [], "in one zone there is nothing to say"


@pytest.mark.parametrize(
    "words",
    [
        "at 3pm ET",
        "at 15:30 your time",
        "10 a.m. Pacific time",
        "9:00 (UTC-5)",
        "noon in Los Angeles, at noon",
        "3pm Pacific time",
        "at 3pm Detroit time",
        "on the 3rd of May",
        "for 20 minutes",
        "at 3 places",
    ],
)
def test_a_time_with_a_zone_is_left_alone(words: str):
    assert about(f"{GOOD} {words}", other_zone="America/Los_Angeles") == []


@pytest.mark.parametrize(
    ("words", "referrer"),
    [
        ("Kim Lee thought", "Kim Lee"),
        ("Prof. Lee sent me", "Kim Lee"),
        ("kim lee", "Kim Lee"),
        ("Kim says", "Kim Lee"),
        ("MÜLLER", "Jan Muller"),
        ("Rosa Mark Day", "Rosa Mark Day"),
        ("Grace Hope", "Grace Hope"),
        ("Dr. O'Neil", "Pat O'Neil"),
        ("田中さん", "田中さん"),
    ],
)
@pytest.mark.parametrize("kind", LetterKind)
def test_the_name_of_the_referrer_without_permission_refuses(words: str, referrer: str, kind: LetterKind):
    body = f"20 minutes, alumni: {words}."
    found = [
        one
        for one in findings(body, kind, referrer=referrer, may_use_name=False)
        if one.weight is Weight.REFUSES
    ]
    assert len(found) == 1
    assert is_refused(found)
    assert "you don't have permission to use that name yet" in found[0].words
    assert not is_refused(findings(body, kind, referrer=referrer, may_use_name=True))


@pytest.mark.parametrize(
    ("words", "referrer"),
    [
        ("May I ask", "May Chen"),
        ("Will you", "Will Smith"),
        ("lee of the wind", "Kim Lee"),
        ("Leeds", "Kim Lee"),
        ("Dana", "Dana Park"),
        ("Beaumont", "Rosa Beaumont"),
        ("Dr. Brown", "Dr. Ng"),
        ("Ann", "Ann Bell"),
        ("", ""),
        ("Ng", ""),
    ],
)
def test_a_word_that_need_not_be_the_referrer_does_not_refuse(words: str, referrer: str):
    assert not is_refused(findings(f"Hello. {words} what.", referrer=referrer, may_use_name=False))


def test_the_name_in_the_subject_refuses_as_well():
    (found,) = findings(
        "Dear Dana, 20 minutes, alumni", subject="Lee sent me", referrer="Kim Lee", may_use_name=False
    )
    assert (found.field, found.start, found.end) == ("subject", 0, 3)


def test_each_place_that_is_not_filled_is_found_where_it_stands():
    body = "Dear [their first name],\n\n[their first name]: [what for]"
    found = findings(
        body, LetterKind.NUDGE, subject="[what for]", places=("[their first name]", "[what for]", "[gone]")
    )
    assert [(one.field, one.words) for one in found] == [
        ("subject", "Still to fill: what for."),
        ("body", "Still to fill: their first name."),
        ("body", "Still to fill: what for."),
    ]
    assert body[found[1].start : found[1].end] == "[their first name]"
    assert not is_ready(found)
    assert not is_refused(found)


TEMPLATE = "Dear Dana,\n\nThank you for taking the time to talk with me yesterday.\n\n[one thing]\n\nAnn"


@pytest.mark.parametrize(
    ("said", "ready"),
    [
        ("", False),
        ("It was really helpful, and I learned so much from your insights!", False),
        ("Thank you again for your wonderful advice and your time, Dana.", False),
        ("You chart from seven to nine each morning, which I had never thought of.", True),
        ("I keep thinking about what you said: “Half the week is meetings.” I had expected patients.", True),
        ("Beaumont Beaumont Ann Dana", False),
    ],
)
def test_a_thank_you_needs_something_that_only_this_interview_gave(said: str, ready: bool):
    found = findings(
        TEMPLATE.replace("[one thing]", said),
        LetterKind.THANK_YOU,
        places=("[one thing]",),
        template_body=TEMPLATE,
    )
    assert is_ready(found) is ready
    if not ready:
        assert "one specific thing from this interview" in found[0].words


def test_a_thank_you_straight_from_the_template_is_told_once_what_it_lacks():
    place = place_of(SPECIFIC)
    body = TEMPLATE.replace("[one thing]", place)
    (found,) = findings(body, LetterKind.THANK_YOU, places=(place,), template_body=body)
    assert found.words == "Still to fill: one thing they said, and what it changed for you."


@pytest.mark.parametrize(
    "to", ["dana", "a b@c.de", "dana@example", "dana@exa mple.org", "@", "x@y..z", "a..b@c.de"]
)
def test_an_address_that_is_none_is_said(to: str):
    found = check_letter(Letter(to_name="Dana", to=to, subject="x", body=GOOD), terms())
    assert [one.words for one in found] == [f"“{to}” isn't a valid email address."]


def test_an_empty_letter_is_not_ready_and_a_missing_subject_is_said():
    found = findings("  \n", LetterKind.KEEP_IN_TOUCH, subject=" ")
    assert [one.words for one in found] == ["The letter is empty.", "There is no subject line."]
    assert not is_ready(found)


@pytest.mark.parametrize("piece", ["a ", "at 1 ", "[x] ", "Kim ", "(" * 9, "20 ", "\n", "é", "here there "])
def test_fifty_thousand_characters_are_checked_in_a_moment(piece: str):
    from time import process_time

    begun = process_time()
    findings(
        piece * (50_000 // len(piece)),
        referrer="Kim Lee",
        may_use_name=False,
        other_zone="Asia/Tokyo",
        places=("[x]",),
    )
    assert process_time() - begun < 1
