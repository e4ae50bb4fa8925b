"""Question sets as files: what iitui writes it reads again, and what is wrong has its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.built_in import built_in_uid
from iitui.domain.contacts import Level
from iitui.domain.errors import UnreadableError
from iitui.domain.question_sets import QuestionPlanDraft, QuestionSetDraft
from iitui.domain.questions import Category, Origin, Phase, Question, QuestionDraft
from iitui.interchange.question_sets import (
    looks_like_question_set,
    read_question_set,
    write_question_set,
)

BY_HAND = """\
format = "iitui questions"

[set]
name = "First visits"
author = "Ana Ruiz"
version = 2

[[question]]
id = "first-day"
text = "What was your first day like?"
category = "Day and Week"
phase = "open"
level = "starting"

[[question]]
text = "What would you pay for?"
sensitive = true

[[plan]]
name = "Ten minutes"
minutes = 10
questions = ["first-day", "ordinary-day", "gone"]
"""

UID = "019312d2-9c00-7abc-8def-0123456789ab"
ABOUT = QuestionSetDraft(uid=UID, name="Mine “two”", author="A\\B", version="2026-11-28")


def question(number: int, text: str, **fields) -> Question:
    usual = {
        "category": Category.ADVICE,
        "phase": Phase.CLOSE,
        "sensitive": True,
        "researchable": False,
        "level": Level.SENIOR,
        "minutes": 5,
        "origin": Origin.MINE,
        "slug": "",
        "oakland": False,
        "retired": False,
        "uid": f"019312d2-9c00-7abc-8def-{number:012}",
    }
    return Question(id=number, text=text, **{**usual, **fields})


def read(text: str, built_in=("ordinary-day",)):
    return read_question_set("set.toml", text.encode(), built_in)


def test_what_a_person_writes_is_read():
    assert looks_like_question_set(BY_HAND.encode())
    reading = read(BY_HAND)
    assert (reading.about.name, reading.about.author, reading.about.version) == (
        "First visits",
        "Ana Ruiz",
        "2",
    )
    first, second = reading.questions
    assert first.draft == QuestionDraft(
        text="What was your first day like?", category=Category.DAY, phase=Phase.OPEN, level=Level.STARTING
    )
    assert second.draft.sensitive
    (plan,) = reading.plans
    assert plan.questions == (first.uid, built_in_uid("ordinary-day"))
    assert [(each.where, each.why) for each in reading.problems] == [
        ("plan 1, “Ten minutes”", "there's no question with the id “gone”.")
    ]


def test_an_id_lasts_while_the_words_change():
    again = read(BY_HAND.replace("first day", "very first day").replace("version = 2", "version = 3"))
    before = read(BY_HAND)
    assert again.about.uid == before.about.uid
    assert [each.uid for each in again.questions] == [each.uid for each in before.questions]
    assert again.plans[0].uid == before.plans[0].uid


@pytest.mark.parametrize("as_json", [False, True])
def test_what_is_written_is_read_again(as_json: bool):
    questions = [
        question(1, 'Why "this" and # that = \\n?'),
        question(2, "どうして？", level=None, sensitive=False),
    ]
    plan = QuestionPlanDraft(uid=UID, name="Plan", minutes=20, questions=(questions[1].uid, "ordinary-day"))
    text = write_question_set(ABOUT, questions, [plan], as_json=as_json)
    assert text.endswith("\n")
    assert looks_like_question_set(text.encode())
    reading = read(text)
    assert reading.about == ABOUT
    assert [(each.uid, each.draft) for each in reading.questions] == [
        (each.uid, QuestionDraft.of(each)) for each in questions
    ]
    assert reading.plans[0].questions == (questions[1].uid, built_in_uid("ordinary-day"))
    assert reading.problems == ()


def test_a_built_in_question_keeps_its_name():
    text = write_question_set(ABOUT, [question(1, "A day?", slug="ordinary-day")], [])
    assert 'id = "ordinary-day"' in text
    assert read(text).questions[0].uid == built_in_uid("ordinary-day")


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ('[[question]]\ntext = ""\n', "question 1", "The question is missing."),
        ("[[question]]\ntext = 5\n", "question 1", "“text” must be a text."),
        (
            '[[question]]\ntext = "Why?"\nminutes = 99\n',
            "question 1, “Why?”",
            "The minutes must be between 1 and 60, not 99.",
        ),
        (
            '[[question]]\ntext = "Why?"\nphase = "late"\n',
            "question 1, “Why?”",
            "The phase must be one of “open”, “core”, “close”, not “late”.",
        ),
        (
            '[[question]]\ntext = "Why?"\nminutes = 0x' + "f" * 9000 + "\n",
            "question 1, “Why?”",
            "“minutes” must be a whole number.",
        ),
        (
            '[[question]]\ntext = "Why?"\nid = 1\n\n[[question]]\ntext = "How?"\nid = 1\n',
            "question 2, “How?”",
            "another question already has the id “1”.",
        ),
        (
            '[[question]]\ntext = "Why?"\ncolour = "red"\n',
            "question 1, “Why?”",
            "“colour” is unknown and was left out.",
        ),
        ('[[plan]]\nname = "Empty"\nquestions = []\n', "plan 1, “Empty”", "The plan has no questions."),
        ("[[plan]]\nname = 'X'\nquestions = [1]\n", "plan 1, “X”", "its questions aren't a list of ids."),
        ("question = [1]\n", "question 1", "it isn't a table."),
        ("plan = 1\n", "“plan”", "it isn't a list of tables."),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_place(text: str, where: str, why: str):
    good = '[[question]]\ntext = "Good?"\n' if not text.startswith(("question =", "plan =")) else ""
    if not good:
        text += (
            '[[questions]]\ntext = "Good?"\n'
            if text.startswith("plan")
            else '[[plan]]\nname = "P"\nquestions = ["ordinary-day"]\n'
        )
    reading = read(text + good)
    assert (where, why) in [(each.where, each.why) for each in reading.problems]
    assert reading.questions or reading.plans


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[[question]]\ntext = ", "is not valid TOML: Invalid value (at"),
        (b'{"format": "iitui questions", ', "is not valid JSON: "),
        (b'format = "iitui questions"\n\xff', "isn't UTF-8 text."),
        (b'format = "iitui questions"\n', "doesn't contain any usable questions."),
        (b'{"format": "iitui questions", "question": [{"text": 1}]}', "question 1: “text” must be a text."),
        (b'format = "iitui questions"\nversion = 2\n', "was written by a newer version of iitui"),
        (b'set = 1\n[[question]]\ntext = "x"\n', "“set” isn't a table."),
        (b'{"format": "iitui questions", "a": ' + b"[" * 100_000, "is "),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(data: bytes, said: str):
    with pytest.raises(UnreadableError) as refused:
        read_question_set("set.toml", data)
    assert str(refused.value).startswith("set.toml")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_text_that_people_bring_is_harmless():
    reading = read('[[question]]\ntext = "Why\\u001b[31m\\u202e [/] ?\\n second line"\n')
    assert reading.questions[0].draft.text == "Why[31m [/] ? second line"


def test_other_files_do_not_look_like_one():
    for data in (b"BEGIN:VCARD\n", b'{"format": "iitui journal"}', b"name,question\n", b""):
        assert not looks_like_question_set(data)


TOML = st.recursive(
    st.sampled_from(
        [None, True, 3, -1, 10**30, 1.5, "", "core", "ordinary-day", "Why?", "[/]\x1b\u202e", "x" * 600]
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "a\x1b"]), inner, max_size=2)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", "text", "category", "minutes", "name", "questions", "level", "phase"])
ENTRIES = st.lists(st.dictionaries(KEYS, TOML, max_size=6) | TOML, max_size=4)


@given(st.fixed_dictionaries({}, optional={"set": TOML, "question": ENTRIES, "plan": ENTRIES | TOML}))
def test_whatever_a_file_holds_it_is_read_or_refused(document):
    data = json.dumps({"format": "iitui questions", **document}).encode()
    try:
        reading = read_question_set("set.json", data)
    except UnreadableError as error:
        refused = str(error)
    else:
        refused = "set.json"
        assert reading.questions or reading.plans
        assert len({each.uid for each in reading.questions}) == len(reading.questions)
    assert refused.startswith("set.json")
